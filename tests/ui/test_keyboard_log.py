"""An ordinary activity, logged with the keyboard alone: the exact keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.services import activities, work_records
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.record_kinds import PROMISE
from icbl_desktop.ui.program import Program
from tests.ui.on_screen import reads
from tests.ui.running import running
from tests.workspace import JOIN_CCM, log

SLOW = 2
"""Keys a second of a slow typist."""

NEW, SAVE, NEXT = "Ctrl+N", "Ctrl+S", "Ctrl+Down"
DOWN, ENTER, SPACE = "Down", "Enter", "Space"
KEYS = {
    NEW: (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
    SAVE: (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    NEXT: (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier),
    DOWN: (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ENTER: (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    SPACE: (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
}

ANSWERS = (
    *("m", NEXT),  # type: Meeting with officials
    *("Met the deputy minister", NEXT),  # what did you do?
    *(NEXT, NEXT),  # when? today, on one day
    *(SPACE, NEXT),  # objective: 1A
    *("Note due in May", NEXT),  # what came of it?
    *(SPACE, NEXT, NEXT),  # more about it: open, past what happened
    *("Phn", DOWN, ENTER, NEXT),  # place: Phnom Penh, offered again
    *(NEXT, NEXT, NEXT, NEXT),  # level, treaty, tags, and into who you met
    *("For", DOWN, ENTER, NEXT),  # institution: Foreign Ministry, offered again
    *(NEXT, NEXT, NEXT, NEXT),  # people, their names, and past what officials did
    *(SPACE, "Send a note", NEXT, NEXT, NEXT),  # a promise; who is filled in, and no date
    *(NEXT, SPACE, NEXT, "12", NEXT, "7", NEXT, "5"),  # past files; participants: all, women, men
    SAVE,
)


class Keyboard:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, program: Program) -> None:
        self._window = program.window
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press these one after the other: names of ``KEYS``, or text."""
        for one in keys:
            if one in KEYS:
                QTest.keyClick(self._where(), *KEYS[one])
            else:
                QTest.keyClicks(self._where(), one)
            QApplication.processEvents()
            self.pressed += 1 if one in KEYS else len(one)

    def _where(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self._window


@pytest.fixture
def program(app: App, qtbot: QtBot) -> Iterator[Program]:
    """The program of a campaign that logged something before."""
    log(app.db, place="Phnom Penh", institutions=("Foreign Ministry",), objectives=())
    with running(app, qtbot) as program:
        program.window.resize(1280, 800)
        yield program


def settle(program: Program, qtbot: QtBot) -> None:
    """Wait until what was typed before is read."""
    answered: list[None] = []
    program.jobs.read(lambda: None, answered.append, owner=program)
    qtbot.waitUntil(lambda: bool(answered))


def test_an_ordinary_activity_in_under_a_minute_by_keyboard_alone(
    program: Program, app: App, qtbot: QtBot
) -> None:
    keyboard = Keyboard(program)
    keyboard.press(NEW)
    qtbot.waitUntil(lambda: reads(program.window, "New activity"))
    settle(program, qtbot)
    keyboard.press(*ANSWERS)
    qtbot.waitUntil(lambda: not reads(program.window, "New activity"))

    newest = activities.last(app.db)
    assert newest is not None
    assert (newest.type, newest.title, newest.result) == (
        "meeting",
        "Met the deputy minister",
        "Note due in May",
    )
    assert (newest.start, newest.precision) == (date.today(), "day")  # noqa: DTZ011
    assert (newest.objectives, newest.place) == ((JOIN_CCM,), "Phnom Penh")
    assert newest.institutions == ("Foreign Ministry",)
    assert (newest.participants, newest.women, newest.men, newest.survivors) == (12, 7, 5, None)
    (promise,) = work_records.every(app.db, PROMISE, activity_id=newest.id)
    assert (promise.who, promise.what, promise.due) == ("Foreign Ministry", "Send a note", None)
    assert (promise.made_on, promise.objectives) == (newest.start, (JOIN_CCM,))
    assert len(activities.ids(app.db, ActivityFilter())) == 2

    assert keyboard.pressed == 95  # 48 seconds for a slow typist, 20 for a quick one
    assert keyboard.pressed / SLOW < 60
