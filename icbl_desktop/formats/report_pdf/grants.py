"""Grants: the money, line by line of the budget, the dates, and what came of it."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES, REACHED, say
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.in_short import money_of
from icbl_desktop.formats.report_pdf.layout import (
    BODY,
    CELL,
    DATED,
    LEAD,
    ROOM,
    SMALL,
    SUBSECTION,
    WIDTH,
    section,
    table,
)
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
        story += [_money_row(money), Spacer(0, 4), *_lines(sheet, money)]
        story += [*(Paragraph(line, SMALL) for line in _doubts(money)), Spacer(0, 6)]
    story += [sheet.labelled(label, text, BODY) for label, text in _texts(grant) if text.strip()]
    return story + _outcomes(sheet, grant)


def expense_block(sheet: Sheet, expense: Expense, note: str = "") -> list[Flowable]:
    """One expense, where it stands by itself."""
    paid = amount(expense.amount, expense.currency)
    rate = words.RATE.format(rate=f"{expense.rate:f}") if expense.rate else ""
    files = sheet.files_behind.get(expense.id, 0)
    receipt = words.NO_RECEIPT.format(reason=expense.receipt_missing) if expense.receipt_missing else ""
    facts = [
        note,
        rate,
        expense.paid_to,
        receipt,
        words.counted(files, words.FILES_BEHIND) if files else "",
    ]
    return [
        CondPageBreak(ROOM),
        sheet.lead(sheet.text(paid, bold=True), short_day(expense.date), LEAD, expense.id),
        Paragraph(sheet.text(expense.what), DATED),
        *sheet.small(facts),
        *sheet.linked("", [expense.grant_id, expense.activity_id]),
    ]


def _facts(sheet: Sheet, grant: Grant) -> list[str]:
    decided_by = words.BY.format(who=shorten(grant.decided_by, 80)) if grant.decided_by else ""
    decided = words.DECIDED_ON.format(day=day(grant.decided_on)) if grant.decided_on else ""
    files = sheet.files_behind.get(grant.id, 0)
    return [
        say(GRANT_PROGRAMMES, grant.programme),
        say(GRANT_STATES, grant.state),
        " – ".join(short_day(one) for one in (grant.start, grant.end) if one),
        words.APPLIED_ON.format(day=day(grant.applied_on)) if grant.applied_on else "",
        " ".join(part for part in (decided, decided_by) if part and decided),
        words.REPORT_DUE.format(day=day(grant.report_due)) if grant.report_due else "",
        words.REPORTED_ON.format(day=day(grant.reported_on)) if grant.reported_on else "",
        words.counted(files, words.FILES_BEHIND) if files else "",
    ]


def _texts(grant: Grant) -> list[tuple[str, str]]:
    """What a person wrote of it, each with its label."""
    parts = (
        f"{amount(one.amount, grant.currency)} {words.ON.format(day=day(one.date)) if one.date else ''} "
        f"{f'({one.note})' if one.note.strip() else ''}".strip()
        for one in grant.payments
    )
    texts = [(words.RECEIVED_IN_PARTS, "; ".join(parts)), (words.PURPOSE, grant.purpose)]
    for one in grant.planned_results:
        texts += [(words.PLANNED_RESULTS, one.planned), (words.RESULTS, one.happened)]
        texts.append((words.REACHED, say(REACHED, one.reached)))
    return [
        *texts,
        *(("", f"{shorten(line.title, 80)}: {line.reason}") for line in grant.budget if line.reason.strip()),
        (words.DIFFICULTIES, grant.difficulties),
        (words.NEXT_STEPS, grant.next_steps),
        (words.UNSPENT, grant.unspent),
    ]


def _money_row(money: GrantMoney) -> Flowable:
    heads = [words.REQUESTED, words.AWARDED, words.RECEIVED, words.SPENT, words.BALANCE]
    sums = (money.requested, money.awarded, money.paid, money.spent, money.balance)
    return table([heads, [amount(one, money.currency) for one in sums]], [WIDTH / 5] * 5)


def _lines(sheet: Sheet, money: GrantMoney) -> list[Flowable]:
    """What was spent by line of the budget; what is on no line has a row of its own."""
    if not money.lines:
        return []
    rows: list[list[object]] = [[words.BUDGET_LINE, words.BUDGETED, words.SPENT, words.LEFT]]
    for line in money.lines:
        sums = (line.budgeted, line.spent, line.difference)
        title = Paragraph(sheet.text(shorten(line.title, 160)), CELL)
        rows.append([title, *(amount(one, money.currency) for one in sums)])
    if money.off_line:
        rows.append([words.OFF_LINE, "", amount(money.off_line, money.currency), ""])
    return [table(rows, [WIDTH * share / 100 for share in (40, 20, 20, 20)]), Spacer(0, 4)]


def _doubts(money: GrantMoney) -> list[str]:
    """What the sums do not hold, and what is odd in them, so that nobody takes them for more."""
    return [
        words.counted(n, forms)
        for n, forms in (
            (money.other_currency, words.OTHER_CURRENCY),
            (money.without_rate, words.WITHOUT_RATE),
            (money.without_cost, words.WITHOUT_COST),
            (money.out_of_period, words.OUT_OF_PERIOD),
            (money.receipts_missing, words.RECEIPTS_MISSING),
            (money.receipts_explained, words.RECEIPTS_EXPLAINED),
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
