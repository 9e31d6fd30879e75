"""The button in an editor that shows the history of its record in place of the form."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.worklog.history_view import HistoryView


class HistoryButton(QToolButton):
    """While it is down, ``view`` stands in place of ``form``. A new record has no history, and no button."""

    def __init__(self, context: Context, kind: str, form: QWidget) -> None:
        """``kind`` is the name of what the form edits."""
        super().__init__()
        self._kind, self._form, self._record_id = kind, form, ""
        self.view = HistoryView(context)
        self.view.hide()
        self.setCheckable(True)
        set_icon(self, "clock-counter-clockwise")
        self.setToolTip(self.tr("History"))
        self.setAccessibleName(self.tr("History"))
        self.toggled.connect(self._swap)

    def watch(self, record_id: str) -> None:
        """The form now shows this record, or a new one for an empty id."""
        self._record_id = record_id
        self.setVisible(bool(record_id))
        self.setChecked(False)

    def _swap(self, shown: bool) -> None:
        self._form.setVisible(not shown)
        self.view.setVisible(shown)
        if shown:
            self.view.show_record(self._kind, self._record_id)
