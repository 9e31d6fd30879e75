"""The window's tests run in the program's own look."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from icbl_desktop.ui.kit import theme


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> QApplication:
    """The application with fonts and light theme."""
    theme.load_fonts()
    theme.apply_theme(qapp, theme.ThemeChoice.LIGHT)
    return qapp
