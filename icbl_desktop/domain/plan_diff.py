"""Two plans compared, for the preview before a plan is applied. Facts only: the window words them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any, Generic, TypeVar

from icbl_desktop.domain.plan import (
    Commitment,
    Event,
    Indicator,
    KeyDate,
    Objective,
    Plan,
    PlannedActivity,
    Ref,
    StrategyText,
    Target,
    TargetList,
    objective_of,
    targets_of,
)

T = TypeVar("T")
_Asked = Indicator | PlannedActivity | StrategyText | Commitment


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

    ``events.changed`` were moved, or altered in another way; an event or key date that was over before the
    new plan starts is not gone. ``planned`` holds only objectives whose numbers differ. ``reasons`` are the
    lists of kept targets that now give another reason (before, after).
    """

    gained: tuple[Target, ...]
    lost: tuple[Target, ...]
    kept: tuple[Target, ...]
    objectives: Changes[Objective]
    indicators: Changes[Indicator]
    activities: Changes[PlannedActivity]
    strategies: Changes[StrategyText]
    commitments: Changes[Commitment]
    events: Changes[Event]
    key_dates: Changes[KeyDate]
    planned: tuple[Planned, ...]
    reasons: tuple[tuple[TargetList, TargetList], ...]


def diff(old: Plan | None, new: Plan, states: Sequence[str] = ()) -> PlanDiff:
    """What ``new`` changes against ``old`` (None: no plan before), for these states (none given: for all).

    Between two strategies nothing is kept: objectives, and so targets, are those of one strategy.
    What has an id is matched by it within one plan, else by objective and text; events by title.
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
        activities=_changes(old, new, lambda plan: plan.activities, name),
        strategies=_changes(old, new, lambda plan: plan.strategies, name),
        commitments=_changes(old, new, lambda plan: plan.commitments, name),
        events=_changes(old, new, lambda plan: _events_from(plan, new.start), lambda event: event.title),
        key_dates=_changes(old, new, lambda plan: _key_dates_from(plan, new.start), _title),
        planned=_planned(old, new),
        reasons=_reasons(old, new, kept),
    )


def within(found: PlanDiff, states: Sequence[str]) -> PlanDiff:
    """A comparison for all states as ``diff`` makes it for these (none given: for all), at little cost."""
    if not states:
        return found
    gained, lost, kept = (
        tuple(one for one in targets if one.iso3 in states)
        for targets in (found.gained, found.lost, found.kept)
    )
    stood_on = {(target.objective, target.group) for target in kept}
    reasons = tuple(pair for pair in found.reasons if (pair[1].objective, pair[1].group) in stood_on)
    return replace(found, gained=gained, lost=lost, kept=kept, reasons=reasons)


def under(found: PlanDiff, old: Plan, new: Plan, ref: Ref) -> PlanDiff:
    """The part of a comparison of two plans that is about one objective of either. Events belong to none."""
    before, after = _names(old, ref), _names(new, ref)

    def part(changes: Changes[T], codes: Callable[[T], set[str]]) -> Changes[T]:
        return Changes(
            tuple(one for one in changes.new if codes(one) & after),
            tuple(one for one in changes.gone if codes(one) & before),
            tuple(pair for pair in changes.changed if codes(pair[1]) & after),
        )

    return PlanDiff(
        gained=tuple(one for one in found.gained if one.objective in after),
        lost=tuple(one for one in found.lost if one.objective in before),
        kept=tuple(one for one in found.kept if one.objective in after),
        objectives=part(found.objectives, lambda one: {one.code}),
        indicators=part(found.indicators, lambda one: {one.objective or "", f"goal {one.goal}"}),
        activities=part(found.activities, _objective),
        strategies=part(found.strategies, _objective),
        commitments=part(found.commitments, _objective),
        events=Changes(),
        key_dates=part(found.key_dates, _objective),
        planned=tuple(one for one in found.planned if one.objective == ref),
        reasons=tuple(pair for pair in found.reasons if pair[1].objective in after),
    )


def objectives_of(old: Plan, new: Plan) -> dict[Ref, Objective]:
    """Every objective of the two plans by its reference: the new plan's first, in its words."""
    fresh = {new.ref(one.code): one for one in new.objectives}
    return fresh | {old.ref(one.code): one for one in old.objectives if old.ref(one.code) not in fresh}


def _names(plan: Plan, ref: Ref) -> set[str]:
    """What stands under the objective: its code, and its goal, which indicators may belong to."""
    objective = objective_of(plan, ref)
    return {objective.code, f"goal {objective.goal}"} if objective else set()


def _objective(one: PlannedActivity | StrategyText | Commitment | KeyDate) -> set[str]:
    return {one.objective}


def _targets(plan: Plan | None, states: Sequence[str]) -> tuple[Target, ...]:
    if plan is None:
        return ()
    return targets_of(plan, states) if states else plan.targets


def _events_from(plan: Plan, start: date) -> tuple[Event, ...]:
    return tuple(event for event in plan.events if (event.end or event.start) >= start)


def _key_dates_from(plan: Plan, start: date) -> tuple[KeyDate, ...]:
    return tuple(one for one in plan.key_dates if one.date >= start)


def _id(item: _Asked) -> Hashable:
    return item.id


def _words(item: _Asked) -> Hashable:
    goal = item.goal if isinstance(item, Indicator) else None
    return item.objective, goal, item.text


def _title(one: KeyDate) -> Hashable:
    return one.objective, one.title


def _changes(
    old: Plan | None, new: Plan, items: Callable[[Plan], Sequence[T]], name: Callable[[T], Hashable]
) -> Changes[T]:
    """What became of the items of a plan; two with one ``name`` are the same item."""
    if old is None or old.strategy.id != new.strategy.id:
        return Changes(new=tuple(items(new)), gone=tuple(items(old)) if old else ())
    before, after = items(old), items(new)
    contents_before, contents_after = _contents(before), _contents(after)
    unchanged = {*contents_before} & {*contents_after}
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for item, content in zip(before, contents_before, strict=True):
        if content not in unchanged:
            waiting[name(item)].append(item)
    fresh, changed = [], []
    for item, content in zip(after, contents_after, strict=True):
        if content in unchanged:
            continue
        if waiting[name(item)]:
            changed.append((waiting[name(item)].pop(0), item))
        else:
            fresh.append(item)
    return Changes(tuple(fresh), tuple(chain.from_iterable(waiting.values())), tuple(changed))


def _contents(items: Sequence[Any]) -> list[Hashable]:
    """What each item says, without its id, which may differ from plan to plan."""
    said = attrgetter(*(field.name for field in fields(items[0]) if field.name != "id")) if items else None
    return [*map(said, items)] if said else []


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
    counted = [Counter(map(attrgetter("objective"), items)) for items in (plan.activities, plan.strategies)]
    activities, strategies = (
        Counter({plan.ref(code): number for code, number in found.items()}) for found in counted
    )
    return activities, strategies


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
