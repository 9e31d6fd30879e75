"""The whole picture of one scope at one moment, as it is exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import (
    NONE_OF_THESE,
    Matrix,
    Scope,
    SilentCampaign,
    TimePoint,
    Totals,
    Traced,
)
from icbl_desktop.domain.picture_tables import (
    CommitmentCount,
    CurrencySum,
    GrantLine,
    IndicatorSum,
    ProgrammeCount,
    Step,
)
from icbl_desktop.domain.plan import Commitment, Plan
from icbl_desktop.domain.vocabulary import Bound
from icbl_desktop.domain.words import BOUNDS, say


@dataclass(frozen=True)
class MissingReports:
    """Numbers of a campaign's stream that later reports tell of, and that are not here."""

    organisation: str
    stream_code: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Consolidated:
    """All that the picture says of a scope. ``period`` is the time it is of, ``made_at`` is in UTC.

    ``states`` are names by code, ``campaigns`` names by the id that reports give. ``reports`` are those on
    this time that count, ``other_reports`` those on another with news of what is counted here. ``towards``
    is what counts towards each commitment, by its id. ``records`` are the records by kind, where they were
    asked for.
    """

    plan: Plan
    scope: Scope
    period: Period
    made_at: datetime
    states: Mapping[str, str]
    campaigns: Mapping[str, str]
    totals: Totals
    matrix: Matrix
    timeline: tuple[TimePoint, ...]
    silent: tuple[SilentCampaign, ...]
    missing: tuple[MissingReports, ...]
    commitments: tuple[CommitmentCount, ...]
    programmes: tuple[ProgrammeCount, ...]
    indicators: tuple[IndicatorSum, ...]
    steps: tuple[Step, ...]
    grants: tuple[GrantLine, ...]
    currencies: tuple[CurrencySum, ...]
    reports: tuple[Traced, ...]
    other_reports: tuple[Traced, ...]
    towards: Mapping[str, tuple[Traced, ...]]
    records: Mapping[str, tuple[Traced, ...]] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What the picture is of, in one line."""
        scope = self.scope
        state, objective = self.state(scope.iso3) or "all states", f"objective {scope.objective}"
        parts = (
            f"{_day(self.period.start)} to {_day(self.period.end)}",
            "in no state" if scope.iso3 == NONE_OF_THESE else state,
            "under no objective"
            if scope.objective == NONE_OF_THESE
            else objective
            if scope.objective
            else "",
            self.campaigns.get(scope.campaign, scope.campaign) or "all campaigns",
        )
        return "  ·  ".join(part for part in parts if part)

    def state(self, iso3: str) -> str:
        """A state's name; its code where the name is not known."""
        return self.states.get(iso3, iso3)


def wanted_words(commitment: Commitment) -> str:
    """What a plan wants in short: "At least 6 national campaigns"."""
    most = f" and {commitment.maximum}" if commitment.bound == Bound.BETWEEN and commitment.maximum else ""
    return f"{say(BOUNDS, commitment.bound)} {commitment.minimum}{most} {commitment.unit}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
