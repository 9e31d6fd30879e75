"""Draws the rows of ``lazy_table``: an icon, one or two lines, the bar of the selected row."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import ICON_PIXELS, pixmap
from icbl_desktop.ui.kit.palette import Palette

Index = QModelIndex | QPersistentModelIndex

BELOW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The muted second line."""
INK_ROLE = Qt.ItemDataRole.UserRole + 2
"""The name of a palette colour for icon and text."""
ICON_ROLE = Qt.ItemDataRole.UserRole + 3
"""The name of an icon."""

_PADDING = 12
_BAR = 3
_FOCUS = 2
_ICON_GAP = 8
_BELOW_PIXELS = 13


class RowDelegate(QStyledItemDelegate):
    """One cell of a row; the row's ground and line run through all its cells."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for the text; the height is the view's."""
        metrics = QFontMetrics(option.font)
        width = metrics.horizontalAdvance(str(index.data() or ""))
        return QSize(width + 2 * _PADDING, self._view.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, line, bar, icon, words."""
        colours = look.colours()
        painter.save()
        self._draw_ground(painter, option, index, colours)
        box, ink, icon = _words_box(option.rect), index.data(INK_ROLE), index.data(ICON_ROLE)
        if icon is not None:
            box = _draw_icon(painter, option.direction, box, pixmap(icon, ink or "muted"))
        lines = [_Line(str(index.data() or ""), option.font, getattr(colours, ink or "text"))]
        if below := index.data(BELOW_ROLE):
            lines.append(_Line(str(below), _smaller(option.font), colours.muted))
        side = QStyle.visualAlignment(option.direction, index.data(Qt.ItemDataRole.TextAlignmentRole))
        _draw_lines(painter, box, lines, side)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole text, where the column shows only its beginning."""
        lines = [
            (str(index.data() or ""), option.font),
            (str(index.data(BELOW_ROLE) or ""), _smaller(option.font)),
        ]
        room = _words_box(option.rect).width() - (_icon_room() if index.data(ICON_ROLE) else 0)
        cut = any(QFontMetrics(font).horizontalAdvance(line) > room for line, font in lines)
        QToolTip.showText(
            event.globalPos(), "\n".join(line for line, _ in lines if line) if cut else "", view
        )
        return True

    def _draw_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, colours: Palette
    ) -> None:
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(colours.accent_tint))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.divider))
        if selected and index.column() == self._first_column():
            bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), QColor(colours.accent))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.fillRect(rect.left(), rect.top(), rect.width(), _FOCUS, QColor(colours.accent))
            painter.fillRect(
                rect.left(), rect.bottom() + 1 - _FOCUS, rect.width(), _FOCUS, QColor(colours.accent)
            )

    def _first_column(self) -> int:
        header = self._view.horizontalHeader()
        shown = (header.logicalIndex(place) for place in range(header.count()))
        return next((column for column in shown if not header.isSectionHidden(column)), 0)


@dataclass(frozen=True)
class _Line:
    words: str
    font: QFont
    colour: str


def _draw_lines(painter: QPainter, box: QRect, lines: list[_Line], side: Qt.AlignmentFlag) -> None:
    """The lines below each other, the block of them in the middle of the row, each cut with an ellipsis."""
    heights = [QFontMetrics(line.font).height() for line in lines]
    top = box.top() + (box.height() - sum(heights)) // 2
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # words run as their script does
    for line, height in zip(lines, heights, strict=True):
        painter.setFont(line.font)
        painter.setPen(QColor(line.colour))
        words = QFontMetrics(line.font).elidedText(line.words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), top, box.width(), height), side, words)
        top += height


def _draw_icon(painter: QPainter, direction: Qt.LayoutDirection, box: QRect, drawn: QPixmap) -> QRect:
    """Draw the icon at the start of ``box``; what is left for the words."""
    size = drawn.deviceIndependentSize().toSize()
    place = QRect(box.left(), box.top() + (box.height() - size.height()) // 2, size.width(), size.height())
    painter.drawPixmap(QStyle.visualRect(direction, box, place), drawn)
    return QStyle.visualRect(direction, box, box.adjusted(_icon_room(), 0, 0, 0))


def _icon_room() -> int:
    return look.scaled(ICON_PIXELS) + _ICON_GAP


def _smaller(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPixelSize(look.scaled(_BELOW_PIXELS))
    return smaller


def _words_box(rect: QRect) -> QRect:
    return rect.adjusted(_PADDING, 0, -_PADDING, 0)
