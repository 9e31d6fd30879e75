"""The history of a record: who changed what and when, and the way back to any version of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.record import Draft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import countries, indicator_values, undo, work_records
from icbl_desktop.services.audit_steps import changes_of, values_before, values_of
from icbl_desktop.services.record_kinds import KINDS, Kind
from icbl_desktop.services.undo import Action
from icbl_desktop.store import records
from icbl_desktop.store.audit import WORD, current_stream
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_grants import ExpenseRow, GrantRow
from icbl_desktop.store.tables_sync import StreamRow
from icbl_desktop.store.tables_workspace import AuditRow

BROUGHT_BACK = "brought_back"
"""What the audit trail calls a version that was brought back."""

_STATES = {"states", "iso3"}


@dataclass(frozen=True)
class FieldChange:
    """A field's value before and after, in its own type; records and states stand there by their names.

    ``field`` is a field of the draft, "trashed_at", or "evidence" for a file behind the record.
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Step:
    """One change of a record. ``who`` is the code of the installation, empty for this one.

    ``action`` is "added", "edited", "trashed", "restored", "undone" or "brought_back". ``differs`` says that
    the record says something else by now than it said after this step.
    """

    key: int
    at: datetime
    who: str
    action: str
    revision: int
    changes: tuple[FieldChange, ...]
    differs: bool


def of(db: Database, record_id: str) -> tuple[Step, ...]:
    """Every change of a record, the newest first; none where there is no such record."""
    with db.read() as session:
        trail = _trail(session, record_id)
        if not trail:
            return ()
        kind = KINDS[trail[0].kind]
        return tuple(_steps(session, kind, records.find(session, kind.row, record_id), trail))


def as_it_was(db: Database, kind_name: str, record_id: str, step_key: int) -> Draft:
    """What a person could edit of a record, as it was right after this step.

    Raises UserError where there is no such record or step.
    """
    with db.read() as session:
        kind = KINDS[kind_name]
        return _after(session, kind, records.find(session, kind.row, record_id), step_key)


def bring_back(db: Database, kind_name: str, record_id: str, step_key: int) -> Changed:
    """Make a record what it was right after this step; can be undone, and is a step of its own.

    Raises InvalidRecord where that version breaks a rule by now, UserError where the record lies in the trash
    or there is no such step.
    """
    kind, draft = KINDS[kind_name], as_it_was(db, kind_name, record_id, step_key)
    if isinstance(draft, IndicatorUpdateDraft):
        indicator_values.check(db, draft)
    with db.write() as session:
        row = records.find(session, kind.row, record_id)
        if row.trashed_at is not None:
            raise UserError("This lies in the trash. Restore it first, then bring back the older version.")
        changed = Changed.of(kind.name, record_id)
        if draft == records.to_record(row, kind.draft):
            return changed
        work_records.check(kind, draft)
        title = str(getattr(row, kind.title))
        number = undo.begin(session, db.clock(), Action.BRING_BACK, kind.name, 1, title)
        session.info[WORD] = BROUGHT_BACK
        work_records.put(session, kind, draft, record_id)
        return replace(changed, undoable=number)


def _trail(session: Session, record_id: str) -> list[AuditRow]:
    """The newest step first."""
    steps = select(AuditRow).where(AuditRow.record_id == record_id).order_by(AuditRow.key.desc())
    return list(session.scalars(steps))


def _after(session: Session, kind: Kind[Any, Any], row: RecordRow, step_key: int) -> Draft:
    trail = _trail(session, row.id)
    if all(step.key != step_key for step in trail):
        raise UserError("This version is not here any more. Nothing was changed.")
    later = [changes_of(step, kind) for step in trail if step.key > step_key]
    draft: Draft = kind.draft(**_edited(kind, values_before(later, values_of(row, kind))))
    return draft


def _edited(kind: Kind[Any, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Of these values, those that a person edits."""
    return {field.name: values[field.name] for field in fields(kind.draft)}


def _steps(session: Session, kind: Kind[Any, Any], row: RecordRow, trail: list[AuditRow]) -> Iterator[Step]:
    own, codes = current_stream(session), dict(session.execute(select(StreamRow.id, StreamRow.code)).all())
    codes |= {own.id: ""} if own else {}
    names = _names(session, kind, row)
    now = values = values_of(row, kind)
    for step in trail:
        changes = changes_of(step, kind)
        yield Step(
            key=step.key,
            at=step.at,
            who=codes.get(step.stream, step.stream),
            action=step.action,
            revision=step.revision,
            changes=tuple(
                FieldChange(name, names(name, before), names(name, after))
                for name, (before, after) in changes.items()
            ),
            differs=_edited(kind, values) != _edited(kind, now),
        )
        values = values_before([changes], values)


def _names(session: Session, kind: Kind[Any, Any], row: RecordRow) -> Callable[[str, Any], Any]:
    """Says a field's value with titles and names in place of the ids of records and the codes of states."""
    titles = {one.row: one.title for one in KINDS.values()}

    def title(table: type[RecordRow], record_id: str) -> str:
        linked = session.get(table, record_id)
        return str(getattr(linked, titles[table])) if linked else record_id

    def name(field: str, value: str) -> str:
        if field in _STATES:
            state = countries.facts().states.get(value)
            return state.name if state else value
        if field in kind.links:
            return title(kind.links[field], value)
        return lines.get(value, value) if field == "line" else value

    def say(field: str, value: Any) -> Any:
        if not value:
            return value
        if isinstance(value, tuple) and isinstance(value[0], str):
            return tuple(name(field, one) for one in value)
        return name(field, value) if isinstance(value, str) else value

    lines = _budget_lines(session, row)
    return say


def _budget_lines(session: Session, row: RecordRow) -> dict[str, str]:
    """The titles, by id, of the budget lines an expense may stand on."""
    grant = session.get(GrantRow, row.grant_id) if isinstance(row, ExpenseRow) else None
    return {line.id: line.title for line in grant.budget} if grant else {}
