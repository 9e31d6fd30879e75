"""A line to search by, with its glass."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.widgets import IconLabel

_GLASS, _BEFORE = 16, 8


class SearchLine(QLineEdit):
    """The glass stands inside and grows with the text, unlike an icon that Qt puts there itself."""

    def __init__(self, name: str, hint: str) -> None:
        """``name`` is what a screen reader says, ``hint`` stands in the empty line."""
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        glass = IconLabel("magnifying-glass", "muted", _GLASS)
        glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row(self, [glass], margins=(_BEFORE, 0, 0, 0)).addStretch(1)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def _make_room(self) -> None:
        taken = look.scaled(_GLASS) + _BEFORE // 2
        self.setTextMargins(*((0, 0, taken, 0) if self.isRightToLeft() else (taken, 0, 0, 0)))
