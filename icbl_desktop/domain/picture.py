"""The secretariat's picture of all campaigns' work: figures, and what lies behind each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from icbl_desktop.domain.period import Period

NONE_OF_THESE = "-"
"""As a scope's objective: none of the plan's. As its state: the record names none, nor does its campaign."""

KINDS = ("activity", "outcome", "grant", "promise", "indicator_update")
"""The kinds of records that stand in the matrix, in its order."""


@dataclass(frozen=True)
class Scope:
    """What the picture is of. No ``period`` is the plan's own time; an empty text leaves nothing out.

    ``objective`` is a code of the plan ("1A"), ``campaign`` the id that its reports name.
    """

    plan_id: str
    period: Period | None = None
    iso3: str = ""
    objective: str = ""
    campaign: str = ""


class Measure(StrEnum):
    """What a figure counts. The kinds of records are measures by their own names."""

    ACTIVITY = "activity"
    OUTCOME = "outcome"
    GRANT = "grant"
    PROMISE = "promise"
    INDICATOR_UPDATE = "indicator_update"
    UNDATED = "undated"
    CONFLICT = "conflict"
    AUDIENCE = "audience"
    STATES = "states"
    REPORTS = "reports"
    CAMPAIGNS = "campaigns"
    HELD = "held"
    COMMITMENT = "commitment"
    PROGRAMME = "programme"
    ANSWERS = "answers"
    MONEY = "money"


class Unit(StrEnum):
    """What is counted of the lines behind a figure: each line, or each campaign or state once; or a sum."""

    LINES = "lines"
    CAMPAIGNS = "campaigns"
    STATES = "states"
    AMOUNTS = "amounts"


@dataclass(frozen=True)
class Figure:
    """The name of a number, by which it is opened. ``about`` says which of its measure: "letter", "1A-c2"."""

    measure: str
    scope: Scope
    about: str = ""


@dataclass(frozen=True)
class Number:
    """A number with its figure. None is "not known" or "nobody was asked", never 0."""

    value: int | Decimal | None
    figure: Figure


@dataclass(frozen=True, kw_only=True)
class Traced:
    """One line behind a figure: a record as it was reported, by the report that says so.

    ``kind`` is a record's, "report" for a report itself (``id`` is its digest), or "state" for a fact
    about a state that came with the program, which no report tells: then ``digest`` is empty. ``amount``
    in ``currency`` is what the line adds to a sum.
    """

    kind: str
    id: str
    title: str
    day: date | None
    campaign: str = ""
    organisation: str = ""
    states: tuple[str, ...] = ()
    digest: str = ""
    number: int = 0
    stream_code: str = ""
    revision: int = 0
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True)
class Behind:
    """What lies behind a figure, the newest first. ``how`` says how it was counted, if that needs saying."""

    figure: Figure
    unit: Unit
    lines: tuple[Traced, ...]
    how: str = ""

    @property
    def value(self) -> int | Decimal:
        """The number that these lines make."""
        if self.unit == Unit.CAMPAIGNS:
            return len({line.campaign for line in self.lines})
        if self.unit == Unit.STATES:
            return len({iso3 for line in self.lines for iso3 in line.states})
        if self.unit == Unit.AMOUNTS:
            return sum((line.amount for line in self.lines if line.amount is not None), Decimal(0))
        return len(self.lines)


@dataclass(frozen=True)
class Work:
    """How many records of each kind were reported (here 0 is none), and the day of the last."""

    counts: Mapping[str, int] = field(default_factory=dict)
    last: date | None = None

    def of(self, kind: str) -> int:
        """How many of one kind."""
        return self.counts.get(kind, 0)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was reported at all."""
        return not any(self.counts.values())


NOTHING = Work()


@dataclass(frozen=True)
class Cell:
    """One state under one objective: ``targeted`` by the plan, ``silent`` where nothing came of that."""

    work: Work = NOTHING
    targeted: bool = False

    @property
    def silent(self) -> bool:
        """Whether the plan targets it and nothing was reported."""
        return self.targeted and self.work.is_nothing


@dataclass(frozen=True)
class MatrixRow:
    """One state: its cells in the order of the objectives; ``work`` counts each of its records once."""

    iso3: str
    cells: tuple[Cell, ...]
    work: Work
    campaigns: int

    @property
    def targeted(self) -> bool:
        """Whether the plan targets the state at all."""
        return any(cell.targeted for cell in self.cells)

    @property
    def silent(self) -> bool:
        """Whether the plan targets the state and nothing was reported."""
        return self.targeted and self.work.is_nothing


@dataclass(frozen=True)
class Matrix:
    """States by objectives. ``columns`` are codes, the last ``NONE_OF_THESE`` where work stands under none.

    ``totals`` are by column, ``all`` is over everything: a record in two cells is in them once.
    """

    scope: Scope
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[Work, ...]
    all: Work

    def figure(self, kind: str, iso3: str = "", objective: str = "") -> Figure:
        """The name of a number in a cell, or in a row's or a column's total."""
        here = replace(self.scope, iso3=iso3 or self.scope.iso3, objective=objective or self.scope.objective)
        return Figure(kind, here)


@dataclass(frozen=True)
class TimePoint:
    """What was reported of one quarter; ``reports`` counts those whose period reaches into it."""

    period: Period
    work: Work
    reports: int

    @property
    def is_untold(self) -> bool:
        """Whether no report is here on the quarter: what was done in it is not known, and not 0."""
        return not self.reports and self.work.is_nothing


@dataclass(frozen=True)
class SilentCampaign:
    """A known campaign without a report on the period; ``last`` is the newest it reported on, if any."""

    campaign: str
    organisation: str
    states: tuple[str, ...]
    last: Period | None


@dataclass(frozen=True)
class Audience:
    """How many activities counted some people ("participants"), and the largest such number.

    Audiences overlap, so they are never added up. ``largest`` is None where nobody was counted.
    """

    field: str
    asked: Number
    largest: int | None


@dataclass(frozen=True, kw_only=True)
class Totals:
    """The picture in one line. Of the promises made: those kept, not kept and open.

    ``held`` are reports that do not count yet, by why (``domain.inbox.Standing``). ``undated`` are
    records that name no day, and so are in no period; ``conflicts`` those that reports tell differently,
    until a person chose. Neither are in any other figure.
    """

    reports: Number
    campaigns: Number
    states: Number
    activities: Number
    by_type: tuple[tuple[str, Number], ...]
    outcomes: Number
    grants: Number
    promises: Number
    by_promise: tuple[tuple[str, Number], ...]
    answers: Number
    audiences: tuple[Audience, ...]
    held: tuple[tuple[str, Number], ...]
    undated: Number
    conflicts: Number
