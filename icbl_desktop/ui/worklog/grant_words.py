"""A grant in words: when a report is due, what its final report lacks, how an expense came to its amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.final_report import Gap, Lack
from icbl_desktop.domain.grant import Expense, ExpenseDraft, Grant, GrantDraft
from icbl_desktop.domain.grant_life import next_report
from icbl_desktop.domain.money import GrantMoney, in_grant_currency, is_out_of_period
from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.services.grants import GrantLine
from icbl_desktop.ui.kit.amounts import format_amount
from icbl_desktop.ui.kit.widgets import Tone
from icbl_desktop.ui.words import amount, day, number

STATE_TONES: dict[str, Tone] = {
    GrantState.IDEA: "neutral",
    GrantState.APPLIED: "info",
    GrantState.DECLINED: "neutral",
    GrantState.APPROVED: "success",
    GrantState.RUNNING: "success",
    GrantState.FINAL_REPORT_DUE: "caution",
    GrantState.REPORTED: "info",
    GrantState.CLOSED: "neutral",
}


def due_in(due: date, today: date) -> str:
    """How far away a day is: "due in 12 days", "overdue by 3 days"."""
    left = (due - today).days
    if left == 0:
        return _tr("due today")
    if abs(left) == 1:
        return _tr("due tomorrow") if left > 0 else _tr("overdue by 1 day")
    return (_tr("due in {n} days") if left > 0 else _tr("overdue by {n} days")).format(n=number(abs(left)))


def money_and_due(line: GrantLine, today: date) -> str:
    """What is left and what is due: "USD 292.07 left · report due in 18 days"; empty for neither."""
    return " · ".join(part for part in (_left(line.money), _report(line.grant, today)) if part)


def _left(money: GrantMoney) -> str:
    """The balance; before anything was received, what was awarded."""
    if money.balance is None:
        known = money.awarded is not None
        return _tr("{amount} awarded").format(amount=amount(money.awarded, money.currency)) if known else ""
    words = _tr("{amount} left") if money.balance >= 0 else _tr("{amount} overspent")
    return words.format(amount=amount(abs(money.balance), money.currency))


def _report(grant: Grant, today: date) -> str:
    due = next_report(grant)
    return _tr("report {when}").format(when=due_in(due, today)) if due else ""


def step_words(state: str) -> str:
    """What the button for a grant's next step says."""
    return {
        GrantState.APPLIED: _tr("Mark as applied"),
        GrantState.APPROVED: _tr("Mark as approved"),
        GrantState.DECLINED: _tr("Mark as declined"),
        GrantState.RUNNING: _tr("Mark as running"),
        GrantState.FINAL_REPORT_DUE: _tr("Mark the final report as due"),
        GrantState.REPORTED: _tr("Mark as reported"),
        GrantState.CLOSED: _tr("Mark as closed"),
    }[GrantState(state)]


def step_question(state: str) -> str:
    """What is asked before a step is taken."""
    return {
        GrantState.APPLIED: _tr("When did you apply?"),
        GrantState.APPROVED: _tr("When was it approved?"),
        GrantState.DECLINED: _tr("When was it declined?"),
        GrantState.RUNNING: _tr("From when does the work run?"),
        GrantState.FINAL_REPORT_DUE: _tr("When is the final report due?"),
        GrantState.REPORTED: _tr("When did you send the final report?"),
        GrantState.CLOSED: _tr("When was it closed?"),
    }[GrantState(state)]


def gap_words(gap: Gap) -> str:
    """What the final report lacks, as a plain line."""
    return {
        Lack.PERIOD: _tr("The time of the work is not noted."),
        Lack.NOT_OVER: _tr("The work is not over yet."),
        Lack.PLANNED: _tr("No planned result is written down."),
        Lack.RESULT: _tr("Say what happened, and whether it was reached: “{about}”"),
        Lack.PAYMENTS: _tr("What was received is not noted."),
        Lack.EXPENSES: _tr("No expense is written down."),
        Lack.LINE_REASON: _tr("“{about}” is more than 10 % from its budget: say why."),
        Lack.RATE: _tr("The exchange rate is missing: “{about}”"),
        Lack.RECEIPT: _tr("The receipt is missing, and no reason is given: “{about}”"),
        Lack.UNSPENT: _tr("Money is left over: say what becomes of it."),
        Lack.OUTCOME: _tr("No outcome is written down."),
        Lack.DIFFICULTIES: _tr("Difficulties are not written down."),
        Lack.NEXT_STEPS: _tr("Next steps are not written down."),
        Lack.CERTIFIER: _tr("Nobody is named who certifies the report."),
    }[gap.lack].format(about=gap.about)


def money_notes(money: GrantMoney) -> list[str]:
    """What the sums do not hold, so that nobody takes them for the whole."""
    notes = []
    if money.paid is None:
        notes.append(_tr("The balance is known once you note what was received."))
    for count, words in (
        (money.without_rate, _tr("Expenses in another currency without a rate, in no sum here: {count}.")),
        (money.other_currency, _tr("Activities with a cost in another currency, in no sum here: {count}.")),
        (money.without_cost, _tr("Activities with no cost noted: {count}.")),
    ):
        if count:
            notes.append(words.format(count=number(count)))
    return notes


def rate_words(grant: GrantDraft) -> str:
    """The exchange rate and where it was read; empty where none is noted."""
    if grant.rate is None:
        return ""
    words = one_for(grant.currency, grant.rate, grant.local_currency)
    return f"{words} ({grant.rate_source})" if grant.rate_source else words


def one_for(currency: str, rate: Decimal, other: str) -> str:
    """The rate as an equation: "1 USD = 4,050.00 KHR"."""
    return f"1 {currency} = {format_amount(rate)} {other}"


def expense_facts(expense: ExpenseDraft, grant: GrantDraft) -> str:
    """When, to whom, and in another currency how much of it at which rate."""
    parts = [day(expense.date), expense.paid_to]
    if expense.currency != grant.currency:
        parts.append(amount(expense.amount, expense.currency))
        if expense.rate is not None:
            parts.append(one_for(grant.currency, expense.rate, expense.currency))
    return " · ".join(part for part in parts if part)


def expense_faults(expense: Expense, grant: GrantDraft, has_receipt: bool) -> list[str]:
    """What somebody who reads the account would ask about."""
    faults = []
    if is_out_of_period(expense, grant):
        faults.append(_tr("Outside the time of the grant"))
    if in_grant_currency(expense, grant) is None:
        faults.append(_tr("No exchange rate: in no sum"))
    if not has_receipt and not expense.receipt_missing.strip():
        faults.append(_tr("Receipt missing"))
    return faults


def _tr(words: str) -> str:
    return QCoreApplication.translate("grant_words", words)
