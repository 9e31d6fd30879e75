"""Files that show what was done, kept by their hash."""

from __future__ import annotations

import mimetypes
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.vocabulary import Changed, Sharing
from icbl_desktop.domain.work import Evidence
from icbl_desktop.errors import UserError
from icbl_desktop.files import write_whole
from icbl_desktop.store import evidence as files
from icbl_desktop.store.audit import note
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.database import Database
from icbl_desktop.store.records import to_record
from icbl_desktop.store.tables_work import ActivityRow, EvidenceRow, GrantRow, OutcomeRow

Kept = dict[str, tuple[str, int]]
"""Name and size in bytes of files whose bytes are in the workspace, by SHA-256."""


def add(db: Database, folders: Folders, record_id: str, paths: Sequence[Path]) -> Changed:
    """Keep files behind a record; the same file twice behind one record counts once.

    Raises UserError for a file that cannot be read, is empty or over 25 MB; then none is added.
    """
    return put_behind(db, record_id, keep(folders, paths))


def keep(folders: Folders, paths: Sequence[Path]) -> Kept:
    """Take in the bytes of files, for a record that may not be there yet. Raises what ``add`` raises."""
    kept: Kept = {}
    for path in paths:
        digest, size = files.keep(folders.evidence, path)
        kept.setdefault(digest, (path.name, size))
    return kept


def put_behind(db: Database, record_id: str, kept: Kept) -> Changed:
    """Put files that were kept behind a record. Raises UserError where the record is gone."""
    with db.write() as session:
        record = _record(session, record_id)
        have = set(session.scalars(select(EvidenceRow.sha256).where(EvidenceRow.record_id == record_id)))
        for digest, (name, size) in kept.items():
            if digest in have:
                continue
            session.add(_row(record_id, name, size, digest, db.clock()))
            note(session, record, db.clock(), {"evidence": [None, name]})
    return Changed(frozenset({"evidence", record.kind}), frozenset({record_id}))


def of(db: Database, record_id: str) -> tuple[Evidence, ...]:
    """The files behind a record, oldest first."""
    with db.read() as session:
        rows = session.scalars(
            select(EvidenceRow)
            .where(EvidenceRow.record_id == record_id)
            .order_by(EvidenceRow.added_at, EvidenceRow.name)
        )
        return tuple(to_record(row, Evidence) for row in rows)


def remove(db: Database, evidence_id: str) -> Changed:
    """Take a file from behind its record; the bytes stay in the workspace."""
    with db.write() as session:
        row = session.get(EvidenceRow, evidence_id)
        if row is None:
            raise UserError("This file is not here any more.")
        session.delete(row)
        record = _record(session, row.record_id)
        note(session, record, db.clock(), {"evidence": [row.name, None]})
        return Changed(frozenset({"evidence", record.kind}), frozenset({record.id}))


def copy_to(db: Database, folders: Folders, evidence_id: str, folder: Path) -> Path:
    """Write a copy under the file's own name into ``folder``, to be opened there; return its path."""
    with db.read() as session:
        row = session.get(EvidenceRow, evidence_id)
    if row is None:
        raise UserError("This file is not here any more.")
    target = folder / Path(row.name).name
    try:
        write_whole(target, files.load(folders.evidence, row.sha256))
    except OSError as error:
        raise UserError("The file could not be copied to be opened: the disk is full.") from error
    return target


def _record(session: Session, record_id: str) -> RecordRow:
    kinds: tuple[type[RecordRow], ...] = (ActivityRow, GrantRow, OutcomeRow)
    for kind in kinds:
        row = session.get(kind, record_id)
        if row is not None:
            return row
    raise UserError("The record this file belongs to is not here any more. Nothing was added.")


def _row(record_id: str, name: str, size: int, digest: str, now: datetime) -> EvidenceRow:
    return EvidenceRow(
        id=str(uuid.uuid4()),
        record_id=record_id,
        name=name,
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=size,
        sha256=digest,
        caption="",
        sharing=Sharing.SECRETARIAT,
        added_at=now,
    )
