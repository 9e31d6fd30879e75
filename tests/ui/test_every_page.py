"""What holds on every page of the program: names for screen readers, and a way through by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.work import FollowUpDraft, PromiseDraft
from icbl_desktop.services import work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, OUTCOME, PROMISE
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.page_list import page_list
from icbl_desktop.ui.pages.welcome import Welcome
from icbl_desktop.ui.program import Program
from tests import workspace
from tests.ui.on_screen import OnScreen, click, reads, seen
from tests.ui.running import running
from tests.workspace import fund, log

PAGES = tuple(page_list(pytest.fail))


@pytest.fixture
def program(app: App, qtbot: QtBot) -> Iterator[Program]:
    """The program on a workspace with some work in it."""
    grant = fund(app.db, awarded=Decimal(4500))
    activity = log(app.db, grant_id=grant)
    follow_up = FollowUpDraft(what="Ask again", due=date(2018, 4, 1), activity_id=activity)
    work_records.save(app.db, FOLLOW_UP, follow_up)
    promise = PromiseDraft(who="Ministry of Foreign Affairs", what="A note on joining", activity_id=activity)
    work_records.save(app.db, PROMISE, promise)
    work_records.save(app.db, OUTCOME, replace(workspace.OUTCOME, grant_id=grant, activities=(activity,)))
    with running(app, qtbot) as program:
        program.window.resize(1280, 800)
        yield program


def settle(program: Program, qtbot: QtBot) -> None:
    """Wait until what the page asked for is read and shown."""
    answered: list[None] = []
    for _ in range(2):  # what is shown may ask for more
        answered.clear()
        program.jobs.read(lambda: None, answered.append, owner=program)
        qtbot.waitUntil(lambda: bool(answered))


def nameless(window: QWidget) -> list[str]:
    """What takes the focus on screen and a screen reader has no word for."""
    return [_path(one) for one in seen(window, QWidget) if _takes_focus(one) and not _name(one)]


def _takes_focus(widget: QWidget) -> bool:
    if isinstance(widget, QScrollArea) or isinstance(widget.parentWidget(), QAbstractScrollArea):
        return False
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None and widget.isEnabled()


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    above = widget.parentWidget()
    inherited = above.accessibleName() if above is not None and widget.objectName().startswith("qt_") else ""
    return widget.accessibleName() or text or inherited


def _path(widget: QWidget) -> str:
    names = []
    step: QWidget | None = widget
    while step is not None:
        names.append(step.objectName() or type(step).__name__)
        step = step.parentWidget()
    return " in ".join(names[:5])


def has_button(window: QWidget, words: str) -> bool:
    """Whether the button is there."""
    return any(words in (one.text(), one.accessibleName()) for one in seen(window, QAbstractButton))


def open_all(window: QWidget) -> None:
    """Unfold every section."""
    for section in window.findChildren(FoldingSection):
        section.open()


@pytest.mark.parametrize(
    ("page", "press", "expected"),
    [
        ("activities", "Log activity", "New activity"),
        ("grants", "Add a grant", "New grant"),
        ("grants", "Add an expense", "New expense"),
        ("grants", "Add an outcome", "New outcome"),
    ],
)
def test_everything_in_a_form_that_takes_the_focus_has_a_name(
    program: Program, qtbot: QtBot, page: str, press: str, expected: str
) -> None:
    program.window.go(page)
    settle(program, qtbot)
    qtbot.waitUntil(lambda: has_button(program.window, press))
    click(program.window, press)
    qtbot.waitUntil(lambda: reads(program.window, expected))
    open_all(program.window)
    assert nameless(program.window) == []


def test_so_has_the_first_start(empty: App, qtbot: QtBot, tmp_path: Path) -> None:
    welcome = OnScreen(empty, qtbot, Welcome)
    qtbot.waitUntil(lambda: welcome.button("Continue").isEnabled())
    assert nameless(welcome.page) == []
    welcome.press("Continue")
    welcome.wait_for("Where does your campaign work?")
    assert nameless(welcome.page) == []
    welcome.close()


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_round_and_comes_back_and_all_it_meets_has_a_name(
    program: Program, qtbot: QtBot, page: str
) -> None:
    window = program.window
    window.go(page)
    settle(program, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.top.log.setFocus()
    met: list[QWidget] = []
    while (here := QApplication.focusWidget()) not in met:
        assert here is not None
        met.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert not isinstance(here, QPlainTextEdit | QAbstractItemView) or QApplication.focusWidget() != here
    page_widget = window.go(page)
    assert here is window.top.log
    assert any(page_widget.isAncestorOf(one) for one in met)
    open_all(window)
    assert nameless(window) == []
