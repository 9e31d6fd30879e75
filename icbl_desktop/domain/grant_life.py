"""The life of a grant: where it stands, what comes next, and what taking the next step writes down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from icbl_desktop.domain.grant import GrantDraft
from icbl_desktop.domain.vocabulary import GrantState

AWARDED = (GrantState.APPROVED, GrantState.RUNNING, GrantState.FINAL_REPORT_DUE)
"""The states in which money is awarded and the final report is still to be written."""

_LIFE = (
    GrantState.IDEA,
    GrantState.APPLIED,
    GrantState.APPROVED,
    GrantState.RUNNING,
    GrantState.FINAL_REPORT_DUE,
    GrantState.REPORTED,
    GrantState.CLOSED,
)
_DATES = {
    GrantState.APPLIED: "applied_on",
    GrantState.APPROVED: "decided_on",
    GrantState.DECLINED: "decided_on",
    GrantState.RUNNING: "start",
    GrantState.FINAL_REPORT_DUE: "report_due",
    GrantState.REPORTED: "reported_on",
    GrantState.CLOSED: "closed_on",
}
_DECISIONS = (GrantState.APPROVED, GrantState.DECLINED)


@dataclass(frozen=True)
class LifeStep:
    """One step: its date where it is known, who took it, and whether it is behind, here or to come."""

    state: GrantState
    on: date | None
    by: str
    is_past: bool
    is_now: bool


def life(grant: GrantDraft) -> tuple[LifeStep, ...]:
    """Every step in its order; that of a declined grant ends with the decision."""
    steps: tuple[GrantState, ...] = _LIFE
    if grant.state == GrantState.DECLINED:
        steps = (GrantState.IDEA, GrantState.APPLIED, GrantState.DECLINED)
    now = next((number for number, one in enumerate(steps) if one == grant.state), 0)
    return tuple(
        LifeStep(
            state,
            date_of(grant, state),
            grant.decided_by if state in _DECISIONS else "",
            number < now,
            number == now,
        )
        for number, state in enumerate(steps)
    )


def next_states(state: str) -> tuple[GrantState, ...]:
    """Where a grant can go from here in one step; nowhere once it is closed or declined."""
    if state == GrantState.APPLIED:
        return _DECISIONS
    if state not in _LIFE[:-1]:
        return ()
    return (_LIFE[_LIFE.index(GrantState(state)) + 1],)


def date_of(grant: GrantDraft, state: str) -> date | None:
    """The day of a step, where it is known; an idea has none."""
    field = _DATES.get(GrantState(state))
    day: date | None = getattr(grant, field) if field else None
    return day


def asks_who(state: str) -> bool:
    """Whether the step is a decision, which somebody took."""
    return state in _DECISIONS


def step_to(grant: GrantDraft, state: str, on: date, by: str = "") -> GrantDraft:
    """The grant after this step, with its date and, of a decision, who took it."""
    fields: dict[str, object] = {"state": str(state), _DATES[GrantState(state)]: on}
    if by:
        fields["decided_by"] = by
    return replace(grant, **fields)  # type: ignore[arg-type]


def next_report(grant: GrantDraft) -> date | None:
    """The day of the next report that was not made yet; None where none is due."""
    if grant.state not in AWARDED:
        return None
    reports = (
        (grant.interim_report_due, grant.interim_reported_on),
        (grant.report_due, grant.reported_on),
    )
    return min((due for due, made_on in reports if due and made_on is None), default=None)
