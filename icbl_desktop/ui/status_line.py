"""The bottom line: saved or not, and long work with a bar and Cancel."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar

from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.widgets import IconLabel, button, label


class StatusLine(QFrame):
    """Follows the signals of ``Jobs``."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setProperty("shell", "bottom")
        self._icon = IconLabel("check-circle", "success", 16)
        self._state = label("", "secondary")
        self._work = label("", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._cancel = button(self.tr("Cancel"), "link")
        line = row(self, [self._icon, self._state], margins=(16, 4, 16, 4))
        line.addStretch(1)
        for widget in (self._work, self._bar, self._cancel):
            line.addWidget(widget)
        self._show_saved(False)
        self._show_work(False)
        jobs.busy.connect(self._show_saved)
        jobs.long_started.connect(self._start)
        jobs.long_progress.connect(self._advance)
        jobs.long_ended.connect(self._end)
        self._cancel.clicked.connect(jobs.cancel)

    def words(self) -> str:
        """What the line says about saving."""
        return self._state.text()

    def _show_saved(self, busy: bool) -> None:
        self._state.setText(self.tr("Saving …") if busy else self.tr("All saved on this computer"))
        self._icon.set_icon("clock" if busy else "check-circle", "muted" if busy else "success")

    def _show_work(self, shown: bool) -> None:
        for widget in (self._work, self._bar, self._cancel):
            widget.setVisible(shown)

    def _start(self, title: str) -> None:
        self._work.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._show_work(True)

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _end(self, _completed: bool) -> None:
        self._show_work(False)
