"""The form for an expense: when, what for, how much, and what it comes to in the grant's currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from icbl_desktop.domain.grant import ExpenseDraft, Grant, GrantDraft
from icbl_desktop.domain.money import in_grant_currency, is_out_of_period
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.input_amount import AmountInput, CurrencyInput
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.words import amount, days
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.grant_words import one_for
from icbl_desktop.ui.worklog.record_choices import Choices
from icbl_desktop.ui.worklog.record_form import (
    RecordForm,
    date_value,
    day_of,
    sharing_input,
    sharing_note,
)

_LEAST_RATE, _MOST_RATE = Decimal("1e-10"), Decimal("1e12")
"""What can be reckoned with while it is still being typed."""


class ExpenseForm(RecordForm[ExpenseDraft]):
    """An expense of one grant. ``files`` takes its receipt."""

    def __init__(self, files: EvidenceStrip) -> None:
        super().__init__()
        self._grants: tuple[Grant, ...] = ()
        self._activities: list[Option] = []
        self._grant: GrantDraft = GrantDraft()
        self._line = Choice([], none=self.tr("On no budget line"))
        self._activity = Choice([], none=self.tr("None, or not written down"))
        self._worth, self._outside = label("", "strong", wrap=True), label("", "secondary", wrap=True)
        self.add("date", self.tr("When was it paid?"), DateInput(months=False))
        self.body.addWidget(self._outside)
        self.add("what", self.tr("What for?"), TextLine())
        self.add("line", self.tr("Budget line"), self._line)
        self._add_amount()
        self.add("paid_to", self.tr("Paid to"), TextLine())
        self._add_receipt(files)
        self.add("activity_id", self.tr("For which activity?"), self._activity)
        self.add("sharing", self.tr("How far may this expense travel?"), sharing_input())
        self.edited.connect(lambda _name: self._follow())

    def offer(self, choices: Choices) -> None:
        """Offer the activities paid from the grant; its lines come with the draft."""
        self._grants = choices.grants
        self._activities = [Option(one.id, one.title) for one in choices.activities]

    def show_draft(self, draft: ExpenseDraft) -> None:
        """Show a draft, with the budget lines of its grant."""
        self._grant = next((one for one in self._grants if one.id == draft.grant_id), GrantDraft())
        self._line.set_options([Option(line.id, line.title) for line in self._grant.budget])
        known = {one.key for one in self._activities}
        kept = draft.activity_id and draft.activity_id not in known
        other = [Option(draft.activity_id, self.tr("An activity not paid from this grant"))] if kept else []
        self._activity.set_options([*self._activities, *other])
        super().show_draft(draft)
        self.row("line").setVisible(bool(self._grant.budget))
        self._follow()

    def spread(self, draft: ExpenseDraft) -> dict[str, Any]:
        """The date and the choices as the inputs take them."""
        return super().spread(draft) | {
            "date": date_value(draft.date),
            "line": draft.line or None,
            "activity_id": draft.activity_id or None,
        }

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back; in the grant's own currency there is no rate."""
        chosen = {name: values[name] or "" for name in ("line", "activity_id")}
        same = values["currency"] == self._grant.currency
        rate = {"rate": None, "rate_source": ""} if same else {}
        return values | chosen | rate | {"date": day_of(values["date"])}

    def note(self) -> str:
        """Where it goes."""
        return sharing_note(self.row("sharing").entry.value(), "")

    def _add_amount(self) -> None:
        self.add("amount", self.tr("Amount"), AmountInput())
        self.add("currency", self.tr("Currency"), CurrencyInput())
        self.body.addWidget(CardGrid([self.row("amount"), self.row("currency")], narrowest=170))
        self.add("rate", self.tr("Exchange rate"), AmountInput())
        self.add("rate_source", self.tr("Where the rate was read"), TextLine())
        self.body.addWidget(CardGrid([self.row("rate"), self.row("rate_source")], narrowest=170))
        self.body.addWidget(self._worth)

    def _add_receipt(self, files: EvidenceStrip) -> None:
        receipt = column(gap=4)
        receipt.addWidget(label(self.tr("Receipt"), "label"))
        receipt.addWidget(files)
        self.body.addLayout(receipt)
        self.add("receipt_missing", self.tr("If there is no receipt: why?"), TextLine())

    def _follow(self) -> None:
        """What it comes to in the grant's currency, as it is typed."""
        draft, grant = self.draft(), self._grant
        foreign = draft.currency != grant.currency
        for name in ("rate", "rate_source"):
            self.row(name).setVisible(foreign)
        self._worth.setText(self._worth_words(draft))
        self._worth.setVisible(foreign and draft.amount is not None)
        period = days(grant.start, grant.end)
        words = self.tr("This lies outside the time of the grant: {days}.").format(days=period)
        self._outside.setText(words)
        self._outside.setVisible(is_out_of_period(draft, grant))

    def _worth_words(self, draft: ExpenseDraft) -> str:
        grant, rate = self._grant, draft.rate
        if rate is None or not _LEAST_RATE <= rate < _MOST_RATE:
            words = self.tr("Without the rate this counts in no sum: how many {other} is 1 {currency}?")
            return words.format(other=draft.currency, currency=grant.currency)
        worth = amount(in_grant_currency(draft, grant), grant.currency)
        return f"= {worth}  ({one_for(grant.currency, rate, draft.currency)})"
