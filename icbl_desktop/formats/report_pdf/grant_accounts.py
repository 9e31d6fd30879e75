"""A grant's accounts: the sums, line by line with reasons, each expense, and the missing receipts."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.money import GrantMoney, in_grant_currency
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.budget_table import budget_table
from icbl_desktop.formats.report_pdf.grants import doubts
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, CELL, MONEY, MUTED, SMALL
from icbl_desktop.formats.report_pdf.tables import grid
from icbl_desktop.formats.report_pdf.text import amount, has_decimals, short_day, shorten
from icbl_desktop.formats.report_pdf.words import (
    AWARDED,
    BALANCE,
    BUDGET_LINE,
    RECEIVED,
    REQUESTED,
    SPENT,
    UNKNOWN,
)


def money_box(sheet: Sheet, money: GrantMoney) -> list[Flowable]:
    """Five sums in a frame."""
    heads = [sheet.say(one) for one in (REQUESTED, AWARDED, RECEIVED, SPENT, BALANCE)]
    sums = (money.requested, money.awarded, money.paid, money.spent, money.balance)
    figures = [amount(sheet.language, one, money.currency) for one in sums]
    cells = [
        [sheet.paragraph(sheet.text(head), SMALL) for head in heads],
        [sheet.paragraph(sheet.text(figure), MONEY) for figure in figures],
    ]
    look = [
        ("BOX", (0, 0), (-1, -1), 0.8, MUTED),
        ("LEFTPADDING", (0, 0), (-1, -1), 9),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, 0), 6),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
        ("TOPPADDING", (0, 1), (-1, 1), 0),
        ("BOTTOMPADDING", (0, 1), (-1, 1), 7),
    ]
    return [grid(cells, [sheet.width / 5] * 5, look, heads=1, right_to_left=sheet.right_to_left)]


def by_line(sheet: Sheet, grant: Grant, money: GrantMoney) -> list[Flowable]:
    """The budget line by line; then what the sums do not hold."""
    if not money.lines:
        return [sheet.paragraph(sheet.text(sheet.say(words.NO_BUDGET)), BODY)]
    notes = (sheet.paragraph(sheet.text(one), SMALL) for one in doubts(sheet, money))
    return [budget_table(sheet, grant, money), Spacer(0, 4), *notes]


def rate(sheet: Sheet, grant: Grant) -> list[Flowable]:
    """What the local currency was worth, and where that was read."""
    if not grant.rate or not grant.local_currency:
        return []
    form = words.RATE_IS if grant.rate_source.strip() else words.RATE_WITHOUT_SOURCE
    said = sheet.say(
        form,
        currency=grant.currency,
        local=grant.local_currency,
        rate=sheet.language.number(grant.rate, "#,##0.######"),
        source=grant.rate_source,
    )
    return [Spacer(0, 4), sheet.labelled(words.EXCHANGE_RATE, said, BODY)]


def without_receipt(sheet: Sheet, grant: Grant) -> list[Flowable]:
    """Each expense with no file behind it, and the reason that was given."""
    bare = [one for one in _expenses(sheet, grant) if one.id not in sheet.files_behind]
    if not bare:
        return []
    rows: list[list[str | Flowable]] = [
        [sheet.say(one) for one in (words.PAID_ON, words.WHAT_FOR, words.AMOUNT, words.REASON)]
    ]
    for one in bare:
        what = sheet.paragraph(sheet.link(one.id, sheet.text(shorten(one.what, 160))), CELL)
        reason = one.receipt_missing if one.receipt_missing.strip() else sheet.say(words.NO_REASON_GIVEN)
        paid = amount(sheet.language, one.amount, one.currency)
        rows.append([short_day(sheet.language, one.date) or UNKNOWN, what, paid, sheet.cell(reason)])
    heading = sheet.plain_subsection(words.WITHOUT_RECEIPT, 80)
    return [*heading, sheet.table(rows, (15, 33, 16, 36), numbers=(2,))]


def expenses(sheet: Sheet) -> list[Flowable]:
    """Each expense of the grant by day: links to it arrive here."""
    grant = next(one for one in sheet.report.records.grants if one.id == sheet.report.grant_id)
    own = sorted(_expenses(sheet, grant), key=lambda one: (str(one.date or ""), one.id))
    story = sheet.section(words.EXPENSES)
    if not own:
        return [*story, sheet.paragraph(sheet.text(sheet.say(words.NO_EXPENSES)), BODY)]
    heads = [sheet.say(one) for one in (words.PAID_ON, words.WHAT_FOR, BUDGET_LINE, words.AMOUNT)]
    heads += [sheet.say(words.IN_CURRENCY, currency=grant.currency), sheet.say(words.RECEIPT)]
    titles = {line.id: line.title for line in grant.budget}
    decimals = has_decimals(in_grant_currency(one, grant) for one in own)
    rows = [heads, *(_row(sheet, one, grant, titles.get(one.line, ""), decimals=decimals) for one in own)]
    return [*story, sheet.table(rows, (14, 29, 20, 16, 11, 10), numbers=(3, 4))]


def _row(sheet: Sheet, expense: Expense, grant: Grant, line: str, *, decimals: bool) -> list[str | Flowable]:
    to = f" ({expense.paid_to})" if expense.paid_to.strip() else ""
    files = sheet.files_behind.get(expense.id, 0)
    return [
        short_day(sheet.language, expense.date) or UNKNOWN,
        sheet.lead(sheet.text(shorten(f"{expense.what}{to}", 240)), "", CELL, expense.id),
        sheet.cell(shorten(line, 80)),
        amount(sheet.language, expense.amount, expense.currency),
        amount(sheet.language, in_grant_currency(expense, grant), "", decimals=decimals),
        sheet.cell(sheet.count(words.HAS_RECEIPT, files)) if files else UNKNOWN,
    ]


def _expenses(sheet: Sheet, grant: Grant) -> list[Expense]:
    return [one for one in sheet.report.records.expenses if one.grant_id == grant.id]
