"""The table as people see it: the view of a ``LazyTable``.

    table = LazyTableView([Column(tr("Activity"), text=lambda row: row.title, below=lambda row: row.place)],
                          fetch=lambda ids: activities.rows(db, ids), row_height=TALL_ROW)
    table.show_ids(activities.ids(db, filter, sort))
    table.opened.connect(self._open)

Sorting and filtering is for whoever makes the ids, in SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.lazy_table import Column, LazyTable
from icbl_desktop.ui.kit.row_delegate import RowDelegate

Row = TypeVar("Row")

PLAIN_ROW = 40
TALL_ROW = 56
"""Rows of two lines."""
CLOSE_ROW = 36
"""Rows of one line, as many as there is room for."""

_AROUND_TITLE = 28
_LEAST = 180
"""What a column without a width needs at least."""


class LazyTableView(QTableView, Generic[Row]):
    """The table as people see it: whole rows, horizontal lines, all by keyboard."""

    opened = Signal(str)
    """The id of a row at Enter or a double click."""
    order_wanted = Signal(str)
    """One of a column's ``orders``: its title was pressed."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[str]], Sequence[Row]],
        row_height: int = PLAIN_ROW,
        several: bool = False,
    ) -> None:
        """``several`` rows can be chosen, with Ctrl and Shift."""
        super().__init__()
        self.lazy = LazyTable(columns, fetch, self)
        self.setModel(self.lazy)
        self.setItemDelegate(RowDelegate(self))
        self._row_height = row_height
        self._wished: Collection[int] = range(len(columns))
        self._order = ""
        self._set_up_look()
        if several:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._set_up_columns()
        self._fit_text()
        self.activated.connect(lambda index: self.opened.emit(self.lazy.ids[index.row()]))

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these; what was chosen stays chosen, where it is among them."""
        line, chosen = self.currentIndex().row(), set(self.chosen_ids())
        kept = self.lazy.ids[line] if line >= 0 else ""
        self.lazy.show_ids(ids)
        self._select(_runs(number for number, one in enumerate(ids) if one in chosen) if chosen else ())
        if ids and kept:
            found = ids.index(kept) if kept in ids else min(line, len(ids) - 1)
            self._go_to(found)

    def show_columns(self, numbers: Collection[int]) -> None:
        """Show these columns, as far as there is room."""
        self._wished = numbers
        self._fit_columns()

    def show_order(self, order: str) -> None:
        """Say at a column's title that the rows are in one of its ``orders``."""
        self._order = order
        header = self.horizontalHeader()
        found = next((at for at, column in enumerate(self.lazy.columns) if order in column.orders), -1)
        header.setSortIndicatorShown(found >= 0)
        if found >= 0:
            first = order == self.lazy.columns[found].orders[0]
            way = Qt.SortOrder.DescendingOrder if first else Qt.SortOrder.AscendingOrder  # an arrow down, up
            header.setSortIndicator(found, way)

    def set_row_height(self, pixels: int) -> None:
        """Make all rows this high, in pixels before the text scale."""
        self._row_height = pixels
        self._fit_text()

    def chosen_ids(self) -> list[str]:
        """The ids of all chosen rows, from top to bottom."""
        ranges = sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList())
        return [one for top, bottom in ranges for one in self.lazy.ids[top : bottom + 1]]

    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(part.height() for part in self.selectionModel().selection().toList())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow chooses the line that has the focus; Qt would go on to the next."""
        several = self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
        arrow = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if several and arrow and self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.choose(self.lazy.ids[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _letters: str) -> None:
        """Letters look for nothing here: that would fetch every row."""

    def choose(self, record_id: str) -> None:
        """Make the row of this id the current one and scroll to it."""
        if record_id not in self.lazy.ids:
            return
        # not selectRow(): it finds no column in a table from right to left
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        line = self.lazy.index(self.lazy.ids.index(record_id), 0)
        self.selectionModel().setCurrentIndex(line, flags)

    def choose_all(self, ids: Collection[str]) -> None:
        """Choose the rows of these ids, if there are any, and scroll to the first."""
        if ids:
            wanted = set(ids)
            lines = [number for number, one in enumerate(self.lazy.ids) if one in wanted]
            self._go_to(lines[0])
            self._select(_runs(lines))

    def chosen_id(self) -> str | None:
        """The id of the current row, if it is chosen."""
        current = self.currentIndex()
        return self.lazy.ids[current.row()] if self.selectionModel().isSelected(current) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_text()

    def _set_up_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # It would ask every row of a column whether it is chosen: seconds, where all of 100,000 are.
        header.setSelectionModel(QItemSelectionModel(self.lazy, self))
        if any(column.orders for column in self.lazy.columns):
            header.setSectionsClickable(True)
            header.sectionClicked.connect(self._ask_order)
        for number, column in enumerate(self.lazy.columns):
            stretched = QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(
                number, QHeaderView.ResizeMode.Interactive if column.width else stretched
            )

    def _fit_text(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look.scaled(self._row_height))
        for number, column in enumerate(self.lazy.columns):
            if column.width:
                self.horizontalHeader().resizeSection(number, self._room_for(number))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Hide what can be spared, the last column first, until the others have room."""
        room, columns = self.viewport().width(), self.lazy.columns
        needed = sum(self._room_for(number) for number in self._wished)
        for number in reversed(range(len(columns))):
            wished = number in self._wished
            spared = wished and columns[number].spare and needed > room
            needed -= self._room_for(number) if spared else 0
            self.setColumnHidden(number, spared or not wished)

    def _ask_order(self, number: int) -> None:
        orders = self.lazy.columns[number].orders
        if orders:
            at = orders.index(self._order) + 1 if self._order in orders else 0
            self.order_wanted.emit(orders[at % len(orders)])

    def _go_to(self, line: int) -> None:
        """Make this line the one where the arrow keys go on; it is not chosen by that."""
        still = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(self.lazy.index(line, 0), still)

    def _select(self, runs: Iterable[tuple[int, int]]) -> None:
        chosen, last = QItemSelection(), len(self.lazy.columns) - 1
        for top, bottom in runs:
            chosen.select(self.lazy.index(top, 0), self.lazy.index(bottom, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _room_for(self, number: int) -> int:
        """A column's width, or its least width, at the size of text in use; its title is not cut."""
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(self.lazy.columns[number].title)
        wanted = look.scaled(self.lazy.columns[number].width or _LEAST)
        return max(wanted, title + _AROUND_TITLE)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that go up, as stretches without a gap: the first and the last of each."""
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if last >= 0:
                yield first, last
            first = number
        last = number
    if last >= 0:
        yield first, last
