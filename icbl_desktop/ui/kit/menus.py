"""Menus of options, filled when they open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from icbl_desktop.ui.kit.input_choices import Option

_LONGEST = 64


def add_options(
    menu: QMenu, options: Iterable[Option], choose: Callable[[str], None], chosen: str | None = None
) -> None:
    """A line for each option, ticked where it is ``chosen``; ``choose`` gets its key."""
    for option in options:
        action = menu.addAction(short(option.words))
        action.triggered.connect(partial(_choose, choose, option.key))
        if chosen is not None:
            action.setCheckable(True)
            action.setChecked(option.key == chosen)


def add_submenu(menu: QMenu, title: str, options: Iterable[Option], choose: Callable[[str], None]) -> None:
    """The options behind a line of their own; none where there are no options."""
    options = list(options)
    if options:
        add_options(menu.addMenu(title), options, choose)


def open_below(menu: QMenu, widget: QWidget) -> None:
    """Open the menu under what was pressed; it is gone once it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    start = widget.rect().bottomRight() if widget.isRightToLeft() else widget.rect().bottomLeft()
    menu.popup(widget.mapToGlobal(start + QPoint(0, 2)))


def short(words: str) -> str:
    """Words short enough for a line of a menu; an ampersand stands for itself."""
    return cut(words).replace("&", "&&")


def cut(words: str) -> str:
    """Words that somebody else wrote, short enough to stand within a line."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _choose(choose: Callable[[str], None], key: str, _checked: bool = False) -> None:
    choose(key)
