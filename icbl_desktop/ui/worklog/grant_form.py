"""The form for a small grant: which, where it stands, its money and dates, what for."""

from __future__ import annotations

from typing import Any

from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES
from icbl_desktop.domain.work import GrantDraft
from icbl_desktop.ui.kit.input_amount import AmountInput, CurrencyInput
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextBox, TextLine
from icbl_desktop.ui.kit.ticks import ObjectiveTicks
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.record_choices import Choices, objective_options, usual_currency
from icbl_desktop.ui.worklog.record_form import (
    RecordForm,
    date_value,
    day_of,
    sharing_input,
    sharing_note,
    side_by_side,
)

_DATES = ("applied_on", "decided_on", "paid_on", "start", "end", "report_due")


class GrantForm(RecordForm[GrantDraft]):
    """All amounts of a grant are in its one currency."""

    def __init__(self) -> None:
        super().__init__()
        self._currency = ""
        self._objectives = ObjectiveTicks()
        programmes = [Option(*one) for one in words_of(GRANT_PROGRAMMES)]
        states = [Option(*one) for one in words_of(GRANT_STATES)]
        self.add("programme", self.tr("Programme"), ChipChoice(programmes))
        self.add(
            "title", self.tr("What is it called?"), TextLine(), hint=self.tr("A short name of your own.")
        )
        self.add("state", self.tr("Where does it stand?"), Choice(states, none=self.tr("Choose")))
        self._add_money()
        self._add_dates()
        self._add_purpose()
        self.add("sharing", self.tr("How far may this grant travel?"), sharing_input())

    def offer(self, choices: Choices) -> None:
        """Offer the plan's objectives, and the currency of the grant before."""
        self._currency = usual_currency(choices) or "USD"
        self._objectives.set_options(*objective_options(choices))

    def spread(self, draft: GrantDraft) -> dict[str, Any]:
        """Dates as the inputs take them."""
        dates = {name: date_value(getattr(draft, name)) for name in _DATES}
        return super().spread(draft) | dates | {"currency": draft.currency or self._currency}

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back."""
        dates = {name: day_of(values[name]) for name in _DATES}
        chosen = {name: values[name] or "" for name in ("programme", "state")}
        return values | dates | chosen

    def note(self) -> str:
        """Where it goes."""
        return sharing_note(self.row("sharing").entry.value(), "")

    def _add_money(self) -> None:
        money = self.section(self.tr("Money"), opened=True)
        self.add("currency", self.tr("Currency"), CurrencyInput(), into=money)
        self.add("requested", self.tr("Requested"), AmountInput(), into=money)
        self.add("awarded", self.tr("Awarded"), AmountInput(), into=money)
        self.add("paid", self.tr("Received so far"), AmountInput(), into=money)
        names = ("currency", "requested", "awarded", "paid")
        side_by_side(money, [self.row(name) for name in names])

    def _add_dates(self) -> None:
        dates = self.section(self.tr("Dates"), opened=True)
        for name, words in {
            "applied_on": self.tr("Applied on"),
            "decided_on": self.tr("Decided on"),
            "start": self.tr("Work from"),
            "end": self.tr("Work until"),
            "paid_on": self.tr("Money received on"),
            "report_due": self.tr("Final report due"),
        }.items():
            self.add(name, words, DateInput(months=False, optional=True), into=dates)
        shown = ("applied_on", "decided_on", "start", "end", "paid_on", "report_due")
        side_by_side(dates, [self.row(name) for name in shown])

    def _add_purpose(self) -> None:
        purpose = self.section(self.tr("Planned and happened"), opened=True)
        self.add("objectives", self.tr("Objective"), self._objectives, into=purpose)
        self.add("purpose", self.tr("What is it for?"), TextBox(), into=purpose)
        self.add("planned_results", self.tr("What is to change?"), TextBox(), into=purpose)
        self.add("results", self.tr("What happened?"), TextBox(), into=purpose)
