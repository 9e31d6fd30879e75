"""A plan as the secretariat issues it: read-only for a campaign.

Objectives belong to the strategy, so work done under 1A of one operational plan
stands under the same 1A of the next plan of that strategy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Ref = str
"""A stable objective reference: strategy id, a slash, the objective's code."""


@dataclass(frozen=True)
class Goal:
    """A goal of a strategy; ``code`` is "1", "2", ..."""

    code: str
    title: str


@dataclass(frozen=True)
class Objective:
    """An objective under a goal; ``code`` is "1A".."3C", or "1".."21" in 2012-2015."""

    code: str
    goal: str
    title: str


@dataclass(frozen=True)
class Strategy:
    """What operational plans belong to."""

    id: str
    title: str
    start: date
    end: date
    goals: tuple[Goal, ...]
    objectives: tuple[Objective, ...]


@dataclass(frozen=True)
class Indicator:
    """What a plan measures, of one objective or (2012-2015) of one goal.

    Plans count states over the world; ``question`` asks the same of one state. All plans of a
    strategy give an indicator the same ``id``, so that answers carry over.
    ``kind``, ``direction``: see ``vocabulary``. ``unit`` is free text ("states").
    """

    id: str
    text: str
    kind: str
    question: str
    objective: str | None = None
    goal: str | None = None
    unit: str = ""
    direction: str = "up"


@dataclass(frozen=True)
class TargetList:
    """One list of target states; ``reason`` says in a sentence why states stand on it."""

    objective: str
    group: str
    reason: str
    treaty: str | None = None


@dataclass(frozen=True)
class Target:
    """One state on one target list. A state may stand on two lists of one objective."""

    objective: str
    group: str
    iso3: str


@dataclass(frozen=True)
class Responsive:
    """Responsive targeting: who is a target where the plan names no states."""

    id: str
    objective: str
    text: str


@dataclass(frozen=True)
class PlannedActivity:
    """What the plan asks for, by category; ``who`` acts."""

    id: str
    objective: str
    category: str
    text: str
    who: str


@dataclass(frozen=True)
class StrategyText:
    """A way of working towards an objective, where a plan has no list of activities."""

    id: str
    objective: str
    text: str
    who: str


@dataclass(frozen=True)
class Commitment:
    """A promise with a number in it: ``bound`` of ``minimum`` (to ``maximum``) ``unit``."""

    id: str
    objective: str
    bound: str
    minimum: int
    unit: str
    text: str
    who: str
    maximum: int | None = None
    by: date | None = None


@dataclass(frozen=True)
class Event:
    """A date in the plan's calendar. With precision "month", ``start`` is the month's first day."""

    id: str
    title: str
    start: date
    precision: str = "day"
    end: date | None = None
    place: str = ""
    to_be_confirmed: bool = False
    treaty: str | None = None
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeyDate:
    """A date the plan names inside an objective as a moment for national action."""

    id: str
    objective: str
    date: date
    title: str


@dataclass(frozen=True)
class Publication:
    """A publication the plan expects of the Monitor."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Plan:
    """A plan document, whole. ``kind`` is "strategic" or "operational"."""

    format: str
    version: str
    id: str
    title: str
    kind: str
    start: date
    end: date
    strategy: Strategy
    summary: str = ""
    treaties: tuple[str, ...] = ()
    action_plans: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    target_lists: tuple[TargetList, ...] = ()
    targets: tuple[Target, ...] = ()
    responsive: tuple[Responsive, ...] = ()
    activities: tuple[PlannedActivity, ...] = ()
    strategies: tuple[StrategyText, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    events: tuple[Event, ...] = ()
    key_dates: tuple[KeyDate, ...] = ()
    publications: tuple[Publication, ...] = ()

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the strategy this plan belongs to."""
        return self.strategy.goals

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives of the strategy this plan belongs to, in its order."""
        return self.strategy.objectives

    def ref(self, code: str) -> Ref:
        """The stable reference of the objective, or the indicator, with this code.

        It belongs to the strategy: what was said under one of its plans stands under the next.
        """
        return f"{self.strategy.id}/{code}"


def code_of(ref: Ref) -> str:
    """The objective's code in a reference: "strategy-2017-2021/1A" gives "1A"."""
    return ref.rpartition("/")[2]


def objective_of(plan: Plan, ref: Ref) -> Objective | None:
    """The objective a reference names, if it belongs to this plan's strategy."""
    if not ref.startswith(f"{plan.strategy.id}/"):
        return None
    return next((o for o in plan.objectives if o.code == code_of(ref)), None)


def targets_of(plan: Plan, states: Sequence[str]) -> tuple[Target, ...]:
    """The plan's targets in these states (ISO 3166 alpha-3), in the plan's order."""
    wanted = set(states)
    return tuple(t for t in plan.targets if t.iso3 in wanted)


def reason_of(plan: Plan, target: Target) -> str:
    """Why the target's state is listed, as the plan says it; empty if the plan is silent."""
    listed = list_of(plan, target)
    return listed.reason if listed else ""


def list_of(plan: Plan, target: Target) -> TargetList | None:
    """The list that a target stands on."""
    wanted = (target.objective, target.group)
    return next((one for one in plan.target_lists if (one.objective, one.group) == wanted), None)
