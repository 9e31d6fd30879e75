"""What a plan asks of one state, and what was done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from icbl_desktop.domain.plan import (
    Commitment,
    Indicator,
    Objective,
    Plan,
    PlannedActivity,
    Responsive,
    StrategyText,
    Target,
    TargetList,
    targets_of,
)
from icbl_desktop.domain.rules import check_indicator_update
from icbl_desktop.domain.vocabulary import Changed, Who
from icbl_desktop.domain.work import IndicatorUpdate, IndicatorUpdateDraft
from icbl_desktop.errors import InvalidRecord
from icbl_desktop.store import records
from icbl_desktop.store.database import Database
from icbl_desktop.store.listing import ActivityFilter, activity_ids
from icbl_desktop.store.tables_work import IndicatorUpdateRow


@dataclass(frozen=True)
class Answer:
    """An indicator, its newest answer for the campaign's states if there is one, and how many there are."""

    indicator: Indicator
    latest: IndicatorUpdate | None
    count: int


@dataclass(frozen=True)
class ObjectiveView:
    """One objective as the campaign sees it.

    ``lists`` are its target lists, each with the codes of all states on it; ``mine`` are the targets
    that are the campaign's own states. ``asked`` is what the plan asks of campaigns, ``others`` what
    the secretariat and the Monitor do. ``work`` holds the ids of own activities, newest first.
    """

    objective: Objective
    ref: str
    goal_title: str
    lists: tuple[tuple[TargetList, tuple[str, ...]], ...]
    mine: tuple[Target, ...]
    responsive: tuple[Responsive, ...]
    asked: tuple[PlannedActivity, ...]
    others: tuple[PlannedActivity, ...]
    strategies: tuple[StrategyText, ...]
    commitments: tuple[Commitment, ...]
    answers: tuple[Answer, ...]
    work: tuple[str, ...]


def objective_view(db: Database, plan: Plan, code: str, states: Sequence[str]) -> ObjectiveView:
    """Everything the plan and the campaign's own work say of one objective, for these states."""
    objective = next(o for o in plan.objectives if o.code == code)
    goal = next(g for g in plan.goals if g.code == objective.goal)
    activities = tuple(a for a in plan.activities if a.objective == code)
    with db.read() as session:
        answers = tuple(_answer(session, plan, i, states) for i in _indicators(plan, objective))
        work = activity_ids(session, ActivityFilter(objective=plan.ref(code)))
    return ObjectiveView(
        objective=objective,
        ref=plan.ref(code),
        goal_title=goal.title,
        lists=tuple(
            (one, tuple(t.iso3 for t in plan.targets if (t.objective, t.group) == (code, one.group)))
            for one in plan.target_lists
            if one.objective == code
        ),
        mine=tuple(t for t in targets_of(plan, states) if t.objective == code),
        responsive=tuple(r for r in plan.responsive if r.objective == code),
        asked=tuple(a for a in activities if a.who in (Who.CAMPAIGNS, Who.BOTH)),
        others=tuple(a for a in activities if a.who not in (Who.CAMPAIGNS, Who.BOTH)),
        strategies=tuple(s for s in plan.strategies if s.objective == code),
        commitments=tuple(c for c in plan.commitments if c.objective == code),
        answers=answers,
        work=tuple(work),
    )


def work_counts(db: Database) -> dict[str, int]:
    """How many activities stand under each objective reference."""
    with db.read() as session:
        rows = session.execute(
            text(
                "SELECT o.objective, count(*) AS activities FROM activity_objective o JOIN activity a"
                " ON a.key = o.activity WHERE a.trashed_at IS NULL GROUP BY o.objective"
            )
        )
        return {row.objective: row.activities for row in rows}


def save_update(db: Database, draft: IndicatorUpdateDraft, update_id: str = "") -> Changed:
    """Add an answer to an indicator, or change the one with this id. Raises InvalidRecord."""
    problems = check_indicator_update(draft)
    if problems:
        raise InvalidRecord(problems)
    with db.write() as session:
        row = records.save(session, IndicatorUpdateRow, draft, update_id)
        return Changed.of("indicator_update", row.id)


def _indicators(plan: Plan, objective: Objective) -> list[Indicator]:
    """Those of the objective; in 2012-2015 indicators belong to the goal."""
    return [i for i in plan.indicators if i.objective == objective.code or i.goal == objective.goal]


def _answer(session: Session, plan: Plan, indicator: Indicator, states: Sequence[str]) -> Answer:
    rows = session.scalars(
        select(IndicatorUpdateRow)
        .where(
            IndicatorUpdateRow.indicator == plan.ref(indicator.id),
            IndicatorUpdateRow.iso3.in_(list(states)),
            IndicatorUpdateRow.trashed_at.is_(None),
        )
        .order_by(IndicatorUpdateRow.date.desc(), IndicatorUpdateRow.made_at.desc())
    ).all()
    latest = records.to_record(rows[0], IndicatorUpdate) if rows else None
    return Answer(indicator, latest, len(rows))
