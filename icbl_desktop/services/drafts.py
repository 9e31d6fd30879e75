"""Forms being filled in, saved while typing, offered back after an interruption."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from sqlalchemy import Select, delete, exists, or_, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.record import Draft, DraftT
from icbl_desktop.domain.work import ActivityEntry
from icbl_desktop.errors import BadFile
from icbl_desktop.formats.drafts_json import read_draft, write_draft
from icbl_desktop.services.record_kinds import ACTIVITY, EXPENSE, KINDS
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_grants import GrantRow
from icbl_desktop.store.tables_workspace import DraftRow

REPORT = "report"
"""The form of the report being prepared: no record, and offered back on its own page alone."""


@dataclass(frozen=True)
class Unsaved(Generic[DraftT]):
    """A draft that was not saved yet. ``record_id`` is empty for a new record."""

    record_id: str
    draft: DraftT
    saved_at: datetime


@dataclass(frozen=True)
class Unfinished:
    """A draft of some kind of record, with the kind's name. ``record_id`` is empty for a new record."""

    kind: str
    record_id: str
    draft: Draft


def keep(db: Database, form: str, record_id: str, draft: DraftT) -> None:
    """Keep what stands in a form right now; it replaces what was kept before."""
    with db.write() as session:
        session.merge(
            DraftRow(
                form=form,
                record_id=record_id,
                content=write_draft(draft).decode("utf-8"),
                saved_at=db.clock(),
            )
        )


def find(db: Database, form: str, record_id: str, kind: type[DraftT]) -> Unsaved[DraftT] | None:
    """What was kept of this form, if anything that this version of the program can read."""
    with db.read() as session:
        return _unsaved(session.get(DraftRow, (form, record_id)), kind)


def latest(db: Database, form: str, kind: type[DraftT]) -> Unsaved[DraftT] | None:
    """The newest unsaved draft of a kind of form: what to offer back after a crash.

    Not that of a record in the trash; restored, it opens with what was typed.
    """
    with db.read() as session:
        return _unsaved(session.scalars(_newest_first().where(DraftRow.form == form)).first(), kind)


def newest(db: Database) -> Unfinished | None:
    """The newest unsaved draft of any form; as ``latest``, not what lies in the trash."""
    with db.read() as session:
        row = session.scalars(_newest_first()).first()
        kind = row.form.partition(":")[0] if row is not None else ""  # an expense's form names its grant
        found = _unsaved(row, ActivityEntry if kind == ACTIVITY.name else KINDS[kind].draft) if kind else None
    return Unfinished(kind, found.record_id, found.draft) if found is not None else None


def discard(db: Database, form: str, record_id: str) -> None:
    """Forget what was kept: it was saved as a record, or is not wanted."""
    with db.write() as session:
        end(session, form, record_id)


def end(session: Session, form: str, record_id: str) -> None:
    """The same within a transaction, such as the one that saves the record; no ``form``, no draft."""
    if form:
        session.execute(delete(DraftRow).where(DraftRow.form == form, DraftRow.record_id == record_id))


def _newest_first() -> Select[DraftRow]:
    """All drafts but those of records in the trash, and of expenses of a grant that is there."""
    trashed = [
        exists().where(one.row.id == DraftRow.record_id, one.row.trashed_at.is_not(None))
        for one in KINDS.values()
    ]
    form = f"{EXPENSE.name}:" + GrantRow.id
    of_trashed = exists().where(DraftRow.form == form, GrantRow.trashed_at.is_not(None))
    no_record = DraftRow.form == REPORT
    return select(DraftRow).where(~or_(*trashed, of_trashed, no_record)).order_by(DraftRow.saved_at.desc())


def _unsaved(row: DraftRow | None, kind: type[DraftT]) -> Unsaved[DraftT] | None:
    if row is None:
        return None
    try:
        return Unsaved(row.record_id, read_draft(row.content.encode("utf-8"), kind), row.saved_at)
    except BadFile:  # kept by a newer version; the record itself must open all the same
        return None
