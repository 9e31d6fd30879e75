"""Content that scrolls up and down, as high as its text needs at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from icbl_desktop.ui.kit.layouts import column

_AROUND = 24
"""Pixels left above and below what is scrolled to."""


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


def scrolled(content: QWidget) -> QScrollArea:
    """An area of its own for content, which stands at the top where it is short."""
    area, canvas = QScrollArea(), Canvas()
    inside = column(canvas, gap=0)
    inside.addWidget(content)
    inside.addStretch(1)
    set_up_scrolling(area, canvas)
    return area


def bring_into_view(widget: QWidget) -> None:
    """Scroll to a widget, once what was opened with it has its size; setting the focus alone does not."""
    QTimer.singleShot(0, widget, lambda: _scroll_to(widget))


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(widget, 0, _AROUND)
