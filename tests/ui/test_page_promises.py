"""Promises and follow-ups: what a campaigner reads, notes and writes on their page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.work import FollowUpDraft
from icbl_desktop.services import work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.promises import PromisesPage
from tests import workspace
from tests.ui.on_screen import OnScreen, named

TODAY = date.today()  # noqa: DTZ011 - the page speaks of the person's own day
LIST = "To publish what stockpiles it holds"
Open = Callable[..., OnScreen]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> Open:
    """Opens the page after ``prepare`` has filled the records."""

    def show(prepare: Callable[[App], object] | None = None) -> OnScreen:
        app = workspace.fresh(tmp_path / "workspace")
        if prepare is not None:
            prepare(app)
        opened.append(OnScreen(app, qtbot, PromisesPage))
        return opened[-1]

    return show


def to(page: OnScreen, place: Place) -> None:
    assert isinstance(page.page, PromisesPage)
    page.page.open(place)


def test_a_promise_is_kept_with_its_day_and_how(show: Open) -> None:
    page = show(lambda app: workspace.promise(app.db, due=TODAY - timedelta(days=3)))
    page.wait_for("Open · 1")
    assert "Ministry of Defence · Was due" in page.read()
    page.press(f"Kept: {LIST}")
    page.type("How?", "It is on its site")
    page.press("Note that it was kept")
    page.wait_for("Kept · 1")
    (kept,) = work_records.every(page.app.db, PROMISE)
    assert (kept.state, kept.settled_on, kept.how) == ("kept", TODAY, "It is on its site")
    page.press(f"Add an outcome: {LIST}")
    draft = page.went[-1].draft
    assert page.went[-1].page == "outcomes"
    assert (draft.promises, draft.actor, draft.when) == ((kept.id,), "Ministry of Defence", TODAY)
    page.press(f"Open again: {LIST}")
    page.wait_for("Open · 1")


def test_a_promise_is_written_down_and_one_without_a_name_is_refused(show: Open) -> None:
    page = show()
    page.wait_for("No promise yet")
    page.press("Add a promise")
    page.type("What was promised?", "To sign")
    page.press("Save")
    page.wait_for("Write who promised: an office or an institution.")
    page.type("Who promised?", "Prime Minister's office")
    page.press("Save")
    page.wait_for("Open · 1")
    (made,) = work_records.every(page.app.db, PROMISE)
    assert (made.who, made.what, made.iso3, made.made_on) == (
        "Prime Minister's office",
        "To sign",
        "KHM",
        TODAY,
    )


def test_a_follow_up_begins_at_a_promise_and_is_done_at_one_press(show: Open) -> None:
    page = show(lambda app: workspace.promise(app.db))
    page.press(f"Add a follow-up: {LIST}")
    place = page.went[-1]
    assert isinstance(place.draft, FollowUpDraft)
    to(page, place)
    page.type("What is to be done?", "Ask for the list")
    page.press("Save")
    page.wait_for("To do · 1")
    (made,) = work_records.every(page.app.db, FOLLOW_UP)
    assert made.promise_id == work_records.every(page.app.db, PROMISE)[0].id
    page.press("Done: Ask for the list")
    page.wait_for("Done · 1")
    assert work_records.get(page.app.db, FOLLOW_UP, made.id).done_on == TODAY


def test_a_place_opens_its_promise_or_its_follow_up(show: Open) -> None:
    ids: list[str] = []

    def prepare(app: App) -> None:
        ids.append(workspace.promise(app.db))
        ids.append(workspace.follow_up(app.db))

    page = show(prepare)
    to(page, Place("promises", id=ids[1]))
    page.field("What is to be done?")
    to(page, Place("promises", id=ids[0]))
    page.field("What was promised?")


def test_words_and_what_became_of_it_narrow_the_list(show: Open, qtbot: QtBot) -> None:
    def prepare(app: App) -> None:
        activity = workspace.log(app.db, title="Dîner with parliament")
        workspace.promise(app.db, what="A law", activity_id=activity)
        workspace.promise(app.db, what="A vote", state="kept", settled_on=TODAY)

    page = show(prepare)
    page.wait_for("Kept · 1")
    line = named(page.page, QLineEdit, "Search promises and follow-ups")
    QTest.keyClicks(line, "diner")
    qtbot.waitUntil(lambda: "Kept · 1" not in page.read())
    page.button("A law")
    QTest.keyClicks(line, "zz")
    page.press("Show all")
    page.wait_for("Kept · 1")


def test_delete_puts_a_promise_into_the_trash_and_the_window_can_undo_it(show: Open) -> None:
    page = show(lambda app: workspace.promise(app.db))
    heard: list[int] = []
    page.jobs.changed.connect(lambda changed: heard.append(changed.undoable))
    line = page.button(LIST)
    page.page.activateWindow()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    page.wait_for("No promise yet")
    assert heard[-1] > 0
