"""Ctrl+K: type, and whatever is found opens its place; commands run; Esc gives the focus back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.services import activities, trash
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.record_kinds import ACTIVITY
from icbl_desktop.ui.command_palette import CommandPalette
from icbl_desktop.ui.kit import look, theme
from icbl_desktop.ui.kit.offer_list import OfferList
from icbl_desktop.ui.program import Program
from tests.ui.on_screen import read
from tests.ui.running import running
from tests.workspace import fund, log

CONTROL = Qt.KeyboardModifier.ControlModifier
PLACEHOLDER = "Search or run a command"


class AtTheKeys:
    """Somebody who never touches the mouse."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.window, self._qtbot = program, program.window, qtbot

    def open(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_K, CONTROL)
        assert self.palette().isVisible()
        assert self.line().hasFocus()

    def palette(self) -> CommandPalette:
        return self.window.findChildren(CommandPalette)[0]

    def line(self) -> QLineEdit:
        return self.palette().findChildren(QLineEdit)[0]

    def type(self, words: str) -> None:
        """Type, and wait until a line with what is typed is marked."""
        QTest.keyClicks(self.line(), words)
        self._qtbot.waitUntil(lambda: words.casefold() in self.marked().casefold())

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.line(), key)

    def lines(self) -> list[str]:
        """Headings and titles, from above."""
        model = self.palette().findChildren(OfferList)[0].model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def marked(self) -> str:
        """What a screen reader says of the marked line."""
        return self.line().accessibleDescription()


@pytest.fixture
def person(app: App, qtbot: QtBot) -> Iterator[AtTheKeys]:
    """At the window of a campaign with two activities and a grant."""
    log(app.db, title="Letter to the Prime Minister")
    log(app.db, title="Met the Minister in Vientiane")
    fund(app.db, title="Survivor network")
    with running(app, qtbot) as program:
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        yield AtTheKeys(program, qtbot)


def test_what_is_typed_is_found_and_enter_opens_it(person: AtTheKeys, qtbot: QtBot) -> None:
    person.open()
    person.type("minister")
    assert person.lines()[:3] == [
        "Activities",
        "Met the Minister in Vientiane",
        "Letter to the Prime Minister",
    ]
    person.press(Qt.Key.Key_Down)
    assert person.marked().startswith("Letter to the Prime Minister, Phnom Penh")
    person.press(Qt.Key.Key_Return)
    assert not person.palette().isVisible()
    assert person.window.current() == "activities"
    titles = lambda: [one.text() for one in person.window.findChildren(QLineEdit) if one.isVisible()]  # noqa: E731
    qtbot.waitUntil(lambda: "Letter to the Prime Minister" in titles())


def test_enter_waits_for_what_is_still_being_looked_for(person: AtTheKeys, qtbot: QtBot) -> None:
    person.open()
    QTest.keyClicks(person.line(), "survivor netw")
    person.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: person.window.current() == "grants")


def test_a_target_state_opens_its_objective(person: AtTheKeys, qtbot: QtBot) -> None:
    person.open()
    person.type("Nepal")
    assert person.lines()[:2] == ["Target states", "Nepal"]
    person.press(Qt.Key.Key_Return)
    assert person.window.current() == "targets"
    qtbot.waitUntil(lambda: "At least 130 States Parties" in read(person.window))


def test_escape_gives_the_focus_back_and_control_k_closes_it_too(person: AtTheKeys) -> None:
    person.window.top.log.setFocus()
    for close in (
        lambda: person.press(Qt.Key.Key_Escape),
        lambda: QTest.keyClick(person.window, Qt.Key.Key_K, CONTROL),
    ):
        person.open()
        close()
        assert not person.palette().isVisible()
        assert QApplication.focusWidget() is person.window.top.log


def test_without_words_it_offers_commands_and_what_was_chosen_last(person: AtTheKeys) -> None:
    person.open()
    assert person.lines()[:2] == ["Commands", "Log activity"]
    assert "Go to" in person.lines()
    assert "Plan desk" not in person.lines(), "a page of the secretariat alone"
    person.type("Toolkit")
    person.press(Qt.Key.Key_Return)
    assert person.window.current() == "toolkit"
    person.open()
    assert person.lines()[:2] == ["Last chosen", "Toolkit"]


def test_the_arrows_go_round_and_pass_the_headings_by(person: AtTheKeys) -> None:
    person.open()
    person.press(Qt.Key.Key_Up)
    assert person.marked() == "Help"
    person.press(Qt.Key.Key_Tab)
    assert person.marked() == "Log activity"
    assert person.line().hasFocus()


def test_a_command_runs_once_the_palette_is_gone(person: AtTheKeys, qtbot: QtBot) -> None:
    person.open()
    person.type("Log activity")
    person.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "New activity" in read(person.window))


def test_undo_from_the_palette_brings_back_what_was_removed(person: AtTheKeys, qtbot: QtBot) -> None:
    db = person.program._context().app.db
    removed = activities.ids(db, ActivityFilter())[0]
    program = person.program
    program.jobs.write(lambda: trash.put(db, ACTIVITY, [removed]), lambda _: None, owner=program)
    qtbot.waitUntil(lambda: "Moved to the trash:" in read(person.window))
    person.open()
    person.type("Undo")
    person.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: removed in activities.ids(db, ActivityFilter()))


def test_colours_change_at_once_and_for_the_next_start(person: AtTheKeys, qtbot: QtBot) -> None:
    folders = person.program._context().app.folders
    try:
        person.open()
        person.type("Dark colours")
        person.press(Qt.Key.Key_Return)
        assert look.colours().dark
        qtbot.waitUntil(lambda: config.load_settings(folders).theme == "dark")
    finally:
        theme.apply_theme(look.application(), theme.ThemeChoice.LIGHT)


def test_nothing_found_is_said_and_other_words_find_again(person: AtTheKeys, qtbot: QtBot) -> None:
    person.open()
    QTest.keyClicks(person.line(), "xylophone")
    qtbot.waitUntil(lambda: "Nothing was found for “xylophone”" in read(person.palette()))
    person.press(Qt.Key.Key_Return)
    assert person.palette().isVisible()
    person.line().clear()
    qtbot.waitUntil(lambda: person.lines()[:1] == ["Commands"])


def test_the_box_in_the_top_bar_opens_it_and_yields_to_long_names(person: AtTheKeys, qtbot: QtBot) -> None:
    box = person.window.top.search
    assert box.text().startswith(PLACEHOLDER)
    person.window.top.show_states(
        "Lao People's Democratic Republic, Cambodia, Viet Nam, Myanmar and Thailand"
    )
    assert (box.text(), box.accessibleName()) == ("", PLACEHOLDER)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert person.line().hasFocus()
    qtbot.mouseClick(person.palette(), Qt.MouseButton.LeftButton, pos=person.palette().rect().bottomLeft())
    assert not person.palette().isVisible()
    assert isinstance(QApplication.focusWidget(), QPushButton | None)
