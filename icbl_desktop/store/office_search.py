"""Reported records by words: each database's own index of every three letters, over folded text.

What is looked for is the same in both: all words, as they are, anywhere in the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    Text,
    and_,
    delete,
    exists,
    func,
    insert,
    inspect,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from icbl_desktop.store.tables_office import RecordRow

_SHORTEST = 3
"""Letters: an index knows no shorter word."""


class _SearchBase(DeclarativeBase):
    """Apart from the office's tables: it is made, with its index, where something is first searched."""


class SearchedRow(_SearchBase):
    """The text that a record is found by, as of one revision by one report."""

    __tablename__ = "searched"

    record: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    words: Mapped[str] = mapped_column(Text)


_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS searched_words
        USING fts5(words, content='searched', content_rowid='record', tokenize='trigram')""",
    """CREATE TRIGGER IF NOT EXISTS searched_added AFTER INSERT ON searched BEGIN
        INSERT INTO searched_words(rowid, words) VALUES (new.record, new.words); END""",
    """CREATE TRIGGER IF NOT EXISTS searched_removed AFTER DELETE ON searched BEGIN
        INSERT INTO searched_words(searched_words, rowid, words)
        VALUES ('delete', old.record, old.words); END""",
)
_EXTENSION = "CREATE EXTENSION IF NOT EXISTS pg_trgm"
_PLACE = """SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm'"""
_POSTGRESQL = 'CREATE INDEX IF NOT EXISTS searched_words ON searched USING gin (words "{place}".gin_trgm_ops)'


def is_ready(session: Session) -> bool:
    """Whether the index is there and every record can be found."""
    if not inspect(session.connection()).has_table(SearchedRow.__tablename__):
        return False
    return not session.scalar(select(or_(exists(_stale()), exists(_pending()))))


def prepare(session: Session) -> None:
    """Make the index where it is not there, and take out of it what stands otherwise now.

    PostgreSQL looks through all text where it has no pg_trgm.
    """
    _SearchBase.metadata.create_all(session.connection())
    if session.get_bind().dialect.name == "sqlite":
        for statement in _SQLITE:
            session.execute(text(statement))
    else:
        _prepare_postgresql(session)
    session.execute(delete(SearchedRow).where(SearchedRow.record.in_(_stale())))


def pending(session: Session, most: int) -> Sequence[Any]:
    """Some records that cannot be found yet: key, report, revision and content."""
    columns = (RecordRow.key, RecordRow.report, RecordRow.revision, RecordRow.content)
    return session.execute(select(*columns).where(RecordRow.key.in_(_pending().limit(most)))).all()


def count_pending(session: Session) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(_pending().subquery())) or 0


def add(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Make records findable; each row is a ``SearchedRow``'s, its words folded."""
    session.execute(insert(SearchedRow), rows)


def found(session: Session, words: Sequence[str]) -> Select[int]:
    """A question for the keys of the records in whose text all words stand; they are folded."""
    everywhere = and_(*(SearchedRow.words.contains(word, autoescape=True) for word in words))
    question = select(SearchedRow.record).where(everywhere)
    long = [word for word in words if len(word) >= _SHORTEST]
    if session.get_bind().dialect.name == "sqlite" and long:
        phrase = " ".join('"' + word.replace('"', '""') + '"' for word in long)
        indexed = text("SELECT rowid FROM searched_words WHERE searched_words MATCH :phrase")
        keys = indexed.bindparams(phrase=phrase).columns(literal_column("rowid", Integer))
        return question.where(SearchedRow.record.in_(keys))
    return question


def _prepare_postgresql(session: Session) -> None:
    try:
        with session.begin_nested():
            session.execute(text(_EXTENSION))
    except DBAPIError:
        return  # the server has none, or does not let us
    place = session.scalars(text(_PLACE)).one()
    session.execute(text(_POSTGRESQL.format(place=place)))


def _pending() -> Select[int]:
    there = select(SearchedRow.record).where(SearchedRow.record == RecordRow.key)
    return select(RecordRow.key).where(RecordRow.conflict.is_(False), ~exists(there))


def _stale() -> Select[int]:
    as_it_stands = select(RecordRow.key).where(
        RecordRow.key == SearchedRow.record,
        RecordRow.report == SearchedRow.report,
        RecordRow.revision == SearchedRow.revision,
        RecordRow.conflict.is_(False),
    )
    return select(SearchedRow.record).where(~exists(as_it_stands))
