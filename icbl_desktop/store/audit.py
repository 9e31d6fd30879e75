"""Every change of a record is written down in the transaction that makes it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect, literal_column, select
from sqlalchemy.orm import Session

from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.tables_sync import StreamRow
from icbl_desktop.store.tables_workspace import AuditRow
from icbl_desktop.store.types import plain

UNDOABLE = "undoable"
"""Where a session keeps the number of the action that can be undone whole; see ``services.undo``."""
WORD = "audit_word"
"""Where a session keeps what to call its changes, where they do not say so themselves."""

_STREAM = "stream"
_KEPT = {"id", "stream", "revision", "made_at", "changed_at"}
_NEWEST_STREAM = select(StreamRow).order_by(literal_column("stream.rowid").desc()).limit(1)
_NEWEST_STREAM_ID = _NEWEST_STREAM.with_only_columns(StreamRow.id)


def watch(session: Session, clock: Callable[[], datetime]) -> None:
    """From now on stamp and audit each record this session adds or changes."""

    def before_flush(session: Session, context: object, instances: object) -> None:
        for row in [r for r in session.new if isinstance(r, RecordRow)]:
            _stamp_new(session, row, clock())
        for row in [r for r in session.dirty if isinstance(r, RecordRow)]:
            _stamp_changed(session, row, clock())

    event.listen(session, "before_flush", before_flush)


def note(
    session: Session, row: RecordRow, now: datetime, changes: dict[str, list[Any]], *, leaves: bool = True
) -> None:
    """A change that is the record's though no column of it: its evidence. What leaves is a new revision.

    ``changes`` gives each thing's value before and after.
    """
    if leaves:
        row.revision += 1
        row.changed_at = now
    _write(session, row, now, session.info.get(WORD, "edited"), changes)


def current_stream(session: Session) -> StreamRow | None:
    """The stream that makes and signs on this installation, once the campaign has started."""
    return session.scalars(_NEWEST_STREAM).first()


def _stamp_new(session: Session, row: RecordRow, now: datetime) -> None:
    row.id = row.id or str(uuid.uuid4())
    row.stream = _stream_id(session)
    row.revision = 1
    row.made_at = row.changed_at = now
    values = {name: getattr(row, name) for name in _columns(row)}
    changes = {name: [None, plain(value)] for name, value in values.items() if value not in (None, "", ())}
    _write(session, row, now, "added", changes)


def _stamp_changed(session: Session, row: RecordRow, now: datetime) -> None:
    changes: dict[str, list[Any]] = {}
    state = inspect(row)
    for name in [one for one in _columns(row) if one in state.committed_state]:  # only what was set
        history = state.attrs[name].history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            new = history.added[0] if history.added else None
            if old != new:
                changes[name] = [plain(old), plain(new)]
    if not changes:
        return
    if changes.keys() - row.staying():
        row.revision += 1
        row.changed_at = now
    trashed = changes.get("trashed_at")
    action = "edited" if trashed is None else "trashed" if trashed[1] else "restored"
    _write(session, row, now, session.info.get(WORD, action), changes)


def _stream_id(session: Session) -> str:
    """Who changes records in this session; asked for once, as there may be thousands."""
    if not session.info.get(_STREAM):
        session.info[_STREAM] = session.connection().execute(_NEWEST_STREAM_ID).scalar() or ""
    found: str = session.info[_STREAM]
    return found


def _columns(row: RecordRow) -> list[str]:
    return [c.key for c in inspect(type(row)).column_attrs if c.key not in _KEPT]


def _write(
    session: Session, row: RecordRow, now: datetime, action: str, changes: dict[str, list[Any]]
) -> None:
    session.add(
        AuditRow(
            at=now,
            stream=_stream_id(session),
            kind=row.kind,
            record_id=row.id,
            revision=row.revision,
            action=action,
            changes=json.dumps(changes, ensure_ascii=False),
            undoable=session.info.get(UNDOABLE),
        )
    )
