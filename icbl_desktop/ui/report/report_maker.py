"""A report before it is made: step by step what it is and what it holds, beside its real pages."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import report_drafts, reports
from icbl_desktop.services.reports import Issued, Preview
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.least_height import LeastHeight
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.pdf_preview import PdfPreview
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.report import order_steps, report_contents
from icbl_desktop.ui.report.order_form import Offered
from icbl_desktop.ui.report.order_steps import OrderSteps
from icbl_desktop.ui.report.report_start import Start, offered, start
from icbl_desktop.ui.report.step_bar import StepBar
from icbl_desktop.ui.words import sentence

_SETTLE_MS = 350
"""How long a person pauses before the pages are drawn again."""
_KEEP_MS = 1000
_LEAST_HEIGHT = 330
"""In a lower window the whole scrolls."""
_OFFERED = {"grant", "campaign"}
_PAGES_STEP = 4
"""After the steps that say what is wanted."""


class ReportMaker(QWidget):
    """Says ``issued`` when a report was made. In a narrow window its pages are a step of their own."""

    issued = Signal(object)
    """The ``Issued``."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._preview: Preview | None = None
        self._refusal = Bar()
        self.steps = OrderSteps(context, self._today)
        self.bar = StepBar(self.tr("Step"), (*order_steps.titles(), self.tr("Pages")))
        self.pages = PdfPreview(self.tr("The pages of the report"))
        self.make = button(self.tr("Make the report"), "primary", "file-pdf")
        self._sums = label("", "secondary", wrap=True)
        self._starts = LatestRead(context.jobs, self)
        self._previews = LatestRead(context.jobs, self, slow=True)
        self._is_begun = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._when_shown = WhenShown(self, self.preview_again)
        self._lay_out()
        self._connect()
        self._wait()
        self._begin_with(None)

    def begin(self, order: ReportOrder) -> None:
        """Prepare this report, such as the amendment of one that was sent."""
        self._begin_with(order)
        self._keep.start()

    def preview_again(self) -> None:
        """Something changed: ask for the pages anew, once things settle."""
        self._wait()
        if self._is_begun:
            self._settle.start()

    def flush(self) -> None:
        """Keep now what waits to be kept."""
        if self._keep.isActive():
            self._keep.stop()
            self._keep_draft()

    def _connect(self) -> None:
        jobs = self._context.jobs
        self._settle.timeout.connect(self._ask)
        self._keep.timeout.connect(self._keep_draft)
        self.bar.opened.connect(self._open_step)
        self.steps.edited.connect(self.preview_again)
        self.steps.edited.connect(self._keep.start)
        self.steps.form.new_wanted.connect(self._forget)
        self.make.clicked.connect(self._make)
        jobs.changed.connect(self._changed)
        jobs.crashed.connect(lambda _details: self._fail(self.tr("The pages could not be prepared.")))

    def _begin_with(self, order: ReportOrder | None) -> None:
        """This order, or what was being prepared, or the next report."""
        app = self._context.app
        self._starts.ask(lambda: start(app, order), self._begun)

    def _begun(self, begun: Start) -> None:
        self._is_begun = True
        self.steps.form.offer(begun.offered)
        self.steps.show_order(begun.order, begun.replaced)
        self.bar.open(0)
        self.preview_again()

    def _changed(self, changed: Changed) -> None:
        """The records did; and perhaps what there is to report on."""
        app = self._context.app
        if changed.kinds & _OFFERED:
            self._context.jobs.read(lambda: offered(app), self._offer, owner=self)
        self._when_shown.ask()

    def _offer(self, offered: Offered) -> None:
        self.steps.form.offer(offered)
        self.preview_again()

    def _wait(self) -> None:
        """What is on show is not what was asked for, until the next preview comes."""
        self._preview = None
        self.make.setEnabled(False)
        self._say(self.tr("Preparing the pages…"))

    def _ask(self) -> None:
        app, order = self._context.app, self.steps.order()
        if order is None:
            self._say(self.tr("Something is not complete yet. It is marked where it stands."))
            return
        self._previews.ask(
            lambda: reports.preview(app.db, app.folders, order), self._show_preview, failed=self._refused
        )

    def _show_preview(self, preview: Preview) -> None:
        """From now on it can be made."""
        self.pages.show_pdf(preview.pdf)
        self.steps.show_preview(preview)
        self._sums.setText(report_contents.sums(preview))
        if not self._settle.isActive():
            self._preview = preview
            self.make.setEnabled(True)

    def _refused(self, refusal: UserError) -> None:
        self.steps.form.say_refused(refusal)
        self._fail(sentence(refusal))

    def _fail(self, words: str) -> None:
        """There are no pages to show, and why; what is shown stays while there is a report on show."""
        if self._preview is None:
            self.pages.clear()
            self._say(words)

    def _say(self, words: str) -> None:
        """Why no report can be made now, above the pages and beside the button."""
        self.pages.say(words)
        self._sums.setText(words)

    def _make(self) -> None:
        app, preview = self._context.app, self._preview
        if preview is None:
            return
        self._keep.stop()
        self.make.setEnabled(False)
        self._refusal.hide()

        def work() -> Issued:
            issued = reports.issue(app.db, app.folders, preview.order)
            report_drafts.forget(app.db)
            return issued

        self._context.jobs.write(work, self._made, owner=self, failed=self._not_made)

    def _made(self, issued: Issued) -> None:
        self.issued.emit(issued)
        self._begin_with(None)

    def _not_made(self, refusal: UserError) -> None:
        self.make.setEnabled(self._preview is not None)
        if refusal.field and self.steps.form.say_refused(refusal):
            self.bar.open(0)
            self.steps.form.go_to(refusal.field)
        else:
            self._refusal.say(sentence(refusal), "error")

    def _keep_draft(self) -> None:
        db, order = self._context.app.db, self.steps.order()
        if order is not None:
            self._context.jobs.write(lambda: report_drafts.keep(db, order), lambda _kept: None, owner=self)

    def _forget(self) -> None:
        """A new report in place of the one that was begun."""
        db = self._context.app.db
        self._keep.stop()
        self._context.jobs.write(
            lambda: report_drafts.forget(db), lambda _gone: self._begin_with(None), owner=self
        )

    def _open_step(self, number: int) -> None:
        if number < _PAGES_STEP:
            self.steps.setCurrentIndex(number)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window may have become narrow, or wide."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        """In a narrow window the pages in place of a step; else beside it."""
        is_narrow = look.is_narrow(self.window().width())
        self.bar.show_step(_PAGES_STEP, is_narrow)
        if not is_narrow and self.bar.current() == _PAGES_STEP:
            self.bar.open(0)
            return
        (self._first if is_narrow else self._across).addWidget(self.pages, 1 if is_narrow else 5)
        self.pages.setVisible(not is_narrow or self.bar.current() == _PAGES_STEP)
        self.steps.setVisible(not is_narrow or self.bar.current() != _PAGES_STEP)

    def _lay_out(self) -> None:
        self._first, self._across = column(gap=12), row(gap=24)
        self._first.addWidget(self.bar)
        self._first.addWidget(self.steps, 1)
        self._across.addLayout(self._first, 6)
        below = row(gap=16)
        below.addWidget(self._sums, 1)
        below.addWidget(self.make, 0, Qt.AlignmentFlag.AlignVCenter)
        content = QWidget()
        column(self).addWidget(LeastHeight(content, _LEAST_HEIGHT))
        whole = column(content, gap=12, margins=(0, 12, 0, 0))
        whole.addWidget(self._refusal)
        whole.addLayout(self._across, 1)
        whole.addLayout(below)

    def _today(self) -> date:
        return self._context.app.db.clock().astimezone().date()
