"""The form for what the campaign is to do next: what, who, by when, done or not."""

from __future__ import annotations

from typing import Any

from icbl_desktop.domain.work import FollowUpDraft
from icbl_desktop.ui.kit.input_choices import Choice
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextBox, TextLine
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.worklog.linked_choices import activity_options, promise_options
from icbl_desktop.ui.worklog.record_choices import Choices
from icbl_desktop.ui.worklog.record_form import (
    RecordForm,
    date_value,
    day_of,
    sharing_input,
    sharing_note,
)

_DATES = ("due", "done_on")
_CHOSEN = ("activity_id", "promise_id")


class FollowUpForm(RecordForm[FollowUpDraft]):
    """The day on which it was done is asked once it is."""

    def __init__(self) -> None:
        super().__init__()
        self._activity = Choice((), none=self.tr("No activity"))
        self._promise = Choice((), none=self.tr("No promise"))
        who = self.tr("Somebody of your campaign. The name stays on this computer.")
        self.add("what", self.tr("What is to be done?"), TextBox(lines=2))
        self.add("who", self.tr("Who does it?"), TextLine(), hint=who)
        self.add("due", self.tr("By when?"), DateInput(months=False, optional=True))
        self.add("done", self.tr("Done?"), TickInput(self.tr("It is done")))
        self.add("done_on", self.tr("Done on"), DateInput(months=False))
        self.add("promise_id", self.tr("Which promise is it about?"), self._promise)
        self.add("activity_id", self.tr("Which activity did it begin with?"), self._activity)
        self.add("sharing", self.tr("How far may this follow-up travel?"), sharing_input())
        self.edited.connect(lambda _name: self._follow())

    def offer(self, choices: Choices) -> None:
        """Offer the activities and promises it may go back to."""
        self._activity.set_options(activity_options(choices.activities))
        self._promise.set_options(promise_options(choices.promises))

    def show_draft(self, draft: FollowUpDraft) -> None:
        """Show a draft."""
        super().show_draft(draft)
        self._follow()

    def spread(self, draft: FollowUpDraft) -> dict[str, Any]:
        """Dates as the inputs take them."""
        return super().spread(draft) | {name: date_value(getattr(draft, name)) for name in _DATES}

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back; what is not done has no day on which it was."""
        dates = {name: day_of(values[name]) for name in _DATES}
        chosen = {name: values[name] or "" for name in _CHOSEN}
        return values | dates | chosen | ({} if values["done"] else {"done_on": None})

    def note(self) -> str:
        """Where it goes, and that the name does not."""
        named = self.row("who").entry.value()
        kept_back = self.tr("The name stays here.") if named else ""
        return sharing_note(self.row("sharing").entry.value(), kept_back)

    def _follow(self) -> None:
        self.row("done_on").setVisible(self.row("done").entry.value())
