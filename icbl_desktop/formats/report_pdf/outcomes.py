"""Outcomes in full: who changed what, why it matters, and what the campaign had to do with it."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.words import OUTCOME_KINDS, say
from icbl_desktop.domain.work import Outcome
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.layout import DATED, LEAD, ROOM, section
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import short_day, shorten


def outcomes(sheet: Sheet) -> list[Flowable]:
    """Each outcome of the period."""
    if not sheet.report.records.outcomes:
        return []
    story = section(words.OUTCOMES)
    for one in sheet.report.records.outcomes:
        story += outcome_block(sheet, one)
    return story


def outcome_block(sheet: Sheet, outcome: Outcome, note: str = "") -> list[Flowable]:
    """One outcome, told by Outcome Harvesting."""
    when = short_day(outcome.when, outcome.precision)
    return [
        CondPageBreak(ROOM),
        sheet.lead(sheet.text(outcome.actor, bold=True), when, LEAD, outcome.id),
        Paragraph(sheet.text(outcome.change), DATED),
        *sheet.texts(
            [
                (words.SIGNIFICANCE, outcome.significance),
                (words.CONTRIBUTION, outcome.contribution),
                (words.OTHERS, outcome.others),
                (words.SUBSTANTIATION, outcome.substantiation),
            ]
        ),
        *sheet.small([note, *_facts(sheet, outcome)]),
        *sheet.linked(words.BEHIND_IT, [*outcome.activities, *outcome.promises]),
    ]


def _facts(sheet: Sheet, outcome: Outcome) -> list[str]:
    grant = sheet.grant_titles.get(outcome.grant_id, "")
    files = sheet.files_behind.get(outcome.id, 0)
    return [
        say(OUTCOME_KINDS, outcome.outcome_kind),
        "" if outcome.positive else words.NEGATIVE,
        "" if outcome.intended else words.UNINTENDED,
        outcome.place,
        words.UNDER.format(codes=", ".join(map(code_of, outcome.objectives))) if outcome.objectives else "",
        words.HELPED_BY.format(grant=shorten(grant, 60)) if grant else "",
        words.counted(files, words.FILES_BEHIND) if files else "",
    ]
