"""An activity in words, each with its name: only what was filled in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.words import LEVELS, PROMISE_STATES, SHARING, TREATIES
from icbl_desktop.domain.work import Activity, FollowUp, Promise
from icbl_desktop.services import countries
from icbl_desktop.services.previews import Preview
from icbl_desktop.ui.words import amount, number, say, short_day

Fact = tuple[str, str]
"""What it is called, and what was said."""


def facts(seen: Preview) -> Iterator[Fact]:
    """All that was filled in, in the order of the form."""
    found = (*_told(seen.activity), *_people(seen.activity), *_around(seen))
    return ((name, words) for name, words in found if words)


def _told(one: Activity) -> Iterator[Fact]:
    yield _tr("What came of it"), one.result
    yield _tr("Details"), one.details
    yield _tr("What the state did or said"), one.state_response
    yield _tr("Objectives"), ", ".join(code_of(ref) for ref in one.objectives)


def _people(one: Activity) -> Iterator[Fact]:
    yield _tr("Institutions"), ", ".join(one.institutions)
    yield _tr("People"), one.people
    counts = (
        (_tr("Participants"), one.participants),
        (_tr("Women"), one.women),
        (_tr("Men"), one.men),
        (_tr("Under 18"), one.under_18),
        (_tr("18 to 59"), one.aged_18_to_59),
        (_tr("60 and over"), one.aged_60_and_over),
        (_tr("Persons with disabilities"), one.persons_with_disabilities),
        (_tr("Survivors"), one.survivors),
    )
    yield _tr("Who took part"), "\n".join(f"{name}: {number(n)}" for name, n in counts if n is not None)


def _around(seen: Preview) -> Iterator[Fact]:
    one = seen.activity
    yield _tr("Promises"), "\n".join(_promise(promise) for promise in seen.promises)
    yield _tr("Follow-ups"), "\n".join(_follow_up(follow_up) for follow_up in seen.follow_ups)
    yield _tr("Files"), "\n".join(file.caption or file.name for file in seen.files)
    yield _tr("Media"), one.media_reach
    yield _tr("Reached by media"), "" if one.reached is None else number(one.reached)
    yield _tr("Cost"), "" if one.cost is None else amount(one.cost, one.currency)
    yield _tr("Grant"), seen.grant
    yield _tr("Level"), say(LEVELS, one.level)
    yield _tr("Treaty"), say(TREATIES, one.treaty)
    yield _tr("States"), ", ".join(countries.facts().name(iso3) for iso3 in one.states)
    yield _tr("Tags"), ", ".join(one.tags)
    yield _tr("Sharing"), say(SHARING, one.sharing)


def _promise(one: Promise) -> str:
    state = say(PROMISE_STATES, one.state)
    due = _tr("by {day}").format(day=short_day(one.due)) if one.due else ""
    return f"{one.who}: {one.what} ({', '.join(part for part in (due, state) if part)})"


def _follow_up(one: FollowUp) -> str:
    if one.done:
        return _tr("{what} (done)").format(what=one.what)
    due = _tr("by {day}").format(day=short_day(one.due)) if one.due else ""
    return f"{one.what} ({due})" if due else one.what


def _tr(words: str) -> str:
    return QCoreApplication.translate("preview_facts", words)
