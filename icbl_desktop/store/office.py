"""The way to the office's store: a SQLite file by default, or a PostgreSQL that several reviewers share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Engine, insert, inspect, select, text
from sqlalchemy.dialects import postgresql as postgresql_dialect
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.orm import Session, sessionmaker

from icbl_desktop.errors import NewerFile
from icbl_desktop.store import postgresql, sqlite
from icbl_desktop.store.database import utc_now
from icbl_desktop.store.tables_office import OfficeBase, OfficeVersionRow
from icbl_desktop.store.tables_review import AuditRow

VERSION = 1
_TAKE_TURNS = text("SET LOCAL lock_timeout = '30s'; SELECT pg_advisory_xact_lock(7345)")
"""Writers of one PostgreSQL take turns, as they do in a SQLite file; the number is the inbox's alone."""
_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"begin": "BEGIN"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
_INSERT: dict[str, Any] = {"sqlite": sqlite_dialect.insert, "postgresql": postgresql_dialect.insert}


class OfficeStore:
    """The office's open store, made if it is not there. ``place`` is a file, or the URL of a PostgreSQL.

    Raises UserError where it cannot be opened, NewerFile where a newer program made it.
    """

    def __init__(self, place: Path | str, clock: Callable[[], datetime] = utc_now) -> None:
        self.place = place
        self.clock = clock
        self._engine = _sqlite(place) if isinstance(place, Path) else postgresql.engine(place)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    @property
    def dialect(self) -> str:
        """The name of the database behind it: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one moment of the store and changes nothing."""
        with self._explained(), self._sessions() as session:
            session.connection(execution_options=_READING[self.dialect])
            yield session

    @contextmanager
    def one_moment(self) -> Iterator[OfficeStore]:
        """The store as it is now, to be read by several services: what is written meanwhile is not in it."""
        with self.read() as session:
            yield _Moment(self, session)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session for one action: all of it is kept, or nothing. Writers take turns."""
        with self._explained(), self._sessions() as session:
            if self.dialect == "sqlite":
                session.connection(execution_options={"begin": "BEGIN IMMEDIATE"})
            else:
                session.execute(_TAKE_TURNS)
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of the file, or of the connections."""
        self._engine.dispose()

    def _explained(self) -> AbstractContextManager[None]:
        return sqlite.explained() if self.dialect == "sqlite" else postgresql.explained()

    def _prepare(self) -> None:
        """Make the tables where there are none: of several who come first at once, one does."""
        with self.read() as session:
            version = _version(session)
        if version is None:
            with self.write() as session:
                if _version(session) is None:
                    OfficeBase.metadata.create_all(session.connection())
                    session.add(OfficeVersionRow(version=VERSION))
        elif version > VERSION:
            raise NewerFile(
                "The inbox was last opened with a newer version of the program. Nothing was changed. "
                "Install the newer version to open it."
            )


class _Moment(OfficeStore):
    """A store of which every read sees the same."""

    def __init__(self, store: OfficeStore, session: Session) -> None:
        self.place, self.clock = store.place, store.clock
        self._engine = store._engine  # noqa: SLF001 of its own kind
        self._session = session

    @contextmanager
    def read(self) -> Iterator[Session]:
        yield self._session


def note(session: Session, now: datetime, by: str, action: str, subject: str, **details: Any) -> None:
    """Write down what is done, in the transaction that does it."""
    session.add(
        AuditRow(
            at=now,
            by=by,
            action=action,
            subject=subject,
            details=json.dumps(details, ensure_ascii=False, sort_keys=True, default=str),
        )
    )


def put(session: Session, table: type[OfficeBase], rows: Sequence[Mapping[str, Any]]) -> None:
    """Put in many new rows of the same columns: SQLAlchemy's own way takes twice as long."""
    if not rows:
        return
    connection, names = session.connection(), list(rows[0])
    made = insert(table).compile(dialect=connection.dialect, column_keys=names)
    columns = {column.name: column for column in inspect(table).columns}
    in_order = made.positiontup or names
    values = [_bound(columns[name], connection.dialect, [row[name] for row in rows]) for name in in_order]
    ready: list[Any] = list(zip(*values, strict=True))
    if not made.positional:
        ready = [dict(zip(in_order, row, strict=True)) for row in ready]
    connection.exec_driver_sql(str(made), ready)


def _bound(column: ColumnElement[Any], dialect: Dialect, values: list[Any]) -> list[Any]:
    """The values of a column as the driver takes them."""
    way = column.type.dialect_impl(dialect).bind_processor(dialect)
    return [way(value) for value in values] if way else values


def upsert(
    session: Session, table: type[OfficeBase], rows: Sequence[Mapping[str, Any]], *, update: bool
) -> None:
    """Put in many rows of the same columns. One whose primary key is there is replaced, or left alone."""
    if not rows:
        return
    putting = _INSERT[session.get_bind().dialect.name](table.__table__)
    keys = [column.name for column in inspect(table).primary_key]
    rest = {name: putting.excluded[name] for name in rows[0] if name not in keys}
    if update and rest:
        putting = putting.on_conflict_do_update(index_elements=keys, set_=rest)
    else:
        putting = putting.on_conflict_do_nothing()
    session.execute(putting, list(rows))


def _sqlite(path: Path) -> Engine:
    sqlite.make_folder(path.parent)
    return sqlite.engine(lambda: sqlite.connect(path))


def _version(session: Session) -> int | None:
    """The version of the tables, None where there are none yet."""
    if not inspect(session.connection()).has_table(OfficeVersionRow.__tablename__):
        return None
    return session.scalars(select(OfficeVersionRow.version)).first()
