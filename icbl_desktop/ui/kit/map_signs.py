"""How a group of states looks on a map: colour, pattern on the land, form of the dot. Never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.widgets import TONE_INK, Tone

Pattern = Literal["solid", "slanted", "level", "crossed", "dotted"]
Form = Literal["circle", "square", "diamond", "triangle", "wedge"]

DOT_PIXELS = 5
"""From the middle of a dot to its edge, before the text scale."""
_STEP = 4
_LINE = 1.2


@dataclass(frozen=True)
class Sign:
    """The look of one group."""

    tone: Tone
    pattern: Pattern
    form: Form


def ink(sign: Sign) -> QColor:
    """The colour of a sign in the theme in use."""
    return QColor(getattr(look.colours(), TONE_INK[sign.tone]))


def draw_land(painter: QPainter, outline: QPainterPath, sign: Sign) -> None:
    """Fill this outline with the pattern of the sign."""
    colour, solid = ink(sign), sign.pattern in ("solid", "dotted")
    painter.save()
    painter.setPen(QPen(colour, 1))
    painter.setBrush(colour if solid else _tint(sign))
    painter.drawPath(outline)
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    area = outline.boundingRect()
    if sign.pattern == "dotted":
        painter.setPen(QPen(QColor(look.colours().surface), 2, c=Qt.PenCapStyle.RoundCap))
        painter.drawPoints(_points(area))
    elif not solid:
        painter.setPen(QPen(colour, _LINE))
        painter.drawLines(_lines(area, sign.pattern))
    painter.restore()


def draw_dot(painter: QPainter, at: QPointF, sign: Sign) -> None:
    """Draw the dot of a small state, with a rim that sets it off from whatever lies below."""
    painter.save()
    painter.translate(at)
    radius = look.scaled(DOT_PIXELS)
    painter.setPen(QPen(QColor(look.colours().surface), 3, j=Qt.PenJoinStyle.RoundJoin))
    form = _form(sign.form, radius)
    painter.drawPath(form)
    painter.fillPath(form, ink(sign))
    painter.restore()


def draw_ring(painter: QPainter, at: QPointF, radius: float, colour: str) -> None:
    """Draw a ring around a state, light on both sides so that it shows on any ground."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, of in ((4, look.colours().surface), (2, colour)):
        painter.setPen(QPen(QColor(of), look.scaled(line)))
        painter.drawEllipse(at, radius, radius)
    painter.restore()


class Swatch(QWidget):
    """The look of a group beside its name in a legend: a piece of land and its dot; or the ring alone."""

    def __init__(self, sign: Sign | None = None) -> None:
        super().__init__()
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for both, grown with the text."""
        return QSize(look.scaled(44 if self._sign else 24), look.scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as the map does."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        if self._sign is None:
            draw_ring(painter, QPointF(self.width() / 2, middle), look.scaled(8), look.colours().accent)
            return
        land = QRectF(0, 0, look.scaled(22), look.scaled(14))
        land.moveCenter(QPointF(self._from_start(12), middle))
        outline = QPainterPath()
        outline.addRoundedRect(land, 3, 3)
        draw_land(painter, outline, self._sign)
        draw_dot(painter, QPointF(self._from_start(34), middle), self._sign)

    def _from_start(self, pixels: int) -> int:
        return self.width() - look.scaled(pixels) if self.isRightToLeft() else look.scaled(pixels)


def _tint(sign: Sign) -> QColor:
    """The quiet colour under the lines of a pattern."""
    return QColor(getattr(look.colours(), "rail" if sign.tone == "neutral" else f"{sign.tone}_tint"))


def _lines(area: QRectF, pattern: Pattern) -> list[QLineF]:
    """Lines that cover the area, on a raster that all areas share."""
    left, right = area.left(), area.right()
    lines = []
    if pattern == "level":
        lines = [QLineF(left, y, right, y) for y in _raster(area.top(), area.bottom())]
    if pattern in ("slanted", "crossed"):
        sums = _raster(left + area.top(), right + area.bottom(), _STEP * 1.4)
        lines += [QLineF(left, s - left, right, s - right) for s in sums]
    if pattern == "crossed":
        gaps = _raster(left - area.bottom(), right - area.top(), _STEP * 1.4)
        lines += [QLineF(left, left - d, right, right - d) for d in gaps]
    return lines


def _points(area: QRectF) -> list[QPointF]:
    rows = list(enumerate(_raster(area.top(), area.bottom(), _STEP)))
    columns = _raster(area.left(), area.right(), _STEP * 2)
    return [QPointF(x + _STEP * (row % 2), y) for row, y in rows for x in columns]


def _raster(first: float, last: float, step: float = _STEP) -> list[float]:
    start = int(first // step)
    return [n * step for n in range(start, int(last // step) + 2)]


def _form(form: Form, radius: float) -> QPainterPath:
    """The outline of a dot around the origin; the forms look equally large."""
    path = QPainterPath()
    if form == "circle":
        path.addEllipse(QPointF(0, 0), radius, radius)
    elif form == "square":
        side = radius * 0.9
        path.addRect(QRectF(-side, -side, 2 * side, 2 * side))
    else:
        corners = {
            "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
            "triangle": [(0, -1.25), (1.2, 0.95), (-1.2, 0.95)],
            "wedge": [(-1.2, -0.95), (1.2, -0.95), (0, 1.25)],
        }[form]
        path.addPolygon(QPolygonF([QPointF(x * radius, y * radius) for x, y in corners]))
        path.closeSubpath()
    return path
