"""The streams of this workspace: the keys that sign its reports and open the answers to them.

A number is given once. So a stream goes on only in the workspace where it began: the computer remembers,
outside the workspace, in which folder that is and which number was last. A copied, restored or older one is
known by this, whatever its clock says, and begins a stream of its own that carries the other one on.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnClause, literal_column, select
from sqlalchemy.orm import Session

from icbl_desktop import config
from icbl_desktop.config import Folders
from icbl_desktop.errors import NotStarted, UserError
from icbl_desktop.files import write_whole
from icbl_desktop.formats import sealing, secret_key, signing, succession
from icbl_desktop.store.audit import current_stream
from icbl_desktop.store.tables_sync import ReportRow, StreamRow

IN_ORDER: ColumnClause[int] = literal_column("stream.rowid")
"""Streams as they began here, first to last: never by a clock."""


@dataclass(frozen=True)
class _Witness:
    """What this computer remembers of a stream: the folder it lives in, and the last number it gave."""

    folder: Path
    number: int


def new(now: datetime) -> StreamRow:
    """A stream that carries on no other: a key that signs, and one that answers are sealed to."""
    key, age = signing.generate(), sealing.generate()
    return StreamRow(
        id=str(uuid.uuid4()),
        code=signing.short_code(key.public),
        public_key=signing.public_key_text(key.public),
        secret=secret_key.secret_key_text(key),
        age_recipient=age.recipient,
        age_identity=age.identity,
        succeeds="",
        succeeds_number=0,
        succeeds_digest="",
        succeeds_proof="",
        started_at=now,
    )


def current(session: Session, folders: Folders, now: datetime) -> StreamRow:
    """The stream that this workspace's next report is issued in: the one it has, or a new one after it.

    Raises NotStarted before the first start, UserError where this computer cannot remember a new one.
    """
    stream = newest(session)
    if _goes_on(session, stream, folders):
        return stream
    return begin_after(session, folders, stream, now)


def newest(session: Session) -> StreamRow:
    """The stream that began last here. Raises NotStarted before the first start."""
    stream = current_stream(session)
    if stream is None:
        raise NotStarted
    return stream


def begin_after(session: Session, folders: Folders, old: StreamRow, now: datetime) -> StreamRow:
    """Begin a stream that carries on ``old``, with the old key's word for it where that key is here."""
    last, stream = last_report(session, old.id), new(now)
    stream.succeeds = old.id
    stream.succeeds_number = last.number if last else 0
    stream.succeeds_digest = last.digest if last else ""
    if old.secret is not None:
        said = succession.statement(
            old.id, stream.succeeds_number, stream.succeeds_digest, stream.id, key_line(stream)
        )
        stream.succeeds_proof = succession.prove(signing_key(old), said)
    live_in(folders, stream.id)
    session.add(stream)
    session.flush()
    return stream


def live_in(folders: Folders, stream_id: str, number: int = 0) -> None:
    """Remember, on this computer, that a stream lives in this workspace. Raises UserError where it cannot."""
    _write(stream_id, _Witness(folders.root.resolve(), number))


def remember(stream_id: str, number: int) -> None:
    """Remember that the stream gave this number, before anything of the report leaves the workspace.

    Where the stream lives on another computer there is nothing to remember. Raises UserError where the disk
    refuses.
    """
    known = _witness(stream_id)
    if known is not None and known.number < number:
        _write(stream_id, _Witness(known.folder, number))


def signing_key(stream: StreamRow) -> signing.SigningKey:
    """What signs the reports of a stream that ``current`` gave."""
    return secret_key.parse_secret_key(stream.secret or "")


def last_report(session: Session, stream_id: str) -> ReportRow | None:
    """The report with the stream's highest number; None before the first."""
    reports = select(ReportRow).where(ReportRow.stream == stream_id).order_by(ReportRow.number.desc())
    return session.scalars(reports.limit(1)).first()


def campaign_id(session: Session) -> str:
    """What names the campaign in the reports of all its streams: the id of the first."""
    return session.scalars(select(StreamRow.id).order_by(IN_ORDER).limit(1)).one()


def key_line(stream: StreamRow) -> str:
    """The stream's public key as reports name it: minisign's line."""
    return stream.public_key.strip().splitlines()[-1]


def _goes_on(session: Session, stream: StreamRow, folders: Folders) -> bool:
    """Whether this is the workspace that the stream began in, or was moved to, with all its numbers."""
    known = _witness(stream.id)
    if stream.secret is None or known is None:
        return False
    last = last_report(session, stream.id)
    if (last.number if last else 0) < known.number:
        return False
    if known.folder != folders.root.resolve():
        if Folders(known.folder).database.exists():  # where it lived another still lives: this is the copy
            return False
        live_in(folders, stream.id, known.number)
    return True


def _witness(stream_id: str) -> _Witness | None:
    """What is remembered. Nothing where it cannot be read: a new stream is always safe."""
    try:
        read = json.loads(_path(stream_id).read_bytes())
        return _Witness(Path(read["folder"]), int(read["number"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(stream_id: str, witness: _Witness) -> None:
    path = _path(stream_id)
    content = json.dumps({"folder": str(witness.folder), "number": witness.number})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content.encode())
    except OSError as error:
        raise UserError(
            "This computer cannot note which number a report has, in the folder {folder}. Your records are "
            "safe. Make room there, or allow writing, then try again.",
            folder=path.parent,
        ) from error


def _path(stream_id: str) -> Path:
    name = hashlib.sha256(stream_id.encode()).hexdigest()[:32]  # an id may have come in a file
    return config.remembered() / "streams" / f"{name}.json"
