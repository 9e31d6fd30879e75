"""A grant's money, worked out; unknown stays unknown, never 0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from icbl_desktop.domain.grant import BudgetLine, Expense, ExpenseDraft, GrantDraft
from icbl_desktop.domain.work import Activity

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class LineMoney:
    """What was planned and spent on one budget line; ``line`` is its id.

    ``difference`` is what is left of it, below zero where more was spent; None where no amount was planned.
    """

    line: str
    title: str
    budgeted: Decimal | None
    spent: Decimal
    difference: Decimal | None

    @property
    def overspent(self) -> Decimal:
        """What was spent above the plan; 0 where nothing was, or nothing was planned."""
        return Decimal(0) if self.difference is None else max(-self.difference, Decimal(0))


@dataclass(frozen=True, kw_only=True)
class GrantMoney:
    """``paid`` is what came in so far. ``spent`` is, in the grant's currency, its expenses and the cost of
    the activities paid from it whose expenses are not written down.

    ``balance`` is received less spent, None where nothing was received yet. ``lines`` are the budget's, in
    its order; ``off_line`` was spent on none of them: together they are ``spent``, to the cent.

    The others are counts. ``without_rate``: expenses in another currency whose rate is not known;
    ``other_currency``: activities with a cost in another currency; both are in no sum. ``without_cost``:
    activities with neither a cost nor an expense. ``out_of_period``: expenses before or after the grant's
    time. ``receipts_missing``: expenses with neither a receipt nor a reason; ``receipts_explained``: with a
    reason in its place.
    """

    currency: str
    requested: Decimal | None
    awarded: Decimal | None
    paid: Decimal | None
    spent: Decimal
    balance: Decimal | None
    lines: tuple[LineMoney, ...]
    off_line: Decimal
    without_rate: int
    other_currency: int
    without_cost: int
    out_of_period: int
    receipts_missing: int
    receipts_explained: int

    @property
    def overspent(self) -> Decimal:
        """What was spent above what was awarded; 0 where nothing was, or the award is not known."""
        return Decimal(0) if self.awarded is None else max(self.spent - self.awarded, Decimal(0))


def grant_money(
    grant: GrantDraft,
    activities: Iterable[Activity],
    expenses: Sequence[Expense] = (),
    receipts: Collection[str] = (),
) -> GrantMoney:
    """The grant's money against its expenses and the activities that were paid from it.

    ``receipts`` are the ids of the expenses behind which there is a file.
    """
    amounts = [(one.line, in_grant_currency(one, grant)) for one in expenses]
    accounted = {one.activity_id for one in expenses}
    costs = [one for one in activities if one.id not in accounted]
    in_currency = [one.cost for one in costs if one.cost is not None and one.currency == grant.currency]
    known = [(line, amount) for line, amount in amounts if amount is not None]
    spent = sum((amount for _, amount in known), Decimal(0)) + sum(in_currency, Decimal(0))
    lines = tuple(_line(line, known) for line in grant.budget)
    paid = received(grant)
    bare = [one for one in expenses if one.id not in receipts]
    explained = sum(1 for one in bare if one.receipt_missing.strip())
    without_cost = sum(1 for one in costs if one.cost is None)
    return GrantMoney(
        currency=grant.currency,
        requested=grant.requested,
        awarded=grant.awarded,
        paid=paid,
        spent=spent,
        balance=None if paid is None else paid - spent,
        lines=lines,
        off_line=spent - sum((one.spent for one in lines), Decimal(0)),
        without_rate=len(amounts) - len(known),
        other_currency=len(costs) - len(in_currency) - without_cost,
        without_cost=without_cost,
        out_of_period=sum(1 for one in expenses if is_out_of_period(one, grant)),
        receipts_missing=len(bare) - explained,
        receipts_explained=explained,
    )


def received(grant: GrantDraft) -> Decimal | None:
    """What came in so far; None where nothing did."""
    amounts = [payment.amount for payment in grant.payments if payment.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def in_grant_currency(expense: ExpenseDraft, grant: GrantDraft) -> Decimal | None:
    """An expense in its grant's currency, to the cent; None where its rate is not known."""
    if expense.amount is None or expense.currency == grant.currency:
        return expense.amount
    if not expense.rate:
        return None
    return (expense.amount / expense.rate).quantize(_CENT, ROUND_HALF_UP)


def is_out_of_period(expense: ExpenseDraft, grant: GrantDraft) -> bool:
    """Whether it was paid before the grant's time began or after it ended; not where that is not known."""
    if expense.date is None:
        return False
    before = grant.start is not None and expense.date < grant.start
    return before or (grant.end is not None and expense.date > grant.end)


def _line(line: BudgetLine, known: Iterable[tuple[str, Decimal]]) -> LineMoney:
    spent = sum((amount for on, amount in known if on == line.id), Decimal(0))
    difference = None if line.amount is None else line.amount - spent
    return LineMoney(line.id, line.title, line.amount, spent, difference)
