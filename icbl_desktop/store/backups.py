"""A copy of the database, made before anything that changes much of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from icbl_desktop.errors import UserError
from icbl_desktop.store.database import Database

KEPT = 10


def back_up(db: Database, folder: Path, reason: str) -> Path:
    """Copy the database into the folder and return the copy's path; the newest ten are kept.

    The stream's signing key stays out of the copy: whoever restores it starts a new stream. The key that
    opens answers to its reports is in it.
    Raises UserError where the copy cannot be made; the caller then changes nothing.
    """
    stamp = db.clock().strftime("%Y%m%dT%H%M%S%f")
    target = folder / f"{stamp}-{reason}.db"
    beside = target.with_suffix(".tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(db, beside)
        beside.replace(target)
        others = sorted(path for path in folder.glob("*.db") if path != target)
        for old in others[: 1 - KEPT]:  # never the new one, even where the clock was set back
            old.unlink()
    except (OSError, dbapi2.Error) as error:
        with suppress(OSError):
            beside.unlink()
        raise UserError(
            "A backup could not be made, so nothing was changed. Make room on the disk, then try again."
        ) from error
    return target


def _copy(db: Database, target: Path) -> None:
    source, copy = db.connect(), db.connect_to(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("UPDATE stream SET secret = NULL")
    finally:
        copy.close()
        source.close()
