"""A line to search by, with its glass."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from icbl_desktop.ui.kit.icons import set_icon


def search_line(name: str, hint: str) -> QLineEdit:
    """``name`` is what a screen reader says, ``hint`` stands in the empty line."""
    made = QLineEdit()
    made.setPlaceholderText(hint)
    made.setAccessibleName(name)
    made.setClearButtonEnabled(True)
    glass = QAction(made)
    set_icon(glass, "magnifying-glass", "muted")
    made.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
    return made
