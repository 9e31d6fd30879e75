"""Grants: the money, line by line of the budget, the dates, and what came of it."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from icbl_desktop.domain.grant import Expense, Grant, Payment
from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.budget_table import budget_room, budget_table
from icbl_desktop.formats.report_pdf.charts import awards
from icbl_desktop.formats.report_pdf.document_words import HAPPENED
from icbl_desktop.formats.report_pdf.grant_results import results_table
from icbl_desktop.formats.report_pdf.in_short import money_of
from icbl_desktop.formats.report_pdf.sheet import Sheet
from icbl_desktop.formats.report_pdf.styles import BODY, DATED, LEAD, ROOM, SMALL, SUBSECTION
from icbl_desktop.formats.report_pdf.text import amount, day, short_day, shorten, span

_RATE = "#,##0.##########"
_FEW_ROWS = 65
"""Points a table's head and its first rows take."""


def grants(sheet: Sheet) -> list[Flowable]:
    """Each grant of the period."""
    if not sheet.report.records.grants:
        return []
    story = [*sheet.section(words.GRANTS), *awards(sheet)]
    for one in sheet.report.records.grants:
        story += grant_block(sheet, one)
    return story


def grant_block(sheet: Sheet, grant: Grant, note: str = "") -> list[Flowable]:
    """One grant."""
    story: list[Flowable] = [
        CondPageBreak(96),
        sheet.lead(sheet.text(grant.title), "", SUBSECTION, grant.id),
        sheet.paragraph(sheet.text(sheet.joined((note, *_facts(sheet, grant)))), SMALL),
        Spacer(0, 4),
    ]
    money = money_of(sheet.report, grant)
    if money:
        story += [_money_row(sheet, money), Spacer(0, 4), *_lines(sheet, grant, money)]
        story += [*(sheet.paragraph(sheet.text(line), SMALL) for line in doubts(sheet, money)), Spacer(0, 6)]
    return [
        *story,
        *sheet.texts(_money_texts(sheet, grant), BODY),
        *_results(sheet, grant),
        *sheet.texts(_texts(grant), BODY),
        *_outcomes(sheet, grant),
    ]


def expense_block(sheet: Sheet, expense: Expense, note: str = "") -> list[Flowable]:
    """One expense, where it stands by itself."""
    paid = amount(sheet.language, expense.amount, expense.currency)
    rate = sheet.say(words.RATE, rate=sheet.language.number(expense.rate, _RATE)) if expense.rate else ""
    reason = expense.receipt_missing
    receipt = sheet.say(words.NO_RECEIPT, reason=reason) if reason else ""
    facts = [note, rate, expense.paid_to, receipt, sheet.files(expense.id)]
    return [
        CondPageBreak(ROOM),
        sheet.lead(sheet.text(paid), short_day(sheet.language, expense.date), LEAD, expense.id),
        sheet.paragraph(sheet.text(expense.what), DATED),
        *sheet.small(facts),
        *sheet.linked("", [expense.grant_id, expense.activity_id]),
    ]


def _facts(sheet: Sheet, grant: Grant) -> list[str]:
    language = sheet.language
    dates = (
        (words.APPLIED_ON, grant.applied_on),
        (words.DECIDED_ON_BY if grant.decided_by else words.DECIDED_ON, grant.decided_on),
        (words.REPORT_DUE, grant.report_due),
        (words.REPORTED_ON, grant.reported_on),
    )
    who = shorten(grant.decided_by, 80)
    return [
        language.word(GRANT_PROGRAMMES, grant.programme),
        language.word(GRANT_STATES, grant.state),
        span(language, grant.start, grant.end),
        *(sheet.say(message, day=day(language, when), who=who) for message, when in dates if when),
        sheet.files(grant.id),
    ]


def _money_texts(sheet: Sheet, grant: Grant) -> list[tuple[str, str]]:
    """How its money came, and what for, each with its label."""
    parts = (
        f"{_payment(sheet, one, grant.currency)} {f'({one.note})' if one.note.strip() else ''}".strip()
        for one in grant.payments
    )
    return [(words.RECEIVED_IN_PARTS, sheet.joined(parts)), (words.PURPOSE, grant.purpose)]


def _results(sheet: Sheet, grant: Grant) -> list[Flowable]:
    """What was planned, and beside it what happened once something has."""
    if any(one.happened.strip() or one.reached for one in grant.planned_results):
        room = CondPageBreak(_FEW_ROWS)
        return [Spacer(0, 4), room, results_table(sheet, grant, HAPPENED), Spacer(0, 4)]
    return sheet.texts([(words.PLANNED_RESULTS, one.planned) for one in grant.planned_results], BODY)


def _texts(grant: Grant) -> list[tuple[str, str]]:
    """What a person wrote at its end."""
    return [
        (words.DIFFICULTIES, grant.difficulties),
        (words.NEXT_STEPS, grant.next_steps),
        (words.UNSPENT, grant.unspent),
    ]


def _payment(sheet: Sheet, payment: Payment, currency: str) -> str:
    paid = amount(sheet.language, payment.amount, currency)
    if payment.date is None:
        return paid
    return sheet.say(words.PAYMENT_ON, amount=paid, day=day(sheet.language, payment.date))


def _money_row(sheet: Sheet, money: GrantMoney) -> Flowable:
    heads = [words.REQUESTED, words.AWARDED, words.RECEIVED, words.SPENT, words.BALANCE]
    sums = (money.requested, money.awarded, money.paid, money.spent, money.balance)
    rows = [[sheet.say(one) for one in heads], [amount(sheet.language, one, money.currency) for one in sums]]
    return sheet.table(rows, [20] * 5)


def _lines(sheet: Sheet, grant: Grant, money: GrantMoney) -> list[Flowable]:
    if not money.lines:
        return []
    return [CondPageBreak(budget_room(money)), budget_table(sheet, grant, money), Spacer(0, 4)]


def doubts(sheet: Sheet, money: GrantMoney) -> list[str]:
    """What the sums do not hold, and what is odd in them, so that nobody takes them for more."""
    return [
        sheet.count(forms, n)
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
    return [sheet.labelled_markup(words.OUTCOMES_OF, sheet.joined(linked), BODY)] if linked else []
