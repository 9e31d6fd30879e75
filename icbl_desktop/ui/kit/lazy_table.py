"""One model for every long list: it holds all ids and fetches rows by id, a hundred at a time.

Rows are fetched while the view paints, on the GUI thread: a hundred rows by primary key take about a
millisecond, a placeholder and a second paint take longer and flicker. ``table_view`` shows it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit.row_delegate import BELOW_ROLE, ICON_ROLE, INK_ROLE

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

_PAGE = 100
_PAGES_KEPT = 20
_AT_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. ``icon`` names an icon and ``ink`` a colour of the palette, for each row."""

    title: str
    text: Callable[[Row], str]
    below: Callable[[Row], str] | None = None
    icon: Callable[[Row], str | None] | None = None
    ink: Callable[[Row], str] | None = None
    width: int = 0
    """In pixels before the text scale; 0 takes what the others leave."""
    spare: bool = False
    """Hidden where there is little room."""
    orders: tuple[str, ...] = ()
    """The orders that a press on its title asks for, one after the other."""


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
        """Show these, in this order; their rows are fetched anew."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

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
                return _AT_START
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
                return _AT_START
        return None

    def _spoken(self, column: Column[Row], row: Row) -> str:
        below = column.below(row) if column.below else ""
        return ", ".join(part for part in (column.text(row), below) if part)


def _asked(column: Column[Row], role: int) -> Callable[[Row], str | None] | None:
    return {BELOW_ROLE: column.below, INK_ROLE: column.ink, ICON_ROLE: column.icon}.get(role)
