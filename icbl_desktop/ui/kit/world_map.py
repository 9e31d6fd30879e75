"""A map of the world with some states marked: small ones as dots, all within reach of mouse and keyboard.

The world is never mirrored. Left to itself the map says nothing: ``pointed`` and ``chosen`` tell its owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.map_ground import frame, ground
from icbl_desktop.ui.kit.map_layout import ARROWS, next_towards, spread, view_of
from icbl_desktop.ui.kit.map_signs import DOT_PIXELS, Sign, draw_dot, draw_land, draw_ring, ink
from icbl_desktop.ui.kit.world_shapes import world

_DOT_BELOW = 60
"""Square pixels on screen: a smaller state gets a dot."""
_REACH = 9
"""Pixels from the middle of a dot at which a click still counts."""
_LEAST_WIDTH = 240


@dataclass(frozen=True)
class Mark:
    """A state that stands out: how it looks, what is said of it in a few words, whether it is one's own."""

    iso3: str
    name: str
    sign: Sign
    said: str
    mine: bool = False


class WorldMap(QWidget):
    """As wide as there is room, as high as the world needs. Arrow keys walk from mark to mark."""

    chosen = Signal(str)
    """The code of a state that was clicked, or chosen by Enter or Space."""
    pointed = Signal(str)
    """The code of the state that mouse or keyboard is on now."""

    def __init__(self, name: str) -> None:
        """``name`` is what a screen reader calls the map."""
        super().__init__()
        self._marks: dict[str, Mark] = {}
        self._to_screen = QTransform()
        self._spots: dict[str, QPointF] = {}
        self._dots: dict[str, QPointF] = {}
        self._current = ""
        self._drawn: QPixmap | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", True)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these states and no others; one that the map does not have is left out."""
        self._marks = {mark.iso3: mark for mark in marks if mark.iso3 in world().states}
        if self._current not in self._marks:
            self._current = ""
        self._place_marks()

    def marked(self) -> tuple[str, ...]:
        """The codes of the marked states, from west to east."""
        return tuple(sorted(self._spots, key=lambda iso3: self._spots[iso3].x()))

    def spot(self, iso3: str) -> QPoint:
        """Where on the widget a marked state is."""
        return self._spots[iso3].toPoint()

    def hasHeightForWidth(self) -> bool:
        """The world keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the world at this width."""
        return round(width * world().size.height() / world().size.width())

    def sizeHint(self) -> QSize:
        """A width that shows the states of Europe apart."""
        return QSize(600, self.heightForWidth(600))

    def minimumSizeHint(self) -> QSize:
        """Small, but a map still."""
        return QSize(_LEAST_WIDTH, self.heightForWidth(_LEAST_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the marks anew."""
        super().resizeEvent(event)
        self._place_marks()

    def changeEvent(self, event: QEvent) -> None:
        """Place and draw the marks anew when the theme or the size of text changes."""
        if event.type() == QEvent.Type.StyleChange:
            self._place_marks()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw land and marks, kept until look or size change, and the current state over them."""
        if self._drawn is None or self._drawn.devicePixelRatio() != self.devicePixelRatioF():
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        if self._current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_current(painter)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the mouse is on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._marks.get(self._at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), f"{mark.name}\n{mark.said}" if mark else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the mouse."""
        if iso3 := self._at(event.position()):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self._point(iso3)
        else:
            self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse."""
        iso3 = self._at(event.position())
        if iso3 and event.button() == Qt.MouseButton.LeftButton:
            self._point(iso3)
            self.chosen.emit(iso3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; Enter and Space choose."""
        key = event.key()
        marked = self.marked()
        if not self._current or not marked:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self._point(next_towards(self._spots, self._current, key))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point(marked[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at one's own state, else in the west."""
        super().focusInEvent(event)
        if not self._current and self._marks:
            mine = [iso3 for iso3 in self.marked() if self._marks[iso3].mine]
            self._point((mine or self.marked())[0])

    def _point(self, iso3: str) -> None:
        if iso3 == self._current:
            return
        self._current = iso3
        mark = self._marks[iso3]
        words = f"{mark.name}, {mark.said}"
        self.setAccessibleDescription(words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.update()
        self.pointed.emit(iso3)

    def _at(self, place: QPointF) -> str:
        """The marked state at this place: a dot, else land, else a dot within reach; empty for none."""
        dots = [(hypot(*(place - dot).toTuple()), iso3) for iso3, dot in self._dots.items()]
        distance, nearest = min(dots, default=(inf, ""))
        if distance <= look.scaled(DOT_PIXELS):
            return nearest
        on_grid = self._to_screen.inverted()[0].map(place)
        for iso3 in self._marks:
            if world().states[iso3].outline.contains(on_grid):
                return iso3
        return nearest if distance <= look.scaled(_REACH) else ""

    def _place_marks(self) -> None:
        """Where each mark stands now: dots beside each other, others within their land."""
        shapes = {iso3: world().states[iso3] for iso3 in self._marks}
        view = view_of((shape.at for shape in shapes.values()), world().size)
        scale, room = self.width() / view.width(), look.scaled(DOT_PIXELS)
        self._to_screen = QTransform.fromScale(scale, scale).translate(-view.left(), -view.top())
        self._spots = {iso3: self._to_screen.map(shape.at) for iso3, shape in shapes.items()}
        small = {iso3: self._spots[iso3] for iso3, s in shapes.items() if s.area * scale**2 < _DOT_BELOW}
        within = QRectF(self.rect()).adjusted(room, room, -room, -room)
        self._dots = spread(small, 2 * room + 1, within)
        self._spots |= self._dots
        self._drawn = None
        self.update()

    def _draw(self) -> QPixmap:
        drawn = QPixmap(ground(self.size(), self.devicePixelRatioF(), self._to_screen))
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(frame(self.size()))
        for iso3, mark in self._marks.items():
            draw_land(painter, self._outline(iso3), mark.sign)
        for iso3 in (iso3 for iso3, mark in self._marks.items() if mark.mine):
            draw_ring(painter, self._spots[iso3], look.scaled(DOT_PIXELS + 4), look.colours().accent)
        for iso3, dot in self._dots.items():
            painter.setPen(QPen(ink(self._marks[iso3].sign), 1))
            painter.drawLine(self._to_screen.map(world().states[iso3].at), dot)
        self._draw_dots(painter)
        painter.end()
        return drawn

    def _draw_current(self, painter: QPainter) -> None:
        colour = look.colours().text
        if self._current not in self._dots:
            painter.strokePath(self._outline(self._current), QPen(QColor(colour), 1.6))
        radius = DOT_PIXELS + (7 if self._marks[self._current].mine else 4)
        draw_ring(painter, self._spots[self._current], look.scaled(radius), colour)
        self._draw_dots(painter)

    def _draw_dots(self, painter: QPainter) -> None:
        """Over the rings, so that no ring hides a neighbour."""
        for iso3, dot in self._dots.items():
            draw_dot(painter, dot, self._marks[iso3].sign)

    def _outline(self, iso3: str) -> QPainterPath:
        return self._to_screen.map(world().states[iso3].outline)
