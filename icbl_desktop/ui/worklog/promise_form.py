"""The form for an official's promise: who, what, by when, and what became of it."""

from __future__ import annotations

from typing import Any

from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.words import PROMISE_STATES
from icbl_desktop.domain.work import PromiseDraft
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextBox, TextLine
from icbl_desktop.ui.kit.ticks import ObjectiveTicks
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.linked_choices import activity_options
from icbl_desktop.ui.worklog.record_choices import Choices, objective_options, state_options
from icbl_desktop.ui.worklog.record_form import (
    RecordForm,
    date_value,
    day_of,
    sharing_input,
    sharing_note,
)

_DATES = ("made_on", "due", "settled_on")
_CHOSEN = ("iso3", "activity_id")
_SETTLED = ("settled_on", "how")


class PromiseForm(RecordForm[PromiseDraft]):
    """When and how it was settled is asked once it is; ``files`` are those behind it."""

    def __init__(self, files: EvidenceStrip) -> None:
        super().__init__()
        self._own_states: tuple[str, ...] = ()
        self._objectives = ObjectiveTicks()
        self._states = Choice((), none=self.tr("Not said"))
        self._activity = Choice((), none=self.tr("Not at an activity that is logged here"))
        who = self.tr("The office or institution: it may go to the secretariat.")
        person = self.tr("The name stays on this computer.")
        self.add("who", self.tr("Who promised?"), TextLine(), hint=who)
        self.add("person", self.tr("Name of the person"), TextLine(), hint=person)
        self.add("what", self.tr("What was promised?"), TextBox(lines=2))
        self.add("made_on", self.tr("When was it said?"), DateInput(months=False, optional=True))
        self.add("due", self.tr("By when?"), DateInput(months=False, optional=True))
        self.add("activity_id", self.tr("Where was it made?"), self._activity)
        states = [Option(*one) for one in words_of(PROMISE_STATES)]
        self.add("state", self.tr("What became of it?"), ChipChoice(states))
        self.add("settled_on", self.tr("Known since"), DateInput(months=False))
        self.add("how", self.tr("How was it kept, or why not?"), TextBox(lines=2))
        more = self.section(self.tr("Objective, state and files"))
        self.add("objectives", self.tr("Objective"), self._objectives, into=more)
        self.add("iso3", self.tr("State"), self._states, into=more)
        more.body.addWidget(files)
        self.add("sharing", self.tr("How far may this promise travel?"), sharing_input())
        files.filled.connect(more.open)
        self.edited.connect(lambda _name: self._follow())

    def offer(self, choices: Choices) -> None:
        """Offer the plan's objectives, the campaign's states, and the activities."""
        self._objectives.set_options(*objective_options(choices))
        self._own_states = choices.campaign.states
        self._activity.set_options(activity_options(choices.activities))

    def show_draft(self, draft: PromiseDraft) -> None:
        """Show a draft; its state is offered whether or not it is an own one."""
        named = (draft.iso3,) if draft.iso3 else ()
        self._states.set_options(state_options(tuple(dict.fromkeys((*self._own_states, *named)))))
        super().show_draft(draft)
        self._follow()

    def spread(self, draft: PromiseDraft) -> dict[str, Any]:
        """Dates as the inputs take them."""
        return super().spread(draft) | {name: date_value(getattr(draft, name)) for name in _DATES}

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back; an open promise is not settled on any day."""
        dates = {name: day_of(values[name]) for name in _DATES}
        chosen = {name: values[name] or "" for name in _CHOSEN}
        gathered = values | dates | chosen
        if values["state"] == PromiseState.OPEN:
            gathered |= {"settled_on": None, "how": ""}
        return gathered

    def note(self) -> str:
        """Where it goes, and that the name does not."""
        named = self.row("person").entry.value()
        kept_back = self.tr("The person's name stays here.") if named else ""
        return sharing_note(self.row("sharing").entry.value(), kept_back)

    def _follow(self) -> None:
        settled = self.row("state").entry.value() != PromiseState.OPEN
        for name in _SETTLED:
            self.row(name).setVisible(settled)
