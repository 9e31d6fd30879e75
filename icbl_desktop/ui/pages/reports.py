"""Reports: make the next one, save and send it, follow those that were made, answer what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from icbl_desktop.app import App
from icbl_desktop.config import RECEIPTS_ENDING
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import receipts, report_history, reports
from icbl_desktop.services.receipts import Question
from icbl_desktop.services.report_history import ReportLine
from icbl_desktop.services.reports import Issued
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import Bar, Heading
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.plan.receipts_line import ReceiptsLine
from icbl_desktop.ui.report.questions_list import QuestionsList
from icbl_desktop.ui.report.receipts_in import ReceiptsIn
from icbl_desktop.ui.report.report_acts import ReportActs
from icbl_desktop.ui.report.report_history import ReportHistory
from icbl_desktop.ui.report.report_maker import ReportMaker
from icbl_desktop.ui.report.report_words import what_it_is
from icbl_desktop.ui.report.save_step import SaveStep
from icbl_desktop.ui.words import number, sentence
from icbl_desktop.ui.worklog.record_pages import PAGES

SAVED, QUESTIONS = "saved", "questions"
"""Places on this page; the id of a report is another, and so is the path of a file of receipts."""

_HEADING_FROM = 400
"""Pixels before the text scale: the heading is shown from this height on."""
Found = tuple[Sequence[ReportLine], Sequence[Question]]


class ReportsPage(QWidget):
    """Three tabs; in their stead, once a report was made or is saved again, the step in which it leaves."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted = ""
        self._bar, self._receipts = Bar(), ReceiptsLine(context)
        self._next, self._history, self._questions = QWidget(), ReportHistory(), QuestionsList()
        self._acts = ReportActs(context, self)
        self._tabs, self._stack = QTabWidget(), QStackedWidget()
        self._read = LatestRead(context.jobs, self)
        self._lay_out()
        self._connect()
        self._when_shown = WhenShown(self, self._load)
        QTimer.singleShot(0, self, lambda: self._maker)  # once the page is painted

    @cached_property
    def _maker(self) -> ReportMaker:
        made = ReportMaker(self._context)
        made.issued.connect(self._issued)
        row(self._next, [made])
        return made

    @cached_property
    def _step(self) -> SaveStep:
        made = SaveStep(self._context)
        made.sent.connect(self._acts.mark_sent_today)
        made.left.connect(self._leave_step)
        self._stack.addWidget(made)
        return made

    @cached_property
    def _receipts_in(self) -> ReceiptsIn:
        made = ReceiptsIn(self._context)
        made.asked.connect(lambda: self._stack.setCurrentWidget(made))
        made.left.connect(lambda: self._stack.setCurrentIndex(0))
        made.refused.connect(self._refused)
        made.ready.connect(self._take_in)
        self._stack.addWidget(made)
        return made

    def open(self, place: Place) -> None:
        """Show the questions, the saved reports, or one of them; or take in a file of receipts."""
        if place.id.lower().endswith(RECEIPTS_ENDING):
            self._bar.hide()
            self._receipts_in.look_into(Path(place.id))
        elif place.id:
            self._stack.setCurrentIndex(0)
            self._tabs.setCurrentWidget(self._questions if place.id == QUESTIONS else self._history)
            self._wanted = place.id
            self._when_shown.ask()

    def refresh(self, changed: Changed) -> None:
        """Show what is so now, as soon as the page is on screen."""
        self._when_shown.ask()

    def flush(self) -> None:
        """Hand over what is being typed, before the window closes."""
        self._maker.flush()
        self._questions.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a window that is low for its text the tabs say enough: the room is for what is in them."""
        super().resizeEvent(event)
        self._heading.setVisible(self.height() >= look.scaled(_HEADING_FROM))

    def _take_in(self, data: bytes) -> None:
        self._stack.setCurrentIndex(0)
        self._receipts.take_in_alone(data)

    def _load(self) -> None:
        app = self._context.app
        self._read.ask(lambda: _found(app), self._show)

    def _show(self, found: Found) -> None:
        saved, asked = found
        self._history.show_reports(saved)
        self._questions.show_questions(asked)
        waiting = sum(one.answered_at is None for one in asked)
        words = self.tr("Questions ({n})").format(n=number(waiting)) if waiting else self.tr("Questions")
        self._tabs.setTabText(self._tabs.indexOf(self._questions), words)
        self._history.show_report(self._wanted)
        self._wanted = ""

    def _issued(self, issued: Issued) -> None:
        self._bar.hide()
        self._step.show_report(issued.id, issued.number, issued.name, new=True)
        self._stack.setCurrentWidget(self._step)

    def _save_again(self, report: ReportLine) -> None:
        self._bar.hide()
        self._step.show_report(report.id, report.number, what_it_is(report.kind, report.period), new=False)
        self._stack.setCurrentWidget(self._step)

    def _leave_step(self) -> None:
        self._tabs.setCurrentWidget(self._history)
        self._stack.setCurrentIndex(0)

    def _correct(self, report_id: str, why: str = "") -> None:
        db = self._context.app.db
        self._context.jobs.read(
            lambda: replace(reports.amend(db, report_id), why=why),
            self._begin,
            owner=self,
            failed=self._refused,
        )

    def _begin(self, order: ReportOrder) -> None:
        self._bar.hide()
        self._tabs.setCurrentWidget(self._next)
        self._maker.begin(order)

    def _amend(self, questions: Sequence[Question]) -> None:
        answers = (f"{one.text} {one.answer}".strip() for one in questions)
        why = self.tr("The secretariat asked: {answers}").format(answers="\n".join(answers))
        self._correct(questions[0].report_id, why)

    def _open_record(self, question: Question) -> None:
        self._context.go(Place(PAGES[question.kind], id=question.record_id, field=question.field))

    def _answer(self, question_id: str, words: str) -> None:
        db = self._context.app.db
        self._context.jobs.write(
            lambda: receipts.answer(db, question_id, words),
            lambda _changed: None,
            owner=self,
            failed=self._refused,
        )

    def _refused(self, refusal: UserError) -> None:
        self._bar.say(sentence(refusal), "error")

    def _connect(self) -> None:
        self._history.begin_wanted.connect(lambda: self._tabs.setCurrentWidget(self._next))
        self._history.acted.connect(self._acts.do)
        self._acts.save_wanted.connect(self._save_again)
        self._acts.correct_wanted.connect(lambda report: self._correct(report.id))
        self._acts.refused.connect(self._refused)
        self._questions.opened.connect(self._open_record)
        self._questions.answered.connect(self._answer)
        self._questions.amend_wanted.connect(self._amend)

    def _lay_out(self) -> None:
        self._tabs.tabBar().setAccessibleName(self.tr("Reports"))
        self._tabs.addTab(self._next, self.tr("Next report"))
        self._tabs.addTab(self._history, self.tr("Saved reports"))
        self._tabs.addTab(self._questions, self.tr("Questions"))
        reports_part = QWidget()
        inside = column(reports_part, gap=12, margins=(32, 24, 32, 16))
        words = self.tr("One file for the secretariat: pages to read, with the data inside.")
        self._heading = Heading(self.tr("Reports"), words)
        inside.addWidget(self._heading)
        inside.addWidget(self._bar)
        inside.addWidget(self._receipts)
        inside.addWidget(self._tabs, 1)
        self._stack.addWidget(reports_part)
        column(self).addWidget(self._stack)


def _found(app: App) -> Found:
    """All reports; and what is asked, until it is answered by an amendment or asked no more."""
    saved = report_history.history(app.db)
    amended = {report.id for report in saved if report.replaced_by}
    asked = [one for one in receipts.questions(app.db, open_only=False) if not one.withdrawn]
    return saved, [one for one in asked if one.answered_at is None or one.report_id not in amended]
