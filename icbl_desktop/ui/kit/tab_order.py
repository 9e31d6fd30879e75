"""The Tab key follows what is read, also where the upper part of a page is made later than the lower."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_as_read(part: QWidget) -> None:
    """Tab goes through what stands in this part in the order of its layouts."""
    layout = part.layout()
    if layout is None:
        return
    tabbed = Qt.FocusPolicy.TabFocus
    reached = [one for one in _in_order(layout) if one.focusPolicy() & tabbed == tabbed]
    for earlier, later in pairwise(reached):
        QWidget.setTabOrder(earlier, later)


def _in_order(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget = item.widget()
        inner = widget.layout() if widget else item.layout()
        if widget:
            yield widget
        if inner:
            yield from _in_order(inner)
