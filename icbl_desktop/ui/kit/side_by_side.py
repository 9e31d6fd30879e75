"""A list and what was opened from it: side by side, or where there is little room one over the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import row


class SideBySide(QWidget):
    """``first`` always, ``second`` once it is opened. In a narrow window ``second`` covers ``first``."""

    arranged = Signal(bool, bool)
    """Whether ``second`` is open, and whether it covers ``first``."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int]) -> None:
        """``shares`` of the width when both are shown."""
        super().__init__()
        self._first, self._second = first, second
        self._open = False
        across = row(self, gap=0)
        across.addWidget(first, shares[0])
        across.addWidget(second, shares[1])
        second.hide()

    def show_second(self, shown: bool) -> None:
        """Open or close what stands beside the list."""
        self._open = shown
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window may have become narrow, or wide."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is the window's width known."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        covers = look.is_narrow(self.window().width())
        self._first.setVisible(not (self._open and covers))
        self._second.setVisible(self._open)
        self.arranged.emit(self._open, covers)
