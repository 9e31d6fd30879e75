"""The first page: where the campaign stands in the plan, what needs it, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.deadlines import TreatyDate
from icbl_desktop.domain.plan import Event, Objective, Plan, Responsive, TargetList, targets_of
from icbl_desktop.domain.work import Campaign
from icbl_desktop.services import campaign, countries, plans
from icbl_desktop.store.database import Database
from icbl_desktop.store.listing import (
    ActivityFilter,
    ActivityLine,
    activity_count,
    activity_ids,
    activity_lines,
)
from icbl_desktop.store.tables_work import ActivityRow, GrantRow

AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class TargetCard:
    """An objective one of the campaign's states is a target of, and the last thing done for it."""

    objective: Objective
    ref: str
    lists: tuple[TargetList, ...]
    count: int
    last: ActivityLine | None


@dataclass(frozen=True)
class Need:
    """One line of *Needs you*. ``kind`` is "follow_up" or "grant_report"; ``id`` its record."""

    kind: str
    id: str
    title: str
    due: date
    overdue: bool


@dataclass(frozen=True)
class Overview:
    """Everything the first page shows. ``ended`` is set where the plan is past its end.

    ``coming`` and ``due`` are events and treaty dates of the next sixty days.
    """

    campaign: Campaign
    states: tuple[State, ...]
    treaty_dates: tuple[TreatyDate, ...]
    plan: Plan
    ended: date | None
    cards: tuple[TargetCard, ...]
    responsive: tuple[Responsive, ...]
    needs: tuple[Need, ...]
    coming: tuple[Event, ...]
    due: tuple[TreatyDate, ...]
    activities: int
    recent: tuple[ActivityLine, ...]


def overview(db: Database, today: date) -> Overview:
    """Gather the first page for this day. Raises UserError before the first start."""
    who, plan = campaign.get(db), plans.current(db)
    facts = countries.facts()
    states = tuple(facts.states[iso3] for iso3 in who.states if iso3 in facts.states)
    treaty_dates = countries.treaty_dates(states, today)
    with db.read() as session:
        return Overview(
            campaign=who,
            states=states,
            treaty_dates=treaty_dates,
            plan=plan,
            ended=plan.end if plan.end < today else None,
            cards=_cards(session, plan, who.states),
            responsive=plan.responsive,
            needs=_needs(session, today),
            coming=tuple(e for e in plan.events if (e.end or e.start) >= today and e.start <= today + AHEAD),
            due=tuple(d for d in treaty_dates if d.due and today <= d.due <= today + AHEAD),
            activities=activity_count(session),
            recent=_recent(session),
        )


def _cards(session: Session, plan: Plan, states: tuple[str, ...]) -> tuple[TargetCard, ...]:
    mine = targets_of(plan, states)
    cards = []
    for objective in plan.objectives:
        groups = {t.group for t in mine if t.objective == objective.code}
        if not groups:
            continue
        ids = activity_ids(session, ActivityFilter(objective=plan.ref(objective.code)))
        lines = activity_lines(session, ids[:1])
        lists = tuple(
            one for one in plan.target_lists if one.objective == objective.code and one.group in groups
        )
        last = lines[0] if lines else None
        cards.append(TargetCard(objective, plan.ref(objective.code), lists, len(ids), last))
    return tuple(cards)


def _recent(session: Session) -> tuple[ActivityLine, ...]:
    ids = session.scalars(
        select(ActivityRow.id)
        .where(ActivityRow.trashed_at.is_(None))
        .order_by(ActivityRow.start.desc())
        .limit(5)
    ).all()
    return tuple(activity_lines(session, ids))


def _needs(session: Session, today: date) -> tuple[Need, ...]:
    follow_ups = session.scalars(
        select(ActivityRow).where(
            ActivityRow.follow_up_due.is_not(None),
            ActivityRow.follow_up_done.is_(False),
            ActivityRow.trashed_at.is_(None),
            ActivityRow.follow_up_due <= today + AHEAD,
        )
    )
    needs = [
        Need("follow_up", row.id, row.follow_up or row.title, row.follow_up_due, row.follow_up_due < today)
        for row in follow_ups
        if row.follow_up_due
    ]
    grants = session.scalars(
        select(GrantRow).where(
            GrantRow.report_due.is_not(None),
            GrantRow.trashed_at.is_(None),
            GrantRow.state.in_(("approved", "running", "final_report_due")),
            GrantRow.report_due <= today + AHEAD,
        )
    )
    needs += [
        Need("grant_report", row.id, row.title, row.report_due, row.report_due < today)
        for row in grants
        if row.report_due
    ]
    return tuple(sorted(needs, key=lambda need: need.due))
