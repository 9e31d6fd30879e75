"""Reported records by words: the same in a file and in PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from icbl_desktop.errors import Cancelled
from icbl_desktop.services.office import arriving, search
from icbl_desktop.store.office import OfficeStore
from tests.office_desk import confirm_all
from tests.office_reports import KHM, LAO, Made

ACTIVITIES = (
    KHM.activity(1, title="Réunion à l’Assemblée", details="About 100 % of the land_mines."),
    KHM.activity(2, title="Letter to the Prime Minister", result="No answer yet."),
    KHM.activity(3, title="កិច្ចប្រជុំ", place="ភ្នំពេញ"),
    KHM.activity(4, title="Meeting of the ministry", institutions=("Ministry of Défense",)),
)

EXPECTED = {
    "reunion": ["1"],
    "ASSEMBLEE réunion": ["1"],
    "minist": ["2", "4"],
    "prime letter": ["2"],
    "prime meeting": [],
    "ភ្នំពេញ": ["3"],
    "ប្រជុំ": ["3"],
    "defense": ["4"],
    "100 %": ["1"],
    "land_mines": ["1"],
    "land%mines": [],
    "no": ["2"],
    '"prime': [],
    "’ass": ["1"],
    "   ": [],
    "secretariat": [],
}
"""By words: the numbers of the activities that answer. How far a record travels is no word of it."""


@pytest.fixture
def store(office_store: OfficeStore, tmp_path: Path) -> OfficeStore:
    """An office with one report of these activities."""
    take_in(office_store, tmp_path, KHM.report(1, *ACTIVITIES))
    return office_store


def take_in(store: OfficeStore, folder: Path, *made: Made) -> None:
    arriving.add(store, [one.put(folder) for one in made], "Officer")
    confirm_all(store)


def found(store: OfficeStore, words: str) -> list[str]:
    """The numbers of the activities that answer."""
    return sorted(line.id.removeprefix("khm-a") for line in search.search(store, words))


def test_all_words_have_to_stand_in_the_record(store: OfficeStore) -> None:
    assert {words: found(store, words) for words in EXPECTED} == EXPECTED


def test_what_came_since_and_what_changed_is_found(store: OfficeStore, tmp_path: Path) -> None:
    assert found(store, "prime") == ["2"]
    changed = replace(ACTIVITIES[1], revision=2, title="Letter to the King")
    take_in(store, tmp_path, KHM.report(2, changed, gone=(ACTIVITIES[3],)))
    take_in(store, tmp_path, LAO.report(1, LAO.activity(1, title="Prime time interview")))
    assert [line.organisation for line in search.search(store, "prime")] == [LAO.organisation]
    assert found(store, "king") == ["2"]
    assert found(store, "defense") == [], "it was taken back"


def test_indexing_is_a_step_of_its_own_that_can_be_stopped(store: OfficeStore) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        search.index_pending(store, stop)
    seen = []
    search.index_pending(store, lambda done, total: seen.append((done, total)))
    assert seen == [], "what was done before it was stopped stays"
    assert found(store, "prime") == ["2"]


def test_the_newest_come_first_and_no_more_than_asked_for(store: OfficeStore) -> None:
    lines = search.search(store, "m", most=2)
    assert len(lines) == 2
    assert lines[0].day is not None
    assert lines[1].day is not None
    assert lines[0].day > lines[1].day


def test_each_database_uses_its_index(store: OfficeStore) -> None:
    search.search(store, "prime")
    with store.read() as session:
        if store.dialect == "sqlite":
            count = session.scalar(
                text("SELECT count(*) FROM searched_words WHERE searched_words MATCH 'prime'")
            )
            assert count == 1
        else:
            session.execute(text("SET LOCAL enable_seqscan = off"))
            plan = session.scalars(text("EXPLAIN SELECT record FROM searched WHERE words LIKE '%prime%'"))
            assert any("searched_words" in line for line in plan)
