"""What the forms of records offer to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from icbl_desktop.app import App
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.plan import Event, Plan, PlannedActivity, Ref, StrategyText, code_of, targets_of
from icbl_desktop.domain.vocabulary import GrantState, Who
from icbl_desktop.domain.work import Activity, Campaign, Promise
from icbl_desktop.services import activities, alerts, campaign, countries, grants, plans
from icbl_desktop.services.alerts import Alerted
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.plan.plan_words import commitment_words
from icbl_desktop.ui.words import day

_OPEN_STATES = (GrantState.APPROVED, GrantState.RUNNING, GrantState.FINAL_REPORT_DUE)


@dataclass(frozen=True)
class Choices:
    """The campaign, its plan and its grants, the alerts that wait for an answer or have one.

    ``activities`` and ``promises`` are those that a record may name; ``last`` is what was written down last.
    """

    campaign: Campaign
    plan: Plan
    grants: tuple[Grant, ...]
    alerts: tuple[Alerted, ...] = ()
    activities: tuple[Activity, ...] = ()
    promises: tuple[Promise, ...] = ()
    last: Activity | None = None


def load_choices(app: App) -> Choices:
    """Read them all. Raises UserError before the first start."""
    db = app.db
    return Choices(
        campaign.get(db),
        plans.current(db),
        grants.all_grants(db),
        alerts.every(db),
        last=activities.last(db),
    )


def objective_options(choices: Choices) -> tuple[list[Option], list[Option]]:
    """The objectives this campaign's states are targets of, and the other ones."""
    plan = choices.plan
    targeted = {target.objective for target in targets_of(plan, choices.campaign.states)}
    mine: list[Option] = []
    others: list[Option] = []
    for objective in plan.objectives:
        option = Option(plan.ref(objective.code), f"{objective.code}  {objective.title}")
        (mine if objective.code in targeted else others).append(option)
    return mine, others


def treaty_of(plan: Plan, objectives: Sequence[Ref]) -> str:
    """The one treaty that these objectives' targets are about; empty where there is not just one."""
    codes = {code_of(ref) for ref in objectives}
    treaties = {listed.treaty for listed in plan.target_lists if listed.objective in codes}
    return (treaties.pop() or "") if len(treaties) == 1 else ""


def state_options(states: Sequence[str]) -> list[Option]:
    """States by their names."""
    facts = countries.facts()
    return [Option(iso3, facts.name(iso3)) for iso3 in states]


def planned_options(choices: Choices, objectives: Sequence[Ref]) -> list[Option]:
    """What the plan asks of campaigns, for these objectives or, without any, for all."""
    plan = choices.plan
    codes = {code_of(ref) for ref in objectives}
    planned: tuple[PlannedActivity | StrategyText, ...] = (*plan.activities, *plan.strategies)
    return [
        Option(f"{plan.id}/{one.id}", f"{one.objective}  {one.text}")
        for one in planned
        if one.who in (Who.CAMPAIGNS, Who.BOTH) and (not codes or one.objective in codes)
    ]


def event_options(choices: Choices) -> list[Option]:
    """The plan's events with their dates, in its order."""
    return [Option(f"{choices.plan.id}/{event.id}", _event_words(event)) for event in choices.plan.events]


def alert_options(choices: Choices, today: date) -> list[Option]:
    """The alerts that ask something of this campaign today."""
    return [_alert_option(one) for one in choices.alerts if one.is_open(today)]


def commitment_options(choices: Choices, objectives: Sequence[Ref]) -> list[Option]:
    """What campaigns committed themselves to, for these objectives or, without any, for all."""
    plan = choices.plan
    codes = {code_of(ref) for ref in objectives}
    return [
        Option(f"{plan.id}/{one.id}", f"{one.objective}  {commitment_words(one)}")
        for one in plan.commitments
        if one.who in (Who.CAMPAIGNS, Who.BOTH) and (not codes or one.objective in codes)
    ]


def grant_options(choices: Choices) -> list[Option]:
    """The campaign's grants."""
    return [Option(grant.id, grant.title) for grant in choices.grants]


def indicator_options(choices: Choices, objectives: Sequence[Ref]) -> list[Option]:
    """What the plan asks about these objectives' progress."""
    plan = choices.plan
    codes = {code_of(ref) for ref in objectives}
    return [
        Option(plan.ref(one.id), one.question or one.text)
        for one in plan.indicators
        if one.objective in codes
    ]


def link_options(choices: Choices, objectives: Sequence[Ref], today: date) -> dict[str, list[Option]]:
    """For each field of an activity that names something else, what fits these objectives."""
    return {
        "grant_id": grant_options(choices),
        "planned_activity": planned_options(choices, objectives),
        "event": event_options(choices),
        "alert": alert_options(choices, today),
        "commitment": commitment_options(choices, objectives),
    }


def option_of(choices: Choices, key: str) -> Option:
    """The option for something chosen before; by its own id where this plan does not know it."""
    known = (
        *planned_options(choices, ()),
        *event_options(choices),
        *commitment_options(choices, ()),
        *(_alert_option(one) for one in choices.alerts),
    )
    return next((option for option in known if option.key == key), Option(key, key.rpartition("/")[2]))


def suggested_grant(choices: Choices, objectives: Sequence[Ref]) -> Grant | None:
    """A grant in use that serves one of these objectives: to be pointed out, never to be assigned."""
    for grant in choices.grants:
        if grant.state in _OPEN_STATES and set(grant.objectives) & set(objectives):
            return grant
    return None


def usual_currency(choices: Choices) -> str:
    """The currency of the newest grant; empty without one."""
    return next((grant.currency for grant in choices.grants if grant.currency), "")


def _event_words(event: Event) -> str:
    return f"{event.title} ({day(event.start, event.precision)})"


def _alert_option(one: Alerted) -> Option:
    return Option(one.ref, one.alert.title)
