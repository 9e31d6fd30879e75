"""The window: pages at their first visit, the rail, the bottom line; and the message boxes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.ui import messages
from icbl_desktop.ui.jobs import Jobs, Progress
from icbl_desktop.ui.kit import theme
from icbl_desktop.ui.kit.page_parts import Bar, EmptyState
from icbl_desktop.ui.main_window import MainWindow
from icbl_desktop.ui.navigation import PageSpec

ROOT = Path(__file__).parents[2]
NAMES = {
    "overview": "Overview",
    "activities": "Activities",
    "plan_updates": "Plan updates",
    "settings": "Settings",
}


class ExamplePage(QLabel):
    """A page that remembers what it was told."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.refreshed: list[Changed] = []
        self.flushed = 0

    def refresh(self, changed: Changed) -> None:
        self.refreshed.append(changed)

    def flush(self) -> None:
        self.flushed += 1


class Shell:
    """A window with four pages, and which of them were built."""

    def __init__(self) -> None:
        self.built: list[str] = []
        self.jobs = Jobs()
        specs = [PageSpec(k, t, "house", self._builder(t), k == "settings") for k, t in NAMES.items()]
        self.window = MainWindow({spec.key: spec for spec in specs}, self.jobs)

    def _builder(self, title: str) -> Callable[[], QWidget]:
        def build() -> QWidget:
            self.built.append(title)
            return ExamplePage(title)

        return build

    def page(self, key: str) -> ExamplePage:
        page = self.window.go(key)
        assert isinstance(page, ExamplePage)
        return page

    def rail(self, title: str) -> QPushButton:
        return next(b for b in self.window.rail.findChildren(QPushButton) if b.accessibleName() == title)

    def button(self, words: str) -> QPushButton:
        return next(
            b for b in self.window.findChildren(QPushButton) if words in (b.text(), b.accessibleName())
        )


@pytest.fixture
def shell(qtbot: QtBot):
    shell = Shell()
    qtbot.addWidget(shell.window)
    with qtbot.waitActive(shell.window):
        shell.window.show()
        shell.window.activateWindow()
    yield shell
    shell.window.close()


def test_pages_are_built_when_they_are_first_visited(shell: Shell, qtbot: QtBot):
    assert shell.built == []
    qtbot.mouseClick(shell.rail("Activities"), Qt.MouseButton.LeftButton)
    shell.window.go("overview")
    shell.window.go("activities")
    assert shell.built == ["Activities", "Overview"]
    assert shell.window.current() == "activities"
    assert shell.page("activities").isVisible()
    assert shell.rail("Activities").isChecked()
    assert not shell.rail("Overview").isChecked()


def test_pages_hear_what_changed_once_they_are_there(shell: Shell, qtbot: QtBot):
    page, changed = shell.page("overview"), Changed.of("activity", "a1")
    shell.jobs.write(lambda: changed, lambda _result: None, shell.window)
    qtbot.waitUntil(lambda: page.refreshed == [changed])
    assert shell.built == ["Overview"]


def test_closing_saves_drafts_and_waits_for_what_is_queued(shell: Shell):
    page, written = shell.page("overview"), []
    shell.jobs.write(lambda: written.append("draft"), lambda _result: None, shell.window)
    shell.window.close()
    assert page.flushed == 1
    assert written == ["draft"]


def test_the_rail_shrinks_to_icons_with_tooltips_in_a_narrow_window(shell: Shell, qtbot: QtBot):
    shell.window.resize(1280, 800)
    qtbot.waitUntil(lambda: shell.rail("Overview").text() == "Overview")
    shell.window.resize(1024, 640)
    qtbot.waitUntil(lambda: shell.window.rail.width() == 56)
    assert shell.rail("Overview").text() == ""
    assert shell.rail("Overview").toolTip() == "Overview"


def test_the_smallest_window_holds_everything_even_in_long_words_and_large_text(
    shell: Shell, qapp: QApplication
):
    shell.window.top.show_states("Lao People's Democratic Republic, Cambodia, Viet Nam, Myanmar and Thailand")
    shell.window.top.show_plan("Plan of activities of the campaign for the years 2017 to 2021, revised")
    try:
        for scale in (1.0, 2.0):
            theme.apply_theme(qapp, theme.ThemeChoice.LIGHT, scale)
            shell.window.resize(1024, 640)
            qapp.processEvents()
            assert shell.window.size() == QSize(1024, 640)
            log = shell.button("Log activity")
            assert log.mapTo(shell.window, log.rect().bottomRight()).x() <= 1024
            assert log.width() >= log.sizeHint().width()
            assert "2021" in shell.window.top.plan.toolTip()
    finally:
        theme.apply_theme(qapp, theme.ThemeChoice.LIGHT)


def test_the_rail_stands_at_the_start_edge(shell: Shell, qapp: QApplication):
    assert shell.window.rail.mapTo(shell.window, shell.window.rail.rect().topLeft()).x() == 0
    shell.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()
    right = shell.window.rail.mapTo(shell.window, shell.window.rail.rect().topRight()).x()
    assert right == shell.window.width() - 1


