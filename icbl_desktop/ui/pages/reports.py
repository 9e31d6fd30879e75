"""Reports: look at the next one as it will be, make it, and keep track of those that were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QTabWidget, QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import reports
from icbl_desktop.services.reports import Issued, Preview, ReportLine
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import Bar, Heading
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.report.report_history import ReportHistory
from icbl_desktop.ui.report.report_maker import ReportMaker
from icbl_desktop.ui.report.report_sent import SavedNotice, SentDialog
from icbl_desktop.ui.words import number, sentence


@dataclass(frozen=True)
class _Made:
    """A report that has its number. Without a ``path``, ``refusal`` says why its file could not be saved."""

    issued: Issued
    path: Path | None
    refusal: UserError | None = None

    @property
    def changed(self) -> Changed:
        """For ``Jobs``, which tells every page."""
        return self.issued.changed


class ReportsPage(QWidget):
    """Two tabs: the next report, and those that were saved."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._last: _Made | None = None
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._bar, self._saved = Bar(), SavedNotice()
        self._maker, self._history = ReportMaker(self._today), ReportHistory()
        self._tabs = QTabWidget()
        self._tabs.tabBar().setAccessibleName(self.tr("Reports"))
        self._tabs.addTab(self._maker, self.tr("Next report"))
        self._tabs.addTab(self._history, self.tr("Saved reports"))
        layout = column(self, gap=12, margins=(32, 24, 32, 16))
        words = self.tr("One file for the secretariat: pages to read, with the data inside.")
        layout.addWidget(Heading(self.tr("Reports"), words))
        for part in (self._bar, self._saved):
            layout.addWidget(part)
        layout.addWidget(self._tabs, 1)
        self._previews = LatestRead(context.jobs, self)
        self._connect()
        self._when_shown = WhenShown(self, self._load)
        context.jobs.read(lambda: reports.suggest_period(context.app.db), self._begin, owner=self)

    def refresh(self, changed: Changed) -> None:
        """Show what is so now, as soon as the page is on screen."""
        self._when_shown.ask()

    def _connect(self) -> None:
        self._maker.period_chosen.connect(self._preview)
        self._maker.make_wanted.connect(self._ask_where)
        self._maker.drafts_wanted.connect(lambda: self._context.go(Place("activities")))
        self._history.begin_wanted.connect(lambda: self._tabs.setCurrentWidget(self._maker))
        self._history.save_wanted.connect(self._save_again)
        self._history.sent.connect(self._ask_when_sent)
        self._history.not_sent.connect(self._mark_not_sent)
        self._saved.sent.connect(self._mark_last_sent)
        self._context.jobs.crashed.connect(
            lambda _details: self._maker.show_failure(self.tr("The pages could not be prepared."))
        )
        self._saved.folder_wanted.connect(self._show_folder)

    def _begin(self, suggested: Period) -> None:
        self._maker.period.set_value(suggested)
        self._maker.preview_again()

    def _load(self) -> None:
        db = self._context.app.db
        self._context.jobs.read(lambda: reports.history(db), self._history.show_reports, owner=self)
        self._maker.preview_again()

    def _preview(self, period: Period) -> None:
        app = self._context.app
        self._previews.ask(
            lambda: reports.preview(app.db, app.folders, period),
            self._maker.show_preview,
            failed=lambda refusal: self._maker.show_failure(sentence(refusal)),
        )

    def _ask_where(self, preview: Preview) -> None:
        path = self._ask_file(self.tr("Save the report"), preview.name)
        if path is None:
            return
        app = self._context.app
        self._maker.make.setEnabled(False)
        self._context.jobs.write(
            lambda: _make(app, preview.period, path), self._made, owner=self, failed=self._not_made
        )

    def _made(self, made: _Made) -> None:
        self._last = made
        self._bar.hide()
        if made.refusal is not None:
            self._saved.hide()
            more = self.tr("It has number {number} and stands under Saved reports: save its file from there.")
            words = more.format(number=number(made.issued.number))
            self._bar.say(f"{sentence(made.refusal)} {words}", "error")
            return
        words = self.tr("Report {number} is saved as a file. It has not been sent.")
        self._saved.say(words.format(number=number(made.issued.number)))

    def _not_made(self, refusal: UserError) -> None:
        self._bar.say(sentence(refusal), "error")
        self._maker.make.setEnabled(True)

    def _save_again(self, report: ReportLine) -> None:
        path = self._ask_file(self.tr("Save the report again"), report.name)
        if path is None:
            return
        db = self._context.app.db
        self._context.jobs.write(
            lambda: reports.save_copy(db, report.id, path, replace=True),
            lambda out: self._bar.say(
                self.tr("The same file is saved again as {name}. It will not count twice.").format(
                    name=out.name
                ),
                "success",
            ),
            owner=self,
            failed=lambda refusal: self._bar.say(sentence(refusal), "error"),
        )

    def _ask_when_sent(self, report: ReportLine) -> None:
        dialog = SentDialog(self, report.sent or self._today())
        if dialog.exec():
            self._mark_sent(report.id, dialog.day())
        dialog.deleteLater()

    def _mark_last_sent(self) -> None:
        self._saved.hide()
        if self._last is not None:
            self._mark_sent(self._last.issued.id, self._today())

    def _mark_sent(self, report_id: str, on: date) -> None:
        db = self._context.app.db
        self._context.jobs.write(
            lambda: reports.mark_sent(db, report_id, on), lambda _changed: None, owner=self
        )

    def _mark_not_sent(self, report: ReportLine) -> None:
        db = self._context.app.db
        self._context.jobs.write(
            lambda: reports.mark_not_sent(db, report.id), lambda _changed: None, owner=self
        )

    def _ask_file(self, title: str, name: str) -> Path | None:
        kinds = self.tr("PDF files ({pattern})").format(pattern="*.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(self._folder / name), kinds)
        if not chosen:
            return None
        self._folder = Path(chosen).parent
        return Path(chosen)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _today(self) -> date:
        return self._context.app.db.clock().astimezone().date()


def _make(app: App, period: Period, out: Path) -> _Made:
    """On the writer thread. The report is kept even where its file cannot be written."""
    issued = reports.issue(app.db, app.folders, period)
    try:
        return _Made(issued, reports.save_copy(app.db, issued.id, out, replace=True))
    except UserError as refusal:
        return _Made(issued, None, refusal)
