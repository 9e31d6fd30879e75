"""Grant reports, mid-term and final: what was planned and what became of it, the money in full, the words."""

from __future__ import annotations

from reportlab.platypus import Flowable, PageBreak, Spacer

from icbl_desktop.domain.final_report import Gap, missing
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.budget_table import budget_room
from icbl_desktop.formats.report_pdf.grant_accounts import by_line, money_box, rate, without_receipt
from icbl_desktop.formats.report_pdf.grant_results import certifier, evidence, lasting_changes, results
from icbl_desktop.formats.report_pdf.grant_summary import summary
from icbl_desktop.formats.report_pdf.opening import needed, own_lines, title_block
from icbl_desktop.formats.report_pdf.progress import update_block
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, BRIEF, LINE
from icbl_desktop.formats.report_pdf.text import day, shorten
from icbl_desktop.formats.report_pdf.words import INDICATORS

_HEADING = 45
"""Points a section's heading takes."""


def final_report(sheet: Sheet) -> list[Flowable]:
    """Page 1: the grant in short, its results, what lasts, who certifies. Page 2: its money and its words."""
    grant, money = grant_of(sheet.report)
    return [
        *_top(sheet, grant, money, words.FINAL_GRANT_REPORT),
        *results(sheet, grant, words.HAPPENED),
        *evidence(sheet),
        *lasting_changes(sheet, grant),
        *certifier(sheet, grant),
        *needed(sheet),
        PageBreak(),
        *_accounts(sheet, grant, money, words.ACCOUNTS),
        *_words(sheet, words.UNSPENT_MONEY, grant.unspent),
        *_words(sheet, words.WHAT_WAS_DIFFICULT, grant.difficulties),
        *_words(sheet, words.WHAT_COMES_NEXT, grant.next_steps),
        *_lacks(sheet, grant, money),
    ]


def mid_term_report(sheet: Sheet) -> list[Flowable]:
    """The same so far: results, what is meant for the rest of the time, the money."""
    grant, money = grant_of(sheet.report)
    return [
        *_top(sheet, grant, money, words.MID_TERM_GRANT_REPORT),
        *results(sheet, grant, words.HAPPENED_SO_FAR),
        *evidence(sheet),
        *_words(sheet, words.REST_OF_GRANT, grant.next_steps),
        *_words(sheet, words.WHAT_WAS_DIFFICULT, grant.difficulties),
        *needed(sheet),
        *_accounts(sheet, grant, money, words.MONEY_SO_FAR),
    ]


def answers(sheet: Sheet) -> list[Flowable]:
    """What the grant's work found out, without the targets of the plan."""
    updates = sheet.report.records.indicator_updates
    blocks = [flowable for one in updates for flowable in update_block(sheet, one)]
    return [*sheet.section(INDICATORS), *blocks] if blocks else []


def grant_of(report: Report) -> tuple[Grant, GrantMoney]:
    """The grant a grant report is about, and its money."""
    grant = next(one for one in report.records.grants if one.id == report.grant_id)
    return grant, next(one.money for one in report.figures.money if one.grant_id == grant.id)


def _top(sheet: Sheet, grant: Grant, money: GrantMoney, kind: str) -> list[Flowable]:
    time = ""
    if grant.start and grant.end:
        start, end = day(sheet.language, grant.start), day(sheet.language, grant.end)
        time = sheet.say(words.GRANT_TIME, start=start, end=end)
    organisation = shorten(sheet.report.campaign.organisation, 200)
    subtitle = sheet.joined((organisation, time))
    return [
        *title_block(sheet, sheet.say(kind), shorten(grant.title, 200), subtitle, anchor=grant.id),
        Spacer(0, 10),
        *money_box(sheet, money),
        Spacer(0, 8),
        sheet.paragraph(sheet.text(summary(sheet, grant, money)), BRIEF),
        *own_lines(sheet),
    ]


def _accounts(sheet: Sheet, grant: Grant, money: GrantMoney, heading: str) -> list[Flowable]:
    return [
        *sheet.section(heading, _HEADING + budget_room(money)),
        *by_line(sheet, grant, money),
        *rate(sheet, grant),
        *without_receipt(sheet, grant),
    ]


def _words(sheet: Sheet, heading: str, text: str) -> list[Flowable]:
    """What the campaign wrote under a heading of the report; that nothing was written is said."""
    said = text if text.strip() else sheet.say(words.NOTHING_SAID)
    return [*sheet.plain_subsection(heading, 60), sheet.paragraph(sheet.text(said), BODY)]


def _lacks(sheet: Sheet, grant: Grant, money: GrantMoney) -> list[Flowable]:
    """What is still missing by the report's own records, so that its reader sees it too."""
    gaps = missing(
        grant,
        money,
        [one for one in sheet.report.records.expenses if one.grant_id == grant.id],
        [one for one in sheet.report.records.outcomes if one.grant_id == grant.id],
        sheet.files_behind,
        sheet.report.made_at.date(),
    )
    if not gaps:
        return []
    lines = [sheet.paragraph(sheet.text(_lack(sheet, gap)), LINE, beside="•") for gap in gaps]
    return [*sheet.plain_subsection(words.STILL_LACKS, 60), *lines]


def _lack(sheet: Sheet, gap: Gap) -> str:
    return sheet.say(words.LACKS[gap.lack], about=shorten(gap.about, 120))
