"""The window's tests run in the program's own look."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from icbl_desktop.ui.garbage import collect_if_due
from icbl_desktop.ui.kit import theme


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
