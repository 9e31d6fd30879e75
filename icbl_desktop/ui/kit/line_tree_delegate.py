"""Draws the lines of a ``line_tree``: tick and icon as the style does, then one or two lines of words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
)

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import ICON_PIXELS
from icbl_desktop.ui.kit.line_tree_model import LINE_ROLE, TreeLine
from icbl_desktop.ui.kit.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex

SMALL_PIXELS = 13
_HEADING_PIXELS = 14
_AROUND = 12
_BESIDE = 6
_FOCUS = 2


class LineDelegate(QStyledItemDelegate):
    """A line's ground, tick and icon are the style's; its words have a muted second line."""

    def __init__(self, view: QTreeView, picture: QSize) -> None:
        """``picture`` in pixels before the text scale is the room for one."""
        super().__init__(view)
        self._view, self._picture = view, picture

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the lines of words, or the picture. Asked of every line: the first column answers."""
        if index.column() == 1:
            return QSize()
        line: TreeLine = index.data(LINE_ROLE)
        words = sum(QFontMetrics(font).height() for font, _, _ in _words(option.font, line, at_end=False))
        drawn = ICON_PIXELS if line.heading else max(self._picture.height(), ICON_PIXELS)
        around = _AROUND if line.heading or line.below else _AROUND // 2
        return QSize(0, max(round(words * look.line_scale()), look.scaled(drawn)) + look.scaled(around))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, tick, icon, words, and the bars of what has the keyboard."""
        styled, box = self._laid_out(option, index)
        style = self._view.style()
        painter.save()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, self._view)
        line: TreeLine = index.data(LINE_ROLE)
        self._draw_words(painter, styled, box, _words(option.font, line, index.column() == 1))
        current = self._view.currentIndex()
        if self._view.hasFocus() and current == index.sibling(index.row(), current.column()):
            whole = option.rect
            for top in (whole.top(), whole.bottom() + 1 - _FOCUS):
                painter.fillRect(whole.left(), top, whole.width(), _FOCUS, QColor(look.colours().accent))
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole words, where only their beginning is seen."""
        if not index.isValid():
            return False
        _, box = self._laid_out(option, index)
        lines = _words(option.font, index.data(LINE_ROLE), index.column() == 1)
        cut = any(QFontMetrics(font).horizontalAdvance(words) > box.width() for font, _, words in lines)
        tip = plain_tip("\n".join(words for *_, words in lines)) if cut else ""
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    def _laid_out(self, option: QStyleOptionViewItem, index: Index) -> tuple[QStyleOptionViewItem, QRect]:
        """What the style draws, without the words, and where these go."""
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""
        styled.state &= ~QStyle.StateFlag.State_HasFocus
        part = QStyle.SubElement.SE_ItemViewItemText
        return styled, self._view.style().subElementRect(part, styled, self._view).adjusted(
            _BESIDE, 0, -_BESIDE, 0
        )

    def _draw_words(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, lines: list[tuple[QFont, str, str]]
    ) -> None:
        """The lines below each other in the middle of the box, each cut with an ellipsis."""
        heights = [QFontMetrics(font).height() for font, _, _ in lines]
        top = box.top() + (box.height() - sum(heights)) // 2
        side = QStyle.visualAlignment(
            option.direction, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # words run as their script does
        for (font, ink, words), height in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(getattr(look.colours(), ink)))
            cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRect(box.left(), top, box.width(), height), side, cut)
            top += height


def _words(font: QFont, line: TreeLine, at_end: bool) -> list[tuple[QFont, str, str]]:
    """Font, colour and words of each line of words."""
    if at_end:
        return [(sized(font, SMALL_PIXELS), "accent", line.action)]
    if line.heading:
        return [(sized(font, _HEADING_PIXELS, bold=True), "text", line.words)]
    own = [(font, "text", line.words)]
    return [*own, (sized(font, SMALL_PIXELS), "muted", line.below)] if line.below else own


def sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """The font in another size, in pixels before the text scale."""
    made = QFont(font)
    made.setPixelSize(look.scaled(pixels))
    made.setWeight(QFont.Weight.DemiBold if bold else font.weight())
    return made
