"""Content that follows the records: read again when it is next seen, built again when it differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit.layouts import clear, column

C = TypeVar("C")


class WhenShown(QObject):
    """Calls ``load`` for a page: at once while the page is on screen, else when it next is."""

    def __init__(self, page: QWidget, load: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._load = page, load
        self._due = True
        page.installEventFilter(self)

    def ask(self) -> None:
        """What the page shows has changed."""
        if self._page.isVisible():
            self._load()
        else:
            self._due = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Load at the first sight of the page, and when something changed since it was last seen."""
        if event.type() == QEvent.Type.Show and self._due:
            self._due = False
            self._load()
        return super().eventFilter(watched, event)


class InTurn(QObject):
    """Runs steps one after the other and lets the window paint in between, so that none is felt."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: list[Callable[[], object]] = []

    def run(self, steps: Sequence[Callable[[], object]]) -> None:
        """The first step now, the others soon; steps that still waited from before are dropped."""
        self._steps = [*steps]
        self._next()

    def _next(self) -> None:
        if self._steps:
            self._steps.pop(0)()
            QTimer.singleShot(0, self, self._next)


class Refill(QWidget, Generic[C]):
    """A place for content; ``build`` makes it, or says None where there is nothing to show.

    Content that is equal to what stands there already stays, with what was typed or opened in it.
    """

    def __init__(self, build: Callable[[C], QWidget | None]) -> None:
        super().__init__()
        self._build = build
        self._content: C | None = None
        self._column = column(self, gap=0)
        self.hide()

    def show_content(self, content: C) -> None:
        """Show this, if it is not what is shown."""
        if content == self._content:
            return
        self._content = content
        clear(self._column)
        made = self._build(content)
        if made is not None:
            self._column.addWidget(made)
        self.setVisible(made is not None)
