"""The focus ring: 2 px of accent with a gap of 2 px around whatever has the keyboard.

A style sheet cannot draw outside a widget, so one frame follows the focus. It shows for text fields
always, for buttons and the like only when they were reached by the keyboard. Tables draw their own.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QTabBar,
    QWidget,
)

from icbl_desktop.ui import look

_WIDTH = 2
_GAP = 2
_OUTER_RADIUS = 9
_ALWAYS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_BY_KEYBOARD = (QAbstractButton, QTabBar)


class FocusRing(QObject):
    """Puts the ring around the widget that has the focus. One for the application; ``app`` owns it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._frame: _Ring | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None
        if new is not None and _wants_ring(new):
            self._frame = _Ring(new, self._style)


def _wants_ring(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractItemView):
        return False
    if isinstance(widget, _ALWAYS):
        return not isinstance(widget.parentWidget(), QAbstractItemView)
    by_keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return by_keyboard and isinstance(widget, _BY_KEYBOARD)


class _Ring(QFocusFrame):
    def __init__(self, around: QWidget, style: QStyle) -> None:
        super().__init__(around)
        self.setStyle(style)
        self.setWidget(around)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the middle out, so that a blinking cursor does not draw the ring again."""
        super().resizeEvent(event)
        inner = self.rect().adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        corner = _OUTER_RADIUS
        core = QRegion(inner.adjusted(corner, 0, -corner, 0)) | QRegion(inner.adjusted(0, corner, 0, -corner))
        self.setMask(QRegion(self.rect()) - core)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.colours().accent), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), _OUTER_RADIUS, _OUTER_RADIUS
        )


class _RingStyle(QProxyStyle):
    """Fusion, with the room that the ring takes outside its widget."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """The ring's width and gap for the focus frame; everything else as in Fusion."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _WIDTH + _GAP
        return super().pixelMetric(metric, option, widget)
