"""A grant's money, worked out; unknown stays unknown, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from icbl_desktop.domain.work import ActivityDraft, GrantDraft


@dataclass(frozen=True)
class GrantMoney:
    """``spent`` is the cost of the activities paid from the grant, in its currency.

    ``balance`` is received less spent, None where nothing was received yet. ``other_currency``
    counts activities whose cost is in another currency and so is in no sum; ``without_cost``
    counts those with no cost noted.
    """

    currency: str
    requested: Decimal | None
    awarded: Decimal | None
    paid: Decimal | None
    spent: Decimal
    balance: Decimal | None
    other_currency: int
    without_cost: int


def grant_money(grant: GrantDraft, activities: Iterable[ActivityDraft]) -> GrantMoney:
    """The grant's money against the activities that were paid from it."""
    spent, other, without = Decimal(0), 0, 0
    for activity in activities:
        if activity.cost is None:
            without += 1
        elif activity.currency != grant.currency:
            other += 1
        else:
            spent += activity.cost
    balance = None if grant.paid is None else grant.paid - spent
    return GrantMoney(
        grant.currency, grant.requested, grant.awarded, grant.paid, spent, balance, other, without
    )
