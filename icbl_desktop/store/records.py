"""Rows to the domain's frozen records and back, field by field of the same name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.rule_parts import shortened
from icbl_desktop.errors import UserError
from icbl_desktop.store.base import RecordRow

T = TypeVar("T")
RowT = TypeVar("RowT", bound=RecordRow)


def to_record(row: object, kind: type[T]) -> T:
    """The row as the dataclass ``kind``, whose fields are named like its columns."""
    return kind(**{f.name: getattr(row, f.name) for f in fields(kind)})  # type: ignore[arg-type]


def fill(row: object, values: Mapping[str, Any]) -> None:
    """Set the row's columns to these values by name; equal values count as no change."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def find(session: Session, kind: type[RowT], record_id: str) -> RowT:
    """The row of a record, in the trash or not. Raises UserError where there is none (any more)."""
    row = session.scalars(select(kind).where(kind.id == record_id)).first()
    if row is None:
        raise UserError("This record is not here any more. It may have been removed in another window.")
    return row


def check_links(session: Session, kind: type[RecordRow], ids: Iterable[str], field: str) -> None:
    """Raises UserError where a draft's ``field`` names a record that is not here."""
    for record_id in ids:
        if session.scalar(select(kind.id).where(kind.id == record_id)) is None:
            raise UserError(
                "There is no {kind} “{record_id}” here. Nothing was saved.",
                field=field,
                kind=kind.kind,
                record_id=shortened(record_id),
            )


def save(session: Session, kind: type[RowT], draft: Any, record_id: str = "") -> RowT:
    """Add a record, or change the one with this id, from a draft; flushed, so that it has its id."""
    if record_id:
        row = find(session, kind, record_id)
        with session.no_autoflush:
            fill(row, vars(draft))
    else:
        row = kind(**{field.name: getattr(draft, field.name) for field in fields(draft)})
        session.add(row)
    session.flush()
    return row
