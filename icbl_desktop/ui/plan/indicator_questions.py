"""Indicators as questions about the campaign's state, each with its newest answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.services.progress import Answer
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import Card, button, divider, label
from icbl_desktop.ui.plan.answer_form import AnswerForm, answer_words
from icbl_desktop.ui.words import day, number


class IndicatorQuestions(Card):
    """All indicators of an objective; what is being typed into one stays while answers change."""

    def __init__(
        self, context: Context, strategy: str, indicators: Sequence[Indicator], states: Sequence[State]
    ) -> None:
        super().__init__(gap=12)
        title = self.tr("Questions about {state}").format(state=", ".join(state.name for state in states))
        self.body.addWidget(label(title, "section", wrap=True))
        self._questions = [IndicatorQuestion(context, strategy, one, states) for one in indicators]
        for place, question in enumerate(self._questions):
            if place:
                self.body.addWidget(divider())
            self.body.addWidget(question)

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show the newest answers, in the order of the indicators."""
        for question, answer in zip(self._questions, answers, strict=True):
            question.show_answer(answer)


class IndicatorQuestion(QWidget):
    """The question, the newest answer, and *Answer*, which opens a form below."""

    def __init__(
        self, context: Context, strategy: str, indicator: Indicator, states: Sequence[State]
    ) -> None:
        super().__init__()
        self._context, self._strategy = context, strategy
        self._indicator, self._states = indicator, states
        question = indicator.question or indicator.text
        self._latest = label("", "secondary", wrap=True)
        self._open = button(self.tr("Answer"), "plain")
        self._open.setAccessibleName(self.tr("Answer: {question}").format(question=question))
        self._open.clicked.connect(self._open_form)
        words = column(gap=2)
        words.addWidget(label(question, "body", wrap=True))
        words.addWidget(self._latest)
        top = row(gap=12)
        top.addLayout(words, 1)
        top.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column(self, gap=12)
        self._column.addLayout(top)

    def show_answer(self, answer: Answer) -> None:
        """Show the newest answer, or that there is none."""
        latest = answer.latest
        self._latest.setText(self._say(latest, answer.count) if latest else self.tr("No answer yet."))

    def _say(self, latest: IndicatorUpdate, count: int) -> str:
        names = {state.iso3: state.name for state in self._states}
        parts = [
            answer_words(self._indicator, latest.value),
            names[latest.iso3] if len(names) > 1 else "",
            day(latest.date),
            latest.source,
            self.tr("{n} answers so far").format(n=number(count)) if count > 1 else "",
        ]
        return " · ".join(part for part in parts if part)

    def _open_form(self) -> None:
        form = AnswerForm(self._context, self._strategy, self._indicator, self._states)
        form.saved.connect(lambda: self._close(form))
        form.cancelled.connect(lambda: self._close(form))
        self._column.addWidget(form)
        self._open.hide()
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, form: AnswerForm) -> None:
        form.hide()
        form.deleteLater()
        self._open.show()
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)
