"""Records that come in as JSON, under the same rules as the forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from icbl_desktop.domain.plan import Plan
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
    plan = plans.current(db)
    return replace(read, objectives=tuple(_ref(plan, one) for one in read.objectives))


def _ref(plan: Plan, objective: str) -> str:
    """The reference of a bare code; a full reference may be of any strategy."""
    if "/" in objective:
        return objective
    codes = [one.code for one in plan.objectives]
    if objective.upper() not in codes:
        raise UserError(
            "There is no objective “{objective}” in this plan. Nothing was saved. There are {codes}.",
            field="objectives",
            objective=objective,
            codes=", ".join(codes),
        )
    return plan.ref(objective.upper())
