"""One activity with all that hangs on it, to be read at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.domain.work import Activity, Evidence, FollowUp, Promise
from icbl_desktop.services import evidence, work_records
from icbl_desktop.services.record_kinds import ACTIVITY, FOLLOW_UP, GRANT, PROMISE
from icbl_desktop.store.database import Database


@dataclass(frozen=True)
class Preview:
    """``grant`` is the title of the grant that paid, empty without one."""

    activity: Activity
    grant: str
    promises: tuple[Promise, ...]
    follow_ups: tuple[FollowUp, ...]
    files: tuple[Evidence, ...]


def preview(db: Database, activity_id: str) -> Preview:
    """The activity and what belongs to it. Raises UserError where it is gone."""
    activity = work_records.get(db, ACTIVITY, activity_id)
    return Preview(
        activity,
        work_records.get(db, GRANT, activity.grant_id).title if activity.grant_id else "",
        work_records.every(db, PROMISE, activity_id=activity_id),
        work_records.every(db, FOLLOW_UP, activity_id=activity_id),
        evidence.of(db, activity_id),
    )
