"""Records of every kind: saved under their rules, read, listed. Forms, imports and commands all come here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.record import Draft
from icbl_desktop.domain.rule_parts import shortened
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.services import drafts
from icbl_desktop.services.record_kinds import KINDS, DraftT, Kind, RecordT
from icbl_desktop.store import records
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.database import Database
from icbl_desktop.store.presence import gone_owner, is_here


def save(
    db: Database, kind: Kind[DraftT, RecordT], draft: DraftT, record_id: str = "", form: str = ""
) -> Changed:
    """Add a record, or change the one with this id; ``ids`` of the result holds its id.

    What was kept of ``form`` while it was being written ends with it, in the same transaction.
    Raises InvalidRecord with a sentence for each field that breaks a rule, UserError where what it links to
    is gone.
    """
    check(kind, draft)
    with db.write() as session:
        row = put(session, kind, draft, record_id)
        drafts.end(session, form, record_id)
        return Changed.of(kind.name, row.id)


def check(kind: Kind[DraftT, RecordT], draft: DraftT) -> None:
    """Raises InvalidRecord with a sentence for each field that breaks a rule."""
    problems = kind.check(draft)
    if problems:
        raise InvalidRecord(problems)


def put(session: Session, kind: Kind[DraftT, RecordT], draft: DraftT, record_id: str = "") -> RecordRow:
    """The same as ``save`` within a transaction, for a draft that was checked."""
    before = records.find(session, kind.row, record_id) if record_id else None
    check_links(session, kind, draft, before)
    row = records.save(session, kind.row, draft, record_id)
    owner = None if record_id else gone_owner(session, row)
    if owner is not None:
        raise UserError(
            "“{owner}” lies in the trash: what belongs to it is shown nowhere. Nothing was saved. "
            "Restore it first.",
            owner=getattr(owner, KINDS[owner.kind].title),
        )
    return row


def check_links(
    session: Session, kind: Kind[DraftT, RecordT], draft: DraftT, before: RecordRow | None = None
) -> None:
    """Raises UserError, with its field, where the draft names what is not here, or lies in the trash.

    What the record named ``before`` may have gone into the trash since.
    """
    for field, row in kind.links.items():
        ids = _named(draft, field)
        records.check_links(session, row, ids, field)
        check_not_in_trash(session, row, ids - _named(before, field), field)
    if kind.check_with is not None:
        kind.check_with(session, draft)


def check_not_in_trash(session: Session, table: type[RecordRow], ids: Collection[str], field: str) -> None:
    """Raises UserError where a draft's ``field`` names a record that was taken away."""
    if not ids:
        return
    away = session.scalars(select(table).where(table.id.in_(ids), table.trashed_at.is_not(None)).limit(1))
    if named := away.first():
        raise UserError(
            "“{title}” lies in the trash. Nothing was saved. Restore it first.",
            field=field,
            title=getattr(named, KINDS[named.kind].title),
        )


def _named(record: Draft | RecordRow | None, field: str) -> frozenset[str]:
    """The ids that a record or its draft names in this field."""
    named = getattr(record, field, ())
    return frozenset(named if isinstance(named, tuple) else (named,)) - {""}


def get(db: Database, kind: Kind[DraftT, RecordT], record_id: str) -> RecordT:
    """One record, in the trash or not. Raises UserError where it is gone."""
    with db.read() as session:
        return records.to_record(records.find(session, kind.row, record_id), kind.record)


def every(db: Database, kind: Kind[DraftT, RecordT], **having: str) -> tuple[RecordT, ...]:
    """All records of a kind with these values, the newest made first.

    Those in the trash are left out, and what hangs on one that is.
    """
    with db.read() as session:
        return every_in(session, kind, **having)


def every_in(
    session: Session, kind: Kind[DraftT, RecordT], *where: ColumnElement[bool], **having: str
) -> tuple[RecordT, ...]:
    """The same within a transaction, of those that fit ``where``."""
    rows = session.scalars(
        select(kind.row)
        .filter_by(**having)
        .where(is_here(kind.row), *where)
        .order_by(kind.row.made_at.desc(), kind.row.id)
    )
    return tuple(records.to_record(row, kind.record) for row in rows)


def id_of(db: Database, kind: Kind[DraftT, RecordT], start: str) -> str:
    """The id of the one record, in the trash or not, that begins so. Raises UserError unless it is one."""
    with db.read() as session:
        ids = session.scalars(_ids(kind, start)).all()
    if len(ids) == 1 and start:
        return ids[0]
    words = (
        "More than one {kind} has an id that begins with “{start}”. Nothing was changed. Write more of it."
        if ids
        else "There is no {kind} “{start}” here. Nothing was changed. “list” shows their ids."
    )
    raise UserError(words, kind=kind.name.replace("_", "-"), start=shortened(start))


def id_of_any(db: Database, start: str) -> str:
    """The same among the records of all kinds. Raises UserError for none or several."""
    with db.read() as session:
        ids = [one for kind in KINDS.values() for one in session.scalars(_ids(kind, start))]
    if len(ids) == 1 and start:
        return ids[0]
    raise UserError(
        "There is no one record “{start}” here. Nothing was changed. Write its id.", start=shortened(start)
    )


def _ids(kind: Kind[Any, Any], start: str) -> Select[str]:
    return select(kind.row.id).where(kind.row.id.startswith(start, autoescape=True)).limit(2)
