"""The look in use: what widgets that paint themselves ask while they paint. ``theme`` sets it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from icbl_desktop.ui.kit.palette import LIGHT, PALETTES, Palette

_TALL_LANGUAGES = frozenset({"th", "lo", "km", "my"})
_TALL_LINES = 1.2
_NARROW_BELOW = 1200


def application() -> QApplication:
    """The one application."""
    return cast(QApplication, QApplication.instance())


def colours() -> Palette:
    """The palette in use."""
    return PALETTES.get(str(application().property("theme")), LIGHT)


def start_side() -> Qt.AlignmentFlag:
    """Where lines begin in the language in use, for words of any script."""
    if application().isRightToLeft():
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return Qt.AlignmentFlag.AlignLeft


def text_scale() -> float:
    """The size of text in use, 1.0 to 2.0."""
    return float(application().property("text_scale") or 1.0)


def scaled(pixels: float) -> int:
    """A length that grows with the text, such as the height of a row."""
    return round(pixels * text_scale())


def is_narrow(window_width: int) -> bool:
    """Whether a window of this width is narrow for the size of its text."""
    return window_width < scaled(_NARROW_BELOW)


def line_scale() -> float:
    """How much taller lines are than for Latin: 1.2 in the languages that stack marks."""
    return _TALL_LINES if QLocale().name()[:2] in _TALL_LANGUAGES else 1.0
