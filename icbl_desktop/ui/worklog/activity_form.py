"""The form for what a campaign did: five questions first, the rest folded by theme."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from icbl_desktop.domain.vocabulary import Level, Sharing
from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.ui.kit.input_choices import CheckList, ChipChoice, Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.ticks import ObjectiveTicks
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.worklog.activity_sections import OPENED_BY_TYPE, add_sections
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.record_choices import (
    Choices,
    alert_options,
    commitment_options,
    event_options,
    grant_options,
    objective_options,
    option_of,
    planned_options,
    state_options,
    suggested_grant,
    treaty_of,
    usual_currency,
)
from icbl_desktop.ui.worklog.record_form import RecordForm, date_value, day_of, sharing_note
from icbl_desktop.ui.worklog.result_input import ResultInput
from icbl_desktop.ui.worklog.type_icons import type_icon

_REMIND_AFTER = timedelta(days=30)
_CHOSEN = ("type", "treaty", "grant_id", "planned_activity", "event", "alert", "commitment")
"""Fields in which nothing may be chosen."""
_USUAL = {"level": Level.NATIONAL, "sharing": Sharing.SECRETARIAT}
_FILLED_IN = {"states", "treaty"}
"""What stands in a field though nobody wrote in it."""


class ActivityForm(RecordForm[ActivityDraft]):
    """Files dropped anywhere on it go to ``files``."""

    def __init__(self, files: EvidenceStrip) -> None:
        super().__init__()
        self._files = files
        self._choices: Choices | None = None
        types = [Option(key, words, type_icon(key)) for key, words in words_of(ACTIVITY_TYPES)]
        self._objectives, self._result = ObjectiveTicks(), ResultInput()
        self.add("type", self.tr("Type"), ChipChoice(types))
        self.add("title", self.tr("What did you do?"), TextLine())
        self.add("start", self.tr("When?"), DateInput())
        self.add("end", self.tr("Until, if it took several days"), DateInput(months=False, optional=True))
        self.add("objectives", self.tr("Objective"), self._objectives)
        self.add("result", self.tr("What came of it?"), self._result)
        self._themes = add_sections(self, files)
        self._suggestion = label("", "secondary", wrap=True)
        self._themes["money"].body.insertWidget(1, self._suggestion)
        files.filled.connect(self._themes["files"].open)
        self._result.later.connect(self._remind)
        self.edited.connect(self._follow)
        self.setAcceptDrops(True)

    def offer(self, choices: Choices) -> None:
        """Offer the plan's objectives and what there is to answer in it, and the campaign's grants."""
        self._choices = choices
        self._objectives.set_options(*objective_options(choices))

    def show_draft(self, draft: ActivityDraft) -> None:
        """Show a draft; the sections that matter for it stand open."""
        self._offer_states(draft.states)
        self._offer_links(draft.objectives, draft)
        super().show_draft(draft)
        self._result.show_reminder(draft.follow_up_due)
        self._suggest_grant()
        filled = [self._sections[name] for name in _filled(draft) if name in self._sections]
        for name, section in self._themes.items():
            section.open(name in OPENED_BY_TYPE.get(draft.type, ()) or section in filled)

    def spread(self, draft: ActivityDraft) -> dict[str, Any]:
        """Dates with their precision, institutions as lines."""
        return super().spread(draft) | {
            "start": date_value(draft.start, draft.precision),
            "end": date_value(draft.end),
            "follow_up_due": date_value(draft.follow_up_due),
            "institutions": "\n".join(draft.institutions),
            "currency": draft.currency or (usual_currency(self._choices) if self._choices else ""),
        }

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The way back; a currency without an amount is none."""
        start, precision = values["start"]
        lines = (line.strip() for line in values["institutions"].splitlines())
        chosen = {name: values[name] or "" for name in _CHOSEN}
        return (
            values
            | chosen
            | {
                "start": start,
                "precision": precision,
                "end": day_of(values["end"]),
                "follow_up_due": day_of(values["follow_up_due"]),
                "institutions": tuple(line for line in lines if line),
                "currency": "" if values["cost"] is None else values["currency"],
            }
        )

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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the form."""
        if _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in and show where they went."""
        self._themes["files"].open()
        self._files.add_files(_dropped_files(event))
        event.acceptProposedAction()

    def _follow(self, name: str) -> None:
        """What follows from an answer: sections open, what fits is offered."""
        value = self.row(name).entry.value()
        if name == "type":
            for theme in OPENED_BY_TYPE.get(value or "", ()):
                self._themes[theme].open()
        elif name == "objectives":
            self._offer_links(value, self.draft())
            self._suggest_grant()
            if self._choices and self._choice("treaty").value() is None:
                self._choice("treaty").set_value(treaty_of(self._choices.plan, value))
        elif name == "follow_up_due":
            self._result.show_reminder(day_of(value))

    def _remind(self) -> None:
        """Nothing came of it yet: look again in 30 days."""
        due = _today() + _REMIND_AFTER
        self.row("follow_up_due").entry.set_value(date_value(due))
        follow_up = self.row("follow_up").entry
        follow_up.set_value(follow_up.value() or self.tr("See what came of it"))
        self._result.show_reminder(due)
        self.edited.emit("follow_up")

    def _offer_states(self, recorded: Iterable[str]) -> None:
        """A campaign in one state is not asked which."""
        own = self._choices.campaign.states if self._choices else ()
        states = list(dict.fromkeys((*own, *recorded)))
        field = self.row("states")
        assert isinstance(field.entry, CheckList)  # noqa: S101 - it was added as one
        field.entry.set_options(state_options(states))
        field.setVisible(len(states) > 1)

    def _offer_links(self, objectives: tuple[str, ...], chosen: ActivityDraft) -> None:
        """What fits these objectives; what was chosen stays, though the plan has moved on since."""
        if self._choices is None:
            return
        for name, options in (
            ("grant_id", grant_options(self._choices)),
            ("planned_activity", planned_options(self._choices, objectives)),
            ("event", event_options(self._choices)),
            ("alert", alert_options(self._choices, _today())),
            ("commitment", commitment_options(self._choices, objectives)),
        ):
            key = getattr(chosen, name)
            known = {option.key for option in options}
            kept = [option_of(self._choices, key)] if key and key not in known else []
            self._choice(name).set_options(options + kept)

    def _suggest_grant(self) -> None:
        grant = suggested_grant(self._choices, self._objectives.value()) if self._choices else None
        self._suggestion.setVisible(grant is not None)
        if grant is not None:
            words = self.tr("“{grant}” is for the same objective. Choose it if it paid for this.")
            self._suggestion.setText(words.format(grant=grant.title))

    def _choice(self, name: str) -> Choice:
        entry = self.row(name).entry
        assert isinstance(entry, Choice)  # noqa: S101 - it was added as one
        return entry


def _filled(draft: ActivityDraft) -> set[str]:
    """The fields in which somebody wrote."""
    return {
        name
        for name, value in vars(draft).items()
        if value not in (None, "", (), False, _USUAL.get(name)) and name not in _FILLED_IN
    }


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's own day


def _dropped_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
