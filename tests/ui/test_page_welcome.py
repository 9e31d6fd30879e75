"""The first start, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.services import campaign, plans
from icbl_desktop.ui.pages.welcome import Welcome
from tests.ui.on_screen import OnScreen


@pytest.fixture
def welcome(empty: App, qtbot: QtBot) -> Iterator[OnScreen]:
    shown = OnScreen(empty, qtbot, Welcome)
    shown.wait_for("Step 1 of 3")
    yield shown
    shown.close()


def enter(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def type_here(words: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), words)


def test_a_campaign_is_set_up_by_keyboard_alone(welcome: OnScreen, qtbot: QtBot) -> None:
    assert "Nothing leaves this computer without you" in welcome.read()
    assert "English" in welcome.field("Language").entry.control.currentText()  # type: ignore[attr-defined]
    enter(qtbot)
    type_here("camb", qtbot)
    enter(qtbot)
    type_here("COTE", qtbot)
    enter(qtbot)
    assert welcome.button("Take away Côte d'Ivoire").isVisible()
    enter(qtbot)
    type_here("Cambodia Campaign to Ban Landmines", qtbot)
    with qtbot.waitSignal(welcome.page.finished):  # type: ignore[attr-defined]
        enter(qtbot)
    who = campaign.get(welcome.app.db)
    assert (who.organisation, who.states) == ("Cambodia Campaign to Ban Landmines", ("KHM", "CIV"))
    assert plans.current(welcome.app.db).id == "2018-2019", "the newest plan that came along"


def test_what_is_missing_is_said_beside_its_field(welcome: OnScreen, qtbot: QtBot) -> None:
    enter(qtbot)
    enter(qtbot)
    assert "Step 2 of 3" in welcome.read()
    assert welcome.field("State or other area").note() == "Choose at least one state your campaign works in."
    type_here("fiji", qtbot)
    enter(qtbot)
    enter(qtbot)
    enter(qtbot)
    field = welcome.field("Name of your organisation or campaign")
    assert field.note() == "Write the name of your organisation."
    type_here("F", qtbot)
    assert field.note() == ""
    assert campaign.find(welcome.app.db) is None


def test_back_keeps_the_answers(welcome: OnScreen, qtbot: QtBot) -> None:
    enter(qtbot)
    type_here("nepal", qtbot)
    enter(qtbot)
    enter(qtbot)
    welcome.press("Back")
    assert "Step 2 of 3" in welcome.read()
    assert welcome.button("Take away Nepal").isVisible()


def test_the_arrow_keys_choose_from_the_list(welcome: OnScreen, qtbot: QtBot) -> None:
    enter(qtbot)
    type_here("guinea", qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert isinstance(QApplication.focusWidget(), QListWidget)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert welcome.button("Take away Guinea").isVisible()
    welcome.press("Take away Guinea")
    assert not welcome.has_button("Take away Guinea")


def test_letters_no_state_has_are_answered(welcome: OnScreen, qtbot: QtBot) -> None:
    enter(qtbot)
    type_here("xyz", qtbot)
    assert "No state has these letters in its name." in welcome.read()
