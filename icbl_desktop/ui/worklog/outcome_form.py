"""The form for an outcome: who changed what, when, where, why it matters, and who can confirm it."""

from __future__ import annotations

from typing import Any

from icbl_desktop.domain.words import OUTCOME_KINDS
from icbl_desktop.domain.work import OutcomeDraft
from icbl_desktop.ui.kit.input_choices import CheckList, ChipChoice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextBox, TextLine
from icbl_desktop.ui.kit.ticks import ObjectiveTicks, TickInput
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.record_choices import Choices, objective_options
from icbl_desktop.ui.worklog.record_form import RecordForm, date_value, sharing_input, sharing_note


class OutcomeForm(RecordForm[OutcomeDraft]):
    """Outcome Harvesting: a change by somebody else, to which the campaign contributed."""

    def __init__(self) -> None:
        super().__init__()
        self._objectives, self._activities = ObjectiveTicks(), CheckList()
        kinds = [Option(*one) for one in words_of(OUTCOME_KINDS)]
        who = self.tr("A ministry, a parliament, an army, a company: not your own campaign.")
        self.add("actor", self.tr("Who changed?"), TextLine(), hint=who)
        self.add("change", self.tr("What do they do differently?"), TextBox())
        self.add("when", self.tr("When?"), DateInput())
        self.add("place", self.tr("Where?"), TextLine())
        self.add("outcome_kind", self.tr("Kind of change"), ChipChoice(kinds))
        self.add("significance", self.tr("Why does it matter?"), TextBox())
        self.add("contribution", self.tr("What did your campaign contribute?"), TextBox())
        self.add("others", self.tr("Who else had a part in it?"), TextBox(lines=2))
        confirm = self.tr("Goes to the secretariat only, never into a public copy.")
        self.add("substantiation", self.tr("Who can confirm it?"), TextBox(lines=2), hint=confirm)
        self.add("objectives", self.tr("Objective"), self._objectives)
        self.add("activities", self.tr("Activities behind it"), self._activities)
        positive, intended = self.tr("It is a change for the better"), self.tr("It is what we worked for")
        self.add("positive", self.tr("Better or worse"), TickInput(positive))
        self.add("intended", self.tr("Intended or not"), TickInput(intended))
        self.add("sharing", self.tr("How far may this outcome travel?"), sharing_input())

    def offer(self, choices: Choices) -> None:
        """Offer the plan's objectives and the grant's activities."""
        self._objectives.set_options(*objective_options(choices))
        self._activities.set_options([Option(one.id, one.title) for one in choices.activities])
        self.row("activities").setVisible(bool(choices.activities))

    def spread(self, draft: OutcomeDraft) -> dict[str, Any]:
        """The date with its precision."""
        return super().spread(draft) | {"when": date_value(draft.when, draft.precision)}

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back."""
        when, precision = values["when"]
        return values | {"when": when, "precision": precision}

    def note(self) -> str:
        """Where it goes."""
        return sharing_note(self.row("sharing").entry.value(), "")
