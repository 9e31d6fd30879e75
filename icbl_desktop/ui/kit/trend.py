"""A small drawing of how a value moved over time; the table with the values stands elsewhere.

What it shows is said in words too, for a screen reader and as its tooltip. A filled dot is the highest
level, a hollow one any other, and the newest stands in a ring: colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from icbl_desktop.ui.kit import look

_WIDTH, _HEIGHT = 132, 44
_DOT, _RING = 3.0, 6.0
_MOST_DOTS = 12

Shape = Literal["line", "steps", "dots"]


@dataclass(frozen=True)
class Point:
    """A value on a day. ``height`` is only drawn, never kept: what counts is the exact value elsewhere."""

    day: date
    height: float


@dataclass(frozen=True)
class Curve:
    """What is drawn, the oldest first. ``low`` and ``high`` are there where the scale is fixed.

    A "line" joins its values, "steps" stay on a level until the next, "dots" stand by themselves.
    """

    points: tuple[Point, ...]
    shape: Shape = "line"
    low: float | None = None
    high: float | None = None


class Trend(QWidget):
    """Draws a curve; hides where there are not two values to compare."""

    def __init__(self) -> None:
        super().__init__()
        self._curve = Curve(())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_curve(self, curve: Curve, words: str) -> None:
        """Draw this; ``words`` say the same."""
        self._curve = curve
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(len(curve.points) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Small, and larger with larger text."""
        return QSize(look.scaled(_WIDTH), look.scaled(_HEIGHT))

    def places(self) -> list[QPointF]:
        """Where the values stand on the widget: time runs as the text does."""
        room = QRectF(self.rect()).marginsRemoved(_margins())
        points = self._curve.points
        first, last = points[0].day, points[-1].day
        low, high = _range(self._curve)
        made = []
        for number, point in enumerate(points):
            share = (
                (point.day - first).days / (last - first).days
                if last > first
                else number / max(len(points) - 1, 1)
            )
            along = room.left() + share * room.width()
            if self.isRightToLeft():
                along = room.left() + room.right() - along
            up = (point.height - low) / (high - low) if high > low else 0.5
            made.append(QPointF(along, room.bottom() - up * room.height()))
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the levels, what joins the values, and the values."""
        if not self._curve.points:
            return
        colours = look.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self.places()
        self._draw_levels(painter, QColor(colours.divider))
        ink = QColor(colours.accent)
        painter.setPen(QPen(ink, look.scaled(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self._curve.shape != "dots":
            _join(painter, places, steps=self._curve.shape == "steps")
        self._draw_dots(painter, places, ink, QColor(colours.surface))

    def _draw_levels(self, painter: QPainter, ink: QColor) -> None:
        """The lowest and the highest level, thin."""
        room = QRectF(self.rect()).marginsRemoved(_margins())
        painter.setPen(QPen(ink, 1))
        levels = {room.bottom(), room.top()} if self._curve.shape != "line" else {room.bottom()}
        for level in levels:
            painter.drawLine(QPointF(room.left(), level), QPointF(room.right(), level))

    def _draw_dots(self, painter: QPainter, places: Sequence[QPointF], ink: QColor, ground: QColor) -> None:
        high = _range(self._curve)[1]
        size = look.scaled(_DOT)
        painter.setPen(QPen(ink, look.scaled(1.5)))
        shown = len(places) <= _MOST_DOTS or self._curve.shape == "dots"
        for point, place in zip(self._curve.points, places, strict=True) if shown else ():
            is_full = self._curve.shape == "line" or point.height >= high
            painter.setBrush(ink if is_full else ground)
            painter.drawEllipse(place, size, size)
        if not shown:
            painter.setBrush(ink)
            painter.drawEllipse(places[-1], size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(places[-1], look.scaled(_RING), look.scaled(_RING))


def _join(painter: QPainter, places: Sequence[QPointF], *, steps: bool) -> None:
    for one, other in pairwise(places):
        if steps:
            corner = QPointF(other.x(), one.y())
            painter.drawLine(one, corner)
            painter.drawLine(corner, other)
        else:
            painter.drawLine(one, other)


def _range(curve: Curve) -> tuple[float, float]:
    heights = [point.height for point in curve.points]
    low = min(heights) if curve.low is None else curve.low
    return low, max(heights) if curve.high is None else curve.high


def _margins() -> QMarginsF:
    around = look.scaled(_RING + 2)
    return QMarginsF(around, around, around, around)
