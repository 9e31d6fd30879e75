"""The sheet ``countries``: between its rows and the facts of states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from icbl_desktop.domain.countries import Countries, Deadline, Standing, State
from icbl_desktop.domain.extras_rules import CLEARANCE
from icbl_desktop.formats.workbook_cells import right
from icbl_desktop.formats.workbook_page import Page

_STANDING = tuple(field.name for field in fields(Standing))
_CLEARANCE = ("affected", "deadline", "as_of")

Values = Mapping[str, Any]
"""A row's values by field."""


@dataclass(frozen=True)
class Found:
    """The facts of a sheet, if it has any, and where each stands: row and start of the field, by place."""

    countries: Countries | None
    places: Mapping[str, tuple[int, str]]


def rows(countries: Countries) -> Iterator[Values]:
    """A row's values for each state."""
    deadlines = {(one.iso3, one.treaty): one for one in countries.deadlines}
    for code, state in countries.states.items():
        values: dict[str, Any] = {"iso3": code, "note": state.note, "as_of": countries.date_of(code)}
        for treaty in CLEARANCE:
            standing, deadline = state.standing(treaty), deadlines.get((code, treaty))
            start = treaty.lower()
            values |= {f"{start}.{name}": getattr(standing, name, None) for name in _STANDING}
            values |= {f"{start}.clearance.{name}": getattr(deadline, name, None) for name in _CLEARANCE}
        yield values


def read(page: Page, known: Countries) -> Found:
    """The facts of the states on the sheet, names and regions as they are known; problems are kept."""
    states: dict[str, State] = {}
    deadlines: list[tuple[int, Deadline]] = []
    places = {}
    for number, values in zip(page.numbers, page.values, strict=True):
        code = values["iso3"]
        _check_as_of(page, number, values)
        if code in states:
            page.report(number, "state", f"{known.name(code)} stands here twice.", "One row for each state.")
        elif (number, "iso3") not in page.unfit:
            places[f"countries.states[{len(states)}]"] = (number, "")
            states[code] = _state(page, number, values, known.states[code])
            deadlines += ((number, one) for one in _deadlines(page, number, values))
    deadlines.sort(key=lambda found: found[1].article, reverse=True)  # Article 5 before Article 4
    for index, (number, one) in enumerate(deadlines):
        places[f"countries.deadlines[{index}]"] = (number, f"{one.treaty.lower()}.clearance.")
    if not states:
        return Found(None, {})
    as_of = page.values[0]["as_of"]
    return Found(Countries(as_of, states, tuple(one for _, one in deadlines)), places)


def _check_as_of(page: Page, number: int, values: Values) -> None:
    """All rows say the same day: the facts are of one day."""
    first = page.values[0]["as_of"]
    if values["as_of"] != first and not {(page.numbers[0], "as_of"), (number, "as_of")} & page.unfit:
        page.report(number, "as_of", f"This is another day than {first}, in the first row.",
                    f"The same day in all rows, such as {first}.")  # fmt: skip


def _state(page: Page, number: int, values: Values, known: State) -> State:
    mbt, ccm = (_standing(page, number, values, known, treaty) for treaty in CLEARANCE)
    return replace(known, mbt=mbt, ccm=ccm, note=values["note"], as_of=None)


def _standing(page: Page, number: int, values: Values, known: State, treaty: str) -> Standing | None:
    """The state's standing to a treaty; only one that has none so far can do without."""
    facts = {name: values[f"{treaty.lower()}.{name}"] for name in _STANDING}
    must = known.standing(treaty) is not None
    return Standing(**facts) if _has(page, number, f"{treaty.lower()}.status", facts, must=must) else None


def _deadlines(page: Page, number: int, values: Values) -> Iterator[Deadline]:
    for treaty, article in CLEARANCE.items():
        start = f"{treaty.lower()}.clearance"
        facts = {name: values[f"{start}.{name}"] for name in _CLEARANCE}
        if _has(page, number, f"{start}.affected", facts, must=False):
            yield Deadline(values["iso3"], str(treaty), article, **facts)


def _has(page: Page, number: int, field: str, facts: Values, *, must: bool) -> bool:
    """Whether a row has these facts; a problem where it must, or has some, and the first of them is empty."""
    column = page.sheet.column_of(field)
    first, *others = facts.values()
    if first is not None:
        return True
    if column and (must or any(others)) and (number, field) not in page.unfit:
        page.unfit.add((number, field))
        page.report(number, column.name, "This is missing.", right(column))
    return False
