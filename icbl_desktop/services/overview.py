"""The first page: where the campaign stands in the plan, what needs it, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.deadlines import TreatyDate
from icbl_desktop.domain.plan import Objective, Plan, Responsive, TargetList, targets_of
from icbl_desktop.domain.reminders import Reminder, reminders
from icbl_desktop.domain.work import Campaign
from icbl_desktop.services import alerts, calendar, campaign, countries, plans, receipts
from icbl_desktop.services.alerts import Alerted
from icbl_desktop.services.calendar import Entry, EntryKind
from icbl_desktop.services.owed import Need, owed
from icbl_desktop.store.database import Database
from icbl_desktop.store.listing import (
    ActivityFilter,
    ActivityLine,
    activity_count,
    activity_ids,
    activity_lines,
)
from icbl_desktop.store.tables_work import ActivityRow

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
class Overview:
    """Everything the first page shows. ``ended`` is set where the plan is past its end.

    ``alerts`` wait for an answer, ``needs`` are due, ``questions`` of the secretariat are open, and
    ``reminders`` are about treaty dates to act on now; ``coming`` are the plan's events of the next sixty
    days.
    """

    today: date
    campaign: Campaign
    states: tuple[State, ...]
    treaty_dates: tuple[TreatyDate, ...]
    plan: Plan
    ended: date | None
    cards: tuple[TargetCard, ...]
    responsive: tuple[Responsive, ...]
    alerts: tuple[Alerted, ...]
    needs: tuple[Need, ...]
    questions: int
    reminders: tuple[Reminder, ...]
    coming: tuple[Entry, ...]
    activities: int
    recent: tuple[ActivityLine, ...]


def overview(db: Database, today: date) -> Overview:
    """Gather the first page for this day. Raises UserError before the first start."""
    who, plan = campaign.get(db), plans.current(db)
    facts = countries.known(db)
    states = tuple(facts.states[iso3] for iso3 in who.states if iso3 in facts.states)
    treaty_dates = countries.treaty_dates(facts, states, today)
    waiting, coming = alerts.current(db, today), _coming(db, today)
    asked = len(receipts.questions(db))
    with db.read() as session:
        return Overview(
            today=today,
            campaign=who,
            states=states,
            treaty_dates=treaty_dates,
            plan=plan,
            ended=plan.end if plan.end < today else None,
            cards=_cards(session, plan, who.states),
            responsive=plan.responsive,
            alerts=waiting,
            needs=tuple(one for one in owed(session, today) if one.is_near(today)),
            questions=asked,
            reminders=reminders(treaty_dates, today),
            coming=coming,
            activities=activity_count(session),
            recent=_recent(session),
        )


def _coming(db: Database, today: date) -> tuple[Entry, ...]:
    near = (one for one in calendar.of_plan(db) if one.is_between(today, today + AHEAD))
    return tuple(one for one in near if one.kind == EntryKind.EVENT)


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
