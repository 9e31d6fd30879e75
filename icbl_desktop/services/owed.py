"""What a campaign owes by a date: follow-ups of its activities, reports on its grants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.store.tables_work import ActivityRow, GrantRow

_REPORTING = (GrantState.APPROVED, GrantState.RUNNING, GrantState.FINAL_REPORT_DUE)


@dataclass(frozen=True)
class Need:
    """Something owed. ``kind`` is "follow_up" or "grant_report"; ``id`` its record."""

    kind: str
    id: str
    title: str
    due: date
    overdue: bool


def owed(session: Session, today: date) -> tuple[Need, ...]:
    """Everything that is not done yet, the first due first."""
    return tuple(sorted((*_follow_ups(session, today), *_reports(session, today)), key=lambda one: one.due))


def _follow_ups(session: Session, today: date) -> Iterator[Need]:
    rows = session.scalars(
        select(ActivityRow).where(
            ActivityRow.follow_up_due.is_not(None),
            ActivityRow.follow_up_done.is_(False),
            ActivityRow.trashed_at.is_(None),
        )
    )
    for row in rows:
        if due := row.follow_up_due:
            yield Need("follow_up", row.id, row.follow_up or row.title, due, due < today)


def _reports(session: Session, today: date) -> Iterator[Need]:
    rows = session.scalars(
        select(GrantRow).where(
            GrantRow.report_due.is_not(None),
            GrantRow.trashed_at.is_(None),
            GrantRow.state.in_(_REPORTING),
        )
    )
    for row in rows:
        if due := row.report_due:
            yield Need("grant_report", row.id, row.title, due, due < today)
