"""The focus ring: 2 px of accent with a gap of 2 px around whatever has the keyboard.

A style sheet cannot draw outside a widget, so a transparent frame lies over the window and follows
the focus. It shows for text fields always, for buttons and the like only when they were reached by
the keyboard, and so for widgets with the property ``focus_ring``. Tables mark their current row themselves.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from icbl_desktop.ui.kit import look

_WIDTH = 2
_GAP = 2
_RADIUS = 9
_ALWAYS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_BY_KEYBOARD = (QAbstractButton, QTabBar)
_MOVING = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QObject):
    """Puts the ring around the widget that has the focus. One for the application, which owns it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = _Ring(new) if new is not None and _wants_ring(new) else None


def _wants_ring(widget: QWidget) -> bool:
    if isinstance(widget.parentWidget(), QAbstractItemView):
        return False
    if isinstance(widget, _ALWAYS):
        return True
    by_keyboard = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return by_keyboard and (isinstance(widget, _BY_KEYBOARD) or bool(widget.property("focus_ring")))


class _Ring(QWidget):
    """Lies over the window, or over what scrolls within it, and moves with its widget."""

    def __init__(self, around: QWidget) -> None:
        self._around = around
        way = _way_up(around)
        self._ground = way[-1]
        super().__init__(self._ground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in way[:-1]:
            widget.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along when the widget, or anything it lies in, moves."""
        if event.type() in _MOVING:
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the middle out, so that a blinking cursor does not draw the ring again."""
        super().resizeEvent(event)
        inner = self.rect().adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        core = QRegion(inner.adjusted(_RADIUS, 0, -_RADIUS, 0)) | QRegion(
            inner.adjusted(0, _RADIUS, 0, -_RADIUS)
        )
        self.setMask(QRegion(self.rect()) - core)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.colours().accent), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _RADIUS, _RADIUS)

    def _place(self) -> None:
        if not shiboken6.isValid(self._around) or not self._ground.isAncestorOf(self._around):
            self.hide()
            return
        room = _WIDTH + _GAP
        corner = self._around.mapTo(self._ground, QPoint(0, 0))
        self.setGeometry(QRect(corner, self._around.size()).adjusted(-room, -room, room, room))
        self.setVisible(self._around.isVisible())
        self.raise_()


def _way_up(widget: QWidget) -> list[QWidget]:
    """The widget and what it lies in, up to what scrolls or the window: there the ring is not cut off."""
    way = [widget]
    while (above := way[-1].parentWidget()) is not None and not way[-1].isWindow():
        area = above.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is way[-1]:
            break
        way.append(above)
    return way
