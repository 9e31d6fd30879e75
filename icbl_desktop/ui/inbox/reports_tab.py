"""Reports: the list of all that came in, and beside it the one that is reviewed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.context import Context
from icbl_desktop.ui.inbox.report_list import Listed, ReportList
from icbl_desktop.ui.inbox.review_panel import ReviewPanel
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.side_by_side import SideBySide


class ReportsTab(QWidget):
    """A line opens its report; in a narrow window that covers the list."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.list, self._review = ReportList(), ReviewPanel(context)
        self._both = SideBySide(self.list, self._review, (1, 1))
        row(self, [self._both])
        self.list.opened.connect(self.show_report)
        self._review.closed.connect(self._close)

    def show_reports(self, found: Listed) -> None:
        """Show these in the list."""
        self.list.show_reports(found)

    def show_report(self, digest: str) -> None:
        """Open a report beside the list."""
        self.list.choose(digest)
        self._review.show_report(digest)
        self._both.show_second(True)

    def _close(self) -> None:
        self._both.show_second(False)
        self.list.table.setFocus()
