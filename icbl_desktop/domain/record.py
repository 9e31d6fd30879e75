"""What all records of a campaign's work have in common.

Each kind comes twice: a *draft* holds what a person can edit; the *record* adds
what the program keeps (``Record``). Both are frozen; a change makes a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypeVar


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a person can edit of a record."""


DraftT = TypeVar("DraftT", bound=Draft)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record carries: who made it (its stream), which revision, when (UTC)."""

    id: str
    stream: str
    revision: int
    made_at: datetime
    changed_at: datetime


def as_draft(record: Draft, kind: type[DraftT]) -> DraftT:
    """The editable part of a record: its ``kind`` draft, without what the program keeps."""
    return kind(**{f.name: getattr(record, f.name) for f in fields(kind)})
