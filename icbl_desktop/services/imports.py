"""Records that come in as JSON, under the same rules as the forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from icbl_desktop.domain.plan import Ref
from icbl_desktop.domain.work import ActivityDraft, GrantDraft, OutcomeDraft
from icbl_desktop.errors import UserError
from icbl_desktop.formats.drafts_json import read_draft
from icbl_desktop.services import plans
from icbl_desktop.store.database import Database

AimedT = TypeVar("AimedT", ActivityDraft, GrantDraft, OutcomeDraft)
"""Drafts that stand under objectives."""


def draft(db: Database, raw: bytes, kind: type[AimedT]) -> AimedT:
    """A draft from JSON; objectives may be bare codes ("1A"), meant of the current plan.

    Raises UserError naming the field or the objective that is not known.
    """
    read = read_draft(raw, kind)
    refs = dict.fromkeys(objective_ref(db, one) for one in read.objectives)
    return replace(read, objectives=tuple(refs))


def objective_ref(db: Database, objective: str) -> Ref:
    """The reference of an objective, by its code in the current plan or by a reference into any plan here.

    Raises UserError for an unknown one.
    """
    plan = plans.current(db)
    here = (plans.plan(db, version.plan_id) for version in plans.catalogue(db))
    refs = {plan.ref(one.code) for plan in here for one in plan.objectives}
    ref = objective if "/" in objective else plan.ref(objective.upper())
    if ref not in refs:
        raise UserError(
            "There is no objective “{objective}” in this plan. Nothing was saved. There are {codes}.",
            field="objectives",
            objective=objective,
            codes=", ".join(one.code for one in plan.objectives),
        )
    return ref
