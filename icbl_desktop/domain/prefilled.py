"""Activities begun for a person: what the program knows already stands in the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from icbl_desktop.domain.plan import Event, Plan, Ref
from icbl_desktop.domain.plan_extras import Alert
from icbl_desktop.domain.vocabulary import Precision, Sharing
from icbl_desktop.domain.work import (
    Activity,
    ActivityDraft,
    ActivityEntry,
    FollowUpDraft,
    IndicatorUpdateDraft,
    OutcomeDraft,
    PromiseDraft,
)


def next_one(last: Activity | None, states: tuple[str, ...]) -> ActivityEntry:
    """A new activity: the campaign's states, or those of the last one among them, and its level.

    How far it travels is never taken over.
    """
    if last is None:
        return ActivityEntry(states=states)
    kept = tuple(state for state in last.states if state in states)
    return ActivityEntry(states=kept or states, level=last.level)


def again(activity: Activity) -> ActivityEntry:
    """The same done once more: who, where and for what stay, what came of it and was counted does not."""
    return ActivityEntry(
        type=activity.type,
        title=activity.title,
        objectives=activity.objectives,
        details=activity.details,
        place=activity.place,
        states=activity.states,
        level=activity.level,
        treaty=activity.treaty,
        institutions=activity.institutions,
        people=activity.people,
        people_shared=activity.people_shared,
        grant_id=activity.grant_id,
        planned_activity=activity.planned_activity,
        commitment=activity.commitment,
        tags=activity.tags,
        sharing=activity.sharing,
    )


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


def promise_in(activity: ActivityDraft) -> PromiseDraft:
    """The promise that stands in what officials did or promised, or in what came of it."""
    who = activity.institutions[0] if activity.institutions else ""
    return PromiseDraft(who=who, what=_change(activity))


def follow_up_of(activity: ActivityDraft) -> FollowUpDraft:
    """What is to be done after what officials did or promised, or after what came of it."""
    return FollowUpDraft(what=_change(activity))


def outcome_of(activity: ActivityDraft, activity_id: str) -> OutcomeDraft:
    """The change that stands in what officials did or promised, or in what came of it."""
    return OutcomeDraft(
        actor=", ".join(activity.institutions),
        change=_change(activity),
        when=activity.start,
        precision=activity.precision,
        place=activity.place,
        objectives=activity.objectives,
        grant_id=activity.grant_id,
        activities=(activity_id,),
        sharing=activity.sharing,
    )


def answer_of(activity: ActivityDraft, activity_id: str, indicator: Ref) -> IndicatorUpdateDraft:
    """An answer to an indicator's question, with the activity as how it is known."""
    return IndicatorUpdateDraft(
        indicator=indicator,
        iso3=next(iter(activity.states), ""),
        date=activity.start,
        source=activity.title,
        activity_id=activity_id,
        sharing=activity.sharing,
    )


def begins_with(entry: ActivityEntry) -> ActivityEntry:
    """Its promises and follow-ups with what they have from the activity, and shared no further than it."""
    return replace(
        entry,
        promises=tuple(_promise_of(entry, one) for one in entry.promises),
        follow_ups=tuple(
            replace(one, sharing=_nearer(one.sharing, entry.sharing)) for one in entry.follow_ups
        ),
    )


def _change(activity: ActivityDraft) -> str:
    return activity.state_response or activity.result


def _promise_of(activity: ActivityDraft, promise: PromiseDraft) -> PromiseDraft:
    made_on = activity.start if activity.precision == Precision.DAY else None
    return replace(
        promise,
        iso3=promise.iso3 or next(iter(activity.states), ""),
        made_on=promise.made_on or made_on,
        objectives=promise.objectives or activity.objectives,
        sharing=_nearer(promise.sharing, activity.sharing),
    )


def _nearer(one: str, other: str) -> str:
    """The sharing that travels less far; one that is not known is left to the rules."""
    order = [str(sharing) for sharing in Sharing]
    return min((one, other), key=order.index) if {one, other} <= set(order) else one
