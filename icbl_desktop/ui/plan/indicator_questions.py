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
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.widgets import Card, button, divider, label
from icbl_desktop.ui.plan.answer_form import AnswerForm, answer_words
from icbl_desktop.ui.words import day, number


class IndicatorQuestions(Card):
    """All indicators of an objective; what is being typed into one stays while answers change."""

    def __init__(
        self,
        context: Context,
        strategy: str,
        indicators: Sequence[Indicator],
        states: Sequence[State],
        read_only: bool = False,
    ) -> None:
        super().__init__(gap=12)
        title = self.tr("Questions about {state}").format(state=", ".join(state.name for state in states))
        self.body.addWidget(label(title, "section", wrap=True))
        self._questions = [IndicatorQuestion(context, strategy, one, states) for one in indicators]
        for question in self._questions:
            question.set_read_only(read_only)
        for place, question in enumerate(self._questions):
            if place:
                self.body.addWidget(divider())
            self.body.addWidget(question)

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show the newest answers, in the order of the indicators."""
        for question, answer in zip(self._questions, answers, strict=True):
            question.show_answer(answer)


class IndicatorQuestion(QWidget):
    """The question, the newest answer, and *Answer* and *Correct*, which open a form below."""

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
        self._open.clicked.connect(lambda: self._open_form(None))
        self._correct = button(self.tr("Correct"), "quiet", "pencil-simple")
        self._correct.setAccessibleName(
            self.tr("Correct the newest answer: {question}").format(question=question)
        )
        self._correct.clicked.connect(lambda: self._open_form(self._newest))
        self._newest: IndicatorUpdate | None = None
        self._form: AnswerForm | None = None
        self._read_only = False
        words = column(gap=2)
        words.addWidget(label(question, "body", wrap=True))
        words.addWidget(self._latest)
        top = row(gap=12)
        top.addLayout(words, 1)
        for one in (self._correct, self._open):
            top.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column(self, gap=12)
        self._column.addLayout(top)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the answers can be read only."""
        self._read_only = read_only
        self._show_buttons()

    def show_answer(self, answer: Answer) -> None:
        """Show the newest answer, or that there is none."""
        self._newest = latest = answer.latest
        self._show_buttons()
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

    def _show_buttons(self) -> None:
        may_write = not self._read_only and self._form is None
        self._open.setVisible(may_write)
        self._correct.setVisible(may_write and self._newest is not None)

    def _open_form(self, correcting: IndicatorUpdate | None) -> None:
        form = AnswerForm(self._context, self._strategy, self._indicator, self._states, correcting)
        form.saved.connect(self._close)
        form.cancelled.connect(self._close)
        self._form = form
        self._column.addWidget(form)
        self._show_buttons()
        form.show()  # what is not shown yet takes no focus
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(form)

    def _close(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self._show_buttons()
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)
