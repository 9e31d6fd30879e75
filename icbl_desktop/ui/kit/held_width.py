"""Widths that grow with the text, on pages that stand open as well."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from icbl_desktop.ui.kit import look

_PROPERTY = "held_width"


def hold_width(widget: QWidget, least: int = 0, most: int = 0) -> None:
    """Keep a widget's width between these pixels before the text scale; 0 sets no limit."""
    widget.setProperty(_PROPERTY, [least, most])
    _hold(widget, least, most)


def hold_widths_again(app: QApplication) -> None:
    """The same for the size of text now in use."""
    for widget in app.allWidgets():
        if held := widget.property(_PROPERTY):
            _hold(widget, *held)


def _hold(widget: QWidget, least: int, most: int) -> None:
    if least:
        widget.setMinimumWidth(look.scaled(least))
    if most:
        widget.setMaximumWidth(look.scaled(most))
