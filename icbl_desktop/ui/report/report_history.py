"""The reports that were made, newest first; as many as are wanted, a score at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from icbl_desktop.services.report_history import ReportLine
from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.page_parts import EmptyState
from icbl_desktop.ui.kit.scrolling import Canvas, bring_into_view, set_up_scrolling
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.report.report_card import ReportCard
from icbl_desktop.ui.words import number

_AT_ONCE = 20
"""Cards are dear: this many at a time are felt by nobody."""


class ReportHistory(QScrollArea):
    """A card for each report."""

    acted = Signal(object, object)
    """What a person wants done: the ``Act`` and the ``ReportLine``."""
    begin_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reports: Sequence[ReportLine] = ()
        self._shown = _AT_ONCE
        self._empty = EmptyState(
            "file-pdf",
            self.tr("No report yet"),
            self.tr(
                "A report is one PDF file: people read it, and the secretariat's program reads its data."
            ),
            self.tr("Prepare the first report"),
        )
        self._empty.acted.connect(self.begin_wanted)
        self._cards = column(gap=12)
        self._older = button("", "quiet", "caret-down")
        self._older.clicked.connect(self._show_older)
        canvas = Canvas()
        layout = column(canvas, gap=12, margins=(0, 16, 12, 16))
        layout.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self._cards)
        layout.addWidget(self._older)
        layout.addStretch(1)
        set_up_scrolling(self, canvas)

    def show_reports(self, reports: Sequence[ReportLine]) -> None:
        """Show these, unless they are what is shown."""
        if reports == self._reports and self._cards.count():
            return
        self._reports = reports
        self._empty.setVisible(not reports)
        clear(self._cards)
        self._add(reports[: self._shown])

    def show_report(self, report_id: str) -> None:
        """Bring the card of this report into view."""
        ids = [one.id for one in self._reports]
        if report_id not in ids:
            return
        while ids.index(report_id) >= self._cards.count():
            self._show_older()
        self._bring_forward(ids.index(report_id))

    def _show_older(self) -> None:
        more = self._reports[self._shown : self._shown + _AT_ONCE]
        self._shown += _AT_ONCE
        first = self._cards.count()
        self._add(more)
        self._bring_forward(first)

    def _bring_forward(self, place: int) -> None:
        item = self._cards.itemAt(place)
        if item is not None and (card := item.widget()) is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(card)

    def _add(self, reports: Sequence[ReportLine]) -> None:
        for report in reports:
            card = ReportCard(report)
            card.acted.connect(self.acted)
            self._cards.addWidget(card)
        rest = len(self._reports) - self._cards.count()
        words = self.tr("Show older reports ({n} more)").format(n=number(rest))
        self._older.setText(words)
        self._older.setVisible(rest > 0)
