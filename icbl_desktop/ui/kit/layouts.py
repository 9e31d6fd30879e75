"""Layouts with the program's own distances, and one that fills lines like text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from icbl_desktop.ui.kit import look

L = TypeVar("L", bound=QBoxLayout)
Margins = tuple[int, int, int, int]
"""Start, top, end, bottom."""

ALL_THE_ROOM = 10_000
"""The stretch of what takes all the room up to its greatest width, beside empty room of stretch 1."""


def column(parent: QWidget | None = None, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A layout from top to bottom with the given gap and no surprises."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    return _set_up(layout, gap, margins)


def row(
    parent: QWidget | None = None,
    widgets: Sequence[QWidget] = (),
    gap: int = 8,
    margins: Margins = (0, 0, 0, 0),
) -> QHBoxLayout:
    """A layout along the line of text."""
    layout = _set_up(QHBoxLayout() if parent is None else QHBoxLayout(parent), gap, margins)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QBoxLayout):
            clear(inner)


def _set_up(layout: L, gap: int, margins: Margins) -> L:
    layout.setSpacing(gap)
    start, top, end, bottom = margins
    if look.application().isRightToLeft():
        start, end = end, start
    layout.setContentsMargins(start, top, end, bottom)
    return layout


class FlowLayout(QLayout):
    """Items side by side, on as many lines as they need; from the right where text runs so."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(8)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item of this number."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let go of an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width, as with text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """The size it can do with."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, move: bool) -> int:
        """Place the items in ``area``, each on the middle of its line; the height they need."""
        gap, y = self.spacing(), 0
        for line in self._lines(area.width()):
            x, height = 0, max(size.height() for _, size in line)
            for item, size in line:
                if move:
                    place = QRect(area.topLeft() + QPoint(x, y + (height - size.height()) // 2), size)
                    if self._right_to_left():
                        place.moveRight(area.right() - x)
                    item.setGeometry(place)
                x += size.width() + gap
            y += height + gap
        return max(y - gap, 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items with their sizes, as many to a line as there is room for."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(width, item.sizeHint().height()))
            if not lines or taken + size.width() > width:
                lines.append([])
                taken = 0
            lines[-1].append((item, size))
            taken += size.width() + self.spacing()
        return lines

    def _right_to_left(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()


def flowing(*widgets: QWidget) -> QWidget:
    """The widgets side by side, on as many lines as they need."""
    made = QWidget()
    layout = FlowLayout(made)
    for widget in widgets:
        layout.addWidget(widget)
    return made
