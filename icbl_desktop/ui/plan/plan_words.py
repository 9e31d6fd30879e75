"""A plan's commitments, and how much was done under it or towards it, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.plan import Commitment
from icbl_desktop.domain.vocabulary import Bound
from icbl_desktop.domain.words import BOUNDS
from icbl_desktop.services.own_work import Tally
from icbl_desktop.services.progress import Logged
from icbl_desktop.ui.words import day, number, say


def commitment_words(one: Commitment) -> str:
    """The commitment's number: "At least 6 national campaigns", "Between 2 and 3 target countries"."""
    if one.bound == Bound.BETWEEN and one.maximum is not None:
        return _tr("Between {low} and {high} {unit}").format(
            low=number(one.minimum), high=number(one.maximum), unit=one.unit
        )
    return _tr("{bound} {number} {unit}").format(
        bound=say(BOUNDS, one.bound), number=number(one.minimum), unit=one.unit
    )


def commitment_text(one: Commitment) -> str:
    """The commitment's own sentence, and by when."""
    text = one.text if one.text.endswith(".") else f"{one.text}."
    return f"{text} {_tr('By {date}.').format(date=day(one.by))}" if one.by else text


def activity_count(count: int) -> str:
    """How many activities: "1 activity", "12 activities"."""
    return _tr("1 activity") if count == 1 else _tr("{n} activities").format(n=number(count))


def work_words(work: Tally) -> str:
    """All that stands under an objective: "2 activities, 1 grant, notes"; empty for nothing."""
    counted = (
        (work.outcomes, _tr("1 outcome"), _tr("{n} outcomes")),
        (work.grants, _tr("1 grant"), _tr("{n} grants")),
        (work.promises, _tr("1 promise"), _tr("{n} promises")),
        (work.answers, _tr("1 answer"), _tr("{n} answers")),
    )
    words = [activity_count(work.activities)] if work.activities else []
    words += [one if n == 1 else many.format(n=number(n)) for n, one, many in counted if n]
    return ", ".join([*words, _tr("notes")] if work.noted else words)


def done_words(logged: Logged) -> str:
    """How often an entry of the plan was answered: "Done once, 3 May 2018"."""
    newest = logged.lines[0]
    when = day(newest.start, newest.precision)
    if len(logged.ids) == 1:
        return _tr("Done once, {date}").format(date=when) if when else _tr("Done once")
    words = _tr("Done {n} times, last on {date}") if when else _tr("Done {n} times")
    return words.format(n=number(len(logged.ids)), date=when)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_words", text)
