"""Help: the guide, the keys, the diagnostics."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from icbl_desktop import __version__
from icbl_desktop.app import App
from icbl_desktop.ui.pages.help import HelpPage
from tests import workspace
from tests.ui.on_screen import OnScreen


@pytest.fixture
def help_page(app: App, qtbot: QtBot) -> Iterator[OnScreen]:
    shown = OnScreen(app, qtbot, HelpPage)
    yield shown
    shown.close()


def test_the_guide_covers_what_a_campaigner_does(help_page: OnScreen) -> None:
    words = help_page.read()
    for title in (
        "The first ten minutes",
        "Logging what you did",
        "Promises and follow-ups",
        "Grants and expenses",
        "Photos and other proof",
        "Nothing is lost",
        "Spreadsheets",
        "Reports",
        "Sending a report",
        "Who can see what",
        "Plan updates",
        "If the computer is lost",
    ):
        assert title in words
    assert "Only on this computer: it never goes into a report." in words


def test_the_keys_are_listed(help_page: OnScreen) -> None:
    assert "Ctrl+N\nLog an activity\nCtrl+O\nOpen a plan file" in help_page.read()
    assert "Ctrl+Z\nUndo the last removal or import" in help_page.read()


def test_diagnostics_hold_versions_and_counts_and_nothing_anyone_wrote(help_page: OnScreen) -> None:
    workspace.log(help_page.app.db, people="Sok Chan", place="Battambang")
    help_page.press("Copy diagnostics")
    help_page.wait_for("Copied.")
    text = QGuiApplication.clipboard().text()
    assert f"ICBL Desktop: {__version__}" in text
    assert "Activities: 1" in text
    assert all(name in text for name in ("Python: 3", "Qt: 6", "SQLite: 3"))
    for private in ("Sok", "Battambang", "Meeting with", "Cambodia", str(help_page.app.folders.root)):
        assert private not in text
