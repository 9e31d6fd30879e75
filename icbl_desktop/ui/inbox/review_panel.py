"""One report that came in, under review: what it says, its pages, and what the office says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import desk, received, report_view, review, templates
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.services.office.received import ReceivedReport
from icbl_desktop.services.office.report_view import ReportBody, ReportView
from icbl_desktop.services.office.review import Asked
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.inbox.inbox_words import period_words, review_sign, standing_sign, stream_words
from icbl_desktop.ui.inbox.review_ask import AskBox, Subject
from icbl_desktop.ui.inbox.review_content import asked_card, body_of, review_words
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import clear, column, flowing, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.pdf_preview import PdfPreview
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import bring_into_view, scrolled
from icbl_desktop.ui.kit.widgets import Chip, button, icon_button, label
from icbl_desktop.ui.words import number, sentence

if TYPE_CHECKING:
    from icbl_desktop.services.office.desk import OfficeStore

Deciding = Callable[["OfficeStore", str, str, int], Changed]

_TITLE_OF_OWN = 60
"""Characters of a kept question that it is chosen by."""


class ReviewPanel(QWidget):
    """Shows a report, and follows what other reviewers say of it."""

    closed = Signal()
    """The panel is to be put away."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._digest = ""
        self._view: ReportView | None = None
        self._drawn = ""  # the digest of the report whose pages are shown
        self._read, self._pages_read = (
            LatestRead(context.jobs, self),
            LatestRead(context.jobs, self, slow=True),
        )
        self._title, self._about = label("", "section", wrap=True), label("", "secondary", wrap=True)
        self._line = column(gap=0)
        self._notice, self._said = Bar(), label("", "secondary", wrap=True)
        self.ask_box = AskBox()
        self._asked, self._body = Refill(self._build_asked), Refill(self._build_body)
        self.pages = PdfPreview(self.tr("The report's pages"))
        self._tabs = QTabWidget()
        self._lay_out()
        self.ask_box.asked.connect(self._ask)
        self._tabs.currentChanged.connect(self._draw)
        context.jobs.changed.connect(self._changed)

    def show_report(self, digest: str) -> None:
        """Show this report."""
        if digest != self._digest:
            self.ask_box.put_away()
            self._notice.hide()
        self._digest = digest
        self._load()

    def _load(self) -> None:
        digest, door = self._digest, self._context.app.office
        self._read.ask(lambda: report_view.view(door.store(), digest), self._show, self._refused)

    def _changed(self, changed: Changed) -> None:
        if "inbox" in changed.kinds and self._digest and self.isVisible():
            self._load()

    def _show(self, view: ReportView) -> None:
        self._view = view
        report = view.review.report
        self._title.setText(report.organisation)
        parts = (stream_words(report.stream_code, report.number), period_words(report.period), report.name)
        self._about.setText(" · ".join(parts))
        self._said.setText(review_words(view))
        self._said.setVisible(bool(self._said.text()))
        clear(self._line)
        self._line.addWidget(flowing(*self._chips(report), *self._acts(view)))
        self.ask_box.offer(view.templates)
        self._asked.show_content((view.review.questions, view.can_review))
        self._body.show_content((view.body, view.can_review))
        self._draw()

    def _chips(self, report: ReceivedReport) -> list[QWidget]:
        signs = [standing_sign(report.standing), review_sign(report.state)]
        if report.standing == Standing.COUNTED and report.state:
            signs = signs[1:]
        chips: list[QWidget] = [Chip(sign.words, sign.tone, sign.icon) for sign in signs if sign.words]
        if report.amended_by:
            words = self.tr("Replaced by report {n}").format(n=number(report.amended_by))
            chips.append(Chip(words, "neutral", "note-pencil"))
        return chips

    def _acts(self, view: ReportView) -> list[QWidget]:
        if not view.can_review:
            return []
        state, made = view.review.report.state, list[QWidget]()
        if state == ReceiptState.ACCEPTED:
            made.append(self._button(self.tr("Take it back"), review.reopen, "arrow-counter-clockwise"))
        else:
            made.append(self._button(self.tr("Accept"), review.accept, "seal-check", primary=True))
        if state == ReceiptState.RECEIVED and view.review.questions:
            made.append(self._button(self.tr("Has issues"), review.set_issues, "warning"))
        ask = button(self.tr("Ask about it"), "plain", "question")
        ask.clicked.connect(lambda: self._begin_asking(Subject()))
        return [*made, ask]

    def _button(self, words: str, decide: Deciding, icon: str, *, primary: bool = False) -> QWidget:
        made = button(words, "primary" if primary else "plain", icon)
        made.clicked.connect(lambda: self._decide(decide))
        return made

    def _build_asked(self, asked: tuple[Sequence[Asked], bool]) -> QWidget | None:
        questions, can_review = asked
        return asked_card(questions, self._withdraw if can_review else None)

    def _build_body(self, said: tuple[ReportBody, bool]) -> QWidget:
        body, can_review = said
        return body_of(body, self._begin_asking if can_review else None)

    def _begin_asking(self, subject: Subject) -> None:
        self._tabs.setCurrentIndex(0)
        self.ask_box.begin(subject)
        bring_into_view(self.ask_box)

    def _withdraw(self, question: str) -> None:
        self._decide(
            lambda store, digest, by, revision: review.withdraw(store, digest, question, by, revision)
        )

    def _ask(self, draft: QuestionDraft, keep: bool) -> None:
        def ask(store: OfficeStore, digest: str, by: str, revision: int) -> Changed:
            changed = review.ask(store, digest, draft, by, revision)
            if keep:
                templates.save(store, draft.text.splitlines()[0][:_TITLE_OF_OWN], draft.text, by)
            return changed

        self._decide(ask, self.ask_box.put_away)

    def _decide(self, decide: Deciding, done: Callable[[], None] = lambda: None) -> None:
        """Do it on the review as it is shown; where another reviewer was there in between, look again."""
        if self._view is None:
            return
        app, digest, revision = self._context.app, self._digest, self._view.review.revision
        self._notice.hide()
        self._context.jobs.write(
            lambda: decide(app.office.store(), digest, desk.reviewer(app.folders, app.db), revision),
            lambda _changed: done(),
            owner=self,
            failed=self._not_done,
        )

    def _not_done(self, refusal: UserError) -> None:
        if not (self.ask_box.isVisible() and self.ask_box.refuse(refusal)):
            self._refused(refusal)
        self._load()

    def _refused(self, refusal: UserError) -> None:
        self._notice.say(sentence(refusal), "error")

    def _draw(self) -> None:
        """Show the pages, once they are looked at."""
        digest, door = self._digest, self._context.app.office
        if self._tabs.currentWidget() is self.pages and digest and digest != self._drawn:
            self._drawn = digest
            self.pages.clear()
            self._pages_read.ask(lambda: received.pdf(door.store(), digest), self.pages.show_pdf)

    def _lay_out(self) -> None:
        close = icon_button("x", self.tr("Close the report"))
        close.clicked.connect(self.closed)
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = row(None, [], gap=8)
        head.addLayout(words, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        inside = column(content, gap=16, margins=(0, 12, 12, 16))
        inside.addWidget(self.ask_box)
        inside.addWidget(self._asked)
        inside.addWidget(self._body)
        self._tabs.addTab(scrolled(content), self.tr("What it says"))
        self._tabs.addTab(self.pages, self.tr("Pages"))
        layout = column(self, gap=10, margins=(16, 12, 0, 0))
        layout.addLayout(head)
        layout.addWidget(self._said)
        layout.addWidget(self._notice)
        layout.addLayout(self._line)
        layout.addWidget(self._tabs, 1)
