"""The small form that answers an indicator's question for one state on one date."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator, Ref
from icbl_desktop.domain.vocabulary import Changed, IndicatorKind, Precision
from icbl_desktop.domain.words import ANSWERS, CONFIDENCE, LADDER
from icbl_desktop.domain.work import IndicatorUpdate, IndicatorUpdateDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import progress
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_amount import AmountInput, CurrencyInput
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.input_number import NumberInput
from icbl_desktop.ui.kit.inputs import Input, TextBox, TextLine
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.words import choices


class AnswerForm(QWidget):
    """Value, date, source, confidence; and the state where the campaign works in several.

    It begins with ``begin``: an answer that is kept already is corrected, a draft is a new one.
    """

    saved = Signal()
    cancelled = Signal()

    def __init__(
        self,
        context: Context,
        ref: Ref,
        indicator: Indicator,
        states: Sequence[State],
        begin: IndicatorUpdateDraft,
    ) -> None:
        super().__init__()
        self._context, self._states, self._ref, self._begin = context, states, ref, begin
        self._form = Form()
        if len(states) > 1:
            self._form.add("iso3", self.tr("State"), Choice([Option(one.iso3, one.name) for one in states]))
        self._form.add("value", self.tr("Answer"), value_input(indicator))
        if indicator.kind == IndicatorKind.MONEY:
            self._form.add("currency", self.tr("Currency"), CurrencyInput())
        self._form.add("date", self.tr("True on"), DateInput(months=False))
        self._form.add("source", self.tr("How do you know?"), TextLine())
        self._form.add("confidence", self.tr("How sure are you?"), _choice(CONFIDENCE, self.tr("Not said")))
        self._form.set_values(_as_values(indicator, self._begin))
        self._lay_out()
        self.setFocusProxy(self._form.row("iso3" if len(states) > 1 else "value").entry)

    def _lay_out(self) -> None:
        self._save = button(self.tr("Save answer"), "plain", "check")
        self._save.clicked.connect(self._save_answer)
        cancel = button(self.tr("Cancel"), "quiet")
        cancel.clicked.connect(self.cancelled)
        layout = column(self, gap=12, margins=(0, 4, 0, 12))
        layout.addWidget(self._form)
        buttons = row(None, [self._save, cancel])
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def _save_answer(self) -> None:
        if not self._form.is_readable():
            return
        db, draft = self._context.app.db, self._draft()
        answer_id = self._begin.id if isinstance(self._begin, IndicatorUpdate) else ""
        self._save.setEnabled(False)
        self._context.jobs.write(
            lambda: progress.save_update(db, draft, answer_id),
            self._is_saved,
            owner=self,
            failed=self._refused,
        )

    def _is_saved(self, _changed: Changed) -> None:
        self.saved.emit()

    def _refused(self, refusal: UserError) -> None:
        self._save.setEnabled(True)
        if not self._form.show_refusal(refusal):
            messages.error(self.window(), refusal)

    def _draft(self) -> IndicatorUpdateDraft:
        values, before = self._form.values(), self._begin
        value, when = values["value"], values["date"]
        return IndicatorUpdateDraft(
            indicator=self._ref,
            iso3=values.get("iso3") or self._only_state(),
            date=when[0] if when else None,
            value=f"{value:f}" if isinstance(value, Decimal) else value or "",
            currency=values.get("currency", ""),
            source=values["source"],
            confidence=values["confidence"] or "",
            activity_id=before.activity_id,
            sharing=before.sharing,
        )

    def _only_state(self) -> str:
        """The state of an answer that is kept stays; a new one is about the one there is."""
        return self._begin.iso3 if isinstance(self._begin, IndicatorUpdate) else self._states[0].iso3


def value_input(indicator: Indicator) -> Input:
    """What an answer is given with: chips, a number, a step of the ladder, or words."""
    match indicator.kind:
        case IndicatorKind.YES_NO:
            return ChipChoice([Option(key, words) for key, words in choices(ANSWERS)])
        case IndicatorKind.NUMBER:
            return NumberInput("0")
        case IndicatorKind.STEPS:
            return _choice(LADDER, _tr("Choose how far"))
        case IndicatorKind.MONEY:
            return AmountInput()
    return TextBox(lines=2)


def _as_values(indicator: Indicator, begin: IndicatorUpdateDraft) -> dict[str, Any]:
    """A kept answer, or a draft, as the fields of the form take it."""
    value: str | Decimal | None = begin.value
    if indicator.kind in (IndicatorKind.NUMBER, IndicatorKind.MONEY):
        value = as_number(begin.value)
    when = (begin.date, Precision.DAY) if begin.date else None
    return {**vars(begin), "value": value, "date": when}


def _choice(words: dict[str, str], none: str) -> Choice:
    return Choice([Option(key, shown) for key, shown in choices(words)], none=none)


def _tr(text: str) -> str:
    return QCoreApplication.translate("answer_form", text)
