"""What must hold in what goes along with a plan: each fault said at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from icbl_desktop.domain.countries import Countries, Deadline, Standing, State
from icbl_desktop.domain.extras_rules import MAX_DOCUMENTS, faults
from icbl_desktop.domain.plan_extras import Extras, ToolkitDocument
from icbl_desktop.services import countries, plans
from tests.plan_extras import rich_extras
from tests.plans import first_plan
from tests.workbooks import KNOWN


def places(extras: Extras) -> list[str]:
    return [fault.place for fault in faults(extras, first_plan(), KNOWN.states)]


def alert(**changes: Any) -> Extras:
    return Extras(alerts=(replace(rich_extras().alerts[0], **changes),))


def document(**changes: Any) -> Extras:
    return Extras(toolkit=(replace(rich_extras().toolkit[0], **changes),))


def facts(change: Callable[[State], State]) -> Extras:
    known = rich_extras().countries
    assert known is not None
    return Extras(countries=replace(known, states={"KHM": change(known.states["KHM"])}, deadlines=()))


def standing(**changes: Any) -> Extras:
    return facts(lambda state: replace(state, mbt=replace(PARTY, **changes)))


def deadline(*given: Any) -> Extras:
    states = {"KHM": KNOWN.states["KHM"]}
    return Extras(countries=Countries(KNOWN.as_of, states, tuple(Deadline(*one) for one in given)))


PARTY = Standing("state_party", None, date(1999, 7, 28), "ratification", date(2000, 1, 1))
CLEARANCE = ("KHM", "MBT", 5, "yes", None, "2024")

CASES: dict[str, tuple[Extras, str]] = {
    "an alert's id": (alert(id="a b"), "alerts[0].id"),
    "an alert twice": (Extras(alerts=rich_extras().alerts[:1] * 2), "alerts[1].id"),
    "an alert without a title": (alert(title=""), "alerts[0].title"),
    "an alert that asks nothing": (alert(asked=""), "alerts[0].asked"),
    "an alert too long": (alert(asked="x" * 10_001), "alerts[0].asked"),
    "an alert over before it begins": (alert(end=date(2000, 1, 1)), "alerts[0].end"),
    "an alert's objective": (alert(objectives=("1A", "9Z")), "alerts[0].objectives"),
    "an alert's state": (alert(states=("USA",)), "alerts[0].states"),
    "a file in a folder": (document(file="a/b.docx"), "toolkit[0].file"),
    "a file outside": (document(file="..\\b.docx"), "toolkit[0].file"),
    "a hidden file": (document(file=".docx"), "toolkit[0].file"),
    "a file of no system": (document(file="a?.docx"), "toolkit[0].file"),
    "a file that ends in a space": (document(file="a.docx "), "toolkit[0].file"),
    "a file beyond ASCII": (document(file="é.docx"), "toolkit[0].file"),
    "a file of the bundle": (document(file="INDEX.json"), "toolkit[0].file"),
    "a file without a name": (document(file=""), "toolkit[0].file"),
    "a name too long": (document(file="x" * 101), "toolkit[0].file"),
    "a document without a title": (document(title=""), "toolkit[0].title"),
    "a document's language": (document(language="FR"), "toolkit[0].language"),
    "a document's objective": (document(objectives=("9Z",)), "toolkit[0].objectives"),
    "too many documents": (
        Extras(toolkit=tuple(ToolkitDocument(f"{n}.pdf", "T", "en") for n in range(MAX_DOCUMENTS + 1))),
        "toolkit",
    ),
    "no states": (replace(Extras(), countries=replace(KNOWN, states={})), "countries.states"),
    "an unknown state": (Extras(countries=replace(KNOWN, states={"USA": KNOWN.states["KHM"]})),
                         "countries.states[0].iso3"),
    "one treaty only": (facts(lambda state: replace(state, ccm=None)), "countries.states[0]"),
    "a status": (standing(status="member"), "countries.states[0].mbt.status"),
    "a way to join": (standing(how="by phone"), "countries.states[0].mbt.how"),
    "joined before signed": (standing(signed=date(2015, 1, 1)), "countries.states[0].mbt.joined"),
    "left before in force": (standing(withdrawn=date(1999, 8, 1)), "countries.states[0].mbt.withdrawn"),
    "a deadline of another state": (deadline(("LAO", *CLEARANCE[1:])), "countries.deadlines[0].iso3"),
    "a deadline of another article": (
        deadline(("KHM", "CCM", 5, "yes", None, "")), "countries.deadlines[0].treaty"
    ),
    "a deadline twice": (deadline(CLEARANCE, CLEARANCE), "countries.deadlines[1].treaty"),
    "affected or not": (deadline(("KHM", "MBT", 5, "maybe", None, "")), "countries.deadlines[0].affected"),
    "a source of no month": (deadline((*CLEARANCE[:5], "2024-13")), "countries.deadlines[0].as_of"),
    "a language": (Extras(titles={"../fr": {"plan": "Plan"}}), "titles.../fr"),
    "a language twice": (Extras(titles={"pt-BR": {"plan": "P"}, "pt-br": {"plan": "P"}}), "titles.pt-br"),
    "a title of nothing": (Extras(titles={"fr": {"objectives/9Z": "Objectif"}}), "titles.fr.objectives/9Z"),
    "an empty title": (Extras(titles={"fr": {"plan": ""}}), "titles.fr.plan"),
    "a reason of no list": (Extras(titles={"fr": {"reasons/9Z/clearance": "R"}}),
                                 "titles.fr.reasons/9Z/clearance"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_said_at_its_place(name: str) -> None:
    extras, place = CASES[name]
    assert places(extras) == [place]


def test_rich_extras_are_sound() -> None:
    assert places(rich_extras()) == []
    assert places(Extras()) == []


def test_two_files_that_differ_in_capitals_only_are_one_name() -> None:
    first, _ = rich_extras().toolkit
    assert places(Extras(toolkit=(first, replace(first, file=first.file.upper())))) == ["toolkit[1].file"]


def test_the_facts_that_came_along_are_sound() -> None:
    known = countries.facts()
    assert list(faults(Extras(countries=known), plans.bundled()[0], known.states)) == []


def test_a_hostile_text_does_not_fill_the_screen() -> None:
    extras = Extras(titles={"x" * 5000: {"y" * 5000: "z"}}, alerts=alert(id="q" * 5000).alerts)
    assert all(len(one.place) < 250 and len(one.sentence) < 250 for one in faults(extras, first_plan(), ()))
