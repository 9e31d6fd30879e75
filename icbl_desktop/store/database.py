"""The one way to the database file: pragmas, key, and a session for each user action."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from icbl_desktop.store import audit, sqlite
from icbl_desktop.store.migrations import migrate


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
        sqlite.make_folder(path.parent)
        with sqlite.explained():
            connection = self.connect()
            try:
                migrate(connection)
            finally:
                connection.close()
        self._engine = sqlite.engine(self.connect)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False, autoflush=True)

    def connect(self) -> Any:
        """A raw connection with our pragmas: durable commits, enforced references."""
        return self.connect_to(self.path)

    def connect_to(self, path: Path) -> Any:
        """The same to another file, with the same key: for a copy."""
        return sqlite.connect(path, self._key)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the database and changes nothing."""
        with sqlite.explained(), self._sessions() as session:
            session.connection(execution_options={"begin": "BEGIN"})
            yield session  # closing ends it; a rollback would forget what the rows hold

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session for one user action: all of it is kept, or nothing."""
        with sqlite.explained(), self._sessions() as session:
            audit.watch(session, self.clock)
            session.connection(execution_options={"begin": "BEGIN IMMEDIATE"})
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
