"""What the campaign did: log it, change it, find it, take it away and bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from icbl_desktop.domain.prefilled import again, begins_with, next_one
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.rule_parts import Problems
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Activity, ActivityDraft, ActivityEntry
from icbl_desktop.errors import InvalidRecord
from icbl_desktop.services import campaign, drafts, work_records
from icbl_desktop.services import trash as trash_can
from icbl_desktop.services.record_kinds import ACTIVITY, FOLLOW_UP, PROMISE
from icbl_desktop.store import listing, records
from icbl_desktop.store.database import Database
from icbl_desktop.store.listing import ActivityFilter, ActivityLine
from icbl_desktop.store.tables_work import ActivityRow

__all__ = [
    "ActivityFilter",
    "ActivityLine",
    "blank",
    "check",
    "count",
    "duplicate",
    "entry",
    "get",
    "ids",
    "last",
    "lines",
    "problems",
    "put",
    "restore",
    "save",
    "trash",
]


def blank(db: Database) -> ActivityEntry:
    """A new activity with what can be known beforehand: the campaign's states, the level of the last one."""
    return next_one(last(db), campaign.get(db).states)


def last(db: Database) -> Activity | None:
    """The activity that was written down last; None before the first."""
    with db.read() as session:
        row = session.scalars(
            select(ActivityRow)
            .where(ActivityRow.trashed_at.is_(None))
            .order_by(text("activity.key DESC"))
            .limit(1)
        ).first()
        return None if row is None else records.to_record(row, Activity)


def duplicate(db: Database, activity_id: str) -> ActivityEntry:
    """A new activity like this one, yet without what belongs to its day: see ``prefilled.again``."""
    return again(get(db, activity_id))


def save(db: Database, draft: ActivityDraft, activity_id: str = "", form: str = "") -> Changed:
    """Add an activity, or change the one with this id; ``ids`` of the result holds its id.

    Promises and follow-ups written down with it (``ActivityEntry``) become records of their own, in the same
    transaction. Raises what ``work_records.save`` raises; a promise's field is named "promises[0].who".
    """
    check(draft)
    with db.write() as session:
        row_id = put(session, draft, activity_id)
        drafts.end(session, form, activity_id)
        return Changed(frozenset({"activity", *_with_it(_entry(draft))}), frozenset({row_id}))


def put(session: Session, draft: ActivityDraft, activity_id: str = "") -> str:
    """The same within a transaction, for a draft that was checked; its id."""
    row = work_records.put(session, ACTIVITY, as_draft(draft, ActivityDraft), activity_id)
    for promise in _entry(draft).promises:
        work_records.put(session, PROMISE, replace(promise, activity_id=row.id))
    for follow_up in _entry(draft).follow_ups:
        work_records.put(session, FOLLOW_UP, replace(follow_up, activity_id=row.id))
    return row.id


def get(db: Database, activity_id: str) -> Activity:
    """One activity. Raises UserError where it is gone."""
    return work_records.get(db, ACTIVITY, activity_id)


def entry(db: Database, activity_id: str) -> ActivityEntry:
    """An activity to write on: what begins with it from now on is added to what it has."""
    return ActivityEntry(**vars(as_draft(get(db, activity_id), ActivityDraft)))


def ids(db: Database, wanted: ActivityFilter) -> list[str]:
    """The ids of all activities that answer the filter, in its order."""
    with db.read() as session:
        return listing.activity_ids(session, wanted)


def count(db: Database) -> int:
    """How many activities there are, whatever a list shows of them."""
    with db.read() as session:
        return listing.activity_count(session)


def lines(db: Database, wanted: Sequence[str]) -> list[ActivityLine]:
    """What the list shows of these activities, in the order asked."""
    with db.read() as session:
        return listing.activity_lines(session, wanted)


def trash(db: Database, activity_id: str) -> Changed:
    """Take an activity away; ``restore`` brings it back."""
    return trash_can.put(db, ACTIVITY, [activity_id])


def restore(db: Database, activity_id: str) -> Changed:
    """Bring an activity back from the trash."""
    return trash_can.restore(db, ACTIVITY, [activity_id])


def problems(draft: ActivityDraft) -> Problems:
    """A sentence for each field that breaks a rule, also of what begins with it ("promises[0].who")."""
    found = ACTIVITY.check(as_draft(draft, ActivityDraft))
    for number, promise in enumerate(_entry(draft).promises):
        of_it = PROMISE.check(promise)
        found |= {f"promises[{number}].{field}": words for field, words in of_it.items()}
    for number, follow_up in enumerate(_entry(draft).follow_ups):
        of_it = FOLLOW_UP.check(follow_up)
        found |= {f"follow_ups[{number}].{field}": words for field, words in of_it.items()}
    return found


def check(draft: ActivityDraft) -> None:
    """Raises InvalidRecord with a sentence for each field that breaks a rule."""
    if found := problems(draft):
        raise InvalidRecord(found)


def _entry(draft: ActivityDraft) -> ActivityEntry:
    return begins_with(draft) if isinstance(draft, ActivityEntry) else ActivityEntry()


def _with_it(entry: ActivityEntry) -> set[str]:
    return {kind for kind, made in (("promise", entry.promises), ("follow_up", entry.follow_ups)) if made}
