"""Whether a record is there for a person: neither in the trash itself nor hanging on one that is."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from icbl_desktop.store.base import RecordRow


def is_here(table: type[RecordRow]) -> ColumnElement[bool]:
    """The condition for a query of this table."""
    key: Any = table  # to the type checker no mapped class can be a key
    return _of_table(key)


def gone_owner(session: Session, row: RecordRow) -> RecordRow | None:
    """The record in the trash that this one hangs on, the nearest first; None where there is none."""
    for column, table in row.hangs_on.items():
        owner = session.scalars(select(table).where(table.id == getattr(row, column))).first()
        if owner is not None:
            found = owner if owner.trashed_at is not None else gone_owner(session, owner)
            if found is not None:
                return found
    return None


@cache  # building it takes longer than asking it
def _of_table(table: Any) -> ColumnElement[bool]:
    return _is_here(table, table)


def _is_here(table: type[RecordRow], row: Any) -> ColumnElement[bool]:
    """``row`` is the table, or another name for it in a query of several."""
    conditions: list[ColumnElement[bool]] = [row.trashed_at.is_(None)]
    for column, other in table.hangs_on.items():
        owner = aliased(other)
        gone = select(owner.id).where(owner.id == getattr(row, column), ~_is_here(other, owner))
        conditions.append(~gone.exists())
    return and_(*conditions)
