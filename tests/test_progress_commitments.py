"""What one campaign did towards the plan's commitments, planned activities and events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.plan import Event
from icbl_desktop.services import activities, plans, progress
from icbl_desktop.services.progress import Counted, ObjectiveView
from icbl_desktop.store.database import Database
from tests import workspace
from tests.workspace import CAMBODIA, JOIN_CCM, fund, log


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A campaign in Cambodia under the plan of 2017, which has commitments and planned activities."""
    app: App = workspace.fresh(tmp_path / "workspace", CAMBODIA, plan_id="2017")
    yield app.db
    app.close()


def view(db: Database, code: str = "1A") -> ObjectiveView:
    return progress.objective_view(db, plans.current(db), code, ["KHM"])


def commitment(db: Database, name: str) -> Counted:
    """The commitment of this id, with what was done."""
    return next(one for one in view(db).commitments if one.commitment.id == name)


def titles(db: Database, counted: Counted) -> list[str]:
    return [one.title for one in counted.grants]


def test_nothing_logged_is_nothing_counted(db: Database) -> None:
    counted = commitment(db, "1A-c2")
    assert (counted.ref, counted.commitment.minimum) == ("2017/1A-c2", 6)
    assert (counted.logged.ids, counted.grants) == ((), ())


def test_activities_count_for_the_commitment_they_answer(db: Database) -> None:
    first = log(db, commitment="2017/1A-c3", start=date(2017, 3, 1))
    second = log(db, commitment="2017/1A-c3", start=date(2017, 9, 1))
    log(db, commitment="2018-2019/1A-c3")
    log(db)
    assert commitment(db, "1A-c3").logged.ids == (second, first), "the newest first"
    assert commitment(db, "1A-c2").logged.ids == ()
    activities.trash(db, second)
    assert commitment(db, "1A-c3").logged.ids == (first,)


def test_only_the_first_come_with_their_lines(db: Database) -> None:
    for day in range(1, 6):
        log(db, commitment="2017/1A-c3", start=date(2017, 3, day), title=f"Visit {day}")
    logged = commitment(db, "1A-c3").logged
    assert len(logged.ids) == 5
    assert [one.title for one in logged.lines] == ["Visit 5", "Visit 4", "Visit 3"]


def test_grants_count_where_the_commitment_is_about_that_programme(db: Database) -> None:
    fund(db, title="Awarded in the plan's year", objectives=(JOIN_CCM,), decided_on=date(2017, 2, 1))
    fund(db, title="Without a date", objectives=(JOIN_CCM,))
    fund(db, title="A year later", objectives=(JOIN_CCM,), decided_on=date(2018, 2, 1))
    fund(db, title="Not awarded", objectives=(JOIN_CCM,), state="applied")
    fund(db, title="Another programme", objectives=(JOIN_CCM,), programme="together_in_action")
    fund(db, title="Another objective")
    assert titles(db, commitment(db, "1A-c2")) == ["Without a date", "Awarded in the plan's year"]
    assert commitment(db, "1A-c2").programme == "investing_in_action"
    assert (commitment(db, "1A-c3").programme, commitment(db, "1A-c3").grants) == ("", ())


def test_planned_activities_and_events_know_what_answers_them(db: Database) -> None:
    planned = log(db, planned_activity="2017/1A-a01")
    attended = log(db, event="2017/2017-e16")
    answered = view(db).answered
    assert {ref: logged.ids for ref, logged in answered.items()} == {
        "2017/1A-a01": (planned,),
        "2017/2017-e16": (attended,),
    }
    assert view(db, "3A").answered == {"2017/2017-e16": view(db).answered["2017/2017-e16"]}


def test_a_way_of_working_is_answered_like_a_planned_activity(db: Database) -> None:
    plans.choose(db, "2018-2019")
    activity = log(db, planned_activity="2018-2019/1A-s1")
    assert view(db).answered["2018-2019/1A-s1"].ids == (activity,)


def test_moments_stand_by_date_and_a_key_date_on_an_events_day_once(db: Database) -> None:
    moments = view(db).moments
    days = [one.start if isinstance(one, Event) else one.date for one in moments]
    assert days == sorted(days)
    assert days.count(date(2017, 2, 23)) == 1
    assert any(one.title == "First Committee meetings of the UN General Assembly" for one in moments)
