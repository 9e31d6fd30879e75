"""Grants: the money in one row, the dates, and what came of it."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES, say
from icbl_desktop.domain.work import Grant
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.in_short import money_of
from icbl_desktop.formats.report_pdf.layout import BODY, SMALL, SUBSECTION, WIDTH, section, table
from icbl_desktop.formats.report_pdf.sheet import SEPARATOR, Sheet
from icbl_desktop.formats.report_pdf.text import amount, day, short_day, shorten


def grants(sheet: Sheet) -> list[Flowable]:
    """Each grant of the period."""
    if not sheet.report.records.grants:
        return []
    story = section(words.GRANTS)
    for one in sheet.report.records.grants:
        story += grant_block(sheet, one)
    return story


def grant_block(sheet: Sheet, grant: Grant, note: str = "") -> list[Flowable]:
    """One grant."""
    story: list[Flowable] = [
        CondPageBreak(96),
        sheet.lead(sheet.text(grant.title, bold=True), "", SUBSECTION, grant.id),
        Paragraph(sheet.text(SEPARATOR.join(part for part in (note, *_facts(sheet, grant)) if part)), SMALL),
        Spacer(0, 4),
    ]
    money = money_of(sheet.report, grant)
    if money:
        story += [_money_row(money), *(Paragraph(line, SMALL) for line in _left_out(money)), Spacer(0, 6)]
    texts = (
        (words.PURPOSE, grant.purpose),
        (words.PLANNED_RESULTS, grant.planned_results),
        (words.RESULTS, grant.results),
    )
    story += [sheet.labelled(label, text, BODY) for label, text in texts if text.strip()]
    return story + _outcomes(sheet, grant)


def _facts(sheet: Sheet, grant: Grant) -> list[str]:
    dates = (
        (words.APPLIED_ON, grant.applied_on),
        (words.DECIDED_ON, grant.decided_on),
        (words.PAID_ON, grant.paid_on),
    )
    runs = " – ".join(short_day(one) for one in (grant.start, grant.end) if one)
    files = sheet.files_behind.get(grant.id, 0)
    return [
        say(GRANT_PROGRAMMES, grant.programme),
        say(GRANT_STATES, grant.state),
        runs,
        *(form.format(day=day(one)) for form, one in dates if one),
        words.REPORT_DUE.format(day=day(grant.report_due)) if grant.report_due else "",
        words.counted(files, words.FILES_BEHIND) if files else "",
    ]


def _money_row(money: GrantMoney) -> Flowable:
    heads = [words.REQUESTED, words.AWARDED, words.RECEIVED, words.SPENT, words.BALANCE]
    sums = (money.requested, money.awarded, money.paid, money.spent, money.balance)
    widths = [WIDTH * share / 100 for share in (18, 18, 18, 28, 18)]
    return table([heads, [amount(one, money.currency) for one in sums]], widths)


def _left_out(money: GrantMoney) -> list[str]:
    """What the sum does not hold, so that nobody takes it for the whole."""
    return [
        words.counted(n, forms)
        for n, forms in (
            (money.other_currency, words.OTHER_CURRENCY),
            (money.without_cost, words.WITHOUT_COST),
        )
        if n
    ]


def _outcomes(sheet: Sheet, grant: Grant) -> list[Flowable]:
    linked = [
        sheet.link(one.id, sheet.text(shorten(f"{one.actor}: {one.change}", 140)))
        for one in sheet.report.records.outcomes
        if one.grant_id == grant.id
    ]
    return [sheet.labelled_markup(f"{words.OUTCOMES}:", "; ".join(linked), BODY)] if linked else []
