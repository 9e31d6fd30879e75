"""The form for a small grant: which, where it stands, its money and dates, what it is for."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.grant import BudgetLine, GrantDraft, Payment, PlannedResult
from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES, REACHED
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.input_amount import AmountInput, CurrencyInput
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.input_lines import LineField, Lines
from icbl_desktop.ui.kit.inputs import Input, TextBox, TextLine
from icbl_desktop.ui.kit.ticks import ObjectiveTicks
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.record_choices import Choices, objective_options, usual_currency
from icbl_desktop.ui.worklog.record_form import (
    RecordForm,
    date_value,
    day_input,
    day_of,
    sharing_input,
    sharing_note,
)

_DATES = (
    "applied_on",
    "decided_on",
    "agreed_on",
    "start",
    "end",
    "interim_report_due",
    "interim_reported_on",
    "report_due",
    "reported_on",
    "closed_on",
)
_REPORT = ("difficulties", "next_steps", "unspent", "certified_by")


class GrantForm(RecordForm[GrantDraft]):
    """All amounts of a grant are in its one currency. What is seldom written is folded, and made late."""

    def __init__(self) -> None:
        super().__init__()
        self._currency = ""
        self._objectives = ObjectiveTicks()
        programmes = [Option(*one) for one in words_of(GRANT_PROGRAMMES)]
        states = [Option(*one) for one in words_of(GRANT_STATES)]
        self.add("programme", self.tr("Programme"), ChipChoice(programmes))
        name = self.tr("A short name of your own.")
        self.add("title", self.tr("What is it called?"), TextLine(), hint=name)
        self.add("state", self.tr("Where does it stand?"), Choice(states, none=self.tr("Choose")))
        self._add_money()
        self.late_section(self.tr("Budget"), ["budget"], self._add_budget)
        self.late_section(self.tr("Dates"), [*_DATES, "decided_by"], self._add_dates)
        self._add_purpose()
        self.late_section(self.tr("For the final report"), _REPORT, self._add_report)
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
        self._add_beside(
            money,
            {
                "currency": (self.tr("Currency"), CurrencyInput()),
                "requested": (self.tr("Requested"), AmountInput()),
                "awarded": (self.tr("Awarded"), AmountInput()),
            },
        )
        self.add("payments", self.tr("Received, part by part"), _payments(), into=money)
        self._add_beside(
            money,
            {
                "local_currency": (self.tr("Currency you pay in"), CurrencyInput()),
                "rate": (self.tr("Exchange rate for one unit of the grant's currency"), AmountInput()),
                "rate_source": (self.tr("Where the rate was read"), TextLine()),
            },
        )

    def _add_budget(self, budget: FoldingSection) -> None:
        words = self.tr("What the money is planned for. Each expense names its line.")
        self.add("budget", self.tr("Budget lines"), _budget(), hint=words, into=budget)

    def _add_dates(self, dates: FoldingSection) -> None:
        words = {
            "applied_on": self.tr("Applied on"),
            "decided_on": self.tr("Decided on"),
            "agreed_on": self.tr("Agreement signed on"),
            "start": self.tr("Work from"),
            "end": self.tr("Work until"),
            "interim_report_due": self.tr("Interim report due"),
            "interim_reported_on": self.tr("Interim report sent on"),
            "report_due": self.tr("Final report due"),
            "reported_on": self.tr("Final report sent on"),
            "closed_on": self.tr("Closed on"),
        }
        self._add_beside(
            dates, {name: (words[name], DateInput(months=False, optional=True)) for name in _DATES}
        )
        self.add("decided_by", self.tr("Who decided?"), TextLine(), into=dates)

    def _add_purpose(self) -> None:
        purpose = self.section(self.tr("Planned and happened"), opened=True)
        self.add("call", self.tr("Which call was it?"), TextLine(), into=purpose)
        self.add("objectives", self.tr("Objective"), self._objectives, into=purpose)
        self.add("purpose", self.tr("What is it for?"), TextBox(), into=purpose)
        self.add("planned_results", self.tr("Planned results"), _results(), into=purpose)

    def _add_report(self, report: FoldingSection) -> None:
        self.add("difficulties", self.tr("What was difficult?"), TextBox(lines=2), into=report)
        self.add("next_steps", self.tr("What comes next?"), TextBox(lines=2), into=report)
        left = self.tr("Money not spent: why, and what becomes of it?")
        self.add("unspent", left, TextBox(lines=2), into=report)
        who = self.tr("A name and an office. It stands on the report.")
        self.add("certified_by", self.tr("Who certifies the report?"), TextLine(), hint=who, into=report)

    def _add_beside(self, section: FoldingSection, fields: dict[str, tuple[str, Input]]) -> None:
        for name, (words, entry) in fields.items():
            self.add(name, words, entry, into=section)
        rows = [self.row(name) for name in fields]
        section.body.addWidget(CardGrid(rows, narrowest=180, most=min(len(rows), 3)))


def _payments() -> Lines[Payment]:
    fields = [
        LineField("date", _tr("Received on"), day_input, show=date_value, read=day_of),
        LineField("amount", _tr("Amount"), AmountInput),
        LineField("note", _tr("Note"), TextLine),
    ]
    return Lines(fields, begin=Payment, add=_tr("Add a payment"), line=_tr("Payment {n}"))


def _budget() -> Lines[BudgetLine]:
    fields = [
        LineField("title", _tr("What for?"), TextLine),
        LineField("amount", _tr("Planned"), AmountInput),
        LineField("reason", _tr("Why more or less was spent"), TextLine, wide=True),
    ]
    return Lines(fields, begin=_new_line, add=_tr("Add a budget line"), line=_tr("Budget line {n}"))


def _new_line() -> BudgetLine:
    return BudgetLine(id=uuid.uuid4().hex[:8], title="")


def _results() -> Lines[PlannedResult]:
    fields = [
        LineField("planned", _tr("What is to change?"), lambda: TextBox(lines=2), wide=True),
        LineField("happened", _tr("What happened?"), lambda: TextBox(lines=2), wide=True),
        LineField("reached", _tr("Was it reached?"), _reached, show=lambda one: one or None, read=_or_empty),
    ]
    return Lines(fields, begin=PlannedResult, add=_tr("Add a planned result"), line=_tr("Result {n}"))


def _reached() -> ChipChoice:
    return ChipChoice([Option(*one) for one in words_of(REACHED)])


def _or_empty(value: str | None) -> str:
    return value or ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("grant_form", words)
