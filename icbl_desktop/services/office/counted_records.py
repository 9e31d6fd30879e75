"""Records that count, read from the store, each with the line that traces it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.services.office.selecting import in_order, lines
from icbl_desktop.store.tables_office import RecordRow

T = TypeVar("T")
RecordT = TypeVar("RecordT", bound=WorkRecord)


def counted(
    session: Session,
    kind: str,
    record: type[RecordT],
    *where: ColumnElement[bool],
    wanted: Callable[[RecordT], bool] = lambda _record: True,
) -> list[CountedRecord[RecordT]]:
    """The records of a kind that are like this and are wanted, the newest first."""
    found = parts(session, kind, record, *where)
    kept = {key: one for key, one in found.items() if wanted(one)}
    of = lines(session, kept)
    return in_order((CountedRecord(of[key], one) for key, one in kept.items()), lambda one: one.line)


def parts(session: Session, kind: str, part: type[T], *where: ColumnElement[bool]) -> dict[int, T]:
    """What ``part`` reads of each record of a kind that is like this, by its key."""
    within = (RecordRow.kind == kind, RecordRow.conflict.is_(False), *where)
    rows = session.execute(select(RecordRow.key, RecordRow.content).where(*within))
    read = msgspec.json.Decoder(part).decode
    return {key: read(content) for key, content in rows}
