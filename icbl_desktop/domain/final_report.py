"""What a grant still lacks before its final report can be written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from icbl_desktop.domain.grant import Expense, GrantDraft
from icbl_desktop.domain.money import GrantMoney, LineMoney, in_grant_currency
from icbl_desktop.domain.work import Outcome

_FAR = Decimal("0.10")
"""A line may be over or under by this part of what was planned before a reason is asked for."""


class Lack(StrEnum):
    """What is missing."""

    PERIOD = "period"
    NOT_OVER = "not_over"
    PLANNED = "planned"
    RESULT = "result"
    PAYMENTS = "payments"
    EXPENSES = "expenses"
    LINE_REASON = "line_reason"
    RATE = "rate"
    RECEIPT = "receipt"
    UNSPENT = "unspent"
    OUTCOME = "outcome"
    DIFFICULTIES = "difficulties"
    NEXT_STEPS = "next_steps"
    CERTIFIER = "certifier"


@dataclass(frozen=True)
class Gap:
    """Something missing, and the place where it is mended.

    ``field`` is one of the grant's, such as "end" or "budget[0].reason", or empty: then ``expense_id`` is the
    expense to open, or it is a new record that is missing. ``about`` names the line, the result or the
    expense.
    """

    lack: Lack
    field: str = ""
    about: str = ""
    expense_id: str = ""


def missing(
    grant: GrantDraft,
    money: GrantMoney,
    expenses: Sequence[Expense],
    outcomes: Sequence[Outcome],
    receipts: Collection[str],
    today: date,
) -> tuple[Gap, ...]:
    """What is missing, in the order of the report. ``receipts``: ids of the expenses with a file behind them.

    What was not spent is asked about only once the grant's time is over.
    """
    over = grant.end is not None and grant.end < today
    return (
        *_time(grant, today),
        *_results(grant),
        *_money(grant, money, over),
        *_expenses(grant, expenses, receipts),
        *(() if outcomes else (Gap(Lack.OUTCOME),)),
        *_words(grant),
    )


def _time(grant: GrantDraft, today: date) -> Iterator[Gap]:
    if grant.start is None or grant.end is None:
        yield Gap(Lack.PERIOD, "end" if grant.end is None else "start")
    elif grant.end >= today:
        yield Gap(Lack.NOT_OVER, "end")


def _results(grant: GrantDraft) -> Iterator[Gap]:
    if not grant.planned_results:
        yield Gap(Lack.PLANNED, "planned_results")
    for number, result in enumerate(grant.planned_results):
        said = bool(result.happened.strip())
        if not said or not result.reached:
            field = f"planned_results[{number}].{'reached' if said else 'happened'}"
            yield Gap(Lack.RESULT, field, result.planned or result.happened)


def _money(grant: GrantDraft, money: GrantMoney, over: bool) -> Iterator[Gap]:
    if money.paid is None:
        yield Gap(Lack.PAYMENTS, "payments")
    for number, (line, planned) in enumerate(zip(money.lines, grant.budget, strict=True)):
        if _is_far(line, over) and not planned.reason.strip():
            yield Gap(Lack.LINE_REASON, f"budget[{number}].reason", line.title)
    if over and money.balance is not None and money.balance > 0 and not grant.unspent.strip():
        yield Gap(Lack.UNSPENT, "unspent")


def _is_far(line: LineMoney, over: bool) -> bool:
    if line.budgeted is None or line.difference is None:
        return False
    off = abs(line.difference) > line.budgeted * _FAR
    return off and (over or line.difference < 0)


def _expenses(grant: GrantDraft, expenses: Sequence[Expense], receipts: Collection[str]) -> Iterator[Gap]:
    if not expenses:
        yield Gap(Lack.EXPENSES)
    for one in expenses:
        if in_grant_currency(one, grant) is None:
            yield Gap(Lack.RATE, "", one.what, one.id)
        if one.id not in receipts and not one.receipt_missing.strip():
            yield Gap(Lack.RECEIPT, "", one.what, one.id)


def _words(grant: GrantDraft) -> Iterator[Gap]:
    for lack, field in (
        (Lack.DIFFICULTIES, "difficulties"),
        (Lack.NEXT_STEPS, "next_steps"),
        (Lack.CERTIFIER, "certified_by"),
    ):
        if not getattr(grant, field).strip():
            yield Gap(lack, field)
