"""What campaigns reported of each grant, of the expenses on it, and of the activities paid from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import and_
from sqlalchemy.orm import Session

from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.money import in_grant_currency
from icbl_desktop.domain.picture import Measure, Scope
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.work import Activity
from icbl_desktop.services.office.counted_records import counted
from icbl_desktop.services.office.selecting import keys_in
from icbl_desktop.store.tables_office import RecordRow, SpotRow

_PaidT = TypeVar("_PaidT", Expense, Activity)


@dataclass(frozen=True)
class Account:
    """A grant with all expenses and activities that name it: its money is of its whole life."""

    grant: CountedRecord[Grant]
    expenses: tuple[CountedRecord[Expense], ...]
    activities: tuple[CountedRecord[Activity], ...]

    @property
    def spending(self) -> tuple[tuple[CountedRecord[Expense] | CountedRecord[Activity], Decimal], ...]:
        """What was spent, in the grant's currency: expenses, and costs of activities that have no expense.

        What has no rate is not among it. The same amounts as ``domain.money`` adds up.
        """
        record = self.grant.record
        accounted = {one.record.activity_id for one in self.expenses}
        paid = [(one, in_grant_currency(one.record, record)) for one in self.expenses]
        costs = [
            (one, one.record.cost)
            for one in self.activities
            if one.record.id not in accounted and one.record.currency == record.currency
        ]
        known: list[tuple[CountedRecord[Expense] | CountedRecord[Activity], Decimal]] = []
        known += [(one, amount) for one, amount in paid if amount is not None]
        known += [(one, cost) for one, cost in costs if cost is not None]
        return tuple(known)


def accounts(session: Session, plan: Plan, scope: Scope) -> tuple[Account, ...]:
    """The grants whose day lies in the scope, the newest first."""
    keys = keys_in(plan, scope, SpotRow.kind == Measure.GRANT)
    found = counted(session, Measure.GRANT, Grant, RecordRow.key.in_(keys))
    theirs = and_(RecordRow.grant_id != "", RecordRow.grant_id.in_({one.line.id for one in found}))
    expenses = _by_grant(counted(session, "expense", Expense, theirs) if found else ())
    activities = _by_grant(counted(session, Measure.ACTIVITY, Activity, theirs) if found else ())
    names = [(one.line.campaign, one.line.id) for one in found]
    return tuple(
        Account(one, tuple(expenses[name]), tuple(activities[name]))
        for one, name in zip(found, names, strict=True)
    )


def _by_grant(
    found: Sequence[CountedRecord[_PaidT]],
) -> defaultdict[tuple[str, str], list[CountedRecord[_PaidT]]]:
    """By campaign and grant: what another campaign says of a grant is not this one's."""
    by_grant: defaultdict[tuple[str, str], list[CountedRecord[_PaidT]]] = defaultdict(list)
    for one in found:
        by_grant[one.line.campaign, one.record.grant_id].append(one)
    return by_grant
