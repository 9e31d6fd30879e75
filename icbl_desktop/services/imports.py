"""Records that come in from outside, under the same rules as the forms: as JSON, and what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.plan import Plan, Ref
from icbl_desktop.domain.record import Draft, DraftT
from icbl_desktop.domain.rule_parts import shortened
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats import drafts_json
from icbl_desktop.services import activities, campaign, plans, progress, work_records
from icbl_desktop.services.record_kinds import ACTIVITY, GRANT, INDICATOR_UPDATE, Kind
from icbl_desktop.store.database import Database


@dataclass(frozen=True)
class Around:
    """What is around a record that comes in, looked up once: what it may name by a code or leave out."""

    plan: Plan
    objectives: frozenset[Ref]
    indicators: frozenset[Ref]
    answers: Mapping[str, frozenset[Ref]]
    """What an activity may answer in a plan, "PLAN/ID", by the activity's field."""
    states: tuple[str, ...]
    only_grant: Grant | None


def around(db: Database) -> Around:
    """The plans, the campaign's states and its grants, as they are now."""
    here = [plans.plan(db, version.plan_id) for version in plans.catalogue(db)]
    current, grants = plans.current(db), work_records.every(db, GRANT)
    return Around(
        plan=current,
        objectives=frozenset(plan.ref(one.code) for plan in here for one in plan.objectives),
        indicators=frozenset(plan.ref(one.id) for plan in here for one in plan.indicators),
        answers={
            "planned_activity": _ids(here, lambda plan: (*plan.activities, *plan.strategies)),
            "event": _ids(here, lambda plan: plan.events),
            "commitment": _ids(here, lambda plan: plan.commitments),
            "alert": _ids([current], lambda _: plans.current_extras(db).alerts),
        },
        states=campaign.get(db).states,
        only_grant=grants[0] if len(grants) == 1 else None,
    )


def draft(db: Database, raw: bytes, kind: type[DraftT]) -> DraftT:
    """A new record's draft from JSON, with what can be known filled in.

    Objectives may be bare codes ("1A") and indicators bare ids, meant of the current plan; the state is the
    campaign's own. Raises UserError naming the field, objective or indicator that is not known.
    """
    return completed(around(db), drafts_json.read_draft(raw, kind))


def completed(here: Around, one: DraftT) -> DraftT:
    """A new record's draft with codes as references and what can be known filled in. Raises UserError."""
    return _filled(here, _resolved(here, one))


def edited(db: Database, raw: bytes, before: DraftT) -> DraftT:
    """The draft with the fields that the JSON names changed. Raises what ``draft`` raises."""
    return _resolved(around(db), drafts_json.edit_draft(raw, before), before)


def save(db: Database, kind: Kind[Any, Any], one: Draft, record_id: str = "") -> Changed:
    """Save a record of any kind by the function its form uses. Raises InvalidRecord, UserError."""
    if kind.name == ACTIVITY.name and isinstance(one, ActivityDraft):
        return activities.save(db, one, record_id)
    if kind.name == INDICATOR_UPDATE.name:
        return progress.save_update(db, one, record_id)  # type: ignore[arg-type]  # its own draft
    return work_records.save(db, kind, one, record_id)


def objective_ref(here: Around, objective: str) -> Ref:
    """The reference of an objective, by its code in the current plan or by a reference into any plan here.

    Raises UserError for an unknown one.
    """
    ref = objective if "/" in objective else here.plan.ref(objective.upper())
    if ref not in here.objectives:
        raise UserError(
            "There is no objective “{objective}” in this plan. Nothing was saved. There are {codes}.",
            field="objectives",
            objective=shortened(objective),
            codes=", ".join(one.code for one in here.plan.objectives),
        )
    return ref


def _indicator_ref(here: Around, field: str, indicator: str) -> Ref:
    """The same for an indicator, by its id."""
    ref = indicator if "/" in indicator else here.plan.ref(indicator)
    if ref not in here.indicators:
        raise UserError(
            "There is no indicator “{indicator}” in this plan. Nothing was saved. There are {ids}.",
            field=field,
            indicator=shortened(indicator),
            ids=", ".join(one.id for one in here.plan.indicators),
        )
    return ref


def _answer_ref(here: Around, field: str, answered: str) -> Ref:
    """The same for what an activity answers in a plan, by its id."""
    ref = answered if "/" in answered else f"{here.plan.id}/{answered}"
    if ref not in here.answers[field]:
        raise UserError(
            "No plan here has the {what} “{answered}”. Nothing was saved. Write it as PLAN/ID.",
            field=field,
            what=field.replace("_", " "),
            answered=shortened(answered),
        )
    return ref


def _ids(here: Iterable[Plan], parts: Callable[[Plan], Iterable[Any]]) -> frozenset[Ref]:
    """The references of these parts of the plans."""
    return frozenset(f"{plan.id}/{part.id}" for plan in here for part in parts(plan))


def _resolved(here: Around, one: DraftT, before: DraftT | None = None) -> DraftT:
    """Codes of the current plan as references. Raises UserError for one that is not known.

    What a record answered ``before`` may be gone from the plan.
    """
    values: Mapping[str, Any] = vars(one)
    known: dict[str, Any] = {}
    if "objectives" in values:
        known["objectives"] = tuple(dict.fromkeys(objective_ref(here, code) for code in values["objectives"]))
    if "indicators" in values:
        refs = (_indicator_ref(here, "indicators", code) for code in values["indicators"])
        known["indicators"] = tuple(dict.fromkeys(refs))
    if values.get("indicator"):
        known["indicator"] = _indicator_ref(here, "indicator", values["indicator"])
    for field in here.answers:
        if values.get(field) and values[field] != getattr(before, field, ""):
            known[field] = _answer_ref(here, field, values[field])
    return replace(one, **known)


def _filled(here: Around, one: DraftT) -> DraftT:
    """What a new record leaves out and can be known: its states, its only grant and that grant's currency."""
    values: Mapping[str, Any] = vars(one)
    known: dict[str, Any] = {}
    if values.get("states") == ():
        known["states"] = here.states
    if values.get("iso3") == "":
        known["iso3"] = here.states[0]
    if values.get("grant_id") == "" and here.only_grant and not isinstance(one, ActivityDraft):
        known["grant_id"] = here.only_grant.id
        if values.get("currency") == "" and values.get("amount") is not None:
            known["currency"] = here.only_grant.currency
    return replace(one, **known)
