"""Content that fills the height there is, and scrolls where that is too low for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from icbl_desktop.ui.kit import look


class LeastHeight(QScrollArea):
    """Holds ``content`` at ``least`` pixels before the text scale, or as high as there is room."""

    def __init__(self, content: QWidget, least: int) -> None:
        super().__init__()
        self._least = least
        self._inside = _Filled(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._inside.setMinimumHeight(look.scaled(self._least))


class _Filled(QWidget):
    """Filled by its content without a layout: one with wrapping words would ask for a height of its own."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setProperty("canvas", True)
        self._content = content
        content.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The content is as large as this is."""
        self._content.resize(event.size())
