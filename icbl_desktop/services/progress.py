"""What a plan asks of one state, and what was done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, literal_column, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from icbl_desktop.domain.commitments import grants_towards, programme_of
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.plan import (
    Commitment,
    Event,
    KeyDate,
    Objective,
    Plan,
    PlannedActivity,
    Responsive,
    StrategyText,
    Target,
    TargetList,
    targets_of,
)
from icbl_desktop.domain.vocabulary import Changed, Precision, Who
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.services import grants, indicator_values, plans, work_records
from icbl_desktop.services.indicator_values import Series, indicators_of, series_in
from icbl_desktop.services.record_kinds import INDICATOR_UPDATE
from icbl_desktop.store.database import Database
from icbl_desktop.store.listing import ActivityFilter, ActivityLine, activity_ids, activity_lines
from icbl_desktop.store.tables_work import ActivityRow

_NOTHING: ColumnElement[str] = literal_column("''")  # as the index says it, so that it is used
LINES = 3
"""How many of the activities that answer an entry of the plan come with their lines."""


@dataclass(frozen=True)
class Logged:
    """Own activities that answer an entry of the plan: all ids, newest first, and the lines of the first."""

    ids: tuple[str, ...] = ()
    lines: tuple[ActivityLine, ...] = ()


NOTHING_LOGGED = Logged()


@dataclass(frozen=True)
class Counted:
    """A commitment, and what this one campaign did towards it; the number is over the whole world.

    ``ref`` is "PLAN/ID". ``programme`` is the grant programme it is about, empty for none; ``grants`` are own
    grants of that programme under the objective, awarded in the plan's time.
    """

    commitment: Commitment
    ref: str
    logged: Logged
    programme: str
    grants: tuple[Grant, ...]


@dataclass(frozen=True)
class ObjectiveView:
    """One objective as the campaign sees it.

    ``lists`` are its target lists, each with the codes of all states on it; ``mine`` are the targets
    that are the campaign's own states. ``asked`` is what the plan asks of campaigns, ``others`` what
    the secretariat and the Monitor do. ``moments`` are its key dates and events, the earliest first.
    ``answered`` has what was logged for planned activities, ways of working and events, by "PLAN/ID".
    ``work`` holds the ids of own activities, newest first.
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
    commitments: tuple[Counted, ...]
    moments: tuple[KeyDate | Event, ...]
    answered: Mapping[str, Logged]
    answers: tuple[Series, ...]
    work: tuple[str, ...]


def objective_view(db: Database, plan: Plan, code: str, states: Sequence[str]) -> ObjectiveView:
    """Everything the plan and the campaign's own work say of one objective, for these states."""
    objective = next(o for o in plan.objectives if o.code == code)
    goal = next(g for g in plan.goals if g.code == objective.goal)
    activities = tuple(a for a in plan.activities if a.objective == code)
    strategies = tuple(s for s in plan.strategies if s.objective == code)
    moments = _moments(plan, code)
    promised = tuple(one for one in commitments(db, plan) if one.commitment.objective == code)
    with db.read() as session:
        answers = series_in(session, plan, indicators_of(plan, objective), states)
        work = activity_ids(session, ActivityFilter(objective=plan.ref(code)))
        planned = _logged(session, ActivityRow.planned_activity, _refs(plan, (*activities, *strategies)))
        events = _logged(session, ActivityRow.event, _refs(plan, moments))
    return ObjectiveView(
        objective=objective,
        ref=plan.ref(code),
        goal_title=goal.title,
        lists=_lists(plan, code),
        mine=tuple(t for t in targets_of(plan, states) if t.objective == code),
        responsive=tuple(r for r in plan.responsive if r.objective == code),
        asked=tuple(a for a in activities if a.who in (Who.CAMPAIGNS, Who.BOTH)),
        others=tuple(a for a in activities if a.who not in (Who.CAMPAIGNS, Who.BOTH)),
        strategies=strategies,
        commitments=promised,
        moments=moments,
        answered={**planned, **events},
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
    """Add an answer to an indicator, or change the one with this id. Raises InvalidRecord.

    The value must be of the indicator's kind: a number, "yes" or "no", a step of the ladder, an amount.
    """
    work_records.check(INDICATOR_UPDATE, draft)
    indicator_values.check(db, draft)
    return work_records.save(db, INDICATOR_UPDATE, draft, update_id)


def _lists(plan: Plan, code: str) -> tuple[tuple[TargetList, tuple[str, ...]], ...]:
    return tuple(
        (one, tuple(t.iso3 for t in plan.targets if (t.objective, t.group) == (code, one.group)))
        for one in plan.target_lists
        if one.objective == code
    )


def _moments(plan: Plan, code: str) -> tuple[KeyDate | Event, ...]:
    """Key dates and events; a key date on an event's day is that event."""
    events = [event for event in plan.events if code in event.objectives]
    taken = {event.start for event in events if event.precision == Precision.DAY}
    dates = (one for one in plan.key_dates if one.objective == code and one.date not in taken)
    moments: list[KeyDate | Event] = [*dates, *events]
    return tuple(sorted(moments, key=lambda one: one.date if isinstance(one, KeyDate) else one.start))


def commitments(db: Database, plan: Plan) -> tuple[Counted, ...]:
    """The plan's commitments with own work. What one is about is read in the words it was issued in."""
    current = plans.current_as_issued(db)
    issued = {one.id: one for one in (current if current.id == plan.id else plan).commitments}
    own = grants.all_grants(db)
    with db.read() as session:
        logged = _logged(session, ActivityRow.commitment, _refs(plan, plan.commitments))
    return tuple(
        Counted(
            one,
            f"{plan.id}/{one.id}",
            logged.get(f"{plan.id}/{one.id}", NOTHING_LOGGED),
            programme_of(issued[one.id]),
            grants_towards(plan, issued[one.id], own),
        )
        for one in plan.commitments
    )


def _refs(
    plan: Plan, entries: Iterable[PlannedActivity | StrategyText | Commitment | KeyDate | Event]
) -> list[str]:
    return [f"{plan.id}/{one.id}" for one in entries]


def _logged(session: Session, column: InstrumentedAttribute[str], refs: Sequence[str]) -> dict[str, Logged]:
    """What was logged for entries of a plan; ``column`` is where activities name them."""
    rows = session.execute(
        select(column, ActivityRow.id)
        .where(column.in_(refs), column != _NOTHING, ActivityRow.trashed_at.is_(None))
        .order_by(ActivityRow.start.desc(), ActivityRow.made_at.desc())
    )
    found: dict[str, list[str]] = defaultdict(list)
    for ref, activity_id in rows:
        found[ref].append(activity_id)
    return {
        ref: Logged(tuple(ids), tuple(activity_lines(session, ids[:LINES]))) for ref, ids in found.items()
    }
