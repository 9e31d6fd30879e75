"""A grid of many cells, each with a few small marks: names stay in sight at its edges while it scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.mark_cells import CELL_ROLE, Cell, MarkDelegate
from icbl_desktop.ui.kit.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex

_ROW = 44
_LEAST_COLUMN = 92
_NAMES = 200
_AT_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Title:
    """What stands at the edge of a row or column, and what is said of it when one points there."""

    words: str
    said: str = ""


class MarkGrid(QTableView):
    """Arrow keys walk from cell to cell; Enter or a click opens one. At most ``rows`` rows show at once."""

    opened = Signal(int, int)
    """Row and column of a cell that was chosen."""

    def __init__(self, name: str, rows: int = 12) -> None:
        """``name`` is what a screen reader calls the grid."""
        super().__init__()
        self._rows = rows
        self.grid = _GridModel()
        self.setModel(self.grid)
        self.setItemDelegate(MarkDelegate(self))
        self.setAccessibleName(name)
        self._set_up_look()
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def show_cells(
        self, rows: Sequence[Title], columns: Sequence[Title], cells: Sequence[Sequence[Cell]]
    ) -> None:
        """Show these; ``cells`` holds a sequence for each row. The current cell stays where it is."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.grid.show_cells(rows, columns, cells)
        if row >= 0:
            self.setCurrentIndex(self.grid.index(row, column))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out among the columns, as long as there is enough for each."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Rows and columns grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row(), index.column())

    def _set_up_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setProperty("plain", True)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _fit(self) -> None:
        names = self.verticalHeader()
        names.setDefaultSectionSize(look.scaled(_ROW))
        names.setFixedWidth(min(look.scaled(_NAMES), max(self.width() // 3, 1)))
        self._fit_columns()
        bar = self.horizontalScrollBar()
        shown = min(max(self.grid.rowCount(), 1), self._rows)
        below = bar.sizeHint().height() if self._is_wide() else 0
        self.setFixedHeight(
            shown * look.scaled(_ROW) + self.horizontalHeader().sizeHint().height() + below + 2
        )

    def _is_wide(self) -> bool:
        return self.grid.columnCount() * look.scaled(_LEAST_COLUMN) > self.viewport().width()

    def _fit_columns(self) -> None:
        count = max(self.grid.columnCount(), 1)
        shared = self.viewport().width() // count
        self.horizontalHeader().setDefaultSectionSize(max(shared, look.scaled(_LEAST_COLUMN)))


class _GridModel(QAbstractTableModel):
    """The cells as they are, and the titles at their edges."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Title] = ()
        self._columns: Sequence[Title] = ()
        self._cells: Sequence[Sequence[Cell]] = ()

    def show_cells(
        self, rows: Sequence[Title], columns: Sequence[Title], cells: Sequence[Sequence[Cell]]
    ) -> None:
        self.beginResetModel()
        self._rows, self._columns, self._cells = rows, columns, cells
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self._cells[index.row()][index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.said)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.said
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        titles = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        if section >= len(titles):
            return None
        title = titles[section]
        across = orientation == Qt.Orientation.Horizontal
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title.words
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(title.said or title.words)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter if across else _AT_START
        return None
