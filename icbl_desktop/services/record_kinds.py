"""Every kind of record a campaign keeps: its table, its dataclasses, its rules, what it links to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from icbl_desktop.domain.grant import Expense, ExpenseDraft, Grant, GrantDraft
from icbl_desktop.domain.grant_rules import check_expense, check_grant
from icbl_desktop.domain.record import Draft, Record
from icbl_desktop.domain.rule_parts import Problems
from icbl_desktop.domain.rules import (
    check_activity,
    check_follow_up,
    check_indicator_update,
    check_outcome,
    check_promise,
)
from icbl_desktop.domain.work import (
    Activity,
    ActivityDraft,
    FollowUp,
    FollowUpDraft,
    IndicatorUpdate,
    IndicatorUpdateDraft,
    Outcome,
    OutcomeDraft,
    Promise,
    PromiseDraft,
)
from icbl_desktop.errors import UserError
from icbl_desktop.services import countries
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.tables_grants import ExpenseRow, GrantRow
from icbl_desktop.store.tables_work import (
    ActivityRow,
    FollowUpRow,
    IndicatorUpdateRow,
    OutcomeRow,
    PromiseRow,
)

DraftT = TypeVar("DraftT", bound=Draft)
RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True)
class Kind(Generic[DraftT, RecordT]):
    """One kind of record. ``check`` gives a sentence for each field that breaks a rule.

    ``links`` are the fields that hold the id, or ids, of records of another table. ``title`` names the field
    by which a person knows a record. ``check_with`` checks what only the other records tell; it raises
    UserError with the field.
    """

    name: str
    row: type[RecordRow]
    draft: type[DraftT]
    record: type[RecordT]
    check: Callable[[DraftT], Problems]
    title: str
    links: Mapping[str, type[RecordRow]] = field(default_factory=dict)
    check_with: Callable[[Session, DraftT], None] | None = None


def _check_activity(draft: ActivityDraft) -> Problems:
    return check_activity(draft) | _unknown_states("states", draft.states)


def _check_promise(draft: PromiseDraft) -> Problems:
    return check_promise(draft) | _unknown_states("iso3", (draft.iso3,) if draft.iso3 else ())


def _check_indicator_update(draft: IndicatorUpdateDraft) -> Problems:
    return check_indicator_update(draft) | _unknown_states("iso3", (draft.iso3,) if draft.iso3 else ())


def _check_line(session: Session, draft: ExpenseDraft) -> None:
    grant = session.get(GrantRow, draft.grant_id)
    if not draft.line or grant is None or draft.line in {line.id for line in grant.budget}:
        return
    if not grant.budget:
        raise UserError(
            "The grant “{grant}” has no budget lines. Leave the line empty. Nothing was saved.",
            field="line",
            grant=grant.title,
        )
    raise UserError(
        "The grant “{grant}” has no budget line “{line}”. Its lines are: {lines}. Nothing was saved.",
        field="line",
        grant=grant.title,
        line=draft.line,
        lines=", ".join(f"{line.id} ({line.title})" for line in grant.budget),
    )


def _unknown_states(field_name: str, codes: tuple[str, ...]) -> Problems:
    sentence = countries.unknown_state(codes)
    return {field_name: sentence} if sentence else {}


ACTIVITY = Kind(
    "activity", ActivityRow, ActivityDraft, Activity, _check_activity, "title", {"grant_id": GrantRow}
)
GRANT = Kind("grant", GrantRow, GrantDraft, Grant, check_grant, "title")
EXPENSE = Kind(
    "expense",
    ExpenseRow,
    ExpenseDraft,
    Expense,
    check_expense,
    "what",
    {"grant_id": GrantRow, "activity_id": ActivityRow},
    _check_line,
)
OUTCOME = Kind(
    "outcome",
    OutcomeRow,
    OutcomeDraft,
    Outcome,
    check_outcome,
    "change",
    {"grant_id": GrantRow, "activities": ActivityRow, "promises": PromiseRow},
)
PROMISE = Kind(
    "promise", PromiseRow, PromiseDraft, Promise, _check_promise, "what", {"activity_id": ActivityRow}
)
FOLLOW_UP = Kind(
    "follow_up",
    FollowUpRow,
    FollowUpDraft,
    FollowUp,
    check_follow_up,
    "what",
    {"activity_id": ActivityRow, "promise_id": PromiseRow},
)
INDICATOR_UPDATE = Kind(
    "indicator_update",
    IndicatorUpdateRow,
    IndicatorUpdateDraft,
    IndicatorUpdate,
    _check_indicator_update,
    "value",
    {"activity_id": ActivityRow},
)

KINDS: Mapping[str, Kind[Any, Any]] = {
    kind.name: kind for kind in (ACTIVITY, GRANT, EXPENSE, OUTCOME, PROMISE, FOLLOW_UP, INDICATOR_UPDATE)
}
"""By name, in the order in which they are listed."""
