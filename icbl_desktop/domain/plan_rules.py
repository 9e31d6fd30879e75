"""What must hold inside a plan: sizes, ids, references, dates, and the codes of version 1.0."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Any

from icbl_desktop.domain.plan import Event, Plan
from icbl_desktop.domain.vocabulary import (
    Bound,
    Category,
    Direction,
    Group,
    IndicatorKind,
    Precision,
    Treaty,
    Who,
)

MAX_ENTRIES = 20_000
MAX_TEXT = 10_000
MAX_NUMBER = 10**12

PLAN_KINDS = ("strategic", "operational")

CODES: dict[str, dict[str, type[StrEnum]]] = {
    "indicators": {"kind": IndicatorKind, "direction": Direction},
    "target_lists": {"group": Group, "treaty": Treaty},
    "targets": {"group": Group},
    "activities": {"category": Category, "who": Who},
    "strategies": {"who": Who},
    "commitments": {"bound": Bound, "who": Who},
    "events": {"precision": Precision, "treaty": Treaty},
}
"""Which fields of which lists draw from a closed list of words."""

_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
"""What a terminal would obey, a workbook cannot hold, or makes a text read as another one.

Tabs, line ends, and the marks that right-to-left scripts need may stand in a text.
"""

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_IDS = {
    "strategy.goals": "code",
    "strategy.objectives": "code",
    "indicators": "id",
    "responsive": "id",
    "activities": "id",
    "strategies": "id",
    "commitments": "id",
    "events": "id",
    "key_dates": "id",
    "publications": "id",
}
_TEXTS = {
    "strategy.goals": ("title",),
    "strategy.objectives": ("title",),
    "indicators": ("text", "question", "unit"),
    "target_lists": ("reason",),
    "responsive": ("text",),
    "activities": ("text",),
    "strategies": ("text",),
    "commitments": ("text", "unit"),
    "events": ("title", "place"),
    "key_dates": ("title",),
    "publications": ("title", "note"),
}
_OF_AN_OBJECTIVE = (
    "target_lists",
    "targets",
    "responsive",
    "activities",
    "strategies",
    "commitments",
    "key_dates",
)


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold; ``place`` reads like "targets[3].iso3"."""

    place: str
    sentence: str


def faults(plan: Plan, known_states: Collection[str], any_code: bool = False) -> Iterator[Fault]:
    """What is wrong with a plan, limits first; nothing if it is sound.

    ``known_states`` are the ISO 3166 alpha-3 codes in use. ``any_code`` lets words through that this version
    does not know, for a plan of a later minor version.
    """
    yield from _sizes(plan)
    yield from _ids(plan)
    yield from _references(plan)
    yield from _targets(plan, frozenset(known_states))
    yield from _dates(plan)
    yield from _numbers(plan)
    if not any_code:
        yield from _codes(plan)


def _entries(plan: Plan, section: str) -> Sequence[Any]:
    """The list with this (dotted) name."""
    entries: Sequence[Any] = attrgetter(section)(plan)
    return entries


def _sizes(plan: Plan) -> Iterator[Fault]:
    for section in (*_IDS, "target_lists", "targets"):
        if len(_entries(plan, section)) > MAX_ENTRIES:
            yield Fault(section, f"there are more than {MAX_ENTRIES} entries.")
    of_the_plan = [("title", plan.title, 1), ("strategy.title", plan.strategy.title, 1)]
    of_the_plan.append(("summary", plan.summary, 0))
    of_the_plan += [(f"action_plans[{index}]", text, 1) for index, text in enumerate(plan.action_plans)]
    for place, text, shortest in of_the_plan:
        if sentence := text_fault(text, shortest):
            yield Fault(place, sentence)
    for section, names in _TEXTS.items():
        for name in names:
            yield from _text_sizes(section, _entries(plan, section), name)


def _text_sizes(section: str, entries: Sequence[Any], name: str) -> Iterator[Fault]:
    shortest = 1 if name in ("title", "text") else 0
    texts = [*map(attrgetter(name), entries)]
    lengths = [*map(len, texts)]
    in_bounds = shortest <= min(lengths, default=1) and max(lengths, default=1) <= MAX_TEXT
    if in_bounds and "".join(texts).isprintable():
        return
    for index, text in enumerate(texts):
        if sentence := text_fault(text, shortest):
            yield Fault(f"{section}[{index}].{name}", sentence)


def text_fault(text: str, shortest: int = 1) -> str:
    """What is wrong with a text of at least ``shortest`` characters; empty if it is sound."""
    if len(text) < shortest:
        return "the text is missing."
    if len(text) > MAX_TEXT:
        return f"the text is longer than {MAX_TEXT} characters."
    return "there is a character that cannot be shown." if _NOT_SHOWN.search(text) else ""


