"""Icons by name, in the colours of the theme.

``set_icon(button, "plus")`` keeps a button's icon in step with the theme; ``icon("plus")`` is for
models and painters, which ask each time. ``ink`` is a colour's name in ``Palette``. The names are the
files of ``resources/icons``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from icbl_desktop import config
from icbl_desktop.ui.kit import look

ICON_PIXELS = 20
_GAP = 4
"""Room between icon and words, besides what Qt leaves."""

_POINTING = frozenset(
    [
        "arrow-left",
        "arrow-right",
        "arrow-square-out",
        "caret-left",
        "caret-right",
        "list-checks",
        "paper-plane-tilt",
        "export",
    ]
)
"""Icons that point along the line, and turn round where text runs from right to left."""


def icon(name: str, ink: str = "text", ink_on: str | None = None, gap: int = 0) -> QIcon:
    """The icon in one colour, in ``ink_on`` when checked, muted when disabled; ``gap`` is room after it."""
    made = QIcon(pixmap(name, ink, gap=gap))
    if ink_on is not None:
        made.addPixmap(pixmap(name, ink_on, gap=gap), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(pixmap(name, "muted", gap=gap), QIcon.Mode.Disabled)
    return made


def set_icon(
    target: QAbstractButton | QAction, name: str, ink: str = "text", ink_on: str | None = None
) -> None:
    """Give a button or an action its icon, now and after each change of theme."""
    target.setProperty("icon_name", name)
    target.setProperty("icon_inks", [ink, ink_on or ""])
    gap = _GAP if isinstance(target, QPushButton) and target.text() else 0
    target.setIcon(icon(name, ink, ink_on, gap))
    if isinstance(target, QAbstractButton):
        target.setIconSize(icon_size() + QSize(look.scaled(gap), 0))


def app_icon() -> QIcon:
    """The program's own icon, for the window and the task bar."""
    made = QIcon()
    for pixels in (16, 32, 48, 128, 256):
        made.addPixmap(_draw("app", "none", _Shape(pixels)))
    return made


def icon_size(pixels: int = ICON_PIXELS) -> QSize:
    """The size of icons at the text scale in use."""
    return QSize(look.scaled(pixels), look.scaled(pixels))


def tint_again(app: QApplication) -> None:
    """Draw all icons that ``set_icon`` gave in the colours now in use."""
    for widget in app.allWidgets():
        targets: list[QAction] = widget.actions()
        for target in (widget, *targets):
            name = target.property("icon_name")
            if name and isinstance(target, QAbstractButton | QAction):
                ink, ink_on = target.property("icon_inks")
                set_icon(target, name, ink, ink_on or None)


def pixmap(name: str, ink: str = "text", pixels: int = ICON_PIXELS, gap: int = 0) -> QPixmap:
    """The icon as a picture, ``pixels`` high before the text scale, sharp on the sharpest screen."""
    app = look.application()
    colour = getattr(look.colours(), ink)
    shape = _Shape(look.scaled(pixels), look.scaled(gap), app.devicePixelRatio(), app.isRightToLeft())
    key = f"icon:{name}:{colour}:{shape}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _draw(name, colour, shape)
        QPixmapCache.insert(key, drawn)
    return drawn


class _Shape(NamedTuple):
    """The size of an icon, the room after it, pixels of the screen for each of ours, and its direction."""

    size: int
    gap: int = 0
    ratio: float = 1.0
    right_to_left: bool = False


def _draw(name: str, colour: str, shape: _Shape) -> QPixmap:
    drawn = QPixmap(round((shape.size + shape.gap) * shape.ratio), round(shape.size * shape.ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    side = shape.size * shape.ratio
    if shape.right_to_left:
        painter.translate(shape.gap * shape.ratio, 0)
    if shape.right_to_left and name in _POINTING:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    source = QByteArray(_svg(name).replace("currentColor", colour).encode())
    QSvgRenderer(source).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(shape.ratio)
    return drawn


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return config.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