def test_a_page_that_is_offered_no_more_is_left(shell: Shell):
    shell.window.go("settings")
    shell.window.offer("settings", False)
    assert not shell.rail("Settings").isVisible()
    assert shell.window.current() == "overview"
    shell.window.offer("settings", True)
    assert shell.rail("Settings").isVisible()


def test_control_n_logs_an_activity(shell: Shell, qtbot: QtBot):
    with qtbot.waitSignal(shell.window.log_activity):
        qtbot.keyClick(shell.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_the_plan_chip_offers_plan_updates_and_hides_without_a_plan(shell: Shell, qtbot: QtBot):
    shell.window.top.show_plan("Operational plan 2018–2019")
    menu = shell.window.top.plan.menu()
    assert [action.text() for action in menu.actions()] == ["Plan updates", "Open a plan file…"]
    menu.actions()[0].trigger()
    assert shell.window.current() == "plan_updates"
    shell.window.top.show_plan("")
    assert not shell.window.top.plan.isVisible()


def test_nothing_can_be_asked_for_before_the_records_are_open(shell: Shell, qtbot: QtBot):
    shell.window.set_ready(False)
    qtbot.mouseClick(shell.rail("Overview"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(shell.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    with qtbot.assertNotEmitted(shell.window.file_wanted):
        qtbot.keyClick(shell.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert shell.built == []
    shell.window.set_ready(True)
    qtbot.mouseClick(shell.rail("Overview"), Qt.MouseButton.LeftButton)
    assert shell.built == ["Overview"]


def test_the_bottom_line_says_what_is_saved_and_stops_long_work(shell: Shell, qtbot: QtBot):
    line = shell.window.status
    assert line.words() == "All saved on this computer"
    bar, begun = shell.window.findChildren(QProgressBar)[0], []

    def work(progress: Progress) -> None:
        while True:
            progress(30, 100)

    shell.jobs.long_progress.connect(lambda *_numbers: begun.append(bar.isVisible()))
    shell.jobs.long(work, lambda _result: None, shell.window, "Reading the plan")
    assert line.words() == "Saving …"
    qtbot.waitUntil(lambda: bool(begun) and bar.value() == 30)
    assert begun[0]
    qtbot.mouseClick(shell.button("Cancel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert line.words() == "All saved on this computer"


def test_a_bar_stays_until_it_is_closed_and_undoes(qtbot: QtBot):
    bar = Bar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.say("Saved.", "success", "Undo")
    assert bar.words() == "Saved."
    with qtbot.waitSignal(bar.acted):
        bar.findChildren(QPushButton)[0].click()
    with qtbot.waitSignal(bar.dismissed):
        bar.findChildren(QToolButton)[0].click()
    assert not bar.isVisible()


def test_an_empty_page_offers_the_next_step(qtbot: QtBot):
    empty = EmptyState("list-checks", "No activity yet", "Log the last thing you did.", "Log activity")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty.findChildren(QPushButton)[0].click()


def answer(qapp: QApplication, words: str) -> list[str]:
    """Press this button of the box that opens next; what the box says is put into the list."""
    said: list[str] = []

    def press() -> None:
        box = qapp.activeModalWidget()
        assert box is not None
        said.extend(found.text() for found in box.findChildren(QLabel) if found.text())
        next(found for found in box.findChildren(QPushButton) if found.text() == words).click()

    QTimer.singleShot(0, press)
    return said


def test_a_question_is_answered_with_verbs(qapp: QApplication):
    said = answer(qapp, "Delete")
    assert messages.ask(None, "Delete this activity?", "It goes to the trash.", "Delete", "Keep it")
    assert said == ["Delete this activity?", "It goes to the trash."]
    answer(qapp, "Keep it")
    assert not messages.ask(None, "Delete this activity?", "It goes to the trash.", "Delete", "Keep it")


def test_an_error_says_its_sentence(qapp: QApplication):
    said = answer(qapp, "Close")
    messages.error(None, UserError("{name} is not a plan. Nothing was changed.", name="holiday.jpg"))
    assert "holiday.jpg is not a plan. Nothing was changed." in said


def test_the_details_of_a_crash_can_be_copied(qapp: QApplication):
    def copy_then_go_on() -> None:
        box = qapp.activeModalWidget()
        assert box is not None
        buttons = {found.text(): found for found in box.findChildren(QPushButton)}
        buttons["Copy details"].click()
        assert box.isVisible()
        buttons["Go on"].click()

    QTimer.singleShot(0, copy_then_go_on)
    messages.crash(None, "Traceback: broken")
    assert QGuiApplication.clipboard().text() == "Traceback: broken"


def test_the_shell_loads_nothing_that_is_slow():
    code = (
        "import sys; from icbl_desktop.ui import application;"
        "print(sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    slow = ("sqlalchemy", "sqlcipher3", "reportlab", "pikepdf", "cryptography", "msgspec")
    assert not [name for name in slow if f"'{name}'" in loaded]


def test_a_plan_keeps_its_own_direction_in_a_window_of_the_other_one(shell: Shell):
    shell.window.top.show_plan("2018-2019 Operational Plan")
    assert shell.window.top.plan.text() == "\u20682018-2019 Operational Plan\u2069"
