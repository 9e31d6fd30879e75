"""What the campaign did: log it, change it, find it, take it away and bring it back."""

from __future__ import annotations

from collections.abc import Sequence

from icbl_desktop.domain.rules import check_activity
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Activity, ActivityDraft
from icbl_desktop.errors import InvalidRecord
from icbl_desktop.services import campaign, countries, drafts
from icbl_desktop.store import listing, records
from icbl_desktop.store.database import Database
from icbl_desktop.store.listing import ActivityFilter, ActivityLine
from icbl_desktop.store.tables_work import ActivityRow, GrantRow

__all__ = [
    "ActivityFilter",
    "ActivityLine",
    "blank",
    "count",
    "get",
    "ids",
    "lines",
    "restore",
    "save",
    "trash",
]


def blank(db: Database) -> ActivityDraft:
    """A new activity with what can be known beforehand: the campaign's own states."""
    return ActivityDraft(states=campaign.get(db).states)


def save(db: Database, draft: ActivityDraft, activity_id: str = "", form: str = "") -> Changed:
    """Add an activity, or change the one with this id; ``ids`` of the result holds its id.

    What was kept of ``form`` while it was being written ends with it, in the same transaction.
    Raises InvalidRecord with a sentence for each field that breaks a rule, UserError where its grant is gone.
    """
    problems = check_activity(draft)
    if sentence := countries.unknown_state(draft.states):
        problems["states"] = sentence
    if problems:
        raise InvalidRecord(problems)
    with db.write() as session:
        records.check_links(session, GrantRow, {draft.grant_id} - {""}, "grant_id")
        row = records.save(session, ActivityRow, draft, activity_id)
        drafts.end(session, form, activity_id)
        return Changed.of("activity", row.id)


def get(db: Database, activity_id: str) -> Activity:
    """One activity. Raises UserError where it is gone."""
    with db.read() as session:
        return records.to_record(records.find(session, ActivityRow, activity_id), Activity)


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
    with db.write() as session:
        records.find(session, ActivityRow, activity_id).trashed_at = db.clock()
    return Changed.of("activity", activity_id)


def restore(db: Database, activity_id: str) -> Changed:
    """Bring an activity back from the trash."""
    with db.write() as session:
        records.find(session, ActivityRow, activity_id).trashed_at = None
    return Changed.of("activity", activity_id)
