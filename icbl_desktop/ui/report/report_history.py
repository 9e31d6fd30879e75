"""The reports that were made: saved, sent or not, changed since; and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.services.reports import ReportLine
from icbl_desktop.ui.kit.layouts import FlowLayout, clear, column
from icbl_desktop.ui.kit.page_parts import EmptyState
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, button, label
from icbl_desktop.ui.report.period_input import period_words
from icbl_desktop.ui.words import day, number


class ReportHistory(QScrollArea):
    """Newest first. Each signal carries the ``ReportLine`` it is about."""

    save_wanted = Signal(object)
    sent = Signal(object)
    not_sent = Signal(object)
    begin_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._empty = EmptyState(
            "file-pdf",
            self.tr("No report yet"),
            self.tr(
                "A report is one PDF file: people read it, and the secretariat's program reads its data."
            ),
            self.tr("Prepare the first report"),
        )
        self._empty.acted.connect(self.begin_wanted)
        self._rows = column(gap=12)
        canvas = Canvas()
        layout = column(canvas, gap=0, margins=(0, 16, 12, 16))
        layout.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self._rows)
        layout.addStretch(1)
        set_up_scrolling(self, canvas)

    def show_reports(self, reports: Sequence[ReportLine]) -> None:
        """Show these."""
        self._empty.setVisible(not reports)
        clear(self._rows)
        for report in reports:
            self._rows.addWidget(self._card(report))

    def _card(self, report: ReportLine) -> Card:
        card = Card(gap=4)
        title = self.tr("Report {number}: {period}")
        words = title.format(number=number(report.number), period=period_words(report.period))
        card.body.addWidget(label(words, "strong", wrap=True))
        about = self.tr("Saved {date} · Records: {count} · {name}").format(
            date=day(report.issued_at), count=number(report.records), name=report.name
        )
        card.body.addWidget(Paragraph(about, "secondary"))
        card.body.addSpacing(4)
        card.body.addWidget(_flow([self._sent_chip(report), *self._changed_chip(report)]))
        card.body.addSpacing(4)
        card.body.addWidget(_flow(self._buttons(report, words)))
        return card

    def _sent_chip(self, report: ReportLine) -> Chip:
        if report.sent is None:
            return Chip(self.tr("Not sent yet"), "caution", "envelope-simple")
        return Chip(self.tr("Sent {date}").format(date=day(report.sent)), "success", "paper-plane-tilt")

    def _changed_chip(self, report: ReportLine) -> list[Chip]:
        if not report.changed:
            return []
        words = self.tr("Changed since: {count}. The next report carries it.")
        return [Chip(words.format(count=number(report.changed)), "info", "pencil-simple")]

    def _buttons(self, report: ReportLine, title: str) -> list[QWidget]:
        save = button(self.tr("Save the file again"), "plain", "download-simple")
        save.clicked.connect(lambda: self.save_wanted.emit(report))
        mark = button(self.tr("I sent it") if report.sent is None else self.tr("It was sent on another day"))
        mark.clicked.connect(lambda: self.sent.emit(report))
        buttons = [save, mark]
        if report.sent is not None:
            back = button(self.tr("It was not sent"), "quiet")
            back.clicked.connect(lambda: self.not_sent.emit(report))
            buttons.append(back)
        for made in buttons:
            made.setAccessibleName(f"{title}: {made.text()}")
        return list(buttons)


def _flow(widgets: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    layout = FlowLayout(made)
    for widget in widgets:
        layout.addWidget(widget)
    return made
