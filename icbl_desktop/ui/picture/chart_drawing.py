"""Draws an SVG chart as a PNG, large enough for a page or a slide."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from icbl_desktop.services.office import exports

_WIDTH = 2000


def draw_beside(chart: Path) -> Path:
    """Draw this file on white and keep the picture beside it; its path. For any thread. Raises UserError."""
    return exports.written(chart.parent, f"{chart.stem}.png", drawn(chart.read_bytes()))


def drawn(svg: bytes) -> bytes:
    """The picture of an SVG as PNG, 2,000 dots wide."""
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize()
    size.scale(_WIDTH, _WIDTH * 10, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
