"""A thin bar that shows how much of a whole is used. The amounts stand beside it in words."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from icbl_desktop.ui.kit import look

_HEIGHT = 6


class Meter(QWidget):
    """Fills from where lines begin; what is over the whole fills it all, in the colour of caution."""

    def __init__(self, used: Decimal, whole: Decimal) -> None:
        super().__init__()
        self._over = used > whole
        part = used / whole if whole else Decimal(0)
        self._filled = 1.0 if self._over else float(part)  # only drawn: no sum is made of it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(0, look.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole, and on it what is used."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours, radius = look.colours(), self.height() / 2
        whole = QRectF(self.rect())
        painter.setBrush(QColor(colours.divider))
        painter.drawRoundedRect(whole, radius, radius)
        used = QRectF(whole.topLeft(), whole.size())
        used.setWidth(whole.width() * self._filled)
        if self.isRightToLeft():
            used.moveRight(whole.right())
        painter.setBrush(QColor(colours.caution if self._over else colours.accent))
        painter.drawRoundedRect(used, radius, radius)
