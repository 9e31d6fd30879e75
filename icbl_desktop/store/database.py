"""The one way to the database file: pragmas, key, and a session for each user action."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from icbl_desktop.errors import UserError
from icbl_desktop.store import audit
from icbl_desktop.store.migrations import migrate

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


def utc_now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class Database:
    """An open workspace database, brought up to date. ``key`` is 32 bytes, or None for plain.

    ``clock`` gives the time of a change; nothing is decided by it.
    Raises UserError where the file cannot be opened, NewerFile where a newer program wrote it.
    """

    def __init__(self, path: Path, key: bytes | None = None, clock: Callable[[], datetime] = utc_now) -> None:
        self.path = path
        self.clock = clock
        self._key = key
        _make_folder(path.parent)
        with _explained():
            connection = self.connect()
            try:
                migrate(connection)
            finally:
                connection.close()
        self._engine = _engine(self.connect)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False, autoflush=True)

    def connect(self) -> Any:
        """A raw connection with our pragmas: durable commits, enforced references."""
        return self.connect_to(self.path)

    def connect_to(self, path: Path) -> Any:
        """The same to another file, with the same key: for a copy."""
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=10)
        if self._key is not None:
            connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cache_size = -32000",  # in KiB: a long list is read without going to the disk twice
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the database and changes nothing."""
        with _explained(), self._sessions() as session:
            session.connection(execution_options={"begin": "BEGIN"})
            yield session  # closing ends it; a rollback would forget what the rows hold

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session for one user action: all of it is kept, or nothing."""
        with _explained(), self._sessions() as session:
            audit.watch(session, self.clock)
            session.connection(execution_options={"begin": "BEGIN IMMEDIATE"})
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # names, and the key that signs, lie in it
    except OSError as error:
        raise UserError(dict(_SENTENCES)["unable to open"]) from error


def _engine(connect: Callable[[], Any]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what SQLite says of disk, folder and file into a sentence a person can act on."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        text = str(error.orig if isinstance(error, DBAPIError) else error)
        for words, sentence in _SENTENCES:
            if re.search(words, text, re.IGNORECASE):
                raise UserError(sentence) from error
        raise
