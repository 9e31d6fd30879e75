"""Treaty dates of real states, by the treaties' rules and by what is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from icbl_desktop.domain.countries import Deadline, Standing, State
from icbl_desktop.domain.deadlines import DERIVED, RULES, Basis, Duty, TreatyDate, deadlines, years_after
from icbl_desktop.domain.vocabulary import Treaty, TreatyStatus
from icbl_desktop.domain.words import TREATIES
from icbl_desktop.services import countries

TODAY = date(2026, 11, 22)
FACTS = countries.facts()
MBT, CCM = Treaty.MBT, Treaty.CCM
STOCKPILES, CLEARANCE, INITIAL, ANNUAL = Duty
DOCS = Path(__file__).parents[1] / "docs" / "deadlines.md"


def of(iso3: str, today: date = TODAY) -> dict[tuple[Treaty, Duty], TreatyDate]:
    found = deadlines(FACTS.states[iso3], FACTS.deadlines, today)
    return {(one.treaty, one.kind): one for one in found}


@pytest.mark.parametrize(
    ("iso3", "treaty", "article", "due", "as_of", "passed"),
    [
        ("KHM", MBT, 5, date(2025, 12, 31), "2020", True),
        ("AFG", MBT, 5, date(2025, 3, 1), "2023", True),
        ("AFG", CCM, 4, date(2026, 3, 1), "2024", True),
        ("UKR", MBT, 5, date(2023, 12, 1), "2023", True),
        ("SSD", MBT, 5, date(2026, 7, 9), "2023", True),
        ("IRQ", MBT, 5, date(2028, 2, 1), "2020", False),
        ("LBN", CCM, 4, date(2026, 5, 1), "2021", True),
        ("BIH", CCM, 4, date(2021, 3, 1), "2018-11", True),
    ],
)
def test_a_recorded_clearance_deadline_goes_before_the_rule(
    iso3: str, treaty: Treaty, article: int, due: date, as_of: str, passed: bool
) -> None:
    one = of(iso3)[treaty, CLEARANCE]
    assert (one.article, one.due, one.basis, one.as_of, one.passed) == (
        article,
        due,
        Basis.RECORDED,
        as_of,
        passed,
    )


@pytest.mark.parametrize(
    ("iso3", "treaty", "kind", "article", "due"),
    [
        ("PSE", MBT, CLEARANCE, 5, date(2028, 6, 1)),
        ("LKA", MBT, CLEARANCE, 5, date(2028, 6, 1)),
        ("SOM", CCM, CLEARANCE, 4, date(2026, 3, 1)),
        ("SSD", CCM, CLEARANCE, 4, date(2034, 2, 1)),
        ("KHM", MBT, STOCKPILES, 4, date(2004, 1, 1)),
        ("UKR", MBT, STOCKPILES, 4, date(2010, 6, 1)),
        ("AFG", MBT, STOCKPILES, 4, date(2007, 3, 1)),
        ("AFG", MBT, INITIAL, 7, date(2003, 8, 28)),
        ("AFG", CCM, STOCKPILES, 3, date(2020, 3, 1)),
        ("LKA", CCM, STOCKPILES, 3, date(2026, 9, 1)),
        ("LKA", CCM, INITIAL, 7, date(2019, 2, 28)),
        ("SSD", MBT, STOCKPILES, 4, date(2015, 7, 9)),
        ("SSD", CCM, STOCKPILES, 3, date(2032, 2, 1)),
        ("SSD", CCM, INITIAL, 7, date(2024, 7, 30)),
        ("MNE", MBT, INITIAL, 7, date(2006, 11, 30)),
        ("TON", MBT, STOCKPILES, 4, date(2029, 12, 1)),
        ("TON", MBT, INITIAL, 7, date(2026, 5, 30)),
    ],
)
def test_the_rule_counts_from_the_state_s_own_entry_into_force(
    iso3: str, treaty: Treaty, kind: Duty, article: int, due: date
) -> None:
    one = of(iso3)[treaty, kind]
    assert (one.article, one.due, one.basis, one.as_of) == (article, due, Basis.RULE, "")
    assert one.passed == (due < TODAY)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2025, 12, 1), date(2027, 4, 30)),
        (date(2026, 11, 22), date(2027, 4, 30)),
        (date(2027, 4, 30), date(2027, 4, 30)),
        (date(2027, 5, 1), date(2028, 4, 30)),
    ],
)
def test_a_yearly_report_is_the_next_30_april_after_the_first_report(today: date, due: date) -> None:
    one = of("TON", today)[MBT, ANNUAL]
    assert (one.due, one.passed) == (due, False)


@pytest.mark.parametrize("iso3", ["TON", "KEN", "FRA"])
def test_no_clearance_deadline_is_claimed_where_a_state_is_not_known_to_be_affected(iso3: str) -> None:
    assert {kind for _, kind in of(iso3)} == {STOCKPILES, INITIAL, ANNUAL}


def test_nor_where_it_is_recorded_as_not_affected() -> None:
    assert (CCM, CLEARANCE) not in of("COL")
    assert (MBT, CLEARANCE) in of("COL")


def test_where_it_is_affected_and_no_deadline_is_recorded_the_rule_holds() -> None:
    unrecorded = Deadline("TON", "MBT", 5, "unknown", None, "")
    found = deadlines(FACTS.states["TON"], [unrecorded], TODAY)
    (clearance,) = (one for one in found if one.kind == CLEARANCE)
    assert (clearance.due, clearance.basis) == (date(2035, 12, 1), Basis.RULE)


def test_all_is_unknown_where_the_entry_into_force_is() -> None:
    found = [one for (treaty, _), one in of("LBN").items() if treaty == MBT]
    assert {one.kind for one in found} == set(Duty)
    assert all(one.due is None and not one.passed for one in found)
    assert of("LBN")[CCM, ANNUAL].due == date(2027, 4, 30)


@pytest.mark.parametrize(
    ("iso3", "treaties"),
    [
        ("AFG", {MBT, CCM}),
        ("KHM", {MBT}),
        ("KEN", {MBT}),  # a signatory of the Convention on Cluster Munitions
        ("USA", set()),
        ("LTU", set()),
        ("XKX", set()),
        ("TWN", set()),
        ("ESH", set()),
    ],
)
def test_only_states_parties_are_bound(iso3: str, treaties: set[Treaty]) -> None:
    assert {treaty for treaty, _ in of(iso3)} == treaties


@pytest.mark.parametrize(
    ("today", "yearly"),
    [
        (date(2025, 2, 1), date(2025, 4, 30)),
        (date(2025, 5, 1), None),  # 30 April 2026 comes after the withdrawal
        (date(2025, 12, 27), None),
    ],
)
def test_nothing_falls_due_once_a_withdrawal_has_taken_effect(today: date, yearly: date | None) -> None:
    found = of("LTU", today)
    assert (MBT, STOCKPILES) in found if today < date(2025, 12, 27) else not found
    assert (found[MBT, ANNUAL].due if (MBT, ANNUAL) in found else None) == yearly


@pytest.mark.parametrize(
    ("start", "years", "expected"),
    [
        (date(1999, 3, 1), 10, date(2009, 3, 1)),
        (date(2000, 2, 29), 4, date(2004, 2, 29)),
        (date(2000, 2, 29), 10, date(2010, 2, 28)),
        (date(2011, 7, 31), 8, date(2019, 7, 31)),
    ],
)
def test_years_keep_the_day_and_month(start: date, years: int, expected: date) -> None:
    assert years_after(start, years) == expected


def test_180_days_are_counted_through_a_leap_year() -> None:
    party = Standing(TreatyStatus.STATE_PARTY, in_force=date(2023, 11, 1))
    state = replace(FACTS.states["TON"], mbt=party)
    assert [one.due for one in deadlines(state, [], TODAY) if one.kind == INITIAL] == [date(2024, 4, 29)]


def test_what_the_facts_call_derived_is_what_the_rule_gives() -> None:
    derived = [one for one in FACTS.deadlines if one.as_of == DERIVED]
    assert derived
    for one in derived:
        assert of(one.iso3)[Treaty(one.treaty), CLEARANCE].due == one.deadline


def test_a_campaign_is_told_what_comes_and_passed_clearance_deadlines_only() -> None:
    states: list[State] = [FACTS.states["AFG"], FACTS.states["TON"]]
    found = countries.treaty_dates(countries.facts(), states, TODAY)
    assert [(one.iso3, one.treaty, one.kind) for one in found] == [
        ("AFG", MBT, CLEARANCE),
        ("AFG", MBT, ANNUAL),
        ("AFG", CCM, CLEARANCE),
        ("AFG", CCM, ANNUAL),
        ("TON", MBT, STOCKPILES),
        ("TON", MBT, ANNUAL),
    ]


def test_the_documentation_names_every_rule_with_its_source() -> None:
    rows = [line.split(" | ") for line in DOCS.read_text().splitlines() if line.startswith("| ")][2:]
    assert len(rows) == len(RULES)
    for rule, (treaty, article, _, gives, source) in zip(RULES, rows, strict=True):
        assert (treaty.strip("| "), article) == (TREATIES[rule.treaty], f"Article {rule.article}")
        assert rule.paragraph in source
        assert gives.startswith(f"{rule.years} years after" if rule.years else ("180 days", "30 April"))
