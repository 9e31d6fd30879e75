"""Activities begun for a person: what the program knows already stands in the draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from icbl_desktop.domain.plan import Event, Plan
from icbl_desktop.domain.plan_extras import Alert
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.work import ActivityDraft


def on_day(day: date, states: Sequence[str]) -> ActivityDraft:
    """Something done on this day."""
    return ActivityDraft(start=day, states=tuple(states))


def for_alert(plan: Plan, alert: Alert, states: Sequence[str]) -> ActivityDraft:
    """What was done about an alert of this plan."""
    return ActivityDraft(
        title=alert.title,
        objectives=tuple(plan.ref(code) for code in alert.objectives),
        states=tuple(states),
        alert=f"{plan.id}/{alert.id}",
    )


def for_event(plan: Plan, event: Event, states: Sequence[str], chosen: date | None = None) -> ActivityDraft:
    """What was done at an event of this plan, on its days or on the campaign's own (``chosen``)."""
    is_exact = chosen is not None or event.precision == Precision.DAY
    return ActivityDraft(
        title=event.title,
        start=chosen or event.start,
        end=None if chosen else event.end,
        precision=Precision.DAY if is_exact else event.precision,
        objectives=tuple(plan.ref(code) for code in event.objectives),
        place=event.place,
        states=tuple(states),
        treaty=event.treaty or "",
        event=f"{plan.id}/{event.id}",
    )
