"""What is counted towards a plan's commitments, which are about the whole world."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.plan import Commitment, Event, Plan
from icbl_desktop.domain.vocabulary import ActivityType, Bound, GrantState, Group, Level, Who
from icbl_desktop.domain.words import GRANT_PROGRAMMES
from icbl_desktop.domain.work import Activity

_NOT_AWARDED = (GrantState.IDEA, GrantState.APPLIED, GrantState.DECLINED)


class Counts(StrEnum):
    """What is counted. ``NAMED``: nothing but activities that name the commitment, which always count.

    ``NOT_REPORTED``: campaigns' reports cannot tell.
    """

    CAMPAIGNS_FUNDED = "campaigns_funded"
    STATES_FUNDED = "states_funded"
    STATES_VISITED = "states_visited"
    EVENTS_HELD = "events_held"
    CAMPAIGNS_THERE = "campaigns_there"
    SURVIVORS_TOOK_PART = "survivors_took_part"
    STATES_PARTIES = "states_parties"
    NAMED = "named"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True)
class Rule:
    """How a commitment is counted, and that in a sentence.

    ``types`` are of activities that count, ``states`` those where work counts (None: anywhere), ``event`` the
    one where it has to be. ``overlapping``: several campaigns may tell of one and the same thing.
    """

    counts: Counts
    how: str
    types: tuple[str, ...] = ()
    states: frozenset[str] | None = None
    event: Event | None = None
    overlapping: bool = False


def programme_of(commitment: Commitment) -> str:
    """The grant programme that a commitment is about, by its name in the text; empty for none."""
    return next((key for key, name in GRANT_PROGRAMMES.items() if name in commitment.text), "")


def rule_of(plan: Plan, commitment: Commitment) -> Rule:
    """How a commitment is counted: by who acts, its programme and its unit, in the words it was issued in."""
    if commitment.who == Who.MONITOR:
        return Rule(Counts.NOT_REPORTED, "This is the Monitor's work. Campaigns' reports do not tell of it.")
    if programme_of(commitment):
        return _funded(plan, commitment)
    return _BY_UNIT.get(commitment.unit, _named)(plan, commitment)


def wanted_of(plan: Plan, programme: str) -> int:
    """How many grants of a programme a plan promises at the least, over all objectives."""
    return sum(
        one.minimum
        for one in plan.commitments
        if programme_of(one) == programme and one.bound in (Bound.AT_LEAST, Bound.EXACTLY)
    )


def activity_counts(
    plan: Plan, commitment: Commitment, rule: Rule, activity: Activity, states: Collection[str]
) -> bool:
    """Whether an activity in these states counts. One that names the commitment always does."""
    if activity.commitment == f"{plan.id}/{commitment.id}":
        return True
    if rule.states is not None and not rule.states & {*states}:
        return False
    if rule.counts == Counts.CAMPAIGNS_THERE:
        return _is_at(plan, rule.event, activity) and activity.level == Level.INTERNATIONAL
    if plan.ref(commitment.objective) not in activity.objectives:
        return False
    if rule.counts == Counts.SURVIVORS_TOOK_PART:
        return activity.type in rule.types or bool(activity.survivors)
    return activity.type in rule.types and (rule.event is None or _is_at(plan, rule.event, activity))


def grant_counts(
    plan: Plan, commitment: Commitment, rule: Rule, grant: Grant, states: Collection[str], time: Period
) -> bool:
    """Whether a grant in these states, awarded in this time, counts."""
    if rule.counts not in (Counts.CAMPAIGNS_FUNDED, Counts.STATES_FUNDED):
        return False
    if rule.states is not None and not rule.states & {*states}:
        return False
    programme = programme_of(commitment)
    return (
        plan.ref(commitment.objective) in grant.objectives
        and programme in ("", grant.programme)
        and is_awarded_in(time, grant)
    )


def grants_towards(plan: Plan, commitment: Commitment, grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """Own grants of that programme under the objective, awarded in the plan's time."""
    programme, ref = programme_of(commitment), plan.ref(commitment.objective)
    return tuple(
        grant
        for grant in grants
        if programme
        and grant.programme == programme
        and ref in grant.objectives
        and is_awarded_in(Period(plan.start, plan.end), grant)
    )


