"""The Tab key follows what is read, also where the upper part of a page is made later than the lower."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_read(part: QWidget) -> None:
    """Tab goes through what stands in this part in the order of its layouts."""
    _chain(_reached(part))


def tab_before(part: QWidget, later: QWidget) -> None:
    """Tab goes through this part, made just now, before it comes to ``later``."""
    earlier = later.previousInFocusChain()
    while earlier and earlier is not later and (part.isAncestorOf(earlier) or not _takes_tab(earlier)):
        earlier = earlier.previousInFocusChain()
    before = [earlier] if earlier and earlier is not later else []
    _chain([*before, *_reached(part), later])


def _chain(reached: list[QWidget]) -> None:
    for earlier, later in pairwise(reached):
        QWidget.setTabOrder(earlier, later)


def _reached(part: QWidget) -> list[QWidget]:
    layout = part.layout()
    return [one for one in in_order(layout) if _takes_tab(one)] if layout else [part]


def _takes_tab(widget: QWidget) -> bool:
    tabbed = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & tabbed == tabbed


def in_order(layout: QLayout) -> Iterator[QWidget]:
    """Everything that stands in a layout, as it is read; what holds others comes before them."""
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget = item.widget()
        inner = _inside(widget) if widget else item.layout()
        if widget:
            yield widget
        if inner:
            yield from in_order(inner)


def _inside(widget: QWidget) -> QLayout | None:
    inside = widget.widget() if isinstance(widget, QScrollArea) else widget
    return inside.layout() if inside else None
