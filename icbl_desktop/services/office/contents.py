"""Reported records as the reports tell them, each with the line that traces it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.picture import Traced
from icbl_desktop.services.office.selecting import in_order, lines
from icbl_desktop.store.tables_office import RecordRow

T = TypeVar("T")


@dataclass(frozen=True)
class Told(Generic[T]):
    """A record and its line."""

    line: Traced
    record: T


def told(
    session: Session,
    kind: str,
    record: type[T],
    *where: ColumnElement[bool],
    wanted: Callable[[T], bool] = lambda _record: True,
) -> list[Told[T]]:
    """The records of a kind that are like this and are wanted, the newest first."""
    found = parts(session, kind, record, *where)
    kept = {key: one for key, one in found.items() if wanted(one)}
    of = lines(session, kept)
    return in_order((Told(of[key], one) for key, one in kept.items()), lambda one: one.line)


def parts(session: Session, kind: str, part: type[T], *where: ColumnElement[bool]) -> dict[int, T]:
    """What ``part`` reads of each record of a kind that is like this, by its key."""
    within = (RecordRow.kind == kind, RecordRow.conflict.is_(False), *where)
    rows = session.execute(select(RecordRow.key, RecordRow.content).where(*within))
    read = msgspec.json.Decoder(part).decode
    return {key: read(content) for key, content in rows}
