"""How the list looks and the filters kept by name: there again after a restart."""

from __future__ import annotations

from datetime import date

import pytest

from icbl_desktop.errors import UserError
from icbl_desktop.services import views
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.views import ListLook, SavedFilter
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_workspace import ViewSettingRow

QUARTER = ActivityFilter(words="ministry", type="meeting", days="this_quarter", order="title")
RANGE = ActivityFilter(start=date(2018, 1, 1), end=date(2018, 3, 31), tag="press")


def test_filters_are_kept_by_name_as_they_were(db: Database) -> None:
    views.save(db, "  This   quarter ", QUARTER)
    views.save(db, "press", RANGE)
    again = Database(db.path)
    assert views.saved(again) == (SavedFilter("press", RANGE), SavedFilter("This quarter", QUARTER))
    again.close()
    views.save(db, "press", QUARTER)
    assert [one.filter for one in views.saved(db)] == [QUARTER, QUARTER]


def test_a_filter_gets_another_name_or_goes(db: Database) -> None:
    views.save(db, "One", QUARTER)
    views.save(db, "Two", RANGE)
    views.rename(db, "One", "Third")
    views.remove(db, "Two")
    assert views.saved(db) == (SavedFilter("Third", QUARTER),)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "Give the filter a name."),
        ("x" * 61, "This name is too long. Write at most 60 characters."),
        ("Two", "There is a filter named “Two” already. Choose another name."),
    ],
)
def test_a_name_that_cannot_be_is_said(db: Database, name: str, sentence: str) -> None:
    views.save(db, "One", QUARTER)
    views.save(db, "Two", RANGE)
    with pytest.raises(UserError) as refusal:
        views.rename(db, "One", name)
    assert refusal.value.sentence == sentence
    assert [one.name for one in views.saved(db)] == ["One", "Two"]


def test_columns_and_rows_are_kept(db: Database) -> None:
    assert views.look(db) == ListLook()
    chosen = ListLook(columns=("date", "activity", "tags"), compact=True, preview=False)
    views.keep_look(db, chosen)
    assert views.look(db) == chosen


@pytest.mark.parametrize("value", ['{"compact": "very"}', "not JSON"])
def test_settings_that_cannot_be_read_are_as_they_come(db: Database, value: str) -> None:
    with db.write() as session:
        session.merge(ViewSettingRow(name="activity.look", value=value))
    assert views.look(db) == ListLook()


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        ("this_quarter", date(2018, 1, 1), date(2018, 3, 31)),
        ("last_quarter", date(2017, 10, 1), date(2017, 12, 31)),
        ("this_year", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_this_quarter_is_the_one_of_the_day_it_is_asked_on(days: str, start: date, end: date) -> None:
    found = views.dated(ActivityFilter(days=days), date(2018, 2, 5))
    assert (found.start, found.end) == (start, end)
