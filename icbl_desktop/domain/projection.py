"""What leaves this computer: the one function all output goes through.

Whatever is not in its result cannot reach a report's data, pages or totals, so that changing
what is local changes nothing of what is sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.tombstones import Told, is_news
from icbl_desktop.domain.vocabulary import RecordState, Sharing
from icbl_desktop.domain.work import Activity, Evidence, Grant, IndicatorUpdate, Outcome

WorkRecord = Activity | Grant | Outcome | IndicatorUpdate
RecordT = TypeVar("RecordT", Activity, Grant, Outcome, IndicatorUpdate, Evidence)

_REACH = (Sharing.LOCAL, Sharing.SECRETARIAT, Sharing.PUBLIC)


class Reason(StrEnum):
    """Why something stays."""

    LOCAL = "local"
    DRAFT = "draft"
    SECRETARIAT_ONLY = "secretariat_only"
    NAMES = "names"
    CONTACTS = "contacts"
    WITH_ITS_RECORD = "with_its_record"
    FILE_MISSING = "file_missing"


@dataclass(frozen=True)
class Staying:
    """How many of a kind stay, and why. Names and contacts are counted by the record they are cut from."""

    kind: str
    reason: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Records:
    """Work of one campaign, by kind, with the files behind it."""

    activities: tuple[Activity, ...] = ()
    grants: tuple[Grant, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    indicator_updates: tuple[IndicatorUpdate, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def ids(self) -> frozenset[str]:
        """The ids of the records, without the files."""
        return frozenset(record.id for _, record in self.by_kind())

    def by_kind(self) -> Iterator[tuple[str, WorkRecord]]:
        """Each record but the files, with the name of its kind, in the order reports use."""
        yield from (("activity", one) for one in self.activities)
        yield from (("grant", one) for one in self.grants)
        yield from (("outcome", one) for one in self.outcomes)
        yield from (("indicator_update", one) for one in self.indicator_updates)


@dataclass(frozen=True)
class Projected:
    """What leaves, in a stable order, and the count of what stays."""

    records: Records
    staying: tuple[Staying, ...]


def project(records: Records, least: Sharing = Sharing.SECRETARIAT) -> Projected:
    """What may leave in a report that needs at least this sharing: ``PUBLIC`` for a public copy.

    Names of people leave only where the person said so, and never in a public copy; who can confirm
    an outcome goes to the secretariat only. Links to records that stay are cut.
    """
    stays: Counter[tuple[str, str]] = Counter()

    def leaving(kind: str, candidates: tuple[RecordT, ...]) -> list[RecordT]:
        reasons = [_reason_to_stay(one, least) for one in candidates]
        stays.update((kind, reason) for reason in reasons if reason)
        return [one for one, reason in zip(candidates, reasons, strict=True) if not reason]

    activities = leaving("activity", records.activities)
    grants = leaving("grant", records.grants)
    outcomes = leaving("outcome", records.outcomes)
    updates = leaving("indicator_update", records.indicator_updates)
    gone = {one.id for one in (*activities, *grants, *outcomes, *updates)}
    behind = [one for one in leaving("evidence", records.evidence) if one.record_id in gone]
    stays["evidence", Reason.WITH_ITS_RECORD] = (
        len(records.evidence) - len(behind) - _of_kind(stays, "evidence")
    )
    stays["activity", Reason.NAMES] = sum(_names_stay(one, least) for one in activities)
    stays["outcome", Reason.CONTACTS] = sum(_contacts_stay(one, least) for one in outcomes)
    return Projected(
        Records(
            activities=_in_order(_activity(one, gone, least) for one in activities),
            grants=_in_order(iter(grants)),
            outcomes=_in_order(_outcome(one, gone, least) for one in outcomes),
            indicator_updates=_in_order(iter(updates)),
            evidence=tuple(sorted(behind, key=lambda e: (e.record_id, e.name, e.id))),
        ),
        tuple(Staying(kind, reason, count) for (kind, reason), count in sorted(stays.items()) if count),
    )


def split(records: Records, period: Period, told: Mapping[str, Told]) -> tuple[Records, Records]:
    """The records of the period, and those outside it with a revision that no earlier report carried."""
    inside = _having(records, lambda one: in_period(one, period))
    changed = _having(
        records, lambda one: not in_period(one, period) and is_news(told.get(one.id), one.revision)
    )
    return inside, changed


def may_leave(sharing: str, state: str = RecordState.READY) -> bool:
    """Whether a record goes to the secretariat; only an activity's ``state`` matters."""
    return _reason(sharing, state, Sharing.SECRETARIAT) is None