def _ids(plan: Plan) -> Iterator[Fault]:
    for place, name in (("id", plan.id), ("strategy.id", plan.strategy.id)):
        if not ID.fullmatch(name):
            yield Fault(place, f"{quoted(name)} cannot be used as an id.")
    for section, field in _IDS.items():
        names = [*map(attrgetter(field), _entries(plan, section))]
        if len(set(names)) == len(names) and all(map(ID.fullmatch, names)):
            continue
        seen: set[str] = set()
        for index, name in enumerate(names):
            if not ID.fullmatch(name):
                yield Fault(f"{section}[{index}].{field}", f"{quoted(name)} cannot be used as an id.")
            if name in seen:
                yield Fault(f"{section}[{index}].{field}", f"{quoted(name)} is used twice.")
            seen.add(name)


def _references(plan: Plan) -> Iterator[Fault]:
    goals = {goal.code for goal in plan.goals}
    objectives = {objective.code for objective in plan.objectives}
    no_goal, no_objective = "the strategy has no goal {}.", "the strategy has no objective {}."
    yield from _strangers(plan, "strategy.objectives", "goal", goals, no_goal)
    yield from _strangers(plan, "indicators", "goal", goals | {None}, no_goal)
    yield from _strangers(plan, "indicators", "objective", objectives | {None}, no_objective)
    for section in _OF_AN_OBJECTIVE:
        yield from _strangers(plan, section, "objective", objectives, no_objective)
    for index, indicator in enumerate(plan.indicators):
        if (indicator.objective is None) == (indicator.goal is None):
            yield Fault(f"indicators[{index}]", "an indicator belongs to one objective or to one goal.")
    for index, event in enumerate(plan.events):
        for code in event.objectives:
            if code not in objectives:
                yield Fault(f"events[{index}].objectives", no_objective.format(quoted(code)))


def _targets(plan: Plan, known_states: AbstractSet[str]) -> Iterator[Fault]:
    yield from _strangers(plan, "targets", "iso3", known_states, "{} is not a state this program knows.")
    by_list, by_state = attrgetter("objective", "group"), attrgetter("objective", "group", "iso3")
    yield from _twice("target_lists", [*map(by_list, plan.target_lists)])
    yield from _twice("targets", [*map(by_state, plan.targets)])
    lists = set(map(by_list, plan.target_lists))
    if lists.issuperset(map(by_list, plan.targets)):
        return
    for index, target in enumerate(plan.targets):
        if by_list(target) not in lists:
            sentence = f"target_lists has no {quoted(target.group)} for this objective."
            yield Fault(f"targets[{index}].group", sentence)


def _twice(section: str, keys: Sequence[tuple[str, ...]]) -> Iterator[Fault]:
    if len(set(keys)) == len(keys):
        return
    seen: set[tuple[str, ...]] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield Fault(f"{section}[{index}]", f"{quoted(' / '.join(key))} stands here twice.")
        seen.add(key)


def _dates(plan: Plan) -> Iterator[Fault]:
    yield from order("end", plan.start, plan.end)
    yield from order("strategy.end", plan.strategy.start, plan.strategy.end)
    for index, event in enumerate(plan.events):
        yield from order(f"events[{index}].end", event.start, event.end)
        if event.start != _rounded(event):
            yield Fault(f"events[{index}].start", f"a {event.precision} is written as its first day.")


def order(place: str, start: date, end: date | None) -> Iterator[Fault]:
    """A fault where the end is before the start."""
    if end is not None and end < start:
        yield Fault(place, "the end is before the start.")


def _rounded(event: Event) -> date:
    """The event's start as its precision wants it."""
    if event.precision == Precision.YEAR:
        return event.start.replace(month=1, day=1)
    return event.start.replace(day=1) if event.precision == Precision.MONTH else event.start


def _numbers(plan: Plan) -> Iterator[Fault]:
    for index, promise in enumerate(plan.commitments):
        place = f"commitments[{index}]"
        highest = promise.minimum if promise.maximum is None else promise.maximum
        if not 0 <= promise.minimum <= highest <= MAX_NUMBER:
            yield Fault(f"{place}.minimum", "the numbers must be 0 or more, the lower one first.")
        if promise.bound in {*Bound} and (promise.bound == Bound.BETWEEN) != (promise.maximum is not None):
            yield Fault(f"{place}.maximum", 'a second number goes with "between", and only with it.')


def _codes(plan: Plan) -> Iterator[Fault]:
    unknown = "{} is not a word this version knows."
    if plan.kind not in PLAN_KINDS:
        yield Fault("kind", unknown.format(quoted(plan.kind)))
    for index, treaty in enumerate(plan.treaties):
        if treaty not in {*Treaty}:
            yield Fault(f"treaties[{index}]", unknown.format(quoted(treaty)))
    for section, fields in CODES.items():
        for field, words in fields.items():
            known = {*words, None} if field == "treaty" else {*words}
            yield from _strangers(plan, section, field, known, unknown)


def _strangers(
    plan: Plan, section: str, field: str, known: AbstractSet[str | None], sentence: str
) -> Iterator[Fault]:
    """A fault for each value of a field that is not among the known ones."""
    values = [*map(attrgetter(field), _entries(plan, section))]
    if known >= set(values):
        return
    for index, value in enumerate(values):
        if value not in known:
            yield Fault(f"{section}[{index}].{field}", sentence.format(quoted(str(value))))


def quoted(value: str) -> str:
    """The value in quotes, cut short so that a hostile file cannot fill the screen."""
    return f'"{value[:60]}"'
