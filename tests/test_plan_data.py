"""The plan and country data that ship with the program, checked against their sources' counts and facts."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.domain import plan as shapes
from icbl_desktop.domain.vocabulary import (
    Bound,
    Category,
    Direction,
    Group,
    IndicatorKind,
    Precision,
    Treaty,
    TreatyStatus,
    Who,
)

Json = dict[str, Any]

DATA = Path(__file__).parents[1] / "data"
PLAN_IDS = ("2012-2015", "strategy-2017-2021", "2017", "2018-2019")
UNDER_THE_STRATEGY = PLAN_IDS[1:]
WITHDRAWN = ["EST", "FIN", "LVA", "LTU", "POL"]
LISTS = {
    "indicators": shapes.Indicator,
    "target_lists": shapes.TargetList,
    "targets": shapes.Target,
    "responsive": shapes.Responsive,
    "activities": shapes.PlannedActivity,
    "strategies": shapes.StrategyText,
    "commitments": shapes.Commitment,
    "events": shapes.Event,
    "key_dates": shapes.KeyDate,
    "publications": shapes.Publication,
}


def _load(path: Path) -> Json:
    loaded: Json = json.loads(path.read_text(encoding="utf-8"))
    return loaded


PLANS = {plan_id: _load(DATA / "plans" / plan_id / "plan.json") for plan_id in PLAN_IDS}
COUNTRIES = _load(DATA / "countries.json")
STATES = {state["iso3"]: state for state in COUNTRIES["states"]}


def _states(plan_id: str, objective: str, group: Group) -> list[str]:
    wanted = (objective, group)
    return [t["iso3"] for t in PLANS[plan_id]["targets"] if (t["objective"], t["group"]) == wanted]


def _standing(plan_id: str, iso3: str) -> list[tuple[str, str]]:
    return [(t["objective"], t["group"]) for t in PLANS[plan_id]["targets"] if t["iso3"] == iso3]


def _event(plan_id: str, title: str) -> Json:
    (event,) = (e for e in PLANS[plan_id]["events"] if title in e["title"])
    found: Json = event
    return found


@pytest.mark.parametrize(
    ("plan_id", "counts"),  # in the order of LISTS
    [
        ("2012-2015", [52, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("strategy-2017-2021", [0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
        ("2017", [25, 9, 86, 4, 124, 0, 20, 24, 4, 8]),
        ("2018-2019", [27, 7, 85, 4, 0, 11, 3, 20, 2, 4]),
    ],
)
def test_each_plan_holds_what_its_document_holds(plan_id: str, counts: list[int]) -> None:
    assert [len(PLANS[plan_id][name]) for name in LISTS] == counts


@pytest.mark.parametrize(
    ("plan_id", "goals", "objectives"), [("2012-2015", 4, 21), *((p, 3, 8) for p in UNDER_THE_STRATEGY)]
)
def test_goals_and_objectives(plan_id: str, goals: int, objectives: int) -> None:
    strategy = PLANS[plan_id]["strategy"]
    assert [g["code"] for g in strategy["goals"]] == [str(n) for n in range(1, goals + 1)]
    assert len(strategy["objectives"]) == objectives
    assert {o["goal"] for o in strategy["objectives"]} == {g["code"] for g in strategy["goals"]}


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_every_record_has_exactly_the_fields_of_its_shape(plan_id: str) -> None:
    plan = PLANS[plan_id]
    assert set(plan) == {f.name for f in fields(shapes.Plan)}
    assert set(plan["strategy"]) == {f.name for f in fields(shapes.Strategy)}
    for name, shape in LISTS.items():
        expected = {f.name for f in fields(shape)}
        assert all(set(record) == expected for record in plan[name]), name


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_head_of_each_plan(plan_id: str) -> None:
    plan = PLANS[plan_id]
    assert (plan["format"], plan["version"], plan["id"]) == ("icbl-plan", "1.0", plan_id)
    strategic = plan["strategy"]["id"] == plan_id
    assert plan["kind"] == ("strategic" if strategic else "operational")
    assert date.fromisoformat(plan["start"]) < date.fromisoformat(plan["end"])
    assert plan["treaties"] == list(Treaty)


def test_the_plans_of_one_strategy_carry_the_same_strategy() -> None:
    first, *others = (PLANS[plan_id]["strategy"] for plan_id in UNDER_THE_STRATEGY)
    assert all(other == first for other in others)
    assert [o["code"] for o in first["objectives"]] == ["1A", "1B", "2A", "2B", "2C", "3A", "3B", "3C"]


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_ids_are_unique_and_objectives_exist(plan_id: str) -> None:
    plan = PLANS[plan_id]
    ids = [record["id"] for name in LISTS for record in plan[name] if "id" in record]
    assert [i for i, times in Counter(ids).items() if times > 1] == []
    codes = {o["code"] for o in plan["strategy"]["objectives"]}
    records = [record for name in LISTS for record in plan[name]]
    assert {r["objective"] for r in records if r.get("objective")} <= codes
    assert {code for event in plan["events"] for code in event["objectives"]} <= codes
    goals = {g["code"] for g in plan["strategy"]["goals"]}
    assert all((i["objective"] is None) != (i["goal"] is None) for i in plan["indicators"])
    assert {i["goal"] for i in plan["indicators"] if i["goal"]} <= goals


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_only_words_of_the_vocabulary(plan_id: str) -> None:
    plan = PLANS[plan_id]
    assert {a["category"] for a in plan["activities"]} <= set(Category)
    assert {t["group"] for t in plan["targets"]} <= set(Group)
    acting = plan["activities"] + plan["strategies"] + plan["commitments"]
    assert {a["who"] for a in acting} <= set(Who)
    assert {c["bound"] for c in plan["commitments"]} <= set(Bound)
    assert {i["kind"] for i in plan["indicators"]} <= set(IndicatorKind)
    assert {i["direction"] for i in plan["indicators"]} <= set(Direction)
    assert {e["precision"] for e in plan["events"]} <= set(Precision)
    assert {r["treaty"] for r in plan["events"] + plan["target_lists"]} <= {None, *Treaty}


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_targets_are_known_states_on_a_list_that_says_why(plan_id: str) -> None:
    plan = PLANS[plan_id]
    lists = [(listed["objective"], listed["group"]) for listed in plan["target_lists"]]
    assert list(dict.fromkeys((t["objective"], t["group"]) for t in plan["targets"])) == lists
    assert all(listed["reason"] for listed in plan["target_lists"])
    assert {t["iso3"] for t in plan["targets"]} <= set(STATES)
    rows = [(t["objective"], t["group"], t["iso3"]) for t in plan["targets"]]
    assert len(set(rows)) == len(rows)


def test_length_of_each_list_of_states() -> None:
    sizes = {
        plan_id: list(Counter((t["objective"], t["group"]) for t in PLANS[plan_id]["targets"]).values())
        for plan_id in ("2017", "2018-2019")
    }
    assert sizes["2017"] == [9, 20, 15, 5, 9, 8, 10, 6, 4]
    assert sizes["2018-2019"] == [12, 23, 11, 11, 14, 8, 6]


def test_lists_of_states_keep_the_order_of_the_document() -> None:
    assert _states("2017", "3A", Group.VICTIM_ASSISTANCE) == ["LAO", "COD", "AFG", "COL", "KHM", "SRB"]
    assert _states("2017", "1B", Group.FOREIGN_STOCKPILES) == ["AFG", "DEU", "ITA", "JPN", "ESP"]
    assert _states("2018-2019", "3A", Group.VICTIM_ASSISTANCE)[-3:] == ["LKA", "THA", "SOM"]


def test_a_state_may_stand_on_two_lists_of_one_objective() -> None:
    assert [group for objective, group in _standing("2017", "NPL") if objective == "1B"] == [
        Group.INTERIM_STEPS,
        Group.MBT_UNIVERSALIZATION,
    ]


def test_cambodia_gains_clearance_in_the_second_plan() -> None:
    before = set(_standing("2017", "KHM"))
    assert before == {
        ("1A", Group.AFFECTED_OR_STOCKPILING),
        ("3A", Group.VICTIM_ASSISTANCE),
        ("3B", Group.VICTIM_PARTICIPATION),
    }
    assert set(_standing("2018-2019", "KHM")) - before == {("2B", Group.CLEARANCE)}


@pytest.mark.parametrize("plan_id", ["2017", "2018-2019"])
def test_responsive_targeting_where_no_state_is_named(plan_id: str) -> None:
    assert [r["objective"] for r in PLANS[plan_id]["responsive"]] == ["1B", "1B", "2C", "3C"]


def test_indicators_by_goal_and_by_objective() -> None:
    by_goal = Counter(i["goal"] for i in PLANS["2012-2015"]["indicators"])
    assert by_goal == {"1": 15, "2": 11, "3": 10, "4": 16}
    by_objective = Counter(i["objective"] for i in PLANS["2018-2019"]["indicators"])
    assert by_objective == {"1A": 2, "1B": 6, "2A": 4, "2B": 5, "2C": 2, "3A": 3, "3B": 2, "3C": 3}


def test_an_indicator_asks_the_same_in_both_operational_plans() -> None:
    later = {i["id"]: i for i in PLANS["2018-2019"]["indicators"]}
    assert all(later[i["id"]] == i for i in PLANS["2017"]["indicators"])


def test_completion_declarations_name_the_treaty_with_the_article() -> None:
    declared = [i["text"] for i in PLANS["2012-2015"]["indicators"] if i["text"].startswith("Declarations")]
    assert len(declared) == 2
    assert "Mine Ban Treaty Article 5" in declared[0]
    assert "Convention on Cluster Munitions Article 4" in declared[1]


def test_planned_activities_by_objective_and_category() -> None:
    activities = PLANS["2017"]["activities"]
    assert Counter(a["objective"] for a in activities) == {
        "1A": 17, "1B": 23, "2A": 14, "2B": 18, "2C": 12, "3A": 17, "3B": 16, "3C": 7,
    }  # fmt: skip
    assert Counter(a["category"] for a in activities) == {
        Category.NATIONAL_CAMPAIGNING: 33,
        Category.INTERNATIONAL_ADVOCACY: 46,
        Category.MEDIA_OUTREACH: 15,
        Category.RESEARCH: 20,
        Category.COMMEMORATE_WITH_ACTION: 10,
    }  # fmt: skip


def test_every_commitment_of_2017_with_its_number() -> None:
    said: dict[str, list[str]] = {}
    for c in PLANS["2017"]["commitments"]:
        number = f"{c['minimum']}-{c['maximum']}" if c["maximum"] else c["minimum"]
        said.setdefault(c["objective"], []).append(f"{c['bound']} {number}")
    assert said == {
        "1A": ["at_least 130", "at_least 6", "between 2-3", "exactly 1", "about 100"],
        "1B": ["at_least 1", "about 9", "exactly 1"],
        "2A": ["at_least 2"],
        "2B": ["at_least 2", "at_least 2", "between 1-2"],
        "3A": ["at_least 2", "exactly 33", "about 33"],
        "3B": ["at_least 1", "at_least 2", "at_least 2", "exactly 33", "at_least 1"],
    }


@pytest.mark.parametrize("plan_id", UNDER_THE_STRATEGY)
def test_130_states_parties_by_2020(plan_id: str) -> None:
    promise = PLANS[plan_id]["commitments"][0]
    assert (promise["minimum"], promise["unit"], promise["by"]) == (130, "States Parties", "2020-12-31")


@pytest.mark.parametrize("plan_id", PLAN_IDS)
def test_dates_are_dates_and_months_start_on_the_first(plan_id: str) -> None:
    plan = PLANS[plan_id]
    for event in plan["events"]:
        start = date.fromisoformat(event["start"])
        assert event["end"] is None or start < date.fromisoformat(event["end"])
        assert event["precision"] == Precision.DAY or start.day == 1
        assert plan["start"] <= event["start"] <= plan["end"]
    assert all(plan["start"] <= k["date"] <= plan["end"] for k in plan["key_dates"])


@pytest.mark.parametrize(
    ("plan_id", "title", "start", "end", "place"),
    [
        ("2017", "16th World Summit of Nobel Peace Laureates", "2017-02-02", "2017-02-05", "Bogota"),
        ("2017", "14th International Symposium", "2017-04-25", "2017-04-27", "Biograd na Moru"),
        ("2017", "7th Meeting of States Parties", "2017-09-04", "2017-09-06", "Geneva"),
        ("2017", "16th Meeting of States Parties", "2017-12-18", "2017-12-22", "Vienna"),
        ("2018-2019", "Third Pledging Conference", "2018-02-27", None, "Geneva"),
        ("2018-2019", "Eight Meeting of States Parties", "2018-09-03", "2018-09-05", "Geneva"),
        ("2018-2019", "17th Meeting of States Parties", "2018-11-26", "2018-11-30", "Geneva"),
        ("2018-2019", "10th Anniversary of the signing", "2018-12-03", "2018-12-04", ""),
    ],
)
def test_events(plan_id: str, title: str, start: str, end: str | None, place: str) -> None:
    event = _event(plan_id, title)
    assert (event["start"], event["end"], event["place"]) == (start, end, place)


def test_what_is_still_to_be_confirmed() -> None:
    open_2017 = [e for e in PLANS["2017"]["events"] if e["to_be_confirmed"]]
    assert [(e["start"], e["precision"]) for e in open_2017] == [("2017-08-31", "day"), ("2017-12-15", "day")]
    open_2018 = [e for e in PLANS["2018-2019"]["events"] if e["to_be_confirmed"]]
    assert [(e["start"][:7], e["precision"]) for e in open_2018] == [
        (month, "month") for month in ("2018-03", "2018-04", "2018-09", "2018-11")
    ]


def test_key_dates_for_national_action() -> None:
    named = {plan_id: [k["date"] for k in PLANS[plan_id]["key_dates"]] for plan_id in ("2017", "2018-2019")}
    assert named["2017"] == ["2017-02-23", "2017-04-04", "2017-05-23", "2017-08-01"]
    assert named["2018-2019"] == ["2018-05-30", "2018-12-03"]


def test_country_totals() -> None:
    totals = {t: Counter(s[t]["status"] for s in COUNTRIES["states"]) for t in ("mbt", "ccm")}
    assert totals["mbt"] == {TreatyStatus.STATE_PARTY: 162, TreatyStatus.NOT_PARTY: 35}
    assert totals["ccm"] == {
        TreatyStatus.STATE_PARTY: 112,
        TreatyStatus.SIGNATORY: 12,
        TreatyStatus.NOT_PARTY: 73,
    }
    assert len(STATES) == len(COUNTRIES["states"]) == 197


def test_country_facts_say_how_old_they_are_and_keep_unknown_apart() -> None:
    assert (COUNTRIES["format"], COUNTRIES["as_of"]) == ("icbl-countries", "2026-02-03")
    assert STATES["LBN"]["mbt"]["status"] == TreatyStatus.STATE_PARTY
    assert STATES["LBN"]["mbt"]["joined"] is None
    assert [s["iso3"] for s in COUNTRIES["states"] if s["mbt"]["withdrawn"]] == WITHDRAWN
    assert STATES["LTU"]["ccm"]["withdrawn"] is not None
    assert STATES["AFG"]["m49"] == "004"


def test_places_that_are_no_state_can_still_be_chosen() -> None:
    assert [(a["code"], a["name"]) for a in COUNTRIES["other_areas"]] == [
        ("XKX", "Kosovo"),
        ("TWN", "Taiwan"),
        ("ESH", "Western Sahara"),
    ]


def test_clearance_deadlines() -> None:
    deadlines = COUNTRIES["deadlines"]
    assert Counter((d["treaty"], d["article"]) for d in deadlines) == {("MBT", 5): 17, ("CCM", 4): 9}
    assert {d["iso3"] for d in deadlines} <= set(STATES)
    (lebanon,) = (d for d in deadlines if (d["iso3"], d["treaty"]) == ("LBN", Treaty.MBT))
    assert (lebanon["affected"], lebanon["deadline"], lebanon["as_of"]) == ("yes", None, None)
