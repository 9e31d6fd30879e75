"""What the secretariat asks about reports: each question on its record and field, and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.services.receipts import Question
from icbl_desktop.ui.kit.inputs import TextBox
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import EmptyState
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, button, divider, label
from icbl_desktop.ui.words import day, number
from icbl_desktop.ui.worklog.history_words import field_words


class QuestionsList(QScrollArea):
    """By report, the newest first. What is done with a question is for the page."""

    opened = Signal(object)
    """The record of this ``Question`` is to be opened."""
    answered = Signal(str, str)
    """The id of a question, and the note of its answer."""
    amend_wanted = Signal(object)
    """The report of these questions, a tuple, is to be amended."""

    def __init__(self) -> None:
        super().__init__()
        self._reports = Refill(self._build)
        self._typed: dict[str, str] = {}
        self._empty = EmptyState(
            "question",
            self.tr("No questions"),
            self.tr(
                "When the secretariat asks about a report, its questions come with a plan update or a "
                "file of receipts, and stand here, each on its record."
            ),
        )
        canvas = Canvas()
        layout = column(canvas, gap=0, margins=(0, 16, 12, 16))
        layout.addWidget(self._empty)
        layout.addWidget(self._reports)
        layout.addStretch(1)
        set_up_scrolling(self, canvas)

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these; what is being typed stays."""
        self._empty.setVisible(not questions)
        self._reports.show_content(tuple(questions))

    def flush(self) -> None:
        """Hand over the answers that are being typed."""
        while self._typed:
            self.answered.emit(*self._typed.popitem())

    def _build(self, questions: tuple[Question, ...]) -> QWidget | None:
        if not questions:
            return None
        content = QWidget()
        layout = column(content, gap=16)
        newest_first = sorted(questions, key=lambda one: -one.report_number)
        for _, of_report in groupby(newest_first, key=lambda one: one.report_number):
            layout.addWidget(self._card(tuple(of_report)))
        return content

    def _card(self, questions: tuple[Question, ...]) -> Card:
        report = number(questions[0].report_number)
        card = Card(self.tr("About report {number}").format(number=report), gap=12)
        for question in questions:
            card.body.addWidget(self._question(question))
            card.body.addWidget(divider())
        words = self.tr("Mend the records, note your answers, then send them as an amendment of the report.")
        card.body.addWidget(label(words, "secondary", wrap=True))
        amend = button(
            self.tr("Amend report {number} with these").format(number=report), "plain", "note-pencil"
        )
        amend.clicked.connect(lambda: self.amend_wanted.emit(questions))
        card.body.addWidget(amend)
        return card

    def _question(self, question: Question) -> QWidget:
        made = QWidget()
        layout = column(made, gap=8)
        layout.addWidget(label(self._place(question), "caption", wrap=True))
        layout.addWidget(Paragraph(question.text))
        note = TextBox(lines=2)
        note.set_value(self._typed.get(question.id, question.answer))
        note.edited.connect(lambda: self._typed.update({question.id: note.value()}))
        note.name_for_readers(self.tr("Your answer to: {question}").format(question=question.text))
        layout.addWidget(label(self.tr("Your answer"), "label"))
        layout.addWidget(note)
        keep = button(self.tr("Keep the answer"), "plain", "check")
        keep.setAccessibleName(self.tr("Keep the answer to: {question}").format(question=question.text))
        keep.clicked.connect(lambda: self._keep(question, note.value()))
        buttons = row(None, [keep])
        if question.title:
            open_record = button(self.tr("Open the record"), "quiet", "arrow-square-out")
            open_record.setAccessibleName(self.tr("Open the record: {title}").format(title=question.title))
            open_record.clicked.connect(lambda: self.opened.emit(question))
            buttons.addWidget(open_record)
        if question.answered_at is not None:
            words = self.tr("Answered {date}").format(date=day(question.answered_at))
            buttons.addWidget(Chip(words, "success", "check"))
        buttons.addStretch(1)
        layout.addLayout(buttons)
        return made

    def _keep(self, question: Question, words: str) -> None:
        self._typed.pop(question.id, None)
        self.answered.emit(question.id, words)

    def _place(self, question: Question) -> str:
        """The record it is about, and the field."""
        if not question.record_id:
            return self.tr("The report as a whole")
        field = field_words(question.kind, question.field) if question.field else ""
        title = question.title or self.tr("A record that is not here any more")
        return " · ".join(filter(None, (title, field)))
