"""Actions that can be undone whole: taking away, bulk edits, imports, marks, bringing back a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.audit_steps import changes_of, field_types, values_before, values_of
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store import records
from icbl_desktop.store.audit import UNDOABLE, WORD, note
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_workspace import AuditRow, EvidenceRow, UndoableRow

UNDONE = "undone"
"""What the audit trail calls the undoing of a step."""


class Action(StrEnum):
    """What was done."""

    TRASH = "trash"
    RESTORE = "restore"
    BULK_EDIT = "bulk_edit"
    IMPORT = "import"
    BRING_BACK = "bring_back"
    MARK = "mark"


@dataclass(frozen=True)
class Undoable:
    """An action that can be undone: ``count`` records of a ``kind``; ``title`` is that of a single one.

    ``kind`` is empty where they are of several kinds.
    """

    key: int
    at: datetime
    action: str
    kind: str
    count: int
    title: str


@dataclass(frozen=True)
class Undone:
    """What came of undoing; ``kept`` counts the records left as they are, as they were changed since."""

    changed: Changed
    action: Undoable
    kept: int


def begin(session: Session, at: datetime, action: Action, kind: str, count: int, title: str = "") -> int:
    """All that this session changes from now on is one action; its number."""
    row = UndoableRow(at=at, action=action, kind=kind, count=count, title=title, undone_at=None)
    session.add(row)
    session.flush()
    session.info[UNDOABLE] = row.key
    return row.key


def latest(db: Database) -> Undoable | None:
    """The newest action that was not undone yet."""
    with db.read() as session:
        row = _latest(session)
        return None if row is None else records.to_record(row, Undoable)


def get(db: Database, key: int) -> Undoable:
    """The action of this number. Raises UserError where there is none."""
    with db.read() as session:
        return records.to_record(_find(session, key), Undoable)


def undo(db: Database, key: int) -> Undone:
    """Take an action back, all of it or nothing: each record is again what it was before.

    What the action added goes to the trash. A record that was changed since keeps its changes and is only
    counted; files behind records stay. Raises UserError where the action was undone already.
    """
    with db.write() as session:
        return _undo(session, _find(session, key), db.clock())


def undo_latest(db: Database) -> Undone | None:
    """The same for the newest action that was not undone yet, if there is one."""
    with db.write() as session:
        action = _latest(session)
        return None if action is None else _undo(session, action, db.clock())


def _undo(session: Session, action: UndoableRow, now: datetime) -> Undone:
    if action.undone_at is not None:
        raise UserError("This was undone already. Nothing was changed.")
    action.undone_at = now
    session.info[UNDOABLE], session.info[WORD] = action.key, UNDONE
    trails = _trails(session, action.key)
    revert = _revert_level if action.kind == "evidence" else _revert
    reverted = [
        row for row in _rows(session, action.key) if revert(session, row, action.key, trails[row.id], now)
    ]
    kinds = frozenset({action.kind, *(row.kind for row in reverted)} - {""})
    changed = Changed(kinds, frozenset(row.id for row in reverted))
    return Undone(changed, records.to_record(action, Undoable), len(trails) - len(reverted))


def _latest(session: Session) -> UndoableRow | None:
    open_ = select(UndoableRow).where(UndoableRow.undone_at.is_(None))
    return session.scalars(open_.order_by(UndoableRow.key.desc()).limit(1)).first()


def _find(session: Session, key: int) -> UndoableRow:
    row = session.get(UndoableRow, key)
    if row is None:
        raise UserError("There is nothing here to undo. Nothing was changed.")
    return row


def _trails(session: Session, key: int) -> dict[str, list[AuditRow]]:
    """The steps of each record the action touched, from the action on, oldest first."""
    found: dict[str, list[AuditRow]] = {}
    first = select(func.min(AuditRow.key)).where(AuditRow.undoable == key).scalar_subquery()
    steps = session.scalars(
        select(AuditRow)
        .where(AuditRow.record_id.in_(_touched(key)), AuditRow.key >= first)
        .order_by(AuditRow.key)
    )
    for step in steps:
        found.setdefault(step.record_id, []).append(step)
    return found


def _rows(session: Session, key: int) -> list[RecordRow]:
    """The records the action touched."""
    return [
        row
        for kind in KINDS.values()
        for row in session.scalars(select(kind.row).where(kind.row.id.in_(_touched(key))))
    ]


def _touched(key: int) -> Select[str]:
    return select(AuditRow.record_id).where(AuditRow.undoable == key)


def _revert_level(
    session: Session, row: RecordRow, key: int, trail: Sequence[AuditRow], now: datetime
) -> bool:
    """Set the level of a file behind a record back; False where it is gone, or was changed since."""
    (mine,) = (step for step in trail if step.undoable == key)
    ((told, (before, after)),) = changes_of(mine, KINDS[row.kind]).items()
    named = EvidenceRow.name == told.removesuffix(": sharing")
    found = session.scalars(select(EvidenceRow).where(EvidenceRow.record_id == row.id, named)).all()
    if [file.sharing for file in found] != [after]:  # of two with one name nobody knows which it was
        return False
    found[0].sharing = before
    note(session, row, now, {told: [after, before]})
    return True


def _revert(session: Session, row: RecordRow, key: int, trail: Sequence[AuditRow], now: datetime) -> bool:
    """Set a record back to what it was before the action; False where it was changed since."""
    kind = KINDS[row.kind]
    mine = [step for step in trail if step.undoable == key]
    over = {step.undoable for step in trail if step.action == UNDONE}
    since = [step for step in trail if step.undoable != key and step.undoable not in over]
    if any(changes_of(step, kind).keys() & field_types(kind).keys() for step in since):
        return False
    if mine[0].action == "added":
        row.trashed_at = now
    else:
        steps = [changes_of(step, kind) for step in reversed(mine)]
        records.fill(row, values_before(steps, values_of(row, kind)))
    return True
