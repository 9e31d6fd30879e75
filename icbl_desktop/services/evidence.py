"""Files that show what was done, kept by their hash."""

from __future__ import annotations

import mimetypes
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.file_names import holdable
from icbl_desktop.domain.rules import check_evidence
from icbl_desktop.domain.vocabulary import Changed, Sharing
from icbl_desktop.domain.work import Evidence, EvidenceDraft
from icbl_desktop.errors import InvalidRecord, UserError
from icbl_desktop.files import write_whole
from icbl_desktop.formats import photos
from icbl_desktop.services import undo
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store import evidence as files
from icbl_desktop.store.audit import note
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.database import Database
from icbl_desktop.store.records import fill, to_record
from icbl_desktop.store.tables_workspace import EvidenceRow
from icbl_desktop.store.types import plain

_STAYING = frozenset({"source"})
"""What is said of a file and never leaves this computer."""


@dataclass(frozen=True)
class KeptFile:
    """A file whose bytes are in the workspace and that belongs to no record yet. ``size`` in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str
    original_sha256: str = ""
    taken_on: date | None = None
    sharing: str = Sharing.SECRETARIAT


def add(
    db: Database,
    folders: Folders,
    record_id: str,
    paths: Sequence[Path],
    *,
    clean: bool = True,
    original: bool = False,
) -> Changed:
    """Keep files behind a record, photos cleaned; the same file twice behind one record counts once.

    See ``keep``. Raises UserError for a file that cannot be kept; then none is added.
    """
    return put_behind(db, record_id, keep(folders, paths, clean=clean, original=original))


def keep(
    folders: Folders, paths: Sequence[Path], *, clean: bool = True, original: bool = False
) -> tuple[KeptFile, ...]:
    """Take in the bytes of files, for a record that may not be there yet.

    ``clean`` scales photos for sending and takes place and device out of them; ``original`` keeps them as
    they were too, on this computer. A photo or film of a kind that cannot be cleaned here stays on this
    computer unless the person says otherwise. Raises UserError for a file that cannot be read, is empty, over
    25 MB, or a damaged picture.
    """
    return tuple(_keep(folders, path, clean, original) for path in paths)


def put_behind(db: Database, record_id: str, kept: Sequence[KeptFile]) -> Changed:
    """Put files that were kept behind a record. Raises UserError where the record is gone."""
    with db.write() as session:
        record = _record(session, record_id)
        have = set(session.scalars(select(EvidenceRow.sha256).where(EvidenceRow.record_id == record_id)))
        for one in kept:
            if one.sha256 not in have:
                have.add(one.sha256)
                session.add(_row(record_id, one, db.clock()))
                note(session, record, db.clock(), {"evidence": [None, one.name]}, leaves=_leaves(one))
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


def describe(db: Database, evidence_id: str, draft: EvidenceDraft) -> Changed:
    """Change what is said of a file. Raises InvalidRecord, or UserError where it is gone."""
    problems = check_evidence(draft)
    if problems:
        raise InvalidRecord(problems)
    with db.write() as session:
        return _describe(session, _file(session, evidence_id), vars(draft), db.clock())


def set_level(db: Database, evidence_id: str, sharing: Sharing) -> Changed:
    """Change how far a file may travel; it can be undone. Raises UserError where it is gone."""
    with db.write() as session:
        row = _file(session, evidence_id)
        if row.sharing == sharing:
            return Changed(frozenset())
        number = undo.begin(session, db.clock(), undo.Action.MARK, "evidence", 1, row.name)
        return replace(_describe(session, row, {"sharing": sharing}, db.clock()), undoable=number)


def _describe(session: Session, row: EvidenceRow, said: Mapping[str, Any], now: datetime) -> Changed:
    record = _record(session, row.record_id)
    changes = {
        name: [plain(getattr(row, name)), plain(value)]
        for name, value in said.items()
        if getattr(row, name) != value
    }
    left = _leaves(row)
    fill(row, {name: said[name] for name in changes})
    if changes:
        told = {f"{row.name}: {name}": values for name, values in changes.items()}
        note(session, record, now, told, leaves=bool(changes.keys() - _STAYING) and (left or _leaves(row)))
    return Changed(frozenset({"evidence", record.kind}), frozenset({record.id}))


def remove(db: Database, evidence_id: str) -> Changed:
    """Take a file from behind its record; the bytes stay in the workspace."""
    with db.write() as session:
        row = _file(session, evidence_id)
        session.delete(row)
        record = _record(session, row.record_id)
        note(session, record, db.clock(), {"evidence": [row.name, None]}, leaves=_leaves(row))
        return Changed(frozenset({"evidence", record.kind}), frozenset({record.id}))


def put_back(db: Database, one: Evidence) -> Changed:
    """Put a file that was removed behind its record again, with all that was said of it."""
    with db.write() as session:
        record = _record(session, one.record_id)
        session.merge(EvidenceRow(**vars(one)))
        note(session, record, db.clock(), {"evidence": [None, one.name]}, leaves=_leaves(one))
        return Changed(frozenset({"evidence", record.kind}), frozenset({record.id}))


def copy_to(
    db: Database, folders: Folders, evidence_id: str, folder: Path, *, original: bool = False
) -> Path:
    """Write a copy under the file's own name into ``folder``, to be opened there; return its path.

    ``original`` asks for the photo as it came, where that was kept. Raises UserError.
    """
    with db.read() as session:
        row = _file(session, evidence_id)
    target = folder / Path(row.name).name
    digest = row.original_sha256 if original and row.original_sha256 else row.sha256
    try:
        write_whole(target, files.load(folders.evidence, digest))
    except OSError as error:
        raise UserError(
            "The file {name} could not be copied into {folder}: the disk is full or write-protected.",
            name=row.name,
            folder=folder,
        ) from error
    return target


def thumbnail(folders: Folders, one: Evidence) -> bytes | None:
    """A small PNG of a photo; None for any other file, or one that is missing or damaged."""
    if not one.media_type.startswith("image/"):
        return None
    try:
        return photos.thumbnail(files.load(folders.evidence, one.sha256), one.name)
    except UserError:  # said where the file itself is opened
        return None


def _keep(folders: Folders, path: Path, clean: bool, original: bool) -> KeptFile:
    content = files.read(path)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if photos.is_photo(content) or media_type in ("image/jpeg", "image/png"):
        photo = photos.for_sending(content, path.name)  # also where it is not wanted: says what is damaged
        if clean:
            return KeptFile(
                name=holdable(f"{path.stem}{photo.suffix}"),
                media_type=photo.media_type,
                size=len(photo.content),
                sha256=files.keep(folders.evidence, photo.content),
                original_sha256=files.keep(folders.evidence, content) if original else "",
                taken_on=photo.taken_on,
            )
    tells_where = photos.is_closed_photo(content) or media_type.startswith(("image/", "video/"))
    sharing = Sharing.LOCAL if clean and tells_where else Sharing.SECRETARIAT
    digest = files.keep(folders.evidence, content)
    return KeptFile(holdable(path.name), media_type, len(content), digest, sharing=sharing)


def _leaves(file: KeptFile | EvidenceRow | Evidence) -> bool:
    """Whether a report may speak of the file: one that stays makes no new revision of its record."""
    return file.sharing != Sharing.LOCAL


def _record(session: Session, record_id: str) -> RecordRow:
    for kind in KINDS.values():
        row = session.get(kind.row, record_id)
        if row is not None:
            return row
    raise UserError("The record this file belongs to is not here any more. Nothing was added.")


def _file(session: Session, evidence_id: str) -> EvidenceRow:
    row = session.get(EvidenceRow, evidence_id)
    if row is None:
        raise UserError("This file is not here any more.")
    return row


def _row(record_id: str, kept: KeptFile, now: datetime) -> EvidenceRow:
    return EvidenceRow(
        id=str(uuid.uuid4()),
        record_id=record_id,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
        original_sha256=kept.original_sha256,
        caption="",
        taken_on=kept.taken_on,
        source="",
        sharing=kept.sharing,
        added_at=now,
    )
