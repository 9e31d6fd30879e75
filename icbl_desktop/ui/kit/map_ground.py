"""The world without marks, in its frame: drawn once for each size and look, and shared by all maps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache, QTransform

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.world_shapes import world

_CORNER = 6


def frame(size: QSize) -> QPainterPath:
    """The outline of a map of this size."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), _CORNER, _CORNER)
    return path


def ground(size: QSize, ratio: float, to_screen: QTransform) -> QPixmap:
    """Land and borders in the colours in use; ``ratio`` is the screen's pixels for each of ours."""
    place = (size.width(), size.height(), ratio, to_screen.m11(), to_screen.dx(), to_screen.dy())
    key, drawn = f"world:{place}:{look.colours().name}", QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _draw(size, ratio, to_screen)
        QPixmapCache.insert(key, drawn)
    return drawn


def _draw(size: QSize, ratio: float, to_screen: QTransform) -> QPixmap:
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.colours().divider), 1 / ratio))  # wider lines take five times as long
    painter.setBrush(QColor(look.colours().surface))
    painter.drawPath(frame(size))
    painter.setClipPath(frame(size))
    painter.setBrush(QColor(look.colours().rail))
    for land in (*(shape.outline for shape in world().states.values()), world().elsewhere):
        painter.drawPath(to_screen.map(land))
    painter.end()
    return drawn
