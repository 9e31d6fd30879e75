"""A plan's commitments counted against reported work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from icbl_desktop.domain.commitments import Counts, rule_of
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.picture import Figure, Measure, Number, Scope
from icbl_desktop.domain.picture_tables import CommitmentCount, Reach
from icbl_desktop.domain.plan import Commitment, Plan
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.services import countries, plans
from icbl_desktop.services.office import arriving, behind, commitments
from icbl_desktop.store.office import OfficeStore
from tests.office_data import STRATEGY, YEAR
from tests.office_desk import confirm_all
from tests.office_reports import Sender
from tests.reports import MADE

PLAN = next(one for one in plans.bundled() if one.id == "2017")
SCOPE = Scope("2017")
STATES = ("KHM", "LAO", "THA", "AGO", "MYS", "NPL", "VNM")


def campaign(iso3: str, name: str = "") -> Sender:
    return Sender(name or iso3.lower(), (iso3,), f"Campaign of {iso3}")


def grant(sender: Sender, *codes: str, **fields: Any) -> Grant:
    """An Investing in Action grant of 2017 under these objectives."""
    usual = Grant(
        id=f"{sender.name}-g-{'-'.join(codes)}",
        programme="investing_in_action",
        title="A grant",
        state="running",
        objectives=tuple(f"{STRATEGY}/{code}" for code in codes),
        currency="USD",
        awarded=Decimal(5000),
        decided_on=date(2017, 2, 1),
        stream=sender.stream,
        revision=1,
        made_at=MADE,
        changed_at=MADE,
    )
    return replace(usual, **fields)


def deliver(store: OfficeStore, folder: Path, work: dict[Sender, list[WorkRecord]]) -> None:
    """Each campaign reports once on 2017, and its key is confirmed."""
    for sender, records in work.items():
        sender.report(1, *records, period=YEAR[2017]).put(folder)
    arriving.add(store, [folder], "Officer")
    confirm_all(store)


def counted(store: OfficeStore, name: str, scope: Scope = SCOPE) -> CommitmentCount:
    return next(one for one in commitments.commitments(store, PLAN, scope) if one.commitment.id == name)


def test_campaigns_that_got_a_grant_count_once_each(office_store: OfficeStore, tmp_path: Path) -> None:
    work: dict[Sender, list[WorkRecord]] = {one: [grant(one, "1A")] for one in map(campaign, STATES[:5])}
    twice, lao, *_ = work
    work[twice].append(grant(twice, "1A", "3A"))
    work[lao].append(grant(lao, "2B", decided_on=date(2018, 1, 5)))
    deliver(office_store, tmp_path / "delivered", work)
    found = counted(office_store, "1A-c2")
    assert found.counted.value == 4, "Lao PDR is no target state: it is a State Party"
    assert (found.commitment.minimum, found.reach) == (6, Reach.NO)
    lines = behind.behind(office_store, PLAN, found.counted.figure).lines
    assert len(lines) == 5, "one campaign has two such grants"
    (in_all,) = commitments.programmes(office_store, PLAN, SCOPE)
    assert (in_all.wanted, in_all.counted.value) == (15, 6), "each grant of the year once"


@pytest.mark.parametrize(
    "otherwise",
    [
        {"programme": "together_in_action"},
        {"state": "applied"},
        {"decided_on": date(2018, 2, 1)},
        {"objectives": (f"{STRATEGY}/2B",)},
    ],
    ids=str,
)
def test_other_grants_do_not_count(
    sqlite_office: OfficeStore, tmp_path: Path, otherwise: dict[str, Any]
) -> None:
    sender = campaign("KHM")
    deliver(sqlite_office, tmp_path / "delivered", {sender: [grant(sender, "1A", **otherwise)]})
    assert counted(sqlite_office, "1A-c2").counted.value == 0


def test_visits_count_by_target_state(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    khm, srb = campaign("KHM"), campaign("SRB")
    visit = {"type": "advocacy_mission", "start": date(2017, 3, 1)}
    work: dict[Sender, list[WorkRecord]] = {
        khm: [
            khm.activity(1, **visit),
            khm.activity(2, **visit),
            khm.activity(3, **{**visit, "states": ("THA", "LAO")}),
            khm.activity(4, **{**visit, "type": "meeting", "states": ("MYS",)}),
        ],
        srb: [srb.activity(1, **visit)],
    }
    deliver(sqlite_office, tmp_path / "delivered", work)
    found = counted(sqlite_office, "1A-c3")
    assert (found.counted.value, found.reach) == (2, Reach.YES), "Cambodia and Thailand"
    only_there = counted(sqlite_office, "1A-c3", Scope("2017", iso3="THA"))
    assert only_there.counted.value == 1
    no_target = counted(sqlite_office, "1A-c3", Scope("2017", iso3="LAO"))
    assert no_target.counted.value == 0, "the mission went to Lao PDR too, which is no target"


def test_what_names_the_commitment_counts_always(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    srb = campaign("SRB")
    named = srb.activity(1, start=date(2017, 3, 1), type="letter", commitment="2017/1A-c3")
    alert = srb.activity(2, start=date(2017, 1, 20), commitment="2017/1B-c3")
    deliver(sqlite_office, tmp_path / "delivered", {srb: [named, alert]})
    assert counted(sqlite_office, "1A-c3").counted.value == 1
    found = counted(sqlite_office, "1B-c3")
    assert (found.counted.value, found.overlapping) == (1, True)


def test_who_was_at_the_meeting_and_what_was_held_there(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    tha, ago = campaign("THA"), campaign("AGO")
    abroad = {"level": "international", "objectives": (f"{STRATEGY}/2B",)}
    work: dict[Sender, list[WorkRecord]] = {
        tha: [
            tha.activity(1, type="side_event", start=date(2017, 9, 5)),
            tha.activity(2, type="side_event", start=date(2017, 9, 8)),
            tha.activity(3, start=date(2017, 12, 19), **abroad),
        ],
        ago: [ago.activity(1, start=date(2017, 12, 19), event="2017/2017-e23", **abroad)],
    }
    deliver(sqlite_office, tmp_path / "delivered", work)
    assert counted(sqlite_office, "1A-c4").counted.value == 1, "the second was after the meeting"
    assert counted(sqlite_office, "2B-c2").counted.value == 1, "the other names another event"


def test_what_reports_cannot_tell_is_not_zero(sqlite_office: OfficeStore) -> None:
    untold = counted(sqlite_office, "1A-c5")
    assert (untold.counted.value, untold.reach) == (None, Reach.UNTOLD)
    assert counted(sqlite_office, "3B-c5").counted.value is None, "nobody named it"
    assert counted(sqlite_office, "1A-c2").counted.value == 0


@pytest.mark.parametrize(
    ("bound", "least", "most", "reaches"),
    [
        ("at_least", 2, None, {1: "no", 2: "yes", 7: "yes"}),
        ("about", 2, None, {1: "no", 2: "yes", 7: "yes"}),
        ("between", 2, 3, {1: "no", 2: "yes", 3: "yes", 4: "more"}),
        ("exactly", 2, None, {1: "no", 2: "yes", 3: "more"}),
        ("at_most", 2, None, {0: "yes", 2: "yes", 3: "more"}),
    ],
)
def test_more_than_the_most_is_not_simply_reached(
    bound: str, least: int, most: int | None, reaches: dict[int, str]
) -> None:
    promised = Commitment("1A-c3", "1A", bound, least, "target countries", "Visited", "both", most)
    figure = Figure(Measure.COMMITMENT, SCOPE, promised.id)
    found = {n: CommitmentCount(promised, Number(n, figure), "").reach for n in reaches}
    assert found == reaches


def test_states_parties_are_of_the_treatys_record(sqlite_office: OfficeStore) -> None:
    found = counted(sqlite_office, "1A-c1")
    lines = behind.behind(sqlite_office, PLAN, Figure(Measure.COMMITMENT, SCOPE, "1A-c1")).lines
    assert found.as_of == countries.facts().as_of
    assert isinstance(found.counted.value, int)
    assert 100 < found.counted.value < 130
    assert len(lines) == found.counted.value
    assert all(line.kind == "state" and line.day for line in lines)


def test_each_commitment_of_each_plan_has_a_rule_of_its_own_sense() -> None:
    rules = {
        plan.id: {one.id: rule_of(plan, one).counts for one in plan.commitments} for plan in plans.bundled()
    }
    of_2017 = rules["2017"]
    assert [name for name, counts in of_2017.items() if counts == Counts.NAMED] == ["1B-c3", "3B-c5"]
    assert [name for name, counts in of_2017.items() if counts == Counts.CAMPAIGNS_FUNDED] == [
        "1A-c2",
        "1B-c1",
        "2A-c1",
        "2B-c1",
        "3A-c1",
        "3B-c2",
    ]
    assert set(rules["2018-2019"].values()) == {Counts.STATES_PARTIES, Counts.NOT_REPORTED}


def _rule_has_targets(plan: Plan, name: str) -> bool:
    return rule_of(plan, next(one for one in plan.commitments if one.id == name)).states is not None


def test_target_states_count_where_the_plan_says_so() -> None:
    assert _rule_has_targets(PLAN, "1A-c2")
    assert not _rule_has_targets(PLAN, "1B-c1"), "use may be anywhere"
