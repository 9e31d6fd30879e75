"""The table as people see it: the view of a ``LazyTable``.

    table = LazyTableView([Column(tr("Activity"), text=lambda row: row.title, below=lambda row: row.place)],
                          fetch=lambda ids: activities.rows(db, ids), row_height=TALL_ROW)
    table.show_ids(activities.ids(db, filter, sort))
    table.opened.connect(self._open)

Sorting and filtering is for whoever makes the ids, in SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.lazy_table import Column, LazyTable
from icbl_desktop.ui.kit.row_delegate import RowDelegate

Row = TypeVar("Row")

PLAIN_ROW = 40
TALL_ROW = 56
"""Rows of two lines."""

_AROUND_TITLE = 28
_LEAST = 180
"""What a column without a width needs at least."""


class LazyTableView(QTableView, Generic[Row]):
    """The table as people see it: whole rows, horizontal lines, all by keyboard."""

    opened = Signal(str)
    """The id of a row at Enter or a double click."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[str]], Sequence[Row]],
        row_height: int = PLAIN_ROW,
    ) -> None:
        super().__init__()
        self.lazy = LazyTable(columns, fetch, self)
        self.setModel(self.lazy)
        self.setItemDelegate(RowDelegate(self))
        self._row_height = row_height
        self._set_up_look()
        self._set_up_columns()
        self._fit_text()
        self.activated.connect(lambda index: self.opened.emit(self.lazy.ids[index.row()]))

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these; the chosen row stays chosen, if it is among them."""
        kept = self.chosen_id()
        self.lazy.show_ids(ids)
        if kept is not None:
            self.choose(kept)

    def choose(self, record_id: str) -> None:
        """Make the row of this id the current one and scroll to it."""
        if record_id not in self.lazy.ids:
            return
        # not selectRow(): it finds no column in a table from right to left
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        line = self.lazy.index(self.lazy.ids.index(record_id), 0)
        self.selectionModel().setCurrentIndex(line, flags)

    def chosen_id(self) -> str | None:
        """The id of the current row."""
        row = self.currentIndex().row()
        return self.lazy.ids[row] if 0 <= row < len(self.lazy.ids) else None

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
        needed = sum(self._room_for(number) for number in range(len(columns)))
        for number in reversed(range(len(columns))):
            hidden = columns[number].spare and needed > room
            needed -= self._room_for(number) if hidden else 0
            self.setColumnHidden(number, hidden)

    def _room_for(self, number: int) -> int:
        """A column's width, or its least width, at the size of text in use; its title is not cut."""
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(self.lazy.columns[number].title)
        wanted = look.scaled(self.lazy.columns[number].width or _LEAST)
        return max(wanted, title + _AROUND_TITLE)
