"""The form for an outcome: who changed what, when, where, why it matters, and who can confirm it."""

from __future__ import annotations

from typing import Any

from icbl_desktop.domain.outcome_gaps import outcome_gaps
from icbl_desktop.domain.words import OUTCOME_KINDS
from icbl_desktop.domain.work import OutcomeDraft
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.input_pick import PickList
from icbl_desktop.ui.kit.inputs import TextBox, TextLine
from icbl_desktop.ui.kit.ticks import ObjectiveTicks, TickInput
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.linked_choices import activity_options, all_indicator_options, promise_options
from icbl_desktop.ui.worklog.outcome_words import gaps_words
from icbl_desktop.ui.worklog.record_choices import Choices, grant_options, objective_options
from icbl_desktop.ui.worklog.record_form import RecordForm, date_value, sharing_input, sharing_note


class OutcomeForm(RecordForm[OutcomeDraft]):
    """Outcome Harvesting: a change by somebody else, to which the campaign contributed.

    ``files`` are those behind it; a line at the top says what is still missing.
    """

    def __init__(self, files: EvidenceStrip) -> None:
        super().__init__()
        self._files = files
        self._objectives = ObjectiveTicks()
        self._activities, self._promises, self._indicators = PickList(), PickList(), PickList()
        self._grant = Choice((), none=self.tr("No grant"))
        self._missing = label("", "secondary", wrap=True)
        self.body.addWidget(self._missing)
        self._add_change()
        self._add_account()
        self._add_behind(files)
        self._add_place_in_plan()
        self.add("sharing", self.tr("How far may this outcome travel?"), sharing_input())
        self.edited.connect(lambda _name: self._say_missing())
        files.filled.connect(self._say_missing)

    def offer(self, choices: Choices) -> None:
        """Offer the plan's objectives and indicators, the grants, and what may lie behind it."""
        self._objectives.set_options(*objective_options(choices))
        self._grant.set_options(grant_options(choices))
        for name, field, options in (
            ("activities", self._activities, activity_options(choices.activities)),
            ("promises", self._promises, promise_options(choices.promises)),
            ("indicators", self._indicators, all_indicator_options(choices.plan)),
        ):
            field.set_options(options)
            self.row(name).setVisible(bool(options))

    def show_draft(self, draft: OutcomeDraft) -> None:
        """Show a draft, and what it lacks."""
        super().show_draft(draft)
        self._say_missing()

    def spread(self, draft: OutcomeDraft) -> dict[str, Any]:
        """The date with its precision."""
        return super().spread(draft) | {"when": date_value(draft.when, draft.precision)}

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back."""
        when, precision = values["when"]
        return values | {"when": when, "precision": precision, "grant_id": values["grant_id"] or ""}

    def note(self) -> str:
        """Where it goes."""
        return sharing_note(self.row("sharing").entry.value(), "")

    def _add_change(self) -> None:
        kinds = [Option(*one) for one in words_of(OUTCOME_KINDS)]
        who = self.tr("A ministry, a parliament, an army, a company: not your own campaign.")
        self.add("actor", self.tr("Who changed?"), TextLine(), hint=who)
        self.add("change", self.tr("What do they do differently?"), TextBox())
        self.add("when", self.tr("When?"), DateInput())
        self.add("place", self.tr("Where?"), TextLine())
        self.add("outcome_kind", self.tr("Kind of change"), ChipChoice(kinds))
        better = TickInput(self.tr("It is a change for the better"))
        self.add("positive", self.tr("Better or worse"), better)
        wanted = TickInput(self.tr("It is what we worked for"))
        self.add("intended", self.tr("Intended or not"), wanted)

    def _add_account(self) -> None:
        self.add("significance", self.tr("Why does it matter?"), TextBox())
        self.add("contribution", self.tr("What did your campaign contribute?"), TextBox())
        self.add("others", self.tr("Who else had a part in it?"), TextBox(lines=2))
        confirm = self.tr("Goes to the secretariat only, never into a public copy.")
        self.add("substantiation", self.tr("Who can confirm it?"), TextBox(lines=2), hint=confirm)

    def _add_behind(self, files: EvidenceStrip) -> None:
        behind = self.section(self.tr("What lies behind it"), opened=True)
        self.add("activities", self.tr("Activities"), self._activities, into=behind)
        self.add("promises", self.tr("Promises"), self._promises, into=behind)
        behind.body.addWidget(label(self.tr("Files"), "label"))
        behind.body.addWidget(files)

    def _add_place_in_plan(self) -> None:
        plan = self.section(self.tr("Its place in the plan"), opened=True)
        self.add("objectives", self.tr("Objective"), self._objectives, into=plan)
        self.add("indicators", self.tr("Indicators it moves"), self._indicators, into=plan)
        self.add("grant_id", self.tr("Grant it came of"), self._grant, into=plan)

    def _say_missing(self) -> None:
        if self._shown is None:
            return
        words = gaps_words(outcome_gaps(self.draft(), self._files.has_files()))
        self._missing.setText(words or self.tr("Nothing is missing: somebody else can believe it."))
