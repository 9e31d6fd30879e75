"""The texts of a plan by place, and the plan in another language: its words replaced, its facts untouched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, TypeVar

from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Alert, Extras, Titles, ToolkitDocument

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """How the place of a text is written, PREFIX/ID; the id is made of the entry's fields ``ids``."""

    prefix: str
    ids: tuple[str, ...] = ("id",)

    def of(self, values: Mapping[str, Any]) -> str:
        """The place of one entry's text, from its fields."""
        return "/".join((self.prefix, *(str(values[name]) for name in self.ids)))


PLACES: dict[tuple[str, str], Place] = {
    ("", "title"): Place("plan", ()),
    ("", "strategy.title"): Place("strategy", ()),
    ("strategy.goals", "title"): Place("goals", ("code",)),
    ("strategy.objectives", "title"): Place("objectives", ("code",)),
    ("indicators", "text"): Place("indicators"),
    ("indicators", "question"): Place("questions"),
    ("target_lists", "reason"): Place("reasons", ("objective", "group")),
    ("responsive", "text"): Place("responsive"),
    ("activities", "text"): Place("activities"),
    ("strategies", "text"): Place("strategies"),
    ("commitments", "text"): Place("commitments"),
    ("events", "title"): Place("events"),
    ("key_dates", "title"): Place("key_dates"),
    ("publications", "title"): Place("publications"),
    ("alerts", "title"): Place("alerts"),
    ("alerts", "asked"): Place("asked"),
    ("toolkit", "title"): Place("toolkit", ("file",)),
}
"""The places of all texts that can be said in another language, by (dotted) section and field."""

_OF_EXTRAS = ("alerts", "toolkit")


def place_of(section: str, field: str, values: Mapping[str, Any]) -> str:
    """The place of one text: "plan", "objectives/1A", "alerts/ID"."""
    return PLACES[section, field].of(values)


def texts(plan: Plan, extras: Extras) -> dict[str, str]:
    """Every text that can be said in another language, by its place."""
    found: dict[str, str] = {}
    for (section, field), place in PLACES.items():
        owner = extras if section in _OF_EXTRAS else plan
        entries = attrgetter(section)(owner) if section else (plan,)
        said = attrgetter(field)
        found.update((place.of(vars(one)), said(one)) for one in entries)
    return found


def in_language(plan: Plan, titles: Titles) -> Plan:
    """The plan with these texts; what has none keeps its own."""
    if not titles:
        return plan
    strategy = replace(
        plan.strategy,
        title=titles.get("strategy", plan.strategy.title),
        goals=entries_in_language("strategy.goals", plan.goals, titles),
        objectives=entries_in_language("strategy.objectives", plan.objectives, titles),
    )
    sections = {section for section, _ in PLACES if section and "." not in section} - {*_OF_EXTRAS}
    entries: dict[str, Any] = {
        name: entries_in_language(name, getattr(plan, name), titles) for name in sections
    }
    return replace(plan, title=titles.get("plan", plan.title), strategy=strategy, **entries)


def entries_in_language(section: str, entries: tuple[T, ...], titles: Titles) -> tuple[T, ...]:
    """The entries of a (dotted) section with the texts there are for them; what has none keeps its own."""
    fields = [(field, place) for (of, field), place in PLACES.items() if of == section]
    return tuple(_with(one, fields, titles) for one in entries)


def alerts_in_language(alerts: tuple[Alert, ...], titles: Titles) -> tuple[Alert, ...]:
    """The alerts with these texts; what has none keeps its own."""
    return entries_in_language("alerts", alerts, titles)


def toolkit_in_language(
    documents: tuple[ToolkitDocument, ...], titles: Titles
) -> tuple[ToolkitDocument, ...]:
    """The toolkit documents under these titles; what has none keeps its own."""
    return entries_in_language("toolkit", documents, titles)


def _with(entry: Any, fields: list[tuple[str, Place]], titles: Titles) -> Any:
    places = {field: place.of(vars(entry)) for field, place in fields}
    said = {field: titles[place] for field, place in places.items() if place in titles}
    return replace(entry, **said) if said else entry
