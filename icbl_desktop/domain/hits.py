"""What a search finds, where it opens, and in which order it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from icbl_desktop.domain.matching import Closeness
from icbl_desktop.domain.vocabulary import Precision


class HitKind(StrEnum):
    """What a hit is, in the order in which equally close kinds are shown."""

    ACTIVITY = "activity"
    TARGET = "target"
    INSTITUTION = "institution"
    PERSON = "person"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    OUTCOME = "outcome"
    GRANT = "grant"
    EXPENSE = "expense"
    EVIDENCE = "evidence"
    INDICATOR_UPDATE = "indicator_update"
    OBJECTIVE = "objective"
    PLANNED_ACTIVITY = "planned_activity"
    COMMITMENT = "commitment"
    INDICATOR = "indicator"
    EVENT = "event"
    ALERT = "alert"
    TOOLKIT = "toolkit"


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something that answers. It opens on ``page`` (a page's key) as ``id``; a calendar's id is a day.

    ``record`` is the id of the record itself, or of the one that names it; empty for what the plan says.
    ``currency`` is that of an indicator's answer in money.
    """

    kind: HitKind
    record: str = ""
    title: str
    detail: str = ""
    currency: str = ""
    day: date | None = None
    precision: str = Precision.DAY
    page: str
    id: str = ""
    closeness: Closeness = Closeness.ELSEWHERE


def by_kind(hits: Iterable[Hit], most: int) -> tuple[Hit, ...]:
    """The closest ``most`` of each kind side by side: first the kinds where words of a title begin so."""
    kinds: dict[HitKind, list[Hit]] = {}
    for hit in hits:
        kinds.setdefault(hit.kind, []).append(hit)
    groups = [sorted(group, key=lambda hit: hit.closeness)[:most] for group in kinds.values()]
    rank = list(HitKind)
    groups.sort(key=lambda group: (max(group[0].closeness, Closeness.WORD), rank.index(group[0].kind)))
    return tuple(hit for group in groups for hit in group)
