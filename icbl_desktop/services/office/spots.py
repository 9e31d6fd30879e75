"""Where a record stands in the matrix of states and objectives, and what is shown of it in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import product

from icbl_desktop.domain import report_period
from icbl_desktop.domain.commitments import awarded_on
from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.plain_text import one_line
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.work import Activity, FollowUp, IndicatorUpdate, Outcome, Promise
from icbl_desktop.services import plans
from icbl_desktop.services.record_kinds import KINDS

_MOST_OBJECTIVES, _MOST_STATES = 30, 250
_MAX_REF = 100
_MAX_TITLE = 500


def spots(record: WorkRecord, main_state: str) -> Iterator[tuple[str, str]]:
    """Each (objective, state) where the record stands, once. What hangs on another record stands nowhere.

    A record without an objective stands at an empty one, one without a state in the campaign's main state.
    """
    if not isinstance(record, (Expense, FollowUp)):
        objectives = _some(_objectives(record), _MOST_OBJECTIVES) or [""]
        states = _some(_states(record), _MOST_STATES) or [main_state]
        yield from product(objectives, states)


def title(kind: str, record: WorkRecord) -> str:
    """What a person knows the record by."""
    return one_line(getattr(record, KINDS[kind].title), _MAX_TITLE)


def states(codes: Iterable[str]) -> list[str]:
    """Those of them that can be the code of a state."""
    return [one for one in codes if len(one) == 3 and one.isascii() and one.isalpha()]


def grant_of(record: WorkRecord) -> str:
    """The id of the grant that the record belongs to, its own for a grant; empty for none."""
    if isinstance(record, Grant):
        return record.id
    if isinstance(record, (Activity, Expense, Outcome)):
        return record.grant_id if len(record.grant_id) <= _MAX_REF else ""
    return ""


def day_of(record: WorkRecord) -> date | None:
    """The day that puts the record in its place in time: of a grant its award, of a promise its making."""
    if isinstance(record, Grant):
        return awarded_on(record) or record.applied_on or record.end
    if isinstance(record, Promise) and record.made_on:
        return record.made_on
    return report_period.day_of(record)


def last_day(records: Iterable[WorkRecord]) -> date | None:
    """The last day of work that is told as done; what is due may lie ahead."""
    done = (one for one in records if isinstance(one, (Activity, Outcome, Expense, IndicatorUpdate)))
    return max((day for one in done if (day := day_of(one))), default=None)


@cache
def _objective_of() -> dict[str, str]:
    """The objective of each indicator in the plans that came with the program, both as "STRATEGY/ID"."""
    return {
        f"{plan.strategy.id}/{one.id}": f"{plan.strategy.id}/{one.objective}"
        for plan in plans.bundled()
        for one in plan.indicators
        if one.objective
    }


def _objectives(record: WorkRecord) -> Iterable[str]:
    if isinstance(record, IndicatorUpdate):
        return [_objective_of().get(record.indicator, "")]
    if isinstance(record, Outcome) and not record.objectives:
        return [_objective_of().get(one, "") for one in record.indicators]
    return record.objectives if isinstance(record, (Activity, Grant, Outcome, Promise)) else ()


def _states(record: WorkRecord) -> Iterable[str]:
    if isinstance(record, Activity):
        return states(record.states)
    return states([record.iso3]) if isinstance(record, (Promise, IndicatorUpdate)) else []


def _some(texts: Iterable[str], most: int) -> list[str]:
    """Each text once, without what is empty or no reference."""
    return [one for one in dict.fromkeys(texts) if 0 < len(one) <= _MAX_REF][:most]
