"""The cells of a ``mark_grid``: icons with numbers, a frame where something is wanted, a word for nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import pixmap

Index = QModelIndex | QPersistentModelIndex

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``Cell`` itself."""

_ICON, _WORDS = 14, 12
_GAP, _APART = 2, 7
_INSET, _RADIUS = 2, 4
_MOST_LINES = 2


@dataclass(frozen=True)
class CellMark:
    """An icon and the number beside it."""

    icon: str
    words: str


@dataclass(frozen=True)
class Cell:
    """``said`` is all of it in words; a ``framed`` one is wanted; ``words`` stand in place of marks."""

    said: str = ""
    marks: tuple[CellMark, ...] = ()
    words: str = ""
    framed: bool = False


class MarkDelegate(QStyledItemDelegate):
    """Draws a cell: ground where there are marks, frame, marks on as many lines as they need, the focus."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell: Cell = index.data(CELL_ROLE)
        colours = look.colours()
        painter.save()
        painter.fillRect(
            option.rect.left(), option.rect.bottom(), option.rect.width(), 1, QColor(colours.divider)
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(_INSET, _INSET, -_INSET, -_INSET - 1)
        if cell.marks or cell.framed:
            painter.setBrush(QColor(colours.accent_tint) if cell.marks else Qt.BrushStyle.NoBrush)
            style = Qt.PenStyle.SolidLine if cell.marks else Qt.PenStyle.DashLine
            frame = QPen(QColor(colours.accent if cell.marks else colours.control), 1, style)
            painter.setPen(frame if cell.framed else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        if cell.marks:
            _draw_marks(painter, box, cell.marks, _font(option.font), option.direction)
        elif cell.words:
            painter.setFont(_font(option.font))
            painter.setPen(QColor(colours.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cell.words)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The grid's own sections say how large cells are."""
        return QSize(0, 0)


def _draw_marks(
    painter: QPainter, box: QRect, marks: tuple[CellMark, ...], font: QFont, way: Qt.LayoutDirection
) -> None:
    """The marks in the middle of the cell, from where lines begin, on two lines where one is too short."""
    painter.setFont(font)
    painter.setPen(QColor(look.colours().text))
    metrics = QFontMetrics(font)
    widths = [look.scaled(_ICON) + _GAP + metrics.horizontalAdvance(mark.words) for mark in marks]
    height = max(metrics.height(), look.scaled(_ICON)) + 1
    lines = _lines(widths, box.width())[:_MOST_LINES]
    top = box.top() + (box.height() - height * len(lines)) // 2
    for numbers in lines:
        whole = sum(widths[one] for one in numbers) + _APART * (len(numbers) - 1)
        x = box.left() + max((box.width() - whole) // 2, 0)
        for number in numbers:
            place = QRect(x, top, widths[number], height)
            if way == Qt.LayoutDirection.RightToLeft:
                place.moveRight(box.right() - (x - box.left()))
            _draw_mark(painter, place, marks[number], way)
            x += widths[number] + _APART
        top += height


def _draw_mark(painter: QPainter, place: QRect, mark: CellMark, way: Qt.LayoutDirection) -> None:
    drawn = pixmap(mark.icon, "accent_hover", _ICON)
    size = drawn.deviceIndependentSize().toSize()
    top = place.top() + (place.height() - size.height()) // 2
    words = place.adjusted(size.width() + _GAP, 0, 2, 0)
    left = place.left()
    if way == Qt.LayoutDirection.RightToLeft:
        left = place.right() - size.width()
        words = place.adjusted(-2, 0, -(size.width() + _GAP), 0)
    painter.drawPixmap(left, top, drawn)
    painter.drawText(words, look.start_side() | Qt.AlignmentFlag.AlignVCenter, mark.words)


def _lines(widths: list[int], room: int) -> list[list[int]]:
    """The numbers of the marks on each line, as many to a line as there is room for."""
    lines: list[list[int]] = [[]]
    taken = 0
    for number, width in enumerate(widths):
        if lines[-1] and taken + _APART + width > room:
            lines.append([])
            taken = 0
        taken += width + (_APART if lines[-1] else 0)
        lines[-1].append(number)
    return lines


def _font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(look.scaled(_WORDS))
    return small
