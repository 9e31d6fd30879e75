"""Records that come in from outside, under the same rules as the forms: as JSON, and what they leave out."""

from __future__ import annotations

from collections.abc import Mapping
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
    states: tuple[str, ...]
    only_grant: Grant | None


def around(db: Database) -> Around:
    """The plans, the campaign's states and its grants, as they are now."""
    here = [plans.plan(db, version.plan_id) for version in plans.catalogue(db)]
    grants = work_records.every(db, GRANT)
    return Around(
        plan=plans.current(db),
        objectives=frozenset(plan.ref(one.code) for plan in here for one in plan.objectives),
        indicators=frozenset(plan.ref(one.id) for plan in here for one in plan.indicators),
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
    return _resolved(around(db), drafts_json.edit_draft(raw, before))


def save(db: Database, kind: Kind[Any, Any], one: Draft, record_id: str = "") -> Changed:
    """Save a record of any kind by the function its form uses. Raises InvalidRecord, UserError."""
    if not record_id:
        _check_not_in_trash(db, kind, one)
    if kind.name == ACTIVITY.name and isinstance(one, ActivityDraft):
        return activities.save(db, one, record_id)
    if kind.name == INDICATOR_UPDATE.name:
        return progress.save_update(db, one, record_id)  # type: ignore[arg-type]  # its own draft
    return work_records.save(db, kind, one, record_id)


def _check_not_in_trash(db: Database, kind: Kind[Any, Any], one: Draft) -> None:
    """Raises UserError where a new record names one that was taken away: it would not be seen."""
    with db.read() as session:
        field = work_records.trashed_link(session, kind, one)
    if field:
        raise UserError(
            "What “{name}” names lies in the trash. Nothing was saved. Restore it first.",
            field=field,
            name=field,
        )


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


def _resolved(here: Around, one: DraftT) -> DraftT:
    """Codes of the current plan as references. Raises UserError for one that is not known."""
    values: Mapping[str, Any] = vars(one)
    known: dict[str, Any] = {}
    if "objectives" in values:
        known["objectives"] = tuple(dict.fromkeys(objective_ref(here, code) for code in values["objectives"]))
    if "indicators" in values:
        refs = (_indicator_ref(here, "indicators", code) for code in values["indicators"])
        known["indicators"] = tuple(dict.fromkeys(refs))
    if values.get("indicator"):
        known["indicator"] = _indicator_ref(here, "indicator", values["indicator"])
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
