"""What was taken away can be brought back, until the bar is closed."""

from __future__ import annotations

from collections.abc import Callable

from icbl_desktop.ui.kit.page_parts import Bar


class UndoBar(Bar):
    """The newest thing that can be undone; once it is, the one before it."""

    def __init__(self) -> None:
        super().__init__()
        self._done: list[tuple[str, Callable[[], None]]] = []
        self.acted.connect(self._undo)
        self.dismissed.connect(self._done.clear)

    def offer(self, words: str, undo: Callable[[], None]) -> None:
        """Say what was done; ``undo`` takes it back."""
        self._done.append((words, undo))
        self._show_newest()

    def _undo(self) -> None:
        _, undo = self._done.pop()
        self.hide()
        if self._done:
            self._show_newest()
        undo()

    def _show_newest(self) -> None:
        self.say(self._done[-1][0], "neutral", self.tr("Undo"))
