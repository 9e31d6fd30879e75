"""A grant's results: planned and happened side by side, the evidence, what lasts, and who stands for it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.vocabulary import OutcomeKind
from icbl_desktop.domain.words import REACHED
from icbl_desktop.domain.work import Outcome
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.opening import change_line
from icbl_desktop.formats.report_pdf.record_titles import titles
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, SMALL
from icbl_desktop.formats.report_pdf.text import day, shorten
from icbl_desktop.formats.report_pdf.words import UNKNOWN

MOST_LASTING = 2
MOST_EVIDENCE = 6

_LASTING = (OutcomeKind.POLICY, OutcomeKind.PRACTICE)
"""What an institution laid down or does otherwise lasts longer than one thing done."""


def results(sheet: Sheet, grant: Grant, happened: str) -> list[Flowable]:
    """What became of the planned results, under its heading."""
    heading = sheet.section(words.WHAT_BECAME, 80)
    if not grant.planned_results:
        return [*heading, sheet.paragraph(sheet.text(sheet.say(words.NOTHING_PLANNED)), BODY)]
    return [*heading, results_table(sheet, grant, happened)]


def results_table(sheet: Sheet, grant: Grant, happened: str) -> Flowable:
    """What was planned, what happened, and whether it was reached. ``happened`` heads the second column."""
    rows: list[list[str | Flowable]] = [
        [sheet.say(one) for one in (words.PLANNED_RESULT, happened, words.IS_REACHED)]
    ]
    rows += [
        [
            sheet.cell(one.planned),
            sheet.cell(one.happened or sheet.say(words.NOTHING_SAID)),
            sheet.language.word(REACHED, one.reached) or UNKNOWN,
        ]
        for one in grant.planned_results
    ]
    return sheet.table(rows, (41, 45, 14))


def evidence(sheet: Sheet) -> list[Flowable]:
    """Which records have files behind them, receipts aside, those with the most first."""
    named, receipts = titles(sheet), {one.id for one in sheet.report.records.expenses}
    backed = sorted(
        (one for one in named if one in sheet.files_behind and one not in receipts),
        key=lambda one: -sheet.files_behind[one],
    )
    links = [
        sheet.link(one, sheet.text(_with_files(sheet, one, named[one]))) for one in backed[:MOST_EVIDENCE]
    ]
    if not links:
        return [Spacer(0, 5), sheet.paragraph(sheet.text(sheet.say(words.NO_EVIDENCE)), SMALL)]
    return [Spacer(0, 5), sheet.labelled_markup(words.EVIDENCE_OF_GRANT, sheet.joined(links), SMALL)]


def lasting_changes(sheet: Sheet, grant: Grant) -> list[Flowable]:
    """Two outcomes of the grant: changes of policy and practice before others, then the latest."""
    heading = sheet.section(words.LASTING_CHANGES, 60)
    own = [one for one in sheet.report.records.outcomes if one.grant_id == grant.id and one.positive]
    lasting = sorted(own, key=_lasts, reverse=True)[:MOST_LASTING]
    if not lasting:
        return [*heading, sheet.paragraph(sheet.text(sheet.say(words.NO_CHANGES)), BODY)]
    return [*heading, *(change_line(sheet, one) for one in lasting)]


def certifier(sheet: Sheet, grant: Grant) -> list[Flowable]:
    """Who certifies the report, and the day: when it was handed in, else when these pages were made."""
    said = sheet.say(words.NOT_CERTIFIED)
    if grant.certified_by.strip():
        on = day(sheet.language, grant.reported_on or sheet.report.made_at)
        said = sheet.say(words.CERTIFIED, who=shorten(grant.certified_by, 160), day=on)
    paragraph = sheet.paragraph(sheet.bold(said), BODY)
    paragraph.spaceBefore = 12
    return [paragraph]


def _with_files(sheet: Sheet, record_id: str, title: str) -> str:
    return sheet.count(words.OF_FILES, sheet.files_behind[record_id], title=shorten(title, 90))


def _lasts(outcome: Outcome) -> tuple[bool, str, str]:
    return outcome.outcome_kind in _LASTING, str(outcome.when or ""), outcome.id
