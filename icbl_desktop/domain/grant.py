"""Small grants: their money, their dates, what they were to change, and each expense."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from icbl_desktop.domain.plan import Ref
from icbl_desktop.domain.record import Draft, Record
from icbl_desktop.domain.vocabulary import Sharing


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """A line of a grant's budget, in the grant's currency. ``id`` is what expenses name.

    ``reason`` says why more or less was spent on it than planned.
    """

    id: str
    title: str
    amount: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Payment:
    """A part of a grant's money that came in, in the grant's currency."""

    date: dt.date | None = None
    amount: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PlannedResult:
    """What was to change, what happened, and whether it was reached: "yes", "partly", "no" or not said."""

    planned: str = ""
    happened: str = ""
    reached: str = ""


@dataclass(frozen=True, kw_only=True)
class GrantDraft(Draft):
    """A small grant. All its amounts are in its one currency.

    ``rate`` is how many units of ``local_currency`` one unit of ``currency`` was worth, and
    ``rate_source`` where that was read: what expenses in the local currency start from.
    """

    programme: str = ""
    call: str = ""
    title: str = ""
    state: str = ""
    objectives: tuple[Ref, ...] = ()
    purpose: str = ""
    planned_results: tuple[PlannedResult, ...] = ()
    currency: str = ""
    requested: Decimal | None = None
    awarded: Decimal | None = None
    payments: tuple[Payment, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    local_currency: str = ""
    rate: Decimal | None = None
    rate_source: str = ""
    applied_on: dt.date | None = None
    decided_on: dt.date | None = None
    decided_by: str = ""
    agreed_on: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    interim_report_due: dt.date | None = None
    interim_reported_on: dt.date | None = None
    report_due: dt.date | None = None
    reported_on: dt.date | None = None
    closed_on: dt.date | None = None
    difficulties: str = ""
    next_steps: str = ""
    unspent: str = ""
    certified_by: str = ""
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Grant(Record, GrantDraft):
    """A grant as it is kept."""


@dataclass(frozen=True, kw_only=True)
class ExpenseDraft(Draft):
    """Money spent from a grant. ``line`` is the id of a budget line.

    ``rate`` is how many units of the expense's ``currency`` one unit of the grant's currency was worth;
    None where both are the same. ``receipt_missing`` says why there is no receipt; the receipt itself is a
    file behind the expense. ``activity_id`` is the activity it was spent on: that activity's own cost then
    counts no more.
    """

    grant_id: str = ""
    date: dt.date | None = None
    what: str = ""
    line: str = ""
    amount: Decimal | None = None
    currency: str = ""
    rate: Decimal | None = None
    rate_source: str = ""
    paid_to: str = ""
    receipt_missing: str = ""
    activity_id: str = ""
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Expense(Record, ExpenseDraft):
    """An expense as it is kept."""
