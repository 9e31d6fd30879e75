"""What a record may name as lying behind it: the newest activities and promises, and those it names."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select

from icbl_desktop.domain.work import Activity, Promise
from icbl_desktop.services.record_kinds import ACTIVITY, PROMISE, Kind, RecordT
from icbl_desktop.store.database import Database
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.records import to_record
from icbl_desktop.store.tables_work import ActivityRow, PromiseRow

_NEWEST = 200
"""As many of each are offered: a person looks for what was lately."""


def activities(db: Database, named: Collection[str] = ()) -> tuple[Activity, ...]:
    """The newest activities, and those of these ids, newest first."""
    return _newest(db, ACTIVITY, ActivityRow.start, named)


def promises(db: Database, named: Collection[str] = ()) -> tuple[Promise, ...]:
    """The newest promises, and those of these ids, newest first."""
    return _newest(db, PROMISE, PromiseRow.made_at, named)


def _newest(db: Database, kind: Kind[Any, RecordT], when: Any, named: Collection[str]) -> tuple[RecordT, ...]:
    row = kind.row
    newest = select(row.id).where(is_here(row)).order_by(when.desc()).limit(_NEWEST)
    offered = select(row).where(or_(row.id.in_(newest), row.id.in_(named))).order_by(when.desc(), row.id)
    with db.read() as session:
        return tuple(to_record(one, kind.record) for one in session.scalars(offered))
