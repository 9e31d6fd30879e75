"""Files that show what was done, kept by their hash."""

from __future__ import annotations

import mimetypes
import uuid
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select

from icbl_desktop.config import Folders
from icbl_desktop.domain.vocabulary import Changed, Sharing
from icbl_desktop.domain.work import Evidence
from icbl_desktop.errors import UserError
from icbl_desktop.store import evidence as files
from icbl_desktop.store.database import Database
from icbl_desktop.store.records import to_record
from icbl_desktop.store.tables_work import EvidenceRow


def add(db: Database, folders: Folders, record_id: str, paths: Sequence[Path]) -> Changed:
    """Keep files behind a record; the same file twice behind one record counts once.

    Raises UserError for a file that cannot be read, is empty or over 25 MB; then none is added.
    """
    kept = [(path, *files.keep(folders.evidence, path)) for path in paths]
    with db.write() as session:
        have = set(session.scalars(select(EvidenceRow.sha256).where(EvidenceRow.record_id == record_id)))
        for path, digest, size in kept:
            if digest in have:
                continue
            have.add(digest)
            session.add(
                EvidenceRow(
                    id=str(uuid.uuid4()),
                    record_id=record_id,
                    name=path.name,
                    media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
                    size=size,
                    sha256=digest,
                    caption="",
                    sharing=Sharing.SECRETARIAT,
                    added_at=db.clock(),
                )
            )
    return Changed.of("evidence", record_id)


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
        session.execute(delete(EvidenceRow).where(EvidenceRow.id == evidence_id))
        return Changed.of("evidence", row.record_id)


def copy_to(db: Database, folders: Folders, evidence_id: str, folder: Path) -> Path:
    """Write a copy under the file's own name into ``folder``, to be opened there; return its path."""
    with db.read() as session:
        row = session.get(EvidenceRow, evidence_id)
    if row is None:
        raise UserError("This file is not here any more.")
    target = folder / Path(row.name).name
    target.write_bytes(files.load(folders.evidence, row.sha256))
    return target
