"""SQLite files: connections with our pragmas, an engine for them, and what goes wrong in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from icbl_desktop.errors import UserError

# What SQLite says of the person's world, and what we say to the person. The rest is our bug.
_SENTENCES = (
    (
        "disk is full",
        "The disk is full. What was saved before is safe; this was not saved. Make room, then try again.",
    ),
    (
        "readonly database",
        "This folder cannot be written to. Nothing was changed. Check the folder's permissions.",
    ),
    (
        "unable to open",
        (
            "The records cannot be opened in this folder. Nothing was changed. "
            "Check that the folder exists and may be written to."
        ),
    ),
    (
        "disk I/O error",
        (
            "The disk did not answer. What was saved before is safe; this was not saved. "
            "Check the disk, then try again."
        ),
    ),
    (
        "database is locked",
        "Another copy of the program is busy with these records. Nothing was changed. Try again in a moment.",
    ),
    (
        "not a database",
        (
            "These records cannot be read: the file is damaged, or protected with a passphrase. "
            "Nothing was changed."
        ),
    ),
    ("malformed", "The records' file is damaged. Nothing was changed. Restore the latest backup."),
)


def connect(path: Path, key: bytes | None = None) -> Any:
    """A raw connection with our pragmas: durable commits, enforced references. ``key`` is 32 bytes."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=10)
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cache_size = -32000",  # in KiB: a long list is read without going to the disk twice
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def make_folder(folder: Path) -> None:
    """Make the folder the file lies in, for its owner alone. Raises UserError where it cannot be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # names, and the key that signs, lie in it
    except OSError as error:
        raise UserError(dict(_SENTENCES)["unable to open"]) from error


def engine(connect: Callable[[], Any]) -> Engine:
    """An engine whose transactions begin with the option "begin" of their connection."""
    made = create_engine("sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool)

    @event.listens_for(made, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return made


@contextmanager
def explained() -> Iterator[None]:
    """Turn what SQLite says of disk, folder and file into a sentence a person can act on."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        text = str(error.orig if isinstance(error, DBAPIError) else error)
        for words, sentence in _SENTENCES:
            if re.search(words, text, re.IGNORECASE):
                raise UserError(sentence) from error
        raise
