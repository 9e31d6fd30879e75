"""After a report was saved: what to do now; and the day on which it was sent, or confirmed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.layouts import column, flowing, row
from icbl_desktop.ui.kit.widgets import IconLabel, button, icon_button, label


class SavedNotice(QFrame):
    """Says that a report is saved, and that saving is not sending; stays until closed or answered."""

    sent = Signal()
    folder_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", "success")
        self._words = label("", "body", wrap=True)
        close = icon_button("x", self.tr("Close"))
        close.clicked.connect(self.hide)
        top, middle = Qt.AlignmentFlag.AlignTop, column(gap=8)
        middle.addWidget(self._words)
        middle.addWidget(self._build_buttons())
        line = row(self, gap=12, margins=(12, 12, 6, 12))
        line.addWidget(IconLabel("check-circle", "success"), 0, top)
        line.addLayout(middle, 1)
        line.addWidget(close, 0, top)
        self.hide()

    def say(self, words: str) -> None:
        """Show the notice."""
        self._words.setText(words)
        self.show()

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _build_buttons(self) -> QWidget:
        folder = button(self.tr("Show in folder"), "plain", "folder-open")
        folder.clicked.connect(self.folder_wanted)
        sent = button(self.tr("I sent it"), "plain", "paper-plane-tilt")
        sent.clicked.connect(self.sent)
        return flowing(folder, sent)


class DayDialog(QDialog):
    """Asks on which day a report was sent, or that it came was confirmed."""

    def __init__(self, parent: QWidget, title: str, words: str, on: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._on = on
        self._day = DateInput(months=False)
        self._day.set_value((on, Precision.DAY))
        note = button(self.tr("Note it"), "primary", "check")
        note.setDefault(True)
        note.clicked.connect(self.accept)
        leave = button(self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        layout = column(self, gap=16, margins=(24, 24, 24, 24))
        layout.addWidget(label(title, "section", wrap=True))
        layout.addWidget(label(words, "secondary", wrap=True))
        layout.addWidget(FieldRow(self.tr("Day"), self._day))
        buttons = row(None, [note, leave], gap=12)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def day(self) -> date:
        """The day that was chosen."""
        chosen = self._day.value()
        return chosen[0] if chosen else self._on
