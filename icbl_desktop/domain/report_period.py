"""Which records a report of a period carries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.tombstones import Told, is_news
from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.work import FollowUp, IndicatorUpdate, Outcome, Promise

Days = Mapping[str, date | None]
"""The day of each activity, by its id: what was promised or begun there counts from that day."""


def split(
    records: Records, period: Period, told: Mapping[str, Told], again: Collection[str] | None = None
) -> tuple[Records, Records]:
    """The records of the period, and those outside it with a revision that no earlier report carried.

    Where ``again`` is given, those outside it are the records with these ids instead.
    """
    days = {one.id: day_of(one) for one in records.activities}

    def is_wanted(one: WorkRecord) -> bool:
        return is_news(told.get(one.id), one.revision) if again is None else one.id in again

    inside = records.having(lambda one: in_period(one, period, days))
    changed = records.having(lambda one: not in_period(one, period, days) and is_wanted(one))
    return inside, changed


def in_period(record: WorkRecord, period: Period, days: Days | None = None) -> bool:
    """By its end date, else its start. A grant is in each period its known dates reach into.

    A promise or follow-up is in each period from the day it began until it was settled: what is open is in
    every report, so that a reader always sees all that is due.
    """
    known = [day for day in _dates(record, days or {}) if day]
    return bool(known) and min(known) <= period.end and max(known) >= period.start


def is_dated(record: WorkRecord) -> bool:
    """Whether any day of a record is known; without one it is in no period."""
    return any(_dates(record, {}))


def day_of(record: WorkRecord) -> date | None:
    """The day that puts a record in its place in a list; None where no date was given."""
    if isinstance(record, Outcome):
        return record.when
    if isinstance(record, (IndicatorUpdate, Expense)):
        return record.date
    if isinstance(record, Promise):
        return record.settled_on or record.due or record.made_on
    if isinstance(record, FollowUp):
        return record.done_on or record.due
    return record.end or record.start


def _dates(record: WorkRecord, days: Days) -> tuple[date | None, ...]:
    if isinstance(record, Grant):
        paid = (payment.date for payment in record.payments)
        return (record.applied_on, record.decided_on, *paid, record.start, record.end, record.report_due)
    if isinstance(record, Promise):
        began = record.made_on or _began(record, days)
        is_open = record.state == PromiseState.OPEN
        return began, date.max if is_open else record.settled_on
    if isinstance(record, FollowUp):
        began = _began(record, days)
        return began, record.done_on or began if record.done else date.max
    return (day_of(record),)


def _began(record: Promise | FollowUp, days: Days) -> date:
    """The day of the activity it came from, else the day it was written down."""
    return days.get(record.activity_id) or record.made_at.date()
