"""What is noted of a saved report, that it was sent or confirmed; and its pages opened to be read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import report_sending, reports
from icbl_desktop.services.report_history import ReportLine
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.report.report_card import Act
from icbl_desktop.ui.report.report_sent import DayDialog

_READ_ONLY = 0o444


class ReportActs(QWidget):
    """Never seen: the parent of the dialogs, and the owner of what runs."""

    save_wanted = Signal(object)
    correct_wanted = Signal(object)
    """The ``ReportLine`` that is to be saved again, or corrected."""
    refused = Signal(object)
    """A ``UserError``."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._app, self._jobs = context.app, context.jobs
        self._copies = QTemporaryDir()
        self.hide()

    def do(self, act: Act, report: ReportLine) -> None:
        """Do with a report what was pressed on its card."""
        db = self._app.db
        match act:
            case Act.SAVE:
                self.save_wanted.emit(report)
            case Act.CORRECT:
                self.correct_wanted.emit(report)
            case Act.OPEN:
                self._open(report)
            case Act.SENT:
                words = self.tr("Only you know that it went. The program sends nothing itself.")
                title = self.tr("When did you send it?")
                note = report_sending.mark_sent
                self._ask_day(title, words, report.sent, lambda on: note(db, report.id, on))
            case Act.CONFIRMED:
                words = self.tr("They wrote to you that it came. A receipt may follow with a plan update.")
                title = self.tr("When did they confirm it?")
                note = report_sending.mark_confirmed
                self._ask_day(title, words, None, lambda on: note(db, report.id, on))
            case Act.NOT_SENT:
                self._write(lambda: report_sending.mark_not_sent(db, report.id))
            case Act.NOT_CONFIRMED:
                self._write(lambda: report_sending.mark_not_confirmed(db, report.id))

    def mark_sent_today(self, report_id: str) -> None:
        """Note that a report went today."""
        db, today = self._app.db, self._today()
        self._write(lambda: report_sending.mark_sent(db, report_id, today))

    def _ask_day(self, title: str, words: str, known: date | None, note: Callable[[date], Changed]) -> None:
        dialog = DayDialog(self, title, words, known or self._today())
        if dialog.exec():
            on = dialog.day()
            self._write(lambda: note(on))
        dialog.deleteLater()

    def _open(self, report: ReportLine) -> None:
        """In the system's program, from a copy, so that what is kept stays as it is."""
        db, folder = self._app.db, self._copies.path()
        self._jobs.read(
            lambda: _copy(reports.pdf_of(db, report.id), report.name, folder),
            _open_outside,
            owner=self,
            failed=self.refused.emit,
        )

    def _write(self, work: Callable[[], Changed]) -> None:
        self._jobs.write(work, lambda _changed: None, owner=self, failed=self.refused.emit)

    def _today(self) -> date:
        return self._app.db.clock().astimezone().date()


def _copy(pdf: bytes, name: str, folder: str) -> Path:
    path = Path(tempfile.mkdtemp(dir=folder)) / name
    try:
        path.write_bytes(pdf)
        path.chmod(_READ_ONLY)
    except OSError as error:
        raise UserError(
            "The pages could not be opened: there is no room for a copy of them. Nothing was changed. "
            "Free some space on the disk."
        ) from error
    return path


def _open_outside(copy: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
