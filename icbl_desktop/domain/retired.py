"""What left the plan while own work stands under it: targets listed no more, objectives of other plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from icbl_desktop.domain.plan import Objective, Plan, Ref, Target, objective_of, targets_of


@dataclass(frozen=True)
class Retired:
    """A target of an earlier plan that the plan in force does not list; ``plan`` last did."""

    ref: Ref
    target: Target
    plan: Plan


@dataclass(frozen=True)
class LeftBehind:
    """An objective that the plan in force does not have; ``plan`` is the last that did."""

    ref: Ref
    objective: Objective
    plan: Plan


def retired(
    plan: Plan, earlier: Iterable[Plan], states: Sequence[str], worked: Collection[Ref]
) -> tuple[Retired, ...]:
    """Targets in these states that left the plan, of objectives it still has and that are in ``worked``.

    ``earlier`` are the plans worked under, the newest first. The order is that of the plan's objectives.
    """
    listed = {(plan.ref(target.objective), target.group, target.iso3) for target in plan.targets}
    found: dict[tuple[Ref, str, str], Retired] = {}
    for one in earlier:
        for target in targets_of(one, states):
            ref = one.ref(target.objective)
            key = (ref, target.group, target.iso3)
            if key not in listed and ref in worked:
                found.setdefault(key, Retired(ref, target, one))
    refs = [plan.ref(objective.code) for objective in plan.objectives]
    return tuple(one for ref in refs for one in found.values() if one.ref == ref)


def left_behind(plan: Plan, earlier: Iterable[Plan], worked: Collection[Ref]) -> tuple[LeftBehind, ...]:
    """Objectives in ``worked`` that the plan does not have, in the order of the plans that had them."""
    found: dict[Ref, LeftBehind] = {}
    for one in earlier:
        for objective in one.objectives:
            ref = one.ref(objective.code)
            if ref in worked and objective_of(plan, ref) is None:
                found.setdefault(ref, LeftBehind(ref, objective, one))
    return tuple(found.values())
