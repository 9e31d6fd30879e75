"""What came of it? Or nothing yet: then a reminder instead of an answer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal

from icbl_desktop.ui.kit.inputs import Input, TextBox
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.words import day


class ResultInput(Input):
    """The value is the text. ``later`` asks for a reminder; ``show_reminder`` says that there is one.

    It is offered while there is neither an answer nor a reminder.
    """

    later = Signal()

    def __init__(self) -> None:
        self._box = TextBox()
        super().__init__(self._box.control)
        self._later = button(self.tr("Nothing yet, remind me in 30 days"), "quiet", "bell")
        self._reminder = label("", "secondary", wrap=True)
        self._box.edited.connect(self._offer)
        self._box.edited.connect(self.edited)
        self._later.clicked.connect(self.later)
        whole = column(self, gap=4)
        whole.addWidget(self._box)
        whole.addWidget(self._later, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self._reminder)
        self._due: date | None = None
        self._offer()

    def value(self) -> str:
        """The text."""
        return self._box.value()

    def set_value(self, value: str) -> None:
        """Show this text."""
        self._box.set_value(value)
        self._offer()

    def show_reminder(self, due: date | None) -> None:
        """Say when the person will be reminded; without a day, offer it."""
        self._due = due
        self._reminder.setText(self.tr("Overview reminds you on {day}.").format(day=day(due)))
        self._offer()

    def _offer(self) -> None:
        self._later.setVisible(self._due is None and not self._box.value())
        self._reminder.setVisible(self._due is not None)
