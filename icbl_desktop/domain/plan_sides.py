"""Two plans beside each other: what each of them holds under every objective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from icbl_desktop.domain.plan import (
    Commitment,
    Event,
    KeyDate,
    Objective,
    Plan,
    Ref,
    Target,
    objective_of,
    targets_of,
)
from icbl_desktop.domain.plan_diff import objectives_of


@dataclass(frozen=True)
class Side:
    """What one plan holds under an objective. ``targets`` are of the states asked for, else of all.

    ``activities`` and ``strategies`` are how many planned activities and ways of working it lists.
    """

    targets: tuple[Target, ...]
    activities: int
    strategies: int
    commitments: tuple[Commitment, ...]
    key_dates: tuple[KeyDate, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Sides:
    """An objective in both plans; a side is None where the plan's strategy does not have it."""

    ref: Ref
    objective: Objective
    left: Side | None
    right: Side | None


def side_by_side(left: Plan, right: Plan, states: Sequence[str] = ()) -> tuple[Sides, ...]:
    """Every objective of the two plans, for these states (none given: for all)."""
    return tuple(
        Sides(ref, objective, _side(left, ref, states), _side(right, ref, states))
        for ref, objective in objectives_of(left, right).items()
    )


def _side(plan: Plan, ref: Ref, states: Sequence[str]) -> Side | None:
    objective = objective_of(plan, ref)
    if objective is None:
        return None
    code = objective.code
    targets = targets_of(plan, states) if states else plan.targets
    return Side(
        targets=tuple(one for one in targets if one.objective == code),
        activities=sum(one.objective == code for one in plan.activities),
        strategies=sum(one.objective == code for one in plan.strategies),
        commitments=tuple(one for one in plan.commitments if one.objective == code),
        key_dates=tuple(one for one in plan.key_dates if one.objective == code),
        events=tuple(one for one in plan.events if code in one.objectives),
    )
