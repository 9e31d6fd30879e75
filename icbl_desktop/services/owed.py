"""What is due: the campaign's follow-ups, what officials promised, reports on grants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.vocabulary import GrantState, PromiseState
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.tables_grants import GrantRow
from icbl_desktop.store.tables_work import FollowUpRow, PromiseRow

NOTICE = timedelta(days=30)
"""How long before its day a thing begins to ask for attention."""

_REPORTING = (GrantState.APPROVED, GrantState.RUNNING, GrantState.FINAL_REPORT_DUE)


@dataclass(frozen=True)
class Need:
    """Something due: a "follow_up", "promise", "interim_report" or "grant_report"; ``id`` is its record.

    ``who`` is the office that promised; empty for all else. ``sharing`` and ``changed_at`` are the record's.
    """

    kind: str
    id: str
    title: str
    due: date
    overdue: bool
    sharing: str
    changed_at: datetime
    who: str = ""

    def is_near(self, today: date) -> bool:
        """Whether it asks for attention by now."""
        return self.due <= today + NOTICE


def owed(session: Session, today: date) -> tuple[Need, ...]:
    """Everything with a date that is not done yet, the first due first."""
    found = (*_follow_ups(session, today), *_promises(session, today), *_reports(session, today))
    return tuple(sorted(found, key=lambda one: (one.due, one.kind, one.title)))


def _follow_ups(session: Session, today: date) -> Iterator[Need]:
    open_ones = (FollowUpRow.due.is_not(None), FollowUpRow.done.is_(False))
    for row in session.scalars(select(FollowUpRow).where(*open_ones, is_here(FollowUpRow))):
        if due := row.due:
            yield Need("follow_up", row.id, row.what, due, due < today, row.sharing, row.changed_at)


def _promises(session: Session, today: date) -> Iterator[Need]:
    open_ones = (PromiseRow.due.is_not(None), PromiseRow.state == PromiseState.OPEN)
    for row in session.scalars(select(PromiseRow).where(*open_ones, is_here(PromiseRow))):
        if due := row.due:
            yield Need("promise", row.id, row.what, due, due < today, row.sharing, row.changed_at, row.who)


def _reports(session: Session, today: date) -> Iterator[Need]:
    for row in session.scalars(select(GrantRow).where(GrantRow.state.in_(_REPORTING), is_here(GrantRow))):
        for kind, due, made_on in (
            ("interim_report", row.interim_report_due, row.interim_reported_on),
            ("grant_report", row.report_due, row.reported_on),
        ):
            if due and made_on is None:
                yield Need(kind, row.id, row.title, due, due < today, row.sharing, row.changed_at)
