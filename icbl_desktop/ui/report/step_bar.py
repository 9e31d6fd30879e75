"""The steps of making a report, side by side to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from icbl_desktop.ui.kit.layouts import FlowLayout


class StepBar(QWidget):
    """One of the steps is open; each can be opened at any time."""

    opened = Signal(int)
    """The number of the step that was pressed."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        """``name`` is what a screen reader says before each title."""
        super().__init__()
        self._group = QButtonGroup(self)
        flow = FlowLayout(self)
        for at, title in enumerate(titles):
            step = QPushButton(title)
            step.setProperty("kind", "pill")
            step.setCheckable(True)
            step.setAccessibleName(f"{name}: {title}")
            self._group.addButton(step, at)
            flow.addWidget(step)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.opened)

    def current(self) -> int:
        """The number of the open step."""
        return self._group.checkedId()

    def open(self, number: int) -> None:
        """Open a step."""
        self._group.button(number).setChecked(True)
        self.opened.emit(number)

    def show_step(self, number: int, shown: bool) -> None:
        """Offer a step or not."""
        self._group.button(number).setVisible(shown)
