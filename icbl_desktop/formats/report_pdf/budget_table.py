"""A grant's budget line by line: planned, spent, what is left, and the reason where that is much."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from reportlab.platypus import Flowable

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.formats.report_pdf import document_words as words
from icbl_desktop.formats.report_pdf.charts import spent_bar
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.text import amount, has_decimals, shorten
from icbl_desktop.formats.report_pdf.words import BUDGET_LINE, BUDGETED, OFF_LINE, SPENT

_ROW, _MOST_TOGETHER = 24, 15
_BAR = 15
_SHARES = (27, 11, 11, 11, _BAR, 25)


def budget_room(money: GrantMoney) -> float:
    """About how many points the table takes, if it is one that can stand on one page; else its beginning."""
    return _ROW * min(len(money.lines) + 3, _MOST_TOGETHER)


def budget_table(sheet: Sheet, grant: Grant, money: GrantMoney) -> Flowable:
    """A row a line, one for what is on no line, and the sums of all, in the grant's currency."""
    line_of = f"{sheet.say(BUDGET_LINE)} ({money.currency})"
    heads = (BUDGETED, SPENT, words.DIFFERENCE, words.SPENT_OF_PLANNED, words.REASON)
    rows: list[list[str | Flowable]] = [[line_of, *(sheet.say(one) for one in heads)]]
    planned = [line.budgeted for line in money.lines]
    decimals = has_decimals([*planned, *(line.spent for line in money.lines), money.spent])
    said = partial(amount, sheet.language, currency="", decimals=decimals)
    reasons = {one.id: one.reason for one in grant.budget}
    for line in money.lines:
        sums = [said(one) for one in (line.budgeted, line.spent, line.difference)]
        shown = spent_bar(sheet, line.spent, line.budgeted, _BAR)
        rows.append([sheet.cell(shorten(line.title, 160)), *sums, shown, sheet.cell(reasons[line.line])])
    if money.off_line:
        rows.append([sheet.cell(sheet.say(OFF_LINE)), "", said(money.off_line), "", "", ""])
    known = [one for one in planned if one is not None]
    whole = sum(known, Decimal(0)) if len(known) == len(planned) else None  # where a line has no amount
    in_all = (whole, money.spent, None if whole is None else whole - money.spent)
    sums_of_all = [sheet.figure(said(one)) for one in in_all]
    shown = spent_bar(sheet, money.spent, whole, _BAR)
    rows.append([sheet.cell(sheet.say(words.IN_ALL), bold=True), *sums_of_all, shown, ""])
    return sheet.table(rows, _SHARES, numbers=(1, 2, 3))
