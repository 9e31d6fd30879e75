"""The form for what a campaign did: five questions first, the rest folded by theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Level, Sharing
from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.domain.work import ActivityDraft, ActivityEntry, FollowUpDraft, PromiseDraft
from icbl_desktop.services.suggestions import typed_before
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.input_choices import CheckList, ChipChoice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.input_lines import Lines
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.kit.ticks import ObjectiveTicks
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.activity_links import offer_links, suggest_grant
from icbl_desktop.ui.worklog.activity_sections import OPENED_BY_TYPE, Theme, themes
from icbl_desktop.ui.worklog.also_record import AlsoRecord
from icbl_desktop.ui.worklog.begun_parts import BegunParts
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.file_drops import FileDrops
from icbl_desktop.ui.worklog.offered_words import OfferedWords
from icbl_desktop.ui.worklog.record_choices import (
    Choices,
    indicator_options,
    objective_options,
    state_options,
    treaty_of,
    usual_currency,
)
from icbl_desktop.ui.worklog.record_form import RecordForm, date_value, day_input, day_of, sharing_note
from icbl_desktop.ui.worklog.result_input import ResultInput
from icbl_desktop.ui.worklog.type_icons import type_icon

_REMIND_AFTER = timedelta(days=30)
_CHOSEN = ("type", "treaty", "grant_id", "planned_activity", "event", "alert", "commitment")
"""Fields in which nothing may be chosen."""
_USUAL = {"level": Level.NATIONAL, "sharing": Sharing.SECRETARIAT}
_FILLED_IN = {"states", "treaty"}
"""What stands in a field though nobody wrote in it."""
_BETWEEN = {"institutions": "\n", "tags": ", "}
"""What stands between several in one field."""


class ActivityForm(RecordForm[ActivityEntry]):
    """Files dropped anywhere on it go to ``files``. A theme's fields are made when it is first opened."""

    def __init__(self, context: Context, files: EvidenceStrip) -> None:
        super().__init__()
        self._context, self._files = context, files
        self._choices: Choices | None = None
        self._words = OfferedWords(self)
        self._begun = BegunParts(context, self)
        self._also = {name: AlsoRecord(self.draft, context.go) for name in ("result", "state_response")}
        self._suggestion = label("", "secondary", wrap=True)
        types = [Option(key, words, type_icon(key)) for key, words in words_of(ACTIVITY_TYPES)]
        self._objectives, self._result = ObjectiveTicks(), ResultInput()
        self.add("type", self.tr("Type"), ChipChoice(types))
        self.add("title", self.tr("What did you do?"), TextLine())
        self.add("start", self.tr("When?"), DateInput())
        self.add("end", self.tr("Until, if it took several days"), day_input())
        self.add("objectives", self.tr("Objective"), self._objectives)
        self.add("result", self.tr("What came of it?"), self._result)
        self.body.addWidget(self._also["result"])
        self._themes = {
            name: self.late_section(theme.title, theme.fields, partial(self._fill, name, theme))
            for name, theme in themes().items()
        }
        self._themes["files"].build()
        self._connect()
        FileDrops(self, self._dropped)

    def offer(self, choices: Choices) -> None:
        """Offer the plan's objectives, what there is to answer in it, and what was typed before."""
        self._choices = choices
        last = choices.last.objectives if choices.last else ()
        mine, others = objective_options(choices)
        self._objectives.set_options(sorted(mine, key=lambda one: one.key not in last), others)
        db = self._context.app.db
        self._context.jobs.read(lambda: typed_before(db), self._words.show, owner=self)

    def show_record(self, record_id: str) -> None:
        """Show the promises and follow-ups it has already."""
        self._begun.show_activity(record_id)

    def show_draft(self, draft: ActivityEntry) -> None:
        """Show a draft; the sections that matter for it stand open."""
        self._offer_states(draft.states)
        self._offer_links(vars(draft))
        super().show_draft(draft)
        self._show_reminder()
        self._follow_written()
        filled = [self._sections[name] for name in _filled(draft) if name in self._sections]
        for name, section in self._themes.items():
            section.open(name in OPENED_BY_TYPE.get(draft.type, ()) or section in filled)

    def spread(self, draft: ActivityEntry) -> dict[str, Any]:
        """Dates with their precision, what is several as one text."""
        several = {name: between.join(getattr(draft, name)) for name, between in _BETWEEN.items()}
        usual = usual_currency(self._choices) if self._choices else ""
        return (
            super().spread(draft)
            | several
            | {
                "start": date_value(draft.start, draft.precision),
                "end": date_value(draft.end),
                "currency": draft.currency or usual,
            }
        )

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back; a currency without an amount is none."""
        start, precision = values["start"]
        return (
            values
            | {name: values[name] or "" for name in _CHOSEN}
            | {name: self._several(name, values[name]) for name in _BETWEEN}
            | {
                "start": start,
                "precision": precision,
                "end": day_of(values["end"]),
                "currency": "" if values["cost"] is None else values["currency"],
            }
        )

    def _several(self, name: str, text: str) -> tuple[str, ...]:
        """The parts of a text; what was not touched stays as it was, whatever stands in its parts."""
        shown: tuple[str, ...] = getattr(self._shown, name)
        if text.strip() == _BETWEEN[name].join(shown).strip():
            return shown
        return tuple(part.strip() for part in text.split(_BETWEEN[name].rstrip(" ")) if part.strip())

    def note(self) -> str:
        """Where it goes, and whether the names go with it."""
        values = self.values()
        if not values["people_shared"]:
            names = self.tr("Names stay here.")
        elif values["sharing"] == Sharing.PUBLIC:
            names = self.tr("Names go to the secretariat only.")
        else:
            names = self.tr("Names go with it.")
        return sharing_note(values["sharing"], names)

    def _dropped(self, paths: list[Path]) -> None:
        """Files may be dropped anywhere on the form; it shows where they went."""
        self._themes["files"].open()
        self._files.add_files(paths)

    def _connect(self) -> None:
        self._files.filled.connect(self._themes["files"].open)
        self._result.later.connect(self._remind)
        self.edited.connect(self._follow)
        self._begun.changed.connect(self._follow_begun)
        for also in self._also.values():
            also.line_wanted.connect(self._add_line)
            also.save_first.connect(self.save_first)

    def _fill(self, name: str, theme: Theme, section: FoldingSection) -> None:
        """The fields of a theme, and what stands between them."""
        theme.fill(self, section, self._words)
        beside: dict[str, dict[int, QWidget]] = {
            "officials": {1: self._also["state_response"], 2: self._begun.promises},
            "files": {0: self._files},
            "money": {1: self._suggestion},
            "follow_up": {0: self._begun.follow_ups},
        }
        for place, widget in beside.get(name, {}).items():
            section.body.insertWidget(place, widget)
        if self._choices is not None:
            values = self.values()
            self._offer_states(values["states"])
            self._offer_links(values)
        self._follow_written()

    def _follow(self, name: str) -> None:
        """What follows from an answer: sections open, what fits is offered."""
        if name == "type":
            for theme in OPENED_BY_TYPE.get(self.row(name).entry.value() or "", ()):
                self._themes[theme].open()
        elif name == "objectives":
            self._follow_objectives(self._objectives.value())
        elif name == "follow_ups":
            self._show_reminder()
        elif name in self._also:
            self._follow_written()

    def _follow_objectives(self, objectives: tuple[str, ...]) -> None:
        self._offer_links(self.values())
        if self._choices and not self.values()["treaty"]:
            self.row("treaty").entry.set_value(treaty_of(self._choices.plan, objectives))

    def _follow_written(self) -> None:
        """What was written can be recorded as more than words: offered once, where it says the most."""
        response, result = (bool(self.values()[name]) for name in ("state_response", "result"))
        self._also["result"].setVisible(result and not response)
        if self._themes["officials"].is_built():
            self._also["state_response"].setVisible(response)

    def _follow_begun(self) -> None:
        """What began with it stands in its sections, which are open then, and in the way of Tab."""
        begun = {"officials": self._begun.begun.promises, "follow_up": self._begun.begun.follow_ups}
        filled = [self._themes[theme] for theme, records in begun.items() if records]
        for section in filled:
            section.open()
        self._begun.fill()
        for section in filled:
            tab_as_read(section)
        self._show_reminder()

    def _show_reminder(self) -> None:
        open_ones = [*self.values()["follow_ups"], *self._begun.begun.follow_ups]
        due = [one.due for one in open_ones if one.due and not one.done]
        self._result.show_reminder(min(due, default=None))

    def _remind(self) -> None:
        """Nothing came of it yet: look again in 30 days."""
        lines = self.row("follow_ups").entry
        again = FollowUpDraft(what=self.tr("See what came of it"), due=_today() + _REMIND_AFTER)
        lines.set_value((*lines.value(), again))
        self.edited.emit("follow_ups")

    def _add_line(self, name: str, begun: PromiseDraft | FollowUpDraft) -> None:
        lines = self.row(name).entry
        assert isinstance(lines, Lines)  # noqa: S101 - it was added as one
        self._sections[name].open()
        lines.add_line(begun)

    def _offer_states(self, recorded: Iterable[str]) -> None:
        """A campaign in one state is not asked which."""
        if not self._themes["more"].is_built():
            return
        own = self._choices.campaign.states if self._choices else ()
        states = list(dict.fromkeys((*recorded, *own)))
        field = self.row("states")
        assert isinstance(field.entry, CheckList)  # noqa: S101 - it was added as one
        field.entry.set_options(state_options(states))
        field.setVisible(len(states) > 1)

    def _offer_links(self, values: Mapping[str, Any]) -> None:
        """What fits its objectives, where the fields for it are there already."""
        if self._choices is None:
            return
        objectives = values["objectives"]
        for also in self._also.values():
            also.offer_indicators(indicator_options(self._choices, objectives))
        offer_links(self._rows, values, self._choices)
        if self._themes["money"].is_built():
            suggest_grant(self._suggestion, objectives, self._choices)


def _filled(draft: ActivityDraft) -> set[str]:
    """The fields in which somebody wrote."""
    return {
        name
        for name, value in vars(draft).items()
        if value not in (None, "", (), False, _USUAL.get(name)) and name not in _FILLED_IN
    }


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's own day
