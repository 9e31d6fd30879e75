"""What may stand in plan.json and manifest.json, and how a fault is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icbl_desktop.domain import plan_rules
from icbl_desktop.domain.plan import Event
from icbl_desktop.errors import BadFile, NewerFile, UserError
from icbl_desktop.formats import bundle_schema
from icbl_desktop.formats.bundle_json_schemas import json_schemas
from icbl_desktop.formats.bundle_schema import read_manifest, read_plan, write_plan
from tests.plans import STATES, first_plan, second_plan

ROOT = Path(__file__).parents[1]
Json = dict[str, Any]
Edit = Callable[[Json], object]


def as_json() -> Json:
    loaded: Json = json.loads(write_plan(first_plan()))
    return loaded


def edited(edit: Edit) -> bytes:
    value = as_json()
    edit(value)
    return json.dumps(value).encode()


def put(path: str, value: object) -> Edit:
    """An edit that sets one place: "targets.3.iso3"."""

    def edit(plan: Json) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        place: Any = plan
        for step in way:
            place = place[step]
        place[last] = value

    return edit


@pytest.mark.parametrize("plan", [first_plan(), second_plan()])
def test_a_plan_comes_back_as_it_was(plan):
    assert read_plan(write_plan(plan), STATES) == plan
    assert write_plan(read_plan(write_plan(plan), STATES)) == write_plan(plan)


@pytest.mark.parametrize("plan_id", ["2012-2015", "strategy-2017-2021", "2017", "2018-2019"])
def test_the_plans_that_ship_are_sound(plan_id: str):
    countries = json.loads((ROOT / "data/countries.json").read_bytes())
    states = {state["iso3"] for state in countries["states"]}
    raw = (ROOT / "data/plans" / plan_id / "plan.json").read_bytes()
    assert read_plan(raw, states).id == plan_id


FAULTS: dict[str, tuple[Edit, str, str]] = {
    "missing": (lambda p: p["targets"][3].pop("iso3"), "targets[3].iso3", "it is missing"),
    "missing above": (lambda p: p.pop("title"), "title", "it is missing"),
    "number for text": (put("events.1.title", 7), "events[1].title", "must be a text, and is a whole number"),
    "text for number": (
        put("commitments.0.minimum", "6"),
        "commitments[0].minimum",
        "must be a whole number",
    ),
    "nothing for a list": (put("targets", None), "targets", "must be a list, and is empty"),
    "no date": (put("events.0.start", "2017-02-30"), "events[0].start", 'not a date such as "2018-03-25"'),
    "no version": (put("version", "one"), "version", "two numbers"),
    "long summary": (put("summary", "x" * 10_001), "summary", "longer than 10000 characters"),
    "empty action plan": (put("action_plans", ["Plan", ""]), "action_plans[1]", "the text is missing"),
    "control character": (put("title", "\x1b[2JPlan"), "title", "a character that cannot be shown"),
    "control character below": (put("events.1.title", "A\0B"), "events[1].title", "cannot be shown"),
    "turned round": (put("title", "A\u202enalP"), "title", "cannot be shown"),
    "no character": (put("summary", "A\uffffB"), "summary", "cannot be shown"),
    "bad id": (put("id", "2017/2018"), "id", "cannot be used as an id"),
    "bad strategy id": (put("strategy.id", "a/b"), "strategy.id", "cannot be used as an id"),
    "empty id": (put("events.0.id", ""), "events[0].id", "cannot be used as an id"),
    "id twice": (put("events.1.id", "e1"), "events[1].id", '"e1" is used twice'),
    "code twice": (put("strategy.goals.1.code", "1"), "strategy.goals[1].code", '"1" is used twice'),
    "no such goal": (put("strategy.objectives.0.goal", "9"), "strategy.objectives[0].goal", 'no goal "9"'),
    "no such objective": (put("targets.0.objective", "4A"), "targets[0].objective", 'no objective "4A"'),
    "nor for an event": (put("events.0.objectives", ["9Z"]), "events[0].objectives", 'no objective "9Z"'),
    "indicator of both": (put("indicators.0.goal", "1"), "indicators[0]", "one objective or to one goal"),
    "indicator of none": (
        put("indicators.0.objective", None),
        "indicators[0]",
        "one objective or to one goal",
    ),
    "no such state": (put("targets.3.iso3", "XXX"), "targets[3].iso3", '"XXX" is not a state'),
    "no such list": (
        put("targets.0.group", "clearance"),
        "targets[0].group",
        'target_lists has no "clearance"',
    ),
    "target twice": (put("targets.1.iso3", "KHM"), "targets[1]", "stands here twice"),
    "list twice": (put("target_lists.1.group", "affected-or-stockpiling"), "target_lists[1]", "twice"),
    "ends first": (put("end", "2016-01-01"), "end", "before the start"),
    "strategy ends first": (put("strategy.end", "2016-01-01"), "strategy.end", "before the start"),
    "event ends first": (put("events.1.end", "2017-12-17"), "events[1].end", "before the start"),
    "month inside": (
        put("events.0.precision", "month"),
        "events[0].start",
        "a month is written as its first day",
    ),
    "below zero": (put("commitments.0.minimum", -1), "commitments[0].minimum", "0 or more"),
    "wrong way round": (put("commitments.2.maximum", 1), "commitments[2].minimum", "the lower one first"),
    "half a range": (put("commitments.2.maximum", None), "commitments[2].maximum", '"between"'),
    "no range": (put("commitments.0.maximum", 200), "commitments[0].maximum", '"between"'),
    "group": (put("target_lists.0.group", "x"), "targets[0].group", ""),
    "category": (
        put("activities.0.category", "Dancing"),
        "activities[0].category",
        "not a word this version",
    ),
    "who": (put("activities.1.who", "others"), "activities[1].who", '"others" is not a word this version'),
    "kind": (put("kind", "secret"), "kind", "not a word this version"),
    "treaty": (put("treaties.0", "ATT"), "treaties[0]", '"ATT" is not a word'),
    "event's treaty": (put("events.0.treaty", "ATT"), "events[0].treaty", '"ATT" is not a word'),
    "empty title": (put("title", ""), "title", "the text is missing"),
    "empty text": (put("activities.0.text", ""), "activities[0].text", "the text is missing"),
    "endless text": (put("events.0.place", "x" * 10_001), "events[0].place", "longer than 10000"),
    "endless list": (
        lambda p: p["targets"].extend(p["targets"] * 5000),
        "targets",
        "more than 20000 entries",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place(fault: str):
    edit, place, words = FAULTS[fault]
    with pytest.raises(BadFile) as caught:
        read_plan(edited(edit), STATES)
    assert caught.value.field == place
    assert caught.value.sentence.startswith(f"plan.json, {place}: ")
    assert words in caught.value.sentence
    assert "Nothing was changed." in caught.value.sentence


def test_line_ends_tabs_and_marks_of_direction_may_stand_in_a_text():
    text = "Line\r\n\tline \u200f\u062e\u0637\u0629 \u179a\u178a\u17d2\u178b"
    for place in ("summary", "events.0.title"):
        assert text in write_plan(read_plan(edited(put(place, text)), STATES)).decode().replace(
            "\\r\\n\\t", "\r\n\t"
        )


def test_every_fault_can_be_listed_at_once():
    plan = read_plan(write_plan(first_plan()), STATES)
    places = [fault.place for fault in plan_rules.faults(plan, {"KHM"})]
    assert places == ["targets[1].iso3", "targets[2].iso3"]


def test_a_later_minor_version_may_bring_new_fields_and_words():
    def edit(plan: Json) -> None:
        plan |= {"version": "1.7", "future": [{"deep": {}}]}
        plan["activities"][0] |= {"category": "Dancing", "who": "others", "colour": "red"}

    plan = read_plan(edited(edit), STATES)
    assert (plan.version, plan.activities[0].category) == ("1.7", "Dancing")


def test_a_later_major_version_asks_for_an_update():
    with pytest.raises(NewerFile, match="Install the newest version"):
        read_plan(edited(lambda plan: plan.update(version="2.0", targets="in a new shape")), STATES)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is damaged"),
        (b"[]", "is not of the kind icbl-plan"),
        (b'{"format": "icbl-report"}', "is not of the kind icbl-plan"),
        (b'{"format": "icbl-plan", "version": "0.1"}', ""),
        (b'{"format": "icbl-plan", "format": "icbl-plan"}', "says one thing twice"),
        (b'{"a": {"b": 1, "\\u0062": 2}}', "says one thing twice"),
        (b'{"\\"": ":{", "a": [{"c": "\\\\", "c": 1}]}', "says one thing twice"),
        (b"[" * 33 + b"]" * 33, "is nested too deeply"),
        (b'"unfinished ' + b"[" * 100, "is nested too deeply"),
        (b"[1.5]", "decimal number"),
        (b"[1e3]", "decimal number"),
        (b"[NaN]", "is damaged"),
        (b'"\xff"', "is damaged"),
        (b'"\\ud800"', "is damaged"),
        (b"\xef\xbb\xbf{}", "is damaged"),
        (b"{} {}", "is damaged"),
        (b" " * (bundle_schema.MAX_PLAN_BYTES + 1), "is too large"),
    ],
)
def test_json_that_can_be_read_two_ways_is_refused(raw: bytes, words: str):
    with pytest.raises((BadFile, NewerFile)) as caught:
        read_plan(raw, STATES)
    assert words in caught.value.sentence


def test_brackets_and_colons_inside_texts_are_texts():
    place = '{"a": [[[[' * 20 + '\\" \\\\'
    raw = edited(put("events.0.place", place))
    assert read_plan(raw, STATES).events[0].place == place


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
PLACES = [
    f"{section}.0.{name}"
    for section, entries in as_json().items()
    if isinstance(entries, list) and entries and isinstance(entries[0], dict)
    for name in entries[0]
] + [*as_json()]


@settings(max_examples=200, deadline=None, database=None)
@given(st.sampled_from(PLACES), ANY_JSON)
def test_any_value_anywhere_is_read_or_refused_in_a_sentence(place: str, value: object):
    try:
        plan = read_plan(edited(put(place, value)), STATES)
    except UserError:
        return
    assert read_plan(write_plan(plan), STATES) == plan


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("bundle_id", "3"),
        ("sequence", 0),
        ("sequence", "1"),
        ("issuer", ""),
        ("issuer", "two\nlines"),
        ("issuer", "\u202egnp.exe"),
        ("plan_id", "2017\n"),
        ("issued_at", "2018-01-15T09:30:00"),
        ("issued_at", "2018-01-15T09:30:00+02:00"),
        ("base", "none"),
        ("entries[0].sha256", "A" * 64),
        ("entries[0].size", -1),
    ],
)
def test_a_faulty_manifest_is_refused(place: str, value: object):
    manifest: Json = {
        "format": "icbl-plan-bundle",
        "version": "1.0",
        "bundle_id": "83de06f0-02a3-4a63-a5e2-4b8b0ee43bd1",
        "plan_id": "2017",
        "sequence": 1,
        "issuer": "ICBL-CMC",
        "issued_at": "2018-01-15T09:30:00Z",
        "base": None,
        "entries": [{"name": "plan.json", "size": 1, "sha256": "0" * 64}],
    }
    assert read_manifest(json.dumps(manifest).encode()).sequence == 1
    put(place.replace("[0]", ".0"), value)(manifest)
    with pytest.raises(BadFile) as caught:
        read_manifest(json.dumps(manifest).encode())
    assert caught.value.field == place


def test_the_published_schemas_are_up_to_date():
    """To renew them, see "The schemas" in docs/plan-bundle.md."""
    published = {path.name: path.read_bytes() for path in (ROOT / "docs/schema").glob("*.json")}
    assert published.keys() == json_schemas().keys() | {"report.schema.json"}
    assert json_schemas().items() <= published.items()


def test_the_published_schema_names_every_word():
    schema = json.loads(json_schemas()["plan.schema.json"])
    assert schema["$defs"]["Event"]["properties"]["treaty"]["enum"] == ["MBT", "CCM", None]
    assert "clearance" in schema["$defs"]["Target"]["properties"]["group"]["enum"]
    assert schema["$defs"]["Event"]["required"] == [*Event.__dataclass_fields__][:3]
