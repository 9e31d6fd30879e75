"""Stretches of time side by side, each a column of parts: how much there was of what, and when.

Parts differ by pattern as well as by colour. Time runs as the text does. What a column shows is said in words
too: as its tooltip, and to a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.map_signs import Sign, draw_land
from icbl_desktop.ui.kit.plain_tip import plain_tip

_HEIGHT, _NAMES, _ABOVE = 176, 24, 22
_WIDEST, _GAP = 72, 8
_WORDS = 12


@dataclass(frozen=True)
class Stretch:
    """One stretch of time: its name, how much there was of each sign, and all of it in words."""

    name: str
    parts: tuple[int, ...]
    said: str

    @property
    def whole(self) -> int:
        """All parts together."""
        return sum(self.parts)


class TimeLine(QWidget):
    """Arrow keys walk along it; Enter or a click chooses a stretch."""

    chosen = Signal(int)
    """The number of a stretch, from 0."""

    def __init__(self, name: str, signs: Sequence[Sign]) -> None:
        """``name`` is what a screen reader calls it; ``signs`` are the looks of the parts, from below."""
        super().__init__()
        self._signs = signs
        self._stretches: Sequence[Stretch] = ()
        self._current = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Show these, the earliest first."""
        self._stretches = stretches
        self._current = min(self._current, len(stretches) - 1)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, and higher with larger text."""
        return QSize(look.scaled(320), look.scaled(_HEIGHT))

    def column(self, number: int) -> QRectF:
        """Where a stretch stands on the widget, from top to bottom."""
        width = self.width() / max(len(self._stretches), 1)
        place = len(self._stretches) - 1 - number if self.isRightToLeft() else number
        return QRectF(place * width, 0, width, self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the mouse is on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos().x())
            said = plain_tip(self._stretches[number].said) if number >= 0 else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        number = self._at(event.position().x())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._point(number)
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; Enter and Space choose."""
        on = -1 if self.isRightToLeft() else 1
        last = len(self._stretches) - 1
        moves = {
            Qt.Key.Key_Right: self._current + on,
            Qt.Key.Key_Left: self._current - on,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key()) if event.key() in [*Qt.Key] else Qt.Key.Key_unknown
        if key in moves and last >= 0:
            self._point(min(max(moves[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the newest."""
        super().focusInEvent(event)
        if self._current < 0 and self._stretches:
            self._point(len(self._stretches) - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground line, the columns with their sums above, and the names below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPixelSize(look.scaled(_WORDS))
        painter.setFont(small)
        highest = max((one.whole for one in self._stretches), default=0)
        for number, one in enumerate(self._stretches):
            self._draw(painter, number, one, highest)
        ground = self.height() - look.scaled(_NAMES)
        painter.setPen(QPen(QColor(look.colours().control), 1))
        painter.drawLine(0, ground, self.width(), ground)

    def _draw(self, painter: QPainter, number: int, one: Stretch, highest: int) -> None:
        colours, place = look.colours(), self.column(number)
        if number == self._current and self.hasFocus():
            painter.fillRect(place, QColor(colours.accent_tint))
        ground = place.bottom() - look.scaled(_NAMES)
        room = ground - look.scaled(_ABOVE)
        width = min(place.width() - _GAP, look.scaled(_WIDEST))
        top = ground
        for count, sign in zip(one.parts, self._signs, strict=True):
            height = room * count / highest if highest else 0
            if count:
                part = QPainterPath()
                part.addRect(QRectF(place.center().x() - width / 2, top - height, width, height))
                draw_land(painter, part, sign)
            top -= height
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.setPen(QColor(colours.text))
        above = QRectF(place.left(), top - look.scaled(_ABOVE), place.width(), look.scaled(_ABOVE))
        if one.whole:
            painter.drawText(above, middle | Qt.AlignmentFlag.AlignBottom, QLocale().toString(one.whole))
        if number % self._step(painter.fontMetrics()):
            return
        painter.setPen(QColor(colours.muted))
        below = QRectF(place.left(), ground, place.width(), look.scaled(_NAMES))
        flags = middle | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(below, flags, one.name)

    def _step(self, metrics: QFontMetrics) -> int:
        """Each how manyth stretch has room for its name."""
        widest = max(metrics.horizontalAdvance(one.name) for one in self._stretches) + _GAP
        return ceil(widest / self.column(0).width())

    def _point(self, number: int) -> None:
        if number != self._current:
            self._current = number
            words = self._stretches[number].said
            self.setAccessibleDescription(words)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
            self.update()

    def _at(self, x: float) -> int:
        found = (number for number in range(len(self._stretches)) if _holds(self.column(number), x))
        return next(found, -1)


def _holds(column: QRectF, x: float) -> bool:
    return column.left() <= x < column.right()
