"""An indicator as a question about the campaign's state, its newest answer, and a small form for the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.vocabulary import Changed, IndicatorKind
from icbl_desktop.domain.words import ANSWERS, CONFIDENCE, LADDER
from icbl_desktop.domain.work import IndicatorUpdate, IndicatorUpdateDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import progress
from icbl_desktop.services.progress import Answer
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.forms import Form
from icbl_desktop.ui.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.input_dates import DateInput
from icbl_desktop.ui.inputs import Input, TextBox, TextLine, WholeNumber
from icbl_desktop.ui.layouts import column, row
from icbl_desktop.ui.widgets import Card, button, label
from icbl_desktop.ui.words import choices, day, number, say


class Questions(Card):
    """All indicators of an objective; what is typed into one stays while others change."""

    def __init__(
        self, context: Context, plan_id: str, answers: Sequence[Answer], states: Sequence[State]
    ) -> None:
        super().__init__(_title(states), gap=16)
        self._questions = [IndicatorQuestion(context, plan_id, one.indicator, states) for one in answers]
        for question in self._questions:
            self.body.addWidget(question)

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show the newest answers, in the order of the indicators."""
        for question, answer in zip(self._questions, answers, strict=True):
            question.show_answer(answer)


class IndicatorQuestion(QWidget):
    """The question, the newest answer, and *Answer*, which opens the form below."""

    def __init__(
        self, context: Context, plan_id: str, indicator: Indicator, states: Sequence[State]
    ) -> None:
        super().__init__()
        self._context, self._indicator, self._states = context, indicator, states
        self._ref = f"{plan_id}/{indicator.id}"
        self._form: Form | None = None
        self._latest = label("", "secondary", wrap=True)
        self._open = button(self.tr("Answer"), "plain")
        self._open.setAccessibleName(self.tr("Answer: {question}").format(question=indicator.question))
        self._open.clicked.connect(self._open_form)
        words = column(gap=2)
        words.addWidget(label(indicator.question or indicator.text, "body", wrap=True))
        words.addWidget(self._latest)
        top = row(gap=12)
        top.addLayout(words, 1)
        top.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column(self, gap=12)
        self._column.addLayout(top)
        self._place = QWidget()
        self._place.hide()
        self._column.addWidget(self._place)

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
            self.tr("{n} answers").format(n=number(count)) if count > 1 else "",
        ]
        return " · ".join(part for part in parts if part)

    def _open_form(self) -> None:
        form = self._form = Form()
        layout = column(self._place, gap=12, margins=(0, 0, 0, 8)) if not self._place.layout() else None
        assert layout is not None  # noqa: S101
        del form

    def _draft(self, form: Form) -> IndicatorUpdateDraft:
        values = form.values()
        value, when = values["value"], values["date"]
        return IndicatorUpdateDraft(
            indicator=self._ref,
            iso3=values.get("iso3") or self._states[0].iso3,
            date=when[0] if when else None,
            value="" if value is None else str(value),
            source=values["source"],
            confidence=values["confidence"] or "",
        )
