"""The campaign's own choices on a plan, and how they come through a new one: a three-way merge.

What the plan said when the choice was made stands beside the choice. A new plan that says the same leaves the
choice as it is; one that says otherwise is a conflict, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from icbl_desktop.domain.plan import Commitment, Event, KeyDate, Plan, PlannedActivity, StrategyText
from icbl_desktop.domain.vocabulary import Precision

Entry = PlannedActivity | StrategyText | Commitment | Event | KeyDate
"""What a campaign can make a choice about."""

SECTIONS = ("activities", "strategies", "commitments", "events", "key_dates")


class ChoiceKind(StrEnum):
    """What is chosen: not to see something, or one's own date for it."""

    HIDDEN = "hidden"
    DATE = "date"


@dataclass(frozen=True)
class Choice:
    """A choice about an entry of a plan, "PLAN/SECTION/ID"; ``value`` is the day chosen, if one was.

    ``seen`` is what the plan said of it then, in the form of ``said``.
    """

    about: str
    kind: ChoiceKind
    value: str = ""
    seen: str = ""

    @property
    def day(self) -> date | None:
        """The day chosen."""
        return date.fromisoformat(self.value) if self.kind == ChoiceKind.DATE else None


@dataclass(frozen=True)
class Conflict:
    """A choice about something that the new plan says otherwise (``after``), or says no more (None).

    ``before`` is the entry as the plan in force has it. ``keep`` is the answer offered first.
    """

    choice: Choice
    before: Entry | None
    after: Entry | None
    keep: bool


def reference(plan: Plan, section: str, entry_id: str) -> str:
    """How a choice names an entry."""
    return f"{plan.id}/{section}/{entry_id}"


def find(plan: Plan, about: str) -> Entry | None:
    """The entry that a choice is about, if this plan has it."""
    plan_id, section, entry_id = about.split("/", 2)
    if plan_id != plan.id or section not in SECTIONS:
        return None
    entries: Iterable[Entry] = getattr(plan, section)
    return next((one for one in entries if one.id == entry_id), None)


def said(entry: Entry) -> str:
    """What the plan says of an entry, in one line that changes when that changes."""
    if isinstance(entry, Event):
        days = f"{entry.start}/{entry.end or entry.start}"
        return f"{entry.title} · {days} · {entry.precision}{' · tbc' if entry.to_be_confirmed else ''}"
    return f"{entry.title} · {entry.date}" if isinstance(entry, KeyDate) else entry.text


def conflicts(choices: Iterable[Choice], old: Plan, new: Plan) -> tuple[Conflict, ...]:
    """The choices that the new plan calls into question.

    Where the plan has dropped something hidden, there is nothing left to hide, and nothing to ask.
    """
    found = []
    for choice in choices:
        if not choice.about.startswith(f"{new.id}/"):
            continue
        after = find(new, choice.about)
        if after is None and choice.kind == ChoiceKind.HIDDEN:
            continue
        if after is None or said(after) != choice.seen:
            found.append(Conflict(choice, find(old, choice.about), after, _keep_first(choice, after)))
    return tuple(found)


def _keep_first(choice: Choice, after: Entry | None) -> bool:
    """Offer to show what was changed, and to keep one's own day unless the plan now names a firm one."""
    if choice.kind == ChoiceKind.HIDDEN:
        return False
    firm = isinstance(after, Event) and after.precision == Precision.DAY and not after.to_be_confirmed
    return not firm
