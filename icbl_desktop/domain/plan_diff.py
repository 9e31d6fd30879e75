"""Two plans compared, for the preview before a plan is applied. Facts only: the window words them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any, Generic, TypeVar

from icbl_desktop.domain.plan import (
    Commitment,
    Event,
    Indicator,
    Objective,
    Plan,
    Ref,
    Target,
    TargetList,
    targets_of,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Changes(Generic[T]):
    """What a list gained, what it lost, and what it now holds in another form (before, after)."""

    new: tuple[T, ...] = ()
    gone: tuple[T, ...] = ()
    changed: tuple[tuple[T, T], ...] = ()


@dataclass(frozen=True)
class Planned:
    """How many planned activities and strategy texts an objective has: (before, after) of each."""

    objective: Ref
    activities: tuple[int, int]
    strategies: tuple[int, int]


@dataclass(frozen=True)
class PlanDiff:
    """What a new plan changes. Targets and reasons are of the states asked for, the rest of the whole plan.

    ``events.changed`` were moved, or altered in another way; an event that was over before the new plan
    starts is not gone. ``planned`` holds only objectives whose numbers differ. ``reasons`` are the lists
    of kept targets that now give another reason (before, after).
    """

    gained: tuple[Target, ...]
    lost: tuple[Target, ...]
    kept: tuple[Target, ...]
    objectives: Changes[Objective]
    indicators: Changes[Indicator]
    commitments: Changes[Commitment]
    events: Changes[Event]
    planned: tuple[Planned, ...]
    reasons: tuple[tuple[TargetList, TargetList], ...]


def diff(old: Plan | None, new: Plan, states: Sequence[str] = ()) -> PlanDiff:
    """What ``new`` changes against ``old`` (None: no plan before), for these states (none given: for all).

    Between two strategies nothing is kept: objectives, and so targets, are those of one strategy.
    Indicators and commitments are matched by id within one plan, else by objective and text; events by title.
    """
    related = old is not None and old.strategy.id == new.strategy.id
    before, after = _targets(old, states), _targets(new, states)
    shared = set(before) & set(after) if related else set()
    name = _id if old is not None and old.id == new.id else _words
    kept = tuple(target for target in after if target in shared)
    return PlanDiff(
        gained=tuple(target for target in after if target not in shared),
        lost=tuple(target for target in before if target not in shared),
        kept=kept,
        objectives=_changes(old, new, lambda plan: plan.objectives, lambda objective: objective.code),
        indicators=_changes(old, new, lambda plan: plan.indicators, name),
        commitments=_changes(old, new, lambda plan: plan.commitments, name),
        events=_changes(old, new, lambda plan: _events_from(plan, new.start), lambda event: event.title),
        planned=_planned(old, new),
        reasons=_reasons(old, new, kept),
    )


def _targets(plan: Plan | None, states: Sequence[str]) -> tuple[Target, ...]:
    if plan is None:
        return ()
    return targets_of(plan, states) if states else plan.targets


def _events_from(plan: Plan, start: date) -> tuple[Event, ...]:
    return tuple(event for event in plan.events if (event.end or event.start) >= start)


def _id(item: Indicator | Commitment) -> Hashable:
    return item.id


def _words(item: Indicator | Commitment) -> Hashable:
    goal = item.goal if isinstance(item, Indicator) else None
    return item.objective, goal, item.text


def _changes(
    old: Plan | None, new: Plan, items: Callable[[Plan], Sequence[T]], name: Callable[[T], Hashable]
) -> Changes[T]:
    """What became of the items of a plan; two with one ``name`` are the same item."""
    if old is None or old.strategy.id != new.strategy.id:
        return Changes(new=tuple(items(new)), gone=tuple(items(old)) if old else ())
    unchanged = {*map(_content, items(old))} & {*map(_content, items(new))}
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for item in items(old):
        if _content(item) not in unchanged:
            waiting[name(item)].append(item)
    fresh, changed = [], []
    for item in items(new):
        if _content(item) in unchanged:
            continue
        if waiting[name(item)]:
            changed.append((waiting[name(item)].pop(0), item))
        else:
            fresh.append(item)
    return Changes(tuple(fresh), tuple(chain.from_iterable(waiting.values())), tuple(changed))


def _content(item: Any) -> Any:
    """The item without its id, which may differ from plan to plan."""
    return replace(item, id="") if hasattr(item, "id") else item


def _planned(old: Plan | None, new: Plan) -> tuple[Planned, ...]:
    (old_activities, old_strategies), (new_activities, new_strategies) = _counts(old), _counts(new)
    plans = [plan for plan in (old, new) if plan is not None]
    refs = dict.fromkeys(plan.ref(objective.code) for plan in plans for objective in plan.objectives)
    rows = (
        Planned(ref, (old_activities[ref], new_activities[ref]), (old_strategies[ref], new_strategies[ref]))
        for ref in refs
    )
    return tuple(row for row in rows if any(a != b for a, b in (row.activities, row.strategies)))


def _counts(plan: Plan | None) -> tuple[Counter[Ref], Counter[Ref]]:
    """Planned activities and strategy texts by objective."""
    if plan is None:
        return Counter(), Counter()
    activities = Counter(plan.ref(activity.objective) for activity in plan.activities)
    return activities, Counter(plan.ref(strategy.objective) for strategy in plan.strategies)


def _reasons(
    old: Plan | None, new: Plan, kept: Sequence[Target]
) -> tuple[tuple[TargetList, TargetList], ...]:
    """Lists that kept targets stand on, whose reason is another now. Nothing is kept without an old plan."""
    stood_on = {(target.objective, target.group) for target in kept}
    earlier = {(listed.objective, listed.group): listed for listed in old.target_lists} if old else {}
    pairs = (
        (earlier[listed.objective, listed.group], listed)
        for listed in new.target_lists
        if (listed.objective, listed.group) in stood_on
    )
    return tuple((before, after) for before, after in pairs if before.reason != after.reason)
