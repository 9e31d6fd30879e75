"""What reports say of records becomes one picture of each: revisions, amendments, what is taken back."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.services.office import arriving, received
from icbl_desktop.store.office import OfficeStore
from tests.office_counting import records, spots, titles
from tests.office_desk import confirm_all
from tests.office_reports import KHM, LAO, NEXT_QUARTER, Made, Sender
from tests.reports import EXPENSE, FOLLOW_UP, GRANT, JOIN, OUTCOME, PROMISE, UPDATE


def add(store: OfficeStore, folder: Path, *made: Made) -> None:
    """Take each in by itself, and confirm what is new."""
    for one in made:
        arriving.add(store, [one.put(folder)], "Reviewer")
    confirm_all(store)


def test_the_newest_revision_counts_whatever_the_order(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    made = [
        KHM.report(1, KHM.activity(1, title="First"), KHM.activity(2)),
        KHM.report(2, KHM.activity(1, title="Second", revision=2)),
        KHM.report(3, gone=[KHM.activity(2)]),
    ]
    for place, order in enumerate(permutations(made)):
        store = OfficeStore(tmp_path / str(place) / "office.db")
        add(store, tmp_path, *order)
        assert titles(store) == ["Second"]
        store.close()


def test_an_amendment_replaces_what_it_amends(office_store: OfficeStore, tmp_path: Path) -> None:
    wrong = KHM.report(1, KHM.activity(1, title="Wrong"), KHM.activity(2), KHM.activity(3))
    right = KHM.report(2, KHM.activity(1, title="Right"), KHM.activity(3), amends=wrong)
    add(office_store, tmp_path, right, wrong)
    assert titles(office_store) == ["Meeting 3", "Right"]
    by_number = {one.number: one for one in received.reports(office_store)}
    assert (by_number[1].standing, by_number[1].amended_by) == (Standing.REPLACED, 2)
    assert (by_number[2].standing, by_number[2].amends_number) == (Standing.COUNTED, 1)


def test_what_an_amendment_leaves_out_stays_where_another_report_says_it(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    first = KHM.report(1, KHM.activity(1))
    add(office_store, tmp_path, first, KHM.report(2, KHM.activity(1)), KHM.report(3, amends=first))
    assert titles(office_store) == ["Meeting 1"]


def test_an_amendment_of_an_amendment_reaches_back_to_the_first(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    first = KHM.report(1, KHM.activity(1), KHM.activity(2))
    second = KHM.report(2, KHM.activity(1), KHM.activity(2, title="Other"), amends=first)
    third = KHM.report(3, KHM.activity(2, title="Other"), amends=second)
    add(office_store, tmp_path, third, first)
    assert titles(office_store) == ["Meeting 1"]
    add(office_store, tmp_path, second)
    assert titles(office_store) == ["Other"]


def test_a_restored_workspace_outweighs_the_one_it_carries_on(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    old = KHM.report(1, KHM.activity(1, title="Lost later", revision=7), KHM.activity(2))
    new = KHM.successor("khm-2", old)
    add(office_store, tmp_path, old, new.report(1, KHM.activity(1, title="Restored", revision=3)))
    assert titles(office_store) == ["Meeting 2", "Restored"]


def test_records_stand_where_they_say_or_in_the_main_state(office_store: OfficeStore, tmp_path: Path) -> None:
    region = Sender("region", ("KHM", "LAO"), "Regional Campaign")
    meeting = region.activity(1, objectives=(JOIN, JOIN, "strategy-2017-2021/2A"), states=("LAO", "VNM"))
    made = region.report(
        1,
        meeting,
        region.activity(2, objectives=()),
        replace(PROMISE, iso3="LAO", stream=region.stream),
        replace(OUTCOME, indicators=("strategy-2017-2021/1B-i1",), objectives=(), stream=region.stream),
        replace(UPDATE, iso3="", stream=region.stream),
        replace(GRANT, objectives=(JOIN,), stream=region.stream),
        replace(EXPENSE, stream=region.stream),
        replace(FOLLOW_UP, stream=region.stream),
    )
    add(office_store, tmp_path, made)
    assert spots(office_store) == {
        ("1A", "LAO", meeting.id),
        ("1A", "VNM", meeting.id),
        ("2A", "LAO", meeting.id),
        ("2A", "VNM", meeting.id),
        ("", "KHM", "region-a2"),
        ("1A", "LAO", PROMISE.id),
        ("1B", "KHM", OUTCOME.id),
        ("1B", "KHM", UPDATE.id),
        ("1A", "KHM", GRANT.id),
    }
    assert len(records(office_store)) == 8


def test_another_main_state_moves_what_names_none(office_store: OfficeStore, tmp_path: Path) -> None:
    add(office_store, tmp_path, LAO.report(1, LAO.activity(1)))
    moved = replace(LAO, states=("VNM", "LAO"))
    add(office_store, tmp_path, moved.report(2, period=NEXT_QUARTER))
    assert spots(office_store) == {("1A", "VNM", "lao-a1")}


@pytest.mark.parametrize("number", [1, 40])
def test_equal_revisions_that_differ_count_nowhere(
    office_store: OfficeStore, tmp_path: Path, number: int
) -> None:
    other = KHM.report(number + 1, KHM.activity(1, title="Other"))
    add(office_store, tmp_path, KHM.report(number, KHM.activity(1), KHM.activity(2)), other)
    assert titles(office_store) == ["Meeting 2"]
    assert spots(office_store) == {("1A", "KHM", "khm-a2")}
    add(office_store, tmp_path, KHM.report(number + 2, KHM.activity(1, title="Newer", revision=2)))
    assert titles(office_store) == ["Meeting 2", "Newer"]
