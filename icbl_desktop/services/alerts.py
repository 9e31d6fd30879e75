"""Action alerts: what is urgent for the campaign's states, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from icbl_desktop.domain.plan_extras import Alert, for_states
from icbl_desktop.services import campaign, plans
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import ActivityRow


@dataclass(frozen=True)
class Alerted:
    """An alert; ``ref`` is "PLAN/ID"; ``answered_by`` are the activities that answer it, newest first."""

    alert: Alert
    ref: str
    answered_by: tuple[str, ...]

    def is_open(self, day: date) -> bool:
        """Whether it has begun and is not over on this day."""
        return self.alert.start <= day <= (self.alert.end or day)


def every(db: Database) -> tuple[Alerted, ...]:
    """All alerts of the plan in force that ask something of the campaign's states, the first to end first."""
    plan, who = plans.current(db), campaign.get(db)
    mine = [one for one in plans.current_extras(db).alerts if for_states(one, who.states)]
    with db.read() as session:
        rows = session.execute(
            select(ActivityRow.alert, ActivityRow.id)
            .where(ActivityRow.alert != "", ActivityRow.trashed_at.is_(None))
            .order_by(ActivityRow.start.desc())
        ).all()
    found = []
    for alert in sorted(mine, key=lambda one: (one.end or date.max, one.start)):
        ref = f"{plan.id}/{alert.id}"
        found.append(Alerted(alert, ref, tuple(row.id for row in rows if row.alert == ref)))
    return tuple(found)


def current(db: Database, today: date) -> tuple[Alerted, ...]:
    """Those that have begun, are not over, and nothing was done about yet."""
    return tuple(one for one in every(db) if one.is_open(today) and not one.answered_by)
