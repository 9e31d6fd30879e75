"""After a report was saved: what to do now; and the day on which it was sent."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import IconLabel, button, icon_button, label


class SavedNotice(QFrame):
    """Says that a report is saved, and that saving is not sending; stays until closed or answered."""

    sent = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "success")
        self._words = label("", "body", wrap=True)
        self.sent_button = button(self.tr("I sent it"), "plain", "paper-plane-tilt")
        self._folder = button(self.tr("Show in folder"), "quiet", "folder-open")
        close = icon_button("x", self.tr("Close"))
        self.sent_button.clicked.connect(self.sent)
        self._folder.clicked.connect(self.folder_wanted)
        close.clicked.connect(self.hide)
        line = row(self, [IconLabel("check-circle", "success")], gap=12, margins=(12, 6, 6, 6))
        line.addWidget(self._words, 1)
        for widget in (self.sent_button, self._folder, close):
            line.addWidget(widget)
        self.hide()

    def say(self, words: str) -> None:
        """Show the notice."""
        self._words.setText(words)
        self.show()

    def words(self) -> str:
        """What it says."""
        return self._words.text()


class SentDialog(QDialog):
    """Asks on which day a report was sent."""

    def __init__(self, parent: QWidget, on: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("When did you send it?"))
        self._on = on
        self._day = DateInput(months=False)
        self._day.set_value((on, Precision.DAY))
        note = button(self.tr("Note it"), "primary", "check")
        note.setDefault(True)
        note.clicked.connect(self.accept)
        leave = button(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        layout = column(self, gap=16, margins=(24, 24, 24, 24))
        words = self.tr("Only you know that it went. The program sends nothing itself.")
        layout.addWidget(label(self.windowTitle(), "section", wrap=True))
        layout.addWidget(label(words, "secondary", wrap=True))
        layout.addWidget(FieldRow(self.tr("Sent on"), self._day))
        buttons = row(None, [note, leave], gap=12)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def day(self) -> date:
        """The day that was chosen."""
        chosen = self._day.value()
        return chosen[0] if chosen else self._on
