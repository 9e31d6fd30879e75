"""What leaves this computer: the one function all output goes through.

Whatever is not in its result cannot reach a report's data, pages or totals, so that changing
what is local changes nothing of what is sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.report_period import day_of
from icbl_desktop.domain.vocabulary import RecordState, Sharing
from icbl_desktop.domain.work import Activity, Evidence, FollowUp, IndicatorUpdate, Outcome, Promise

RecordT = TypeVar("RecordT", Activity, Grant, Expense, Outcome, Promise, FollowUp, IndicatorUpdate)

_REACH = (Sharing.LOCAL, Sharing.SECRETARIAT, Sharing.PUBLIC)
LINKS = ("grant_id", "activity_id", "promise_id", "activities", "promises")
"""The fields of records that name other records: in a report, those of them that may leave."""
_PUBLIC_NAMES: Mapping[type, tuple[str, ...]] = {
    Grant: ("decided_by", "certified_by"),
    Expense: ("paid_to",),
    Outcome: ("substantiation",),
}
"""Names that the secretariat may read and the public may not."""


class Reason(StrEnum):
    """Why something stays."""

    LOCAL = "local"
    DRAFT = "draft"
    SECRETARIAT_ONLY = "secretariat_only"
    NAMES = "names"
    CONTACTS = "contacts"
    WITH_ITS_RECORD = "with_its_record"
    FILE_MISSING = "file_missing"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Staying:
    """How many of a kind stay, and why. Names and contacts are counted by the record they are cut from."""

    kind: str
    reason: str
    count: int


def project(records: Records, least: Sharing = Sharing.SECRETARIAT) -> Records:
    """What may leave in a report that needs at least this sharing: ``PUBLIC`` for a public copy.

    Names of people leave only where the person said so, and never in a public copy; who can confirm
    an outcome goes to the secretariat only. An expense stays with its grant. Links to records that stay
    are cut. What leaves stands in a stable order.
    """
    willing = {one.id for _, one in records.by_kind() if reason_to_stay(one, least) is None}
    left = records.having(lambda one: one.id in willing and not _stays_with_its_grant(one, willing))
    files = [one for one in left.evidence if reason_to_stay(one, least) is None]
    gone = left.ids()

    def cut(some: Sequence[RecordT]) -> tuple[RecordT, ...]:
        return _in_order(_cut(one, gone, least) for one in some)

    return Records(
        activities=cut(left.activities),
        grants=cut(left.grants),
        expenses=cut(left.expenses),
        outcomes=cut(left.outcomes),
        promises=cut(left.promises),
        follow_ups=cut(left.follow_ups),
        indicator_updates=cut(left.indicator_updates),
        evidence=tuple(sorted(files, key=lambda e: (e.record_id, e.name, e.id))),
    )


def staying(records: Records, left: Records, least: Sharing = Sharing.SECRETARIAT) -> tuple[Staying, ...]:
    """What of these records stays while ``left``, a projection, leaves.

    Whole, by its own choice or with what it hangs on; and names in records that go.
    """
    gone = left.ids() | {one.id for one in left.evidence}
    stays: Counter[tuple[str, str]] = Counter()
    for kind, one in records.by_kind():
        if one.id not in gone:
            stays[kind, reason_to_stay(one, least) or Reason.WITH_ITS_RECORD] += 1
        elif any(getattr(one, field) for field in names_staying(one, least)):
            stays[kind, Reason.CONTACTS if isinstance(one, Outcome) else Reason.NAMES] += 1
    for file in records.evidence:
        if file.id not in gone:
            stays["evidence", reason_to_stay(file, least) or Reason.WITH_ITS_RECORD] += 1
    return tuple(Staying(kind, reason, count) for (kind, reason), count in sorted(stays.items()))


def may_leave(sharing: str, state: str = RecordState.READY) -> bool:
    """Whether a record goes to the secretariat; only an activity's ``state`` matters."""
    return _reason(sharing, state, Sharing.SECRETARIAT) is None


def is_public(left: Records) -> bool:
    """Whether nothing above public is in what leaves: no record, no file, no name."""
    shared = [one.sharing for _, one in left.by_kind()] + [one.sharing for one in left.evidence]
    names = (getattr(one, field) for _, one in left.by_kind() for field in names_staying(one, Sharing.PUBLIC))
    return all(sharing == Sharing.PUBLIC for sharing in shared) and not any(names)


def reason_to_stay(record: WorkRecord | Evidence, least: Sharing = Sharing.SECRETARIAT) -> Reason | None:
    """Why a record or file stays by its own choice; None where it may go."""
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


def _stays_with_its_grant(record: WorkRecord, leaving: Collection[str]) -> bool:
    return isinstance(record, Expense) and record.grant_id not in leaving


def names_staying(record: WorkRecord, least: Sharing = Sharing.SECRETARIAT) -> tuple[str, ...]:
    """The fields of a record that name people and do not leave."""
    if isinstance(record, Activity):
        return () if record.people_shared and least != Sharing.PUBLIC else ("people",)
    if isinstance(record, Promise):
        return ("person",)
    if isinstance(record, FollowUp):
        return ("who",)
    return _PUBLIC_NAMES.get(type(record), ()) if least == Sharing.PUBLIC else ()


def _cut(record: RecordT, gone: frozenset[str], least: Sharing) -> RecordT:
    """Without names that stay, and without links to records that stay."""
    changes: dict[str, Any] = {name: "" for name in names_staying(record, least) if getattr(record, name)}
    for field in LINKS:
        link = getattr(record, field, None)
        if isinstance(link, str) and link and link not in gone:
            changes[field] = ""
        elif isinstance(link, tuple) and not gone.issuperset(link):
            changes[field] = tuple(one for one in link if one in gone)
    return replace(record, **changes) if changes else record


def _in_order(records: Iterable[RecordT]) -> tuple[RecordT, ...]:
    """Oldest first, undated last; the id decides between equals."""
    return tuple(sorted(records, key=lambda one: (day_of(one) or date.max, one.id)))
