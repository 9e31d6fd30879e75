"""A quiet sentence with an icon before it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.layouts import row
from icbl_desktop.ui.widgets import IconLabel, Role, label


def icon_note(icon: str, words: str, ink: str = "muted", role: Role = "secondary") -> QWidget:
    """The icon stands beside the first line of the words, which wrap."""
    note = QWidget()
    layout = row(note, [], gap=8)
    layout.addWidget(IconLabel(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(label(words, role, wrap=True), 1)
    return note
