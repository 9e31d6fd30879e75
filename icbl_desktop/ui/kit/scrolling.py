"""Content that scrolls up and down, as high as its text needs at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Canvas(QWidget):
    """What scrolls. A layout's own minimum height is that of narrow text, and would leave a blank end."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("canvas", True)

    def minimumSizeHint(self) -> QSize:
        """The width it needs; a scroll area asks for the height at the width it has."""
        return QSize(super().minimumSizeHint().width(), 0)


def set_up_scrolling(area: QScrollArea, canvas: Canvas) -> None:
    """Let the canvas be as wide as the area, and scroll up and down only."""
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(canvas)
