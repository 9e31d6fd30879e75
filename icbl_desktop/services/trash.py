"""What was taken away: nothing is gone for good, everything can be brought back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import undo
from icbl_desktop.services.record_kinds import KINDS, DraftT, Kind, RecordT
from icbl_desktop.services.undo import Action
from icbl_desktop.store import presence, records
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import IndicatorUpdateRow


@dataclass(frozen=True)
class Trashed:
    """A record in the trash; ``title`` is that by which a person knows it, ``currency`` that of an answer."""

    kind: str
    id: str
    title: str
    trashed_at: datetime
    currency: str = ""


def put(db: Database, kind: Kind[DraftT, RecordT], ids: Sequence[str]) -> Changed:
    """Take records away, all or none; ``restore`` or undo brings them back. Raises UserError for one gone."""
    return _move(db, [(kind.name, one) for one in ids], Action.TRASH)


def restore(db: Database, kind: Kind[DraftT, RecordT], ids: Sequence[str]) -> Changed:
    """Bring records back from the trash, all or none.

    Raises UserError for one that hangs on another in the trash: it would be shown nowhere.
    """
    return _move(db, [(kind.name, one) for one in ids], Action.RESTORE)


def restore_each(db: Database, wanted: Sequence[tuple[str, str]]) -> Changed:
    """The same for records of several kinds: the name of the kind and the id of each."""
    return _move(db, wanted, Action.RESTORE)


def listing(db: Database) -> tuple[Trashed, ...]:
    """All that lies in the trash, what was taken away last first."""
    with db.read() as session:
        found = [one for kind in KINDS.values() for one in _trashed(session, kind)]
    return tuple(sorted(found, key=lambda one: (one.trashed_at, one.id), reverse=True))


def _trashed(session: Session, kind: Kind[DraftT, RecordT]) -> Iterable[Trashed]:
    title = getattr(kind.row, kind.title)
    currency = IndicatorUpdateRow.currency if kind.row is IndicatorUpdateRow else literal("")
    found = session.execute(
        select(kind.row.id, title, kind.row.trashed_at, currency).where(kind.row.trashed_at.is_not(None))
    )
    return (Trashed(kind.name, *row) for row in found)


def _move(db: Database, wanted: Sequence[tuple[str, str]], action: Action) -> Changed:
    """What is there already stays untouched; where that is all, there is nothing to undo."""
    with db.write() as session:
        found = [records.find(session, KINDS[kind].row, one) for kind, one in wanted]
        rows = [row for row in found if (row.trashed_at is None) == (action == Action.TRASH)]
        if not rows:
            return Changed(frozenset())
        number = undo.begin(session, db.clock(), action, _kind(rows), len(rows), _title(rows))
        for row in rows:
            row.trashed_at = db.clock() if action == Action.TRASH else None
        session.flush()
        if action == Action.RESTORE:
            _refuse_hidden(session, rows)
        return Changed(frozenset(row.kind for row in rows), frozenset(row.id for row in rows), number)


def _refuse_hidden(session: Session, rows: Sequence[RecordRow]) -> None:
    for row in rows:
        owner = presence.gone_owner(session, row)
        if owner is not None:
            raise UserError(
                "“{title}” belongs to “{owner}”, which lies in the trash too. Nothing was changed. "
                "Restore that first, or both together.",
                title=_title([row]),
                owner=_title([owner]),
            )


def _kind(rows: Sequence[RecordRow]) -> str:
    """The one kind of these records; empty where there are several."""
    names = {row.kind for row in rows}
    return names.pop() if len(names) == 1 else ""


def _title(rows: Sequence[RecordRow]) -> str:
    return str(getattr(rows[0], KINDS[rows[0].kind].title)) if len(rows) == 1 else ""
