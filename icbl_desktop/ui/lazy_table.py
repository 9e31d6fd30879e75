"""One model and one view for every long list.

The model holds all ids and fetches rows by id, a hundred at a time, into a small cache::

    table = LazyTableView([Column(tr("Activity"), text=lambda row: row.title, below=lambda row: row.place)],
                          fetch=lambda ids: activities.rows(db, ids), row_height=TALL_ROW)
    table.show_ids(activities.ids(db, filter, sort))
    table.chosen.connect(self._open)

Rows are fetched while painting, on the GUI thread: a hundred rows by primary key take about a
millisecond, a placeholder and a second paint take longer and flicker. Sorting and filtering is for
whoever makes the ids, in SQL; a header's click only says so (``sort_wanted``).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from icbl_desktop.ui import look
from icbl_desktop.ui.row_delegate import BELOW_ROLE, ICON_ROLE, INK_ROLE, RowDelegate

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PLAIN_ROW = 40
TALL_ROW = 56
"""Rows of two lines."""

_PAGE = 100
_PAGES_KEPT = 20
_LEAST = 180
"""What a column without a width needs at least."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. ``icon`` names an icon and ``ink`` a colour of the palette, for each row."""

    title: str
    text: Callable[[Row], str]
    below: Callable[[Row], str] | None = None
    icon: Callable[[Row], str | None] | None = None
    ink: Callable[[Row], str] | None = None
    at_end: bool = False
    """Numbers stand at the end of their column."""
    width: int = 0
    """In pixels before the text scale; 0 takes what the others leave."""
    spare: bool = False
    """Hidden where there is little room."""
    sort: str = ""
    """What ``sort_wanted`` says when the header is clicked; empty: cannot be sorted by."""


class LazyTable(QAbstractTableModel, Generic[Row]):
    """All ids, and the rows near those on screen."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[str]], Sequence[Row]],
        parent: QWidget | None = None,
    ) -> None:
        """``fetch`` returns one row for each id, in the order of the ids."""
        super().__init__(parent)
        self.columns = columns
        self._fetch = fetch
        self._ids: Sequence[str] = ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def fetch_again(self) -> None:
        """The same ids with rows fetched anew, after a change to some of them."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def ids(self) -> Sequence[str]:
        """All ids shown."""
        return self._ids

    def row(self, number: int) -> Row:
        """The row on line ``number``."""
        page, offset = divmod(number, _PAGE)
        if page in self._pages:
            self._pages.move_to_end(page)
        else:
            self._pages[page] = self._fetch(self._ids[page * _PAGE : (page + 1) * _PAGE])
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[page][offset]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as there are ids, fetched or not."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts, and for the delegate the second line, icon and ink."""
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(self.row(index.row()))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(column, self.row(index.row()))
            case _ if (asked := _asked(column, role)) is not None:
                return asked(self.row(index.row()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _side(self.columns[section])
        return None

    def _spoken(self, column: Column[Row], row: Row) -> str:
        below = column.below(row) if column.below else ""
        return ", ".join(part for part in (column.text(row), below) if part)


class LazyTableView(QTableView, Generic[Row]):
    """The table as people see it: whole rows, horizontal lines, all by keyboard."""

    chosen = Signal(str)
    """The id of the row that became the current one."""
    opened = Signal(str)
    """The id of a row at Enter or a double click."""
    sort_wanted = Signal(str, bool)
    """A column's ``sort`` and whether downwards."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[str]], Sequence[Row]],
        row_height: int = PLAIN_ROW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lazy = LazyTable(columns, fetch, self)
        self.setModel(self.lazy)
        self._quiet = False
        self.setItemDelegate(RowDelegate(self))
        self._set_up_look(row_height)
        self._set_up_columns()
        self.selectionModel().currentRowChanged.connect(self._say_chosen)
        self.activated.connect(lambda index: self.opened.emit(self.lazy.ids[index.row()]))

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these; the chosen row stays chosen, without saying so again, if it is among them."""
        kept = self.chosen_id()
        self.lazy.show_ids(ids)
        if kept is not None and kept in ids:
            self._select_quietly(ids.index(kept))

    def choose(self, record_id: str) -> None:
        """Make the row of this id the current one and scroll to it."""
        if record_id in self.lazy.ids:
            self._select(self.lazy.ids.index(record_id))

    def chosen_id(self) -> str | None:
        """The id of the current row."""
        row = self.currentIndex().row()
        return self.lazy.ids[row] if 0 <= row < len(self.lazy.ids) else None

    def selected_ids(self) -> list[str]:
        """The ids of all selected rows, from top to bottom."""
        return [
            self.lazy.ids[row]
            for row in sorted(index.row() for index in self.selectionModel().selectedRows())
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what can be spared, the last column first, until the others have room."""
        super().resizeEvent(event)
        columns = self.lazy.columns
        room = self.viewport().width()
        needed = sum(look.scaled(column.width or _LEAST) for column in columns)
        for number in reversed(range(len(columns))):
            hidden = columns[number].spare and needed > room
            needed -= look.scaled(columns[number].width or _LEAST) if hidden else 0
            self.setColumnHidden(number, hidden)

    def _set_up_look(self, row_height: int) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(look.scaled(row_height))

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(look.scaled(48))
        for number, column in enumerate(self.lazy.columns):
            if column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, look.scaled(column.width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        if any(column.sort for column in self.lazy.columns):
            header.setSectionsClickable(True)
            header.sectionClicked.connect(self._want_sort)

    def _want_sort(self, number: int) -> None:
        header, key = self.horizontalHeader(), self.lazy.columns[number].sort
        if not key:
            return
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == number
        down = again and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        header.setSortIndicator(number, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorShown(True)
        self.sort_wanted.emit(key, down)

    def _say_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self.lazy.ids[current.row()])

    def _select(self, row: int) -> None:
        # not selectRow(): it finds no column in a table from right to left
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.lazy.index(row, 0), flags)

    def _select_quietly(self, row: int) -> None:
        self._quiet = True
        self._select(row)
        self._quiet = False


def _side(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignTrailing if column.at_end else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


def _asked(column: Column[Row], role: int) -> Callable[[Row], str | None] | None:
    return {BELOW_ROLE: column.below, INK_ROLE: column.ink, ICON_ROLE: column.icon}.get(role)
