"""The small form that chooses one's own day for an entry of the plan."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import button


class DayForm(QWidget):
    """A date field with *Keep this day* and *Cancel*; begins with ``day``, or with today."""

    chosen = Signal(date)
    cancelled = Signal()

    def __init__(self, day: date | None) -> None:
        super().__init__()
        entry = DateInput(months=False)
        entry.set_value((day, Precision.DAY) if day else None)
        hint = self.tr("Only on this computer. The plan's own date stays as it is.")
        keep = button(self.tr("Keep this day"), "plain", "check")
        cancel = button(self.tr("Cancel"), "quiet")
        keep.clicked.connect(lambda: self._choose(entry))
        cancel.clicked.connect(self.cancelled)
        layout = column(self, gap=8, margins=(0, 4, 0, 8))
        layout.addWidget(FieldRow(self.tr("We plan this for"), entry, hint))
        buttons = row(None, [keep, cancel])
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.setFocusProxy(entry)

    def _choose(self, entry: DateInput) -> None:
        value = entry.value()
        if value is not None:
            self.chosen.emit(value[0])
