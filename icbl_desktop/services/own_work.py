"""What the campaign keeps under each objective, and under which of them the plan in force asks no more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text

from icbl_desktop.domain.plan import Plan, Ref
from icbl_desktop.domain.retired import LeftBehind, Retired, left_behind, retired
from icbl_desktop.services import plan_history, progress
from icbl_desktop.store.database import Database


@dataclass(frozen=True)
class Tally:
    """How many records of each kind stand under an objective, and whether something was noted there."""

    activities: int = 0
    outcomes: int = 0
    grants: int = 0
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
        for kind, about, count in session.execute(_COUNTS):
            for ref in asked.get(about, ()) if kind == "answers" else (about,):
                found[ref][kind] += count
    return {
        ref: Tally(n["activities"], n["outcomes"], n["grants"], n["answers"], bool(n["notes"]))
        for ref, n in found.items()
    }


_COUNTS = text(
    """
    SELECT 'outcomes', o.value, count(*) FROM outcome x, json_each(x.objectives) o
        WHERE x.trashed_at IS NULL GROUP BY o.value
    UNION ALL SELECT 'grants', o.value, count(*) FROM grant_ x, json_each(x.objectives) o
        WHERE x.trashed_at IS NULL GROUP BY o.value
    UNION ALL SELECT 'answers', indicator, count(*) FROM indicator_update
        WHERE trashed_at IS NULL GROUP BY indicator
    UNION ALL SELECT 'notes', about, count(*) FROM note GROUP BY about
    """
)
"""Kind, the reference of an objective (of an indicator for answers), how many."""


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