def is_awarded_in(time: Period, grant: Grant) -> bool:
    """Whether the grant was awarded, and in this time.

    One that bears no date counts: nothing says that it was awarded at another time.
    """
    day = awarded_on(grant)
    return grant.state not in ("", *_NOT_AWARDED) and (day is None or time.holds(day))


def awarded_on(grant: Grant) -> date | None:
    """The day it was decided on, else that of the first payment, else of the start; None if none is known."""
    paid = (payment.date for payment in grant.payments if payment.date)
    return grant.decided_on or min(paid, default=None) or grant.start


def _is_at(plan: Plan, event: Event | None, activity: Activity) -> bool:
    """Whether it names the event, or was on its days."""
    if event is None:
        return False
    if activity.event:
        return activity.event == f"{plan.id}/{event.id}"
    return Period(event.start, event.end or event.start).holds(activity.start)


def _funded(plan: Plan, commitment: Commitment) -> Rule:
    how = "Campaigns with such a grant under the objective, awarded in this time"
    if "target countries" in commitment.text:
        return Rule(Counts.CAMPAIGNS_FUNDED, f"{how}, in target states.", states=_targets(plan, commitment))
    return Rule(Counts.CAMPAIGNS_FUNDED, f"{how}.")


def _treaty(_plan: Plan, _commitment: Commitment) -> Rule:
    return Rule(Counts.STATES_PARTIES, "By the treaty's record that came with the program, not by reports.")


def _visited(plan: Plan, commitment: Commitment) -> Rule:
    visits = "field visits" in commitment.text
    how = "Target states with a field visit" if visits else "Target states with an advocacy mission"
    return Rule(
        Counts.STATES_VISITED,
        f"{how} under the objective.",
        types=(ActivityType.FIELD_VISIT if visits else ActivityType.ADVOCACY_MISSION,),
        states=_targets(plan, commitment),
    )


def _held(plan: Plan, commitment: Commitment) -> Rule:
    return Rule(
        Counts.EVENTS_HELD,
        "Side events under the objective at that meeting. Several campaigns may tell of the same one.",
        types=(ActivityType.SIDE_EVENT,),
        event=_event_until(plan, commitment.by),
        overlapping=True,
    )


def _there(plan: Plan, commitment: Commitment) -> Rule:
    return Rule(
        Counts.CAMPAIGNS_THERE,
        "Campaigns of target states that tell of international work at that meeting. "
        "Reports do not tell who was supported.",
        states=_targets(plan, commitment),
        event=_event_until(plan, commitment.by),
    )


def _not_party(plan: Plan, commitment: Commitment) -> Rule:
    return Rule(
        Counts.STATES_FUNDED,
        "States of that list with a grant under the objective, awarded in this time.",
        states=_targets(plan, commitment, Group.MBT_UNIVERSALIZATION),
    )


def _victims(plan: Plan, commitment: Commitment) -> Rule:
    if "national events" not in commitment.text:
        return _named(plan, commitment)
    return Rule(
        Counts.SURVIVORS_TOOK_PART,
        "Activities under the objective in which survivors took part. The same person may be in several.",
        types=(ActivityType.SURVIVOR_PARTICIPATION,),
        overlapping=True,
    )


def _named(_plan: Plan, _commitment: Commitment) -> Rule:
    return Rule(
        Counts.NAMED,
        "Activities that name this commitment. Several may tell of the same thing.",
        overlapping=True,
    )


_BY_UNIT: Mapping[str, Callable[[Plan, Commitment], Rule]] = {
    "States Parties": _treaty,
    "target countries": _visited,
    "advocacy side event": _held,
    "representatives": _there,
    "national campaigns": _there,
    "states not party": _not_party,
    "victim": _victims,
}


def _targets(plan: Plan, commitment: Commitment, group: str = "") -> frozenset[str]:
    """The states that the plan targets under the commitment's objective, or on one of its lists."""
    return frozenset(
        one.iso3 for one in plan.targets if one.objective == commitment.objective and group in ("", one.group)
    )


def _event_until(plan: Plan, last: date | None) -> Event | None:
    """The meeting of the plan's calendar that ends on a day."""
    return next((one for one in plan.events if one.end == last and last is not None), None)
