"""Indicators as questions about the campaign's states, each with its newest answers and their trend."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator, Ref
from icbl_desktop.domain.vocabulary import IndicatorKind
from icbl_desktop.domain.work import IndicatorUpdate, IndicatorUpdateDraft
from icbl_desktop.services.indicator_values import Series
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.form_place import FormPlace
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.trend import Trend
from icbl_desktop.ui.kit.widgets import Card, button, divider, label
from icbl_desktop.ui.plan.answer_form import AnswerForm
from icbl_desktop.ui.plan.value_words import aim_words, confidence_words, curve_of, trend_words, value_words
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
        self._questions = [
            IndicatorQuestion(context, f"{strategy}/{one.id}", one, states, read_only) for one in indicators
        ]
        for place, question in enumerate(self._questions):
            if place:
                self.body.addWidget(divider())
            self.body.addWidget(question)
        self._all = button(self.tr("All values over time"), "link", "chart-line-up")
        self._all.clicked.connect(lambda: context.go(Place("progress", id=self._first_answered)))
        self._first_answered: Ref = ""
        self.body.addWidget(self._all)

    def show_answers(self, answers: Sequence[Series]) -> None:
        """Show the newest answers, in the order of the indicators."""
        self._first_answered = next((one.ref for one in answers if one.values), "")
        self._all.setVisible(bool(self._first_answered))
        for question, answer in zip(self._questions, answers, strict=True):
            question.show_series(answer)


class IndicatorQuestion(QWidget):
    """The question, the newest answer for each state, and *Answer* and *Correct*, which open a form below."""

    def __init__(
        self,
        context: Context,
        ref: Ref,
        indicator: Indicator,
        states: Sequence[State],
        read_only: bool = False,
        new: Callable[[], IndicatorUpdateDraft] = IndicatorUpdateDraft,
    ) -> None:
        """``new`` gives what a new answer begins with."""
        super().__init__()
        self._context, self._ref = context, ref
        self._indicator, self._states, self._read_only = indicator, states, read_only
        self._form = FormPlace()
        self._newest: IndicatorUpdate | None = None
        self._lines = {one.iso3: _StateLine(indicator, one, named=len(states) > 1) for one in states}
        question = indicator.question or indicator.text
        self._open = button(self.tr("Answer"), "plain")
        self._open.setAccessibleName(self.tr("Answer: {question}").format(question=question))
        self._open.clicked.connect(lambda: self.begin(new()))
        self._correct = button(self.tr("Correct"), "quiet", "pencil-simple")
        self._correct.setAccessibleName(
            self.tr("Correct the newest answer: {question}").format(question=question)
        )
        self._correct.clicked.connect(self._correct_newest)
        self._lay_out(question)

    def show_series(self, series: Series) -> None:
        """Show the newest answers, or that there are none."""
        self._newest = series.latest
        self._show_buttons()
        for iso3, line in self._lines.items():
            line.show_values(series.of(iso3))

    def begin(self, draft: IndicatorUpdateDraft) -> None:
        """Open the form with this; an answer that is kept is corrected, anything else is a new one."""
        form = AnswerForm(self._context, self._ref, self._indicator, self._states, draft)
        form.saved.connect(self._close)
        form.cancelled.connect(self._close)
        self._form.open_form(form)
        self._show_buttons()

    def _correct_newest(self) -> None:
        if self._newest is not None:
            self.begin(self._newest)

    def _lay_out(self, question: str) -> None:
        top = row(gap=12)
        top.addWidget(label(question, "body", wrap=True), 1)
        for one in (self._correct, self._open):
            top.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(self, gap=4)
        layout.addLayout(top)
        for part in (*self._lines.values(), self._form):
            layout.addWidget(part)

    def _show_buttons(self) -> None:
        may_write = not self._read_only and not self._form.has_form()
        self._open.setVisible(may_write)
        self._correct.setVisible(may_write and self._newest is not None)

    def _close(self) -> None:
        self._form.close_form()
        self._show_buttons()
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)


class _StateLine(QWidget):
    """The newest answer for one state, where it comes from, and how the answers moved."""

    def __init__(self, indicator: Indicator, state: State, named: bool) -> None:
        super().__init__()
        self._indicator, self._name = indicator, state.name if named else ""
        in_words = indicator.kind == IndicatorKind.QUALITATIVE
        self._value = label("", "body" if in_words else "strong", wrap=True)
        self._about = label("", "secondary", wrap=True)
        self._trend = Trend()
        words = column(gap=0)
        words.addWidget(self._value)
        words.addWidget(self._about)
        line = row(self, gap=16)
        line.addLayout(words, 1)
        line.addWidget(self._trend, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_values(self, values: Sequence[IndicatorUpdate]) -> None:
        """Show the first of these, the newest; and the trend of all."""
        latest = values[0] if values else None
        aim = aim_words(self._indicator)
        self._value.setVisible(latest is not None)
        if latest is None:
            self._about.setText(_joined(self._named(self.tr("No answer yet")), aim))
            self._about.show()
            self._trend.hide()
            return
        said = _joined(value_words(self._indicator, latest), day(latest.date))
        self._value.setText(self._named(said))
        many = self.tr("{n} answers so far").format(n=number(len(values))) if len(values) > 1 else ""
        about = _joined(latest.source, confidence_words(latest), many, aim)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._trend.show_curve(curve_of(self._indicator, values), trend_words(self._indicator, values))

    def _named(self, words: str) -> str:
        return f"{self._name}: {words}" if self._name else words


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
