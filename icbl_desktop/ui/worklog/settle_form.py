"""The small form that asks on which day, and how, a promise was kept or not."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import button


class SettleForm(QWidget):
    """Begins with today; the words may stay empty."""

    settled = Signal(date, str)
    cancelled = Signal()

    def __init__(self, state: PromiseState) -> None:
        super().__init__()
        kept = state == PromiseState.KEPT
        self._day, self._how = DateInput(months=False), TextLine()
        self._day.set_value(None)
        note = button(self.tr("Note that it was kept") if kept else self.tr("Note that it was not kept"))
        cancel = button(self.tr("Cancel"), "quiet")
        note.clicked.connect(self._settle)
        cancel.clicked.connect(self.cancelled)
        layout = column(self, gap=8, margins=(look.scaled(36), 4, 16, 12))
        layout.addWidget(FieldRow(self.tr("Kept on") if kept else self.tr("Known since"), self._day))
        layout.addWidget(FieldRow(self.tr("How?") if kept else self.tr("Why not, if known?"), self._how))
        buttons = row(None, [note, cancel])
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.setFocusProxy(self._day)

    def _settle(self) -> None:
        value = self._day.value()
        if value is not None:
            self.settled.emit(value[0], self._how.value())
