"""Taking back what earlier reports carried. Nothing here ever holds a record: ids and revisions suffice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Gone(StrEnum):
    """Why a record that a report carried leaves no more."""

    DELETED = "deleted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Tombstone:
    """Takes a record back: the newest ``revision`` that a report carried, and all before it.

    ``state`` is "deleted" or "withdrawn"; the rest is known already to whoever reads the reports.
    """

    id: str
    kind: str
    revision: int
    state: str


@dataclass(frozen=True)
class Told:
    """What reports said of a record so far: the newest revision they carried, and the newest they took back.

    ``taken_back`` is 0 where they never did.
    """

    kind: str
    revision: int
    taken_back: int = 0


def is_news(told: Told | None, revision: int | None) -> bool:
    """Whether reports do not say yet how a record stands: at this revision, or gone (None)."""
    if told is None:
        return revision is not None
    return told.taken_back < told.revision if revision is None else told.revision < revision


def tombstones(
    told: Mapping[str, Told], leaving: Collection[str], deleted: Collection[str]
) -> tuple[Tombstone, ...]:
    """One for each record of an earlier report that leaves no more, until a report has said so.

    ``told`` is by record id; ``leaving`` and ``deleted`` are ids. What is in neither was withdrawn.
    """
    return tuple(
        Tombstone(one, said.kind, said.revision, Gone.DELETED if one in deleted else Gone.WITHDRAWN)
        for one, said in sorted(told.items())
        if one not in leaving and is_news(said, None)
    )
