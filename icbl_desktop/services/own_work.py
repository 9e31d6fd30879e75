"""What the campaign keeps under each objective, and under which of them the plan in force asks no more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from icbl_desktop.domain.plan import Plan, Ref
from icbl_desktop.domain.retired import LeftBehind, Retired, left_behind, retired
from icbl_desktop.services import plan_history, progress
from icbl_desktop.store.database import Database
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.tables_grants import GrantRow
from icbl_desktop.store.tables_work import IndicatorUpdateRow, OutcomeRow, PromiseRow
from icbl_desktop.store.tables_workspace import NoteRow

_UNDER_OBJECTIVES: Mapping[str, Any] = {"outcomes": OutcomeRow, "grants": GrantRow, "promises": PromiseRow}
"""Kinds, beside activities, whose records name their objectives."""


@dataclass(frozen=True)
class Tally:
    """How many records of each kind stand under an objective, and whether something was noted there."""

    activities: int = 0
    outcomes: int = 0
    grants: int = 0
    promises: int = 0
    answers: int = 0
    noted: bool = False


NO_WORK = Tally()


@dataclass(frozen=True)
class OwnWork:
    """Own work by objective, and where it stands under what the plan in force does not ask (any more)."""

    work: Mapping[Ref, Tally]
    retired: tuple[Retired, ...]
    left_behind: tuple[LeftBehind, ...]


def kept(db: Database, plan: Plan, states: Sequence[str]) -> OwnWork:
    """The campaign's work beside this plan, and beside those worked under before."""
    earlier = plan_history.worked_under(db)
    work = by_objective(db, (plan, *earlier))
    return OwnWork(work, retired(plan, earlier, states, work), left_behind(plan, earlier, work))


def by_objective(db: Database, plans: Iterable[Plan]) -> dict[Ref, Tally]:
    """Own work by objective, where there is any. The plans say which objectives an indicator belongs to."""
    found: dict[Ref, Counter[str]] = defaultdict(Counter)
    for ref, count in progress.work_counts(db).items():
        found[ref]["activities"] = count
    asked = _objectives_of_indicators(plans)
    with db.read() as session:
        for kind, about, count in _counts(session):
            for ref in asked.get(about, ()) if kind == "answers" else (about,):
                found[ref][kind] += count
    return {
        ref: Tally(n["activities"], n["outcomes"], n["grants"], n["promises"], n["answers"], bool(n["notes"]))
        for ref, n in found.items()
    }


def _counts(session: Session) -> Iterator[tuple[str, Ref, int]]:
    """What is counted, the reference of an objective (of an indicator for answers), how many."""
    for kind, row in _UNDER_OBJECTIVES.items():
        under = func.json_each(row.objectives).table_valued("value")
        of_each = select(under.c.value, func.count()).join_from(row, under, true())
        found = session.execute(of_each.where(is_here(row)).group_by(under.c.value))
        yield from ((kind, about, count) for about, count in found)
    answers = select(IndicatorUpdateRow.indicator, func.count()).where(is_here(IndicatorUpdateRow))
    for about, count in session.execute(answers.group_by(IndicatorUpdateRow.indicator)):
        yield "answers", about, count
    yield from (("notes", about, 1) for about in session.scalars(select(NoteRow.about)))


def _objectives_of_indicators(plans: Iterable[Plan]) -> dict[Ref, frozenset[Ref]]:
    """The objectives of each indicator; one of a goal belongs to all of that goal's."""
    return {
        plan.ref(indicator.id): frozenset(
            plan.ref(one.code)
            for one in plan.objectives
            if one.code == indicator.objective or one.goal == indicator.goal
        )
        for plan in plans
        for indicator in plan.indicators
    }
