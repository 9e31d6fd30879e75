"""Which records a report is about: all work, one grant and what hangs on it, or one state."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.report_order import GRANT_KINDS, ReportKind, ReportOrder
from icbl_desktop.domain.report_period import in_period, is_dated, split
from icbl_desktop.domain.tombstones import Told


def carried(
    records: Records,
    order: ReportOrder,
    main_state: str,
    told: Mapping[str, Told],
    again: Collection[str] | None = None,
) -> tuple[Records, Records]:
    """Of these records those that belong to what the report is about, and changes from outside its period.

    A report on a grant or a state carries no changes from elsewhere. ``again`` are the ids that an amended
    report carried: an amendment carries them once more, and no other changes.
    """
    scope = in_scope(records, order, main_state)
    if order.kind == ReportKind.ACTIVITY:
        return split(scope, order.period, told, again)
    days = {one.id: one.end or one.start for one in records.activities}

    def belongs(one: WorkRecord) -> bool:
        is_its_grant = one.id == order.grant_id
        return is_its_grant or not is_dated(one) or in_period(one, order.period, days)

    inside = scope.having(belongs)
    kept = inside.ids()
    return inside, scope.having(lambda one: one.id not in kept and one.id in (again or ()))


def in_scope(records: Records, order: ReportOrder, main_state: str) -> Records:
    """The records a report is about, of any time. What names no state belongs to the campaign's main one."""
    if order.kind in GRANT_KINDS:
        wanted = _of_grant(records, order.grant_id)
    elif order.kind == ReportKind.STATE_BRIEF:
        wanted = _of_state(records, order.iso3, order.iso3 == main_state)
    else:
        return records
    return records.having(lambda one: one.id in wanted)


def without(records: Records, left_out: Collection[str]) -> Records:
    """The records and files that are not left out, by id. An expense is left out with its grant."""
    if not left_out:
        return records
    with_grant = {one.id for one in records.expenses if one.grant_id in left_out}
    kept = records.having(lambda one: one.id not in left_out and one.id not in with_grant)
    return kept.with_files(one for one in kept.evidence if one.id not in left_out)


def _of_grant(records: Records, grant_id: str) -> set[str]:
    """Its expenses and outcomes, the activities it paid, and what began with those."""
    expenses = [one for one in records.expenses if one.grant_id == grant_id]
    activities = {one.id for one in records.activities if one.grant_id == grant_id}
    activities |= {one.activity_id for one in expenses if one.activity_id}
    promises = {one.id for one in records.promises if one.activity_id in activities}
    return (
        {grant_id, *(one.id for one in expenses)}
        | activities
        | promises
        | {one.id for one in records.outcomes if one.grant_id == grant_id}
        | {f.id for f in records.follow_ups if f.activity_id in activities or f.promise_id in promises}
        | {one.id for one in records.indicator_updates if one.activity_id in activities}
    )


def _of_state(records: Records, iso3: str, is_main: bool) -> set[str]:
    """Activities, promises, answers and outcomes of the state, and what hangs on them; no money."""
    activities = {a.id for a in records.activities if iso3 in a.states or (is_main and not a.states)}
    promises = {
        one.id
        for one in records.promises
        if one.iso3 == iso3
        or (not one.iso3 and (one.activity_id in activities or (is_main and not one.activity_id)))
    }
    known = activities | promises

    def hangs(links: Collection[str]) -> bool:
        named = set(links) - {""}
        return bool(named & known) or (is_main and not named)

    return (
        known
        | {one.id for one in records.outcomes if hangs((*one.activities, *one.promises))}
        | {one.id for one in records.follow_ups if hangs((one.activity_id, one.promise_id))}
        | {one.id for one in records.indicator_updates if one.iso3 == iso3}
    )