def in_period(record: WorkRecord, period: Period) -> bool:
    """By its end date, else its start. A grant is in each period its known dates reach into."""
    if isinstance(record, Grant):
        dates = (record.applied_on, record.decided_on, record.paid_on)
        known = [day for day in (*dates, record.start, record.end, record.report_due) if day]
        return bool(known) and min(known) <= period.end and max(known) >= period.start
    return period.holds(day_of(record))


def day_of(record: WorkRecord) -> date | None:
    """The day that puts a record in its place in time; None where no date was given."""
    if isinstance(record, Outcome):
        return record.when
    if isinstance(record, IndicatorUpdate):
        return record.date
    return record.end or record.start


def _reason_to_stay(record: WorkRecord | Evidence, least: Sharing) -> Reason | None:
    state = record.state if isinstance(record, Activity) else RecordState.READY
    return _reason(record.sharing, state, least)


def _reason(sharing: str, state: str, least: Sharing) -> Reason | None:
    if sharing not in _REACH or sharing == Sharing.LOCAL:
        return Reason.LOCAL
    if state != RecordState.READY:
        return Reason.DRAFT
    if _REACH.index(Sharing(sharing)) < _REACH.index(least):
        return Reason.SECRETARIAT_ONLY
    return None


def _of_kind(stays: Counter[tuple[str, str]], kind: str) -> int:
    return sum(count for (one, _), count in stays.items() if one == kind)


def _names_stay(activity: Activity, least: Sharing) -> bool:
    return bool(activity.people) and (least == Sharing.PUBLIC or not activity.people_shared)


def _contacts_stay(outcome: Outcome, least: Sharing) -> bool:
    return bool(outcome.substantiation) and least == Sharing.PUBLIC


def _activity(activity: Activity, gone: set[str], least: Sharing) -> Activity:
    return replace(
        activity,
        people="" if _names_stay(activity, least) else activity.people,
        grant_id=activity.grant_id if activity.grant_id in gone else "",
    )


def _outcome(outcome: Outcome, gone: set[str], least: Sharing) -> Outcome:
    return replace(
        outcome,
        substantiation="" if _contacts_stay(outcome, least) else outcome.substantiation,
        grant_id=outcome.grant_id if outcome.grant_id in gone else "",
        activities=tuple(one for one in outcome.activities if one in gone),
    )


def _in_order(records: Iterator[RecordT]) -> tuple[RecordT, ...]:
    """Oldest first, undated last; the id decides between equals."""
    return tuple(sorted(records, key=lambda one: (day_of(one) or date.max, one.id)))  # type: ignore[arg-type]


def _having(records: Records, wanted: Callable[[WorkRecord], bool]) -> Records:
    """The records that are wanted, each with its files."""
    kept = {record.id for _, record in records.by_kind() if wanted(record)}
    return Records(
        activities=tuple(one for one in records.activities if one.id in kept),
        grants=tuple(one for one in records.grants if one.id in kept),
        outcomes=tuple(one for one in records.outcomes if one.id in kept),
        indicator_updates=tuple(one for one in records.indicator_updates if one.id in kept),
        evidence=tuple(one for one in records.evidence if one.record_id in kept),
    )
