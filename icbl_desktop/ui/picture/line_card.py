"""A card of many lines, built a few at a time for a quick window, kept while they stay the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil

from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.widgets import Card, divider

_AT_ONCE = 3

Build = Callable[[], QWidget]


class LineCard(Card):
    """Hidden while it has no lines."""

    def __init__(self, title: str) -> None:
        super().__init__(title, gap=12)
        self._content: object = None
        self._left: list[Build] = []
        self._lines = column(gap=12)
        self.body.addLayout(self._lines)

    def steps(self, content: object, lines: Sequence[Build]) -> list[Callable[[], None]]:
        """What builds these lines, some with each step; nothing where ``content`` is what is shown."""
        if content == self._content and not self._left:
            return []
        return [partial(self._begin, content, lines), *[self._add] * ceil(len(lines) / _AT_ONCE)]

    def _begin(self, content: object, lines: Sequence[Build]) -> None:
        clear(self._lines)
        self._content, self._left = content, [*lines]
        self.setVisible(bool(lines))

    def _add(self) -> None:
        for build in self._left[:_AT_ONCE]:
            if self._lines.count():
                self._lines.addWidget(divider())
            self._lines.addWidget(build())
        del self._left[:_AT_ONCE]
