"""A short list of things to choose from, in groups under their headings; the keyboard is elsewhere.

Whoever has the keyboard calls ``step`` for the arrow keys and ``take`` for Enter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTableView

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.row_delegate import BELOW_ROLE, ICON_ROLE, Index, RowDelegate

_HEADING_ROLE = Qt.ItemDataRole.UserRole + 20
_ROW, _TALL_ROW, _HEADING = 36, 52, 34
_PADDING = 12


@dataclass(frozen=True)
class Offer:
    """One thing to choose: its words, a muted line below them, and what choosing it does."""

    title: str
    icon: str
    run: Callable[[], None]
    below: str = ""


@dataclass(frozen=True)
class Group:
    """Offers under a heading."""

    title: str
    offers: Sequence[Offer]


class OfferList(QTableView):
    """Shows groups of offers and marks one of them."""

    taken = Signal(object)
    """The ``Offer`` that was chosen."""
    marked = Signal(str)
    """The words of the offer now marked, for screen readers; empty for none."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[Offer | None] = []  # None for a heading
        self._items = QStandardItemModel(0, 1, self)
        self.setModel(self._items)
        self.setItemDelegate(_OfferDelegate(self))
        self._set_up_look()
        self.clicked.connect(lambda index: self._take(index.row()))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these and mark the first."""
        self._items.clear()
        self._items.setColumnCount(1)
        self._offers = []
        for group in groups:
            self._add(_heading(group.title), None)
            for offer in group.offers:
                self._add(_line(offer), offer)
        self._fit_rows()
        self._mark(1 if self._offers else -1)
        self.scrollToTop()

    def step(self, by: int) -> None:
        """Mark an offer further on, or back; past the end it goes on at the other."""
        lines = [number for number, offer in enumerate(self._offers) if offer is not None]
        if lines:
            here = lines.index(self.currentIndex().row())
            self._mark(lines[(here + by) % len(lines)])

    def take(self) -> None:
        """Choose what is marked."""
        self._take(self.currentIndex().row())

    def height_of_all(self) -> int:
        """How high the list is with all its lines."""
        return self.verticalHeader().length() + 2 * self.frameWidth()

    def changeEvent(self, event: QEvent) -> None:
        """Lines grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_rows()

    def _add(self, item: QStandardItem, offer: Offer | None) -> None:
        self._items.appendRow(item)
        self._offers.append(offer)

    def _take(self, row: int) -> None:
        offer = self._offers[row] if 0 <= row < len(self._offers) else None
        if offer is not None:
            self.taken.emit(offer)

    def _mark(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        index = self._items.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags)
        if row == 1:
            self.scrollToTop()  # its heading as well
        self.marked.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _fit_rows(self) -> None:
        rows = self.verticalHeader()
        for number, offer in enumerate(self._offers):
            height = _HEADING if offer is None else _TALL_ROW if offer.below else _ROW
            rows.resizeSection(number, round(look.scaled(height) * look.line_scale()))

    def _set_up_look(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


class _OfferDelegate(RowDelegate):
    """Rows as in every table, and headings between them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row, or a heading low in its line."""
        if not index.data(_HEADING_ROLE):
            super().paint(painter, option, index)
            return
        painter.save()
        font = option.font
        font.setPixelSize(look.scaled(13))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.colours().muted))
        box = option.rect.adjusted(_PADDING, 0, -_PADDING, -look.scaled(4))
        painter.drawText(box, look.start_side() | Qt.AlignmentFlag.AlignBottom, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The list says how high its lines are."""
        return QSize(0, look.scaled(_ROW))


def _heading(title: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setData(True, _HEADING_ROLE)
    return item


def _line(offer: Offer) -> QStandardItem:
    item = QStandardItem(offer.title)
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    item.setData(offer.below, BELOW_ROLE)
    item.setData(offer.icon, ICON_ROLE)
    item.setData(", ".join(filter(None, (offer.title, offer.below))), Qt.ItemDataRole.AccessibleTextRole)
    return item
