"""The window's tests run in the program's own look."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.ui.garbage import collect_if_due
from icbl_desktop.ui.kit import theme
from tests.ui.on_screen import Desk, OnScreen


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """The hands of a person who waits for a busy computer; pytest-qt's own give up after five seconds."""
    for wait in ("waitActive", "waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=20_000))
    return qtbot


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> QApplication:
    """The application with fonts and light theme."""
    theme.load_fonts()
    theme.apply_theme(qapp, theme.ThemeChoice.LIGHT)
    return qapp


@pytest.fixture(scope="module", autouse=True)
def garbage() -> Iterator[None]:
    """Garbage is collected as in the program: never on a worker's thread."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def garbage_of_the_test(garbage: None) -> Iterator[None]:
    """What one test left is collected before the next."""
    yield
    collect_if_due()


@pytest.fixture
def opened() -> Iterator[list[OnScreen]]:
    """Takes the pages a test opens, each with an app of its own; both are closed after it."""
    pages: list[OnScreen] = []
    yield pages
    for page in pages:
        page.close()
        page.app.close()


@pytest.fixture
def desk(app: App) -> Iterator[Desk]:
    """What a page of the campaign gets from the window."""
    desk = Desk(app)
    yield desk
    desk.close()
