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
from icbl_desktop.ui.latest_read import LatestRead
from icbl_desktop.ui.layouts import column
from icbl_desktop.ui.page_parts import Bar, Heading
from icbl_desktop.ui.refill import WhenShown
from icbl_desktop.ui.report_history import ReportHistory
from icbl_desktop.ui.report_maker import ReportMaker
from icbl_desktop.ui.report_sent import SavedNotice, SentDialog
from icbl_desktop.ui.scrolled import scrolled
from icbl_desktop.ui.words import number, sentence


@dataclass(frozen=True)
class _Made:
    """A report that has its number. ``refusal`` says why its file could not be saved; then ``path`` is None."""

    issued: Issued
    path: Path | None
    refusal: UserError | None

    @property
    def changed(self) -> Changed:
        """For ``Jobs``."""
        return self.issued.changed


class ReportsPage(QWidget):
    """Two tabs: the next report, and the saved ones."""
