"""The campaign's work log. Column names are the field names of ``domain.work``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from sqlalchemy.orm import Mapped

from icbl_desktop.store.base import Base, RecordRow


class ActivityRow(RecordRow, Base):
    """Something the campaign did. Triggers keep its search text and its objectives' index."""

    __tablename__ = "activity"
    kind: ClassVar[str] = "activity"

    type: Mapped[str]
    title: Mapped[str]
    start: Mapped[date | None]
    end: Mapped[date | None]
    precision: Mapped[str]
    objectives: Mapped[tuple[str, ...]]
    result: Mapped[str]
    details: Mapped[str]
    place: Mapped[str]
    states: Mapped[tuple[str, ...]]
    level: Mapped[str]
    treaty: Mapped[str]
    institutions: Mapped[tuple[str, ...]]
    people: Mapped[str]
    people_shared: Mapped[bool]
    state_response: Mapped[str]
    participants: Mapped[int | None]
    women: Mapped[int | None]
    men: Mapped[int | None]
    under_18: Mapped[int | None]
    aged_18_to_59: Mapped[int | None]
    aged_60_and_over: Mapped[int | None]
    persons_with_disabilities: Mapped[int | None]
    survivors: Mapped[int | None]
    media_reach: Mapped[str]
    reached: Mapped[int | None]
    cost: Mapped[Decimal | None]
    currency: Mapped[str]
    grant_id: Mapped[str]
    planned_activity: Mapped[str]
    event: Mapped[str]
    alert: Mapped[str]
    commitment: Mapped[str]
    tags: Mapped[tuple[str, ...]]
    state: Mapped[str]
    sharing: Mapped[str]

    def staying(self) -> frozenset[str]:
        """Names of people, unless the person chose to share them."""
        return frozenset() if self.people_shared else frozenset({"people"})


class PromiseRow(RecordRow, Base):
    """What an official undertook."""

    __tablename__ = "promise"
    kind: ClassVar[str] = "promise"
    hangs_on: ClassVar[Mapping[str, type[RecordRow]]] = {"activity_id": ActivityRow}

    who: Mapped[str]
    person: Mapped[str]
    what: Mapped[str]
    iso3: Mapped[str]
    made_on: Mapped[date | None]
    due: Mapped[date | None]
    state: Mapped[str]
    settled_on: Mapped[date | None]
    how: Mapped[str]
    objectives: Mapped[tuple[str, ...]]
    activity_id: Mapped[str]
    sharing: Mapped[str]

    def staying(self) -> frozenset[str]:
        """The name of a person never leaves."""
        return frozenset({"person"})


class FollowUpRow(RecordRow, Base):
    """What the campaign is to do next."""

    __tablename__ = "follow_up"
    kind: ClassVar[str] = "follow_up"
    hangs_on: ClassVar[Mapping[str, type[RecordRow]]] = {"activity_id": ActivityRow, "promise_id": PromiseRow}

    what: Mapped[str]
    who: Mapped[str]
    due: Mapped[date | None]
    done: Mapped[bool]
    done_on: Mapped[date | None]
    activity_id: Mapped[str]
    promise_id: Mapped[str]
    sharing: Mapped[str]

    def staying(self) -> frozenset[str]:
        """Who of the campaign does it never leaves."""
        return frozenset({"who"})


class OutcomeRow(RecordRow, Base):
    """A change by somebody else, told by Outcome Harvesting."""

    __tablename__ = "outcome"
    kind: ClassVar[str] = "outcome"

    actor: Mapped[str]
    change: Mapped[str]
    when: Mapped[date | None]
    precision: Mapped[str]
    place: Mapped[str]
    significance: Mapped[str]
    contribution: Mapped[str]
    others: Mapped[str]
    substantiation: Mapped[str]
    outcome_kind: Mapped[str]
    positive: Mapped[bool]
    intended: Mapped[bool]
    objectives: Mapped[tuple[str, ...]]
    grant_id: Mapped[str]
    activities: Mapped[tuple[str, ...]]
    promises: Mapped[tuple[str, ...]]
    indicators: Mapped[tuple[str, ...]]
    sharing: Mapped[str]


class IndicatorUpdateRow(RecordRow, Base):
    """An answer to an indicator's question for one state."""

    __tablename__ = "indicator_update"
    kind: ClassVar[str] = "indicator_update"

    indicator: Mapped[str]
    iso3: Mapped[str]
    date: Mapped[dt.date | None]
    value: Mapped[str]
    currency: Mapped[str]
    source: Mapped[str]
    confidence: Mapped[str]
    activity_id: Mapped[str]
    sharing: Mapped[str]
