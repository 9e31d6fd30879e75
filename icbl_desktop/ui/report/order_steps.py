"""The steps of making a report: what report, what leaves, files, own words. One is shown at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.services.reports import Preview
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.icon_line import Line, add_lines
from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.scrolling import scrolled
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.report import report_contents
from icbl_desktop.ui.report.files_panel import FilesPanel
from icbl_desktop.ui.report.leaving_list import LeavingList
from icbl_desktop.ui.report.lines_editor import DraftedLines
from icbl_desktop.ui.report.order_form import OrderForm


class OrderSteps(QStackedWidget):
    """Together they hold one ``ReportOrder``; they show the ``Preview`` of it."""

    edited = Signal()

    def __init__(self, context: Context, today: Callable[[], date]) -> None:
        super().__init__()
        self.form = OrderForm(today)
        self._leaving, self._files = LeavingList(context), FilesPanel(context)
        self._in_short = DraftedLines(
            self.tr("In short"), self.tr("Five lines at most, one sentence each. They open the report.")
        )
        self._needs = DraftedLines(
            self.tr("What we need from you"), self.tr("What the secretariat can do for you: a line each.")
        )
        self._doubts, self._going, self._staying = column(gap=8), column(gap=8), column(gap=8)
        for step in (self._lay_out_form(), self._leaving, self._files, self._lay_out_words()):
            self.addWidget(step)
        for part in (self._leaving, self._files, self._in_short, self._needs):
            part.edited.connect(self.edited)
        self.form.edited.connect(lambda _name: self.edited.emit())

    def show_order(self, order: ReportOrder, replaced: int = 0) -> None:
        """Begin with this order, perhaps to amend the report that has the number ``replaced``."""
        self.form.show_order(order, replaced)
        self._leaving.left_out = order.left_out
        self._files.chosen = dict(order.files)
        self._in_short.set_value(order.in_short)
        self._needs.set_value(order.needs)

    def order(self) -> ReportOrder | None:
        """What is wanted as it stands; None while a part of it cannot be read."""
        order = self.form.order()
        if order is None or self._in_short.problem() or self._needs.problem():
            return None
        return replace(
            order,
            left_out=self._leaving.left_out,
            files=dict(self._files.chosen),
            in_short=self._in_short.value(),
            needs=self._needs.value(),
        )

    def show_preview(self, preview: Preview) -> None:
        """Show what the report of this order holds."""
        self.form.say_accepted()
        self._leaving.show_leaving(preview.leaving)
        self._files.show_files(preview.leaving, preview.size)
        self._in_short.show_drafted(preview.in_short)
        self._needs.show_drafted(preview.needs)
        for layout, title, lines in (
            (self._doubts, self.tr("Please check"), report_contents.doubts(preview)),
            (self._going, self.tr("Goes into the report"), report_contents.going(preview)),
            (self._staying, self.tr("Stays on this computer"), report_contents.staying(preview)),
        ):
            _fill(layout, title, lines)

    def _lay_out_form(self) -> QWidget:
        content = QWidget()
        layout = column(content, gap=24, margins=(0, 0, 12, 16))
        layout.addWidget(self.form)
        for part in (self._doubts, self._going, self._staying):
            layout.addLayout(part)
        return scrolled(content)

    def _lay_out_words(self) -> QWidget:
        content = QWidget()
        layout = column(content, gap=24, margins=(0, 0, 12, 16))
        layout.addWidget(self._in_short)
        layout.addWidget(self._needs)
        return scrolled(content)


def titles() -> tuple[str, ...]:
    """What the steps are called, in their order."""
    return (_tr("What report"), _tr("What leaves"), _tr("Files and size"), _tr("In short"))


def _fill(layout: QVBoxLayout, title: str, lines: Sequence[Line]) -> None:
    clear(layout)
    if lines:
        layout.addWidget(label(title, "section", wrap=True))
        add_lines(layout, lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("order_steps", text)
