"""Lines under headings that open to lines of their own: ticked, and with one thing to press at their end.

    tree = LineTree(tr("What leaves"))
    tree.show_lines([TreeLine("h", tr("Activities"), heading=True, inside=(TreeLine("1", "Meeting"),))])
    tree.ticked.connect(...);  tree.acted.connect(...)

All lines are plain data, so that hundreds are drawn without a widget for any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.line_tree_delegate import SMALL_PIXELS, LineDelegate, sized
from icbl_desktop.ui.kit.line_tree_model import LineModel, TreeLine

__all__ = ["LineTree", "TreeLine"]

_INDENT = 18
_MOST_OF_WIDTH = 0.4
"""What stands at the end takes no more."""
_AROUND_ACTION = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass
class _Kept:
    """Which lines were opened and closed, by their keys; the others are as they begin."""

    opened: set[str]
    closed: set[str]

    def is_open(self, line: TreeLine) -> bool:
        begins_open = line.heading and not line.folded
        return line.key not in self.closed if begins_open else line.key in self.opened

    def note(self, line: TreeLine, is_open: bool) -> None:
        for keys, holds in ((self.opened, is_open), (self.closed, not is_open)):
            (keys.add if holds else keys.discard)(line.key)


class LineTree(QTreeView):
    """Shows lines; Space ticks one, Enter or a press on its end acts on it, the arrows open and close it."""

    ticked = Signal(str, bool)
    """The key of a line, and whether it is ticked now."""
    acted = Signal(str)
    """The key of a line: what stands at its end was pressed."""

    def __init__(self, name: str, picture: QSize = QSize()) -> None:  # noqa: B008
        """``name`` is what a screen reader calls it; ``picture`` is the room for one, if there are some."""
        super().__init__()
        self._lines = LineModel(self, picture)
        self._kept = _Kept(set(), set())
        self.setModel(self._lines)
        self.setItemDelegate(LineDelegate(self, picture))
        self.setAccessibleName(name)
        self._set_up_look()
        self._fit()
        self._lines.ticked.connect(self.ticked)
        self.expanded.connect(lambda index: self._kept.note(self._lines.line(index), True))
        self.collapsed.connect(lambda index: self._kept.note(self._lines.line(index), False))
        self.clicked.connect(self._pressed)

    def show_lines(self, lines: Sequence[TreeLine]) -> None:
        """Show these; what was open, chosen and in sight stays so."""
        place, current = self.verticalScrollBar().value(), self._lines.key(self.currentIndex())
        self._lines.show_lines(lines)
        self._fit()
        for index in self._lines.openable():
            line = self._lines.line(index)
            if line.heading:
                self.setFirstColumnSpanned(index.row(), index.parent(), True)
            if self._kept.is_open(line):
                self.expand(index)
        if current:
            self.setCurrentIndex(self._lines.find(current))
        self.doItemsLayout()  # else there is nothing yet to scroll
        self.verticalScrollBar().setValue(place)

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Put a small picture in the place of a line's icon."""
        self._lines.show_picture(key, picture)

    def lines(self) -> Sequence[TreeLine]:
        """What is shown."""
        return self._lines.lines

    def below_end_of(self, key: str) -> QPoint:
        """Where on the screen a menu of this line opens."""
        end = self.visualRect(self._lines.find(key).siblingAtColumn(1))
        return self.viewport().mapToGlobal(end.bottomRight() if self.isRightToLeft() else end.bottomLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what stands at the end of the line."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _letters: str) -> None:
        """Letters look for nothing here: Space is for the ticks."""

    def changeEvent(self, event: QEvent) -> None:
        """Lines grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
            self.scheduleDelayedItemsLayout()

    def _pressed(self, index: QModelIndex) -> None:
        if index.column() == 1:
            self._act(index)

    def _act(self, index: QModelIndex) -> None:
        line = self._lines.line(index)
        if line.action:
            self.acted.emit(line.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow place the words come before what can be pressed."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setIndentation(look.scaled(_INDENT))
        room = round(self.viewport().width() * _MOST_OF_WIDTH)
        letters = QFontMetrics(sized(self.font(), SMALL_PIXELS))
        widest = max(map(letters.horizontalAdvance, self._lines.actions()), default=0)
        self.header().resizeSection(1, min(widest + look.scaled(_AROUND_ACTION), room))

    def _set_up_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setMinimumSectionSize(1)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
