"""The calendar: what a campaigner sees on a day, in a month and in the year to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QTabBar, QTableView
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.plan_extras import Alert, Extras
from icbl_desktop.services import activities, choices
from icbl_desktop.ui.calendar.month_grid import MonthGrid
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.calendar import CalendarPage
from tests import rich_bundle, workspace
from tests.ui.on_screen import OnScreen, named, seen

TODAY = date.today()  # noqa: DTZ011 - the page speaks of the person's own day
LAUNCH = "Launch of the 2018 Landmine Monitor report"
Open = Callable[..., OnScreen]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> Open:
    """Opens the page on a day, after ``prepare`` has filled the records of a campaign in Cambodia."""

    def show(day: date, prepare: Callable[[App], object] | None = None) -> OnScreen:
        app = workspace.fresh(tmp_path / "workspace", plan_id="2018-2019")
        if prepare is not None:
            prepare(app)
        opened.append(OnScreen(app, qtbot, CalendarPage))
        to(opened[-1], day)
        opened[-1].wait_for("Log an activity on this day")
        return opened[-1]

    return show


def to(page: OnScreen, day: date) -> None:
    assert isinstance(page.page, CalendarPage)
    page.page.open(Place("calendar", id=day.isoformat()))


def grid(page: OnScreen) -> MonthGrid:
    (found,) = seen(page.page, MonthGrid)
    return found


def press_key(page: OnScreen, key: Qt.Key) -> date:
    """Press a key on the grid; the day that is chosen then."""
    (view,) = seen(grid(page), QTableView)
    QTest.keyClick(view, key)
    return grid(page).day()


def wait_gone(page: OnScreen, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words not in page.read())


def agenda(page: OnScreen) -> None:
    named(page.page, QTabBar, "Form of the calendar").setCurrentIndex(1)


def test_a_day_lists_what_falls_on_it(show: Open) -> None:
    page = show(date(2018, 12, 3))
    page.wait_for("International Day of Persons with Disabilities")
    words = page.read()
    assert "December 2018" in words
    assert "Monday 3 December 2018" in words
    assert "21st Anniversary of the signing of the Mine Ban Treaty" in words
    assert "3 December 2018 – 4 December 2018 · 3A" in words


def test_a_day_begins_an_activity_of_that_day(show: Open) -> None:
    page = show(date(2018, 12, 3))
    page.press("Log an activity on this day")
    draft = page.went[-1].draft
    assert draft is not None
    assert (draft.start, draft.states) == (date(2018, 12, 3), ("KHM",))


def test_the_keys_move_by_day_and_month_and_home_to_today(show: Open) -> None:
    page = show(date(2018, 12, 3))
    assert press_key(page, Qt.Key.Key_Right) == date(2018, 12, 4)
    assert press_key(page, Qt.Key.Key_Down) == date(2018, 12, 11)
    assert press_key(page, Qt.Key.Key_PageUp) == date(2018, 11, 11)
    assert press_key(page, Qt.Key.Key_PageDown) == date(2018, 12, 11)
    assert press_key(page, Qt.Key.Key_Home) == TODAY


def test_enter_goes_on_to_what_can_be_done_on_the_day(show: Open, qtbot: QtBot) -> None:
    page = show(date(2018, 12, 25))
    page.page.activateWindow()
    grid(page).setFocus()
    press_key(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.button("Log an activity on this day"))


def test_a_screen_reader_hears_the_day_and_what_is_on_it(show: Open) -> None:
    page = show(date(2018, 11, 21))
    page.wait_for("CCW Meeting of High Contracting Parties")
    (view,) = seen(grid(page), QTableView)
    assert view.accessibleName() == (
        "Month: Wednesday 21 November 2018, CCW Meeting of High Contracting Parties"
    )


def test_an_event_without_a_day_stands_in_its_month_until_a_day_is_chosen(show: Open, qtbot: QtBot) -> None:
    page = show(date(2018, 11, 2))
    page.wait_for("In November 2018, day not known yet")
    assert LAUNCH in page.read()
    assert "To be confirmed" in page.read()
    page.press(f"Choose a day: {LAUNCH}")
    page.press("Keep this day")
    page.wait_for("Nothing on this day.")
    wait_gone(page, qtbot, "In November 2018, day not known yet")
    to(page, date(2018, 11, 1))
    page.wait_for("Your day: 1 November 2018")
    assert choices.every(page.app.db)[0].day == date(2018, 11, 1)
    page.press(f"Remove your day: {LAUNCH}")
    page.wait_for("In November 2018, day not known yet")


def test_what_was_done_at_an_event_is_begun_from_it(show: Open) -> None:
    page = show(date(2018, 11, 27))
    page.press("Log what you did: 17th Meeting of States Parties to the Mine Ban Treaty")
    draft = page.went[-1].draft
    assert draft is not None
    assert draft.event == "2018-2019/2018-e17"
    assert (draft.start, draft.end) == (date(2018, 11, 26), date(2018, 11, 30))


def test_the_agenda_goes_by_month(show: Open, qtbot: QtBot) -> None:
    page = show(date(2018, 11, 1))
    agenda(page)
    page.wait_for("November 2018 – October 2019")
    words = page.read()
    assert "Mon 26" in words
    assert "In November 2018, day not known yet" in words
    assert words.index("17th Meeting of States Parties") < words.index("21st Anniversary of the signing")
    page.press("Month after")
    page.wait_for("December 2018 – November 2019")
    wait_gone(page, qtbot, "17th Meeting of States Parties")


def test_a_kind_can_be_left_out(show: Open, qtbot: QtBot) -> None:
    page = show(date(2018, 12, 3))
    page.wait_for("International Day of Persons with Disabilities")
    page.press("Show: Events")
    wait_gone(page, qtbot, "International Day of Persons with Disabilities")
    page.wait_for("Key date · 1A")
    page.press("Show: Events")
    page.wait_for("International Day of Persons with Disabilities")


def test_after_the_plan_the_calendar_says_why_it_is_empty(show: Open, qtbot: QtBot) -> None:
    page = show(TODAY)
    page.wait_for("The plan ended on 31 December 2019: it names no dates after that.")
    page.press("See the plan's dates")
    page.wait_for("January 2018 – December 2018")
    wait_gone(page, qtbot, "The plan ended")


def test_an_open_alert_is_named_on_every_day_that_it_waits(show: Open) -> None:
    alert = Alert("use", "New use reported", "Ask your minister.", TODAY, TODAY + timedelta(days=9))
    page = show(TODAY + timedelta(days=2), lambda app: rich_bundle.take_in(app, Extras(alerts=(alert,))))
    page.wait_for("Answer with an activity")
    answer = named(page.page, QPushButton, "Answer with an activity: New use reported")
    assert answer.width() >= answer.sizeHint().width(), "whole beside the grid, too"
    to(page, TODAY + timedelta(days=10))
    page.wait_for("Nothing on this day.")


def test_an_alert_stands_on_its_last_day_and_is_answered_from_there(show: Open) -> None:
    last = TODAY + timedelta(days=3)
    alert = Alert("use", "New use reported", "Ask your minister.", TODAY, last, ("1B",))
    page = show(last, lambda app: rich_bundle.take_in(app, Extras(alerts=(alert,))))
    page.wait_for("3 days left")
    page.press("Answer with an activity: New use reported")
    draft = page.went[-1].draft
    assert draft is not None
    assert draft.alert == "2018-2019/use"
    about = workspace.log(page.app.db, alert=draft.alert, start=TODAY)
    page.jobs.changed.emit(activities.save(page.app.db, activities.get(page.app.db, about), about))
    page.wait_for("Answered")
    assert not page.has_button("Answer with an activity: New use reported")
    page.press("See what you did about New use reported")
    assert (page.went[-1].page, page.went[-1].id) == ("activities", about)


def test_what_is_due_opens_its_place(show: Open) -> None:
    day, ids = date(2018, 4, 5), list[str]()

    def prepare(app: App) -> None:
        ids.append(workspace.follow_up(app.db, due=day))
        ids.append(workspace.promise(app.db, due=day))

    page = show(day, prepare)
    page.wait_for("Follow-up was due")
    assert "Promise was due · Ministry of Defence" in page.read()
    page.press("Open: Call the ministry")
    page.press("Open: To publish what stockpiles it holds")
    assert [(one.page, one.id) for one in page.went] == [("promises", one) for one in ids]


def test_a_treaty_deadline_says_its_source(show: Open) -> None:
    page = show(date(2025, 12, 31))
    page.wait_for("Mine Ban Treaty Article 5, clearance: 31 December 2025 (as of 2020)")


def test_the_calendar_is_saved_for_other_calendars(
    show: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "calendar.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page = show(TODAY, lambda app: workspace.follow_up(app.db, due=TODAY))
    page.press("Save as .ics")
    page.wait_for("The calendar is saved as calendar.ics.")
    assert b"Follow-up due: Call the ministry" in target.read_bytes()
