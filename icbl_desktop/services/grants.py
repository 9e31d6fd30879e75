"""Small grants: their money and dates, and the outcomes they led to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.money import GrantMoney, grant_money
from icbl_desktop.domain.rules import check_grant, check_outcome
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Activity, Grant, GrantDraft, Outcome, OutcomeDraft
from icbl_desktop.errors import InvalidRecord
from icbl_desktop.services import drafts
from icbl_desktop.store import records
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import ActivityRow, GrantRow, OutcomeRow


@dataclass(frozen=True)
class GrantView:
    """A grant with what hangs on it, newest first."""

    grant: Grant
    money: GrantMoney
    outcomes: tuple[Outcome, ...]
    activities: tuple[Activity, ...]


def save(db: Database, draft: GrantDraft, grant_id: str = "", form: str = "") -> Changed:
    """Add a grant, or change the one with this id; what was kept of ``form`` ends. Raises InvalidRecord."""
    problems = check_grant(draft)
    if problems:
        raise InvalidRecord(problems)
    with db.write() as session:
        row = records.save(session, GrantRow, draft, grant_id)
        drafts.end(session, form, grant_id)
        return Changed.of("grant", row.id)


def all_grants(db: Database) -> tuple[Grant, ...]:
    """Every grant that is not in the trash, newest first."""
    with db.read() as session:
        rows = session.scalars(
            select(GrantRow).where(GrantRow.trashed_at.is_(None)).order_by(GrantRow.made_at.desc())
        )
        return tuple(records.to_record(row, Grant) for row in rows)


def view(db: Database, grant_id: str) -> GrantView:
    """One grant, whole. Raises UserError where it is gone."""
    with db.read() as session:
        grant = records.to_record(records.find(session, GrantRow, grant_id), Grant)
        activities = _activities(session, grant_id)
        rows = session.scalars(
            select(OutcomeRow)
            .where(OutcomeRow.grant_id == grant_id, OutcomeRow.trashed_at.is_(None))
            .order_by(OutcomeRow.when.desc())
        )
        outcomes = tuple(records.to_record(row, Outcome) for row in rows)
    return GrantView(grant, grant_money(grant, activities), outcomes, activities)


def save_outcome(db: Database, draft: OutcomeDraft, outcome_id: str = "", form: str = "") -> Changed:
    """Add an outcome, or change the one with this id; what was kept of ``form`` ends.

    Raises InvalidRecord, or UserError where its grant or an activity behind it is gone.
    """
    problems = check_outcome(draft)
    if problems:
        raise InvalidRecord(problems)
    with db.write() as session:
        records.check_links(session, GrantRow, {draft.grant_id} - {""}, "grant_id")
        records.check_links(session, ActivityRow, draft.activities, "activities")
        row = records.save(session, OutcomeRow, draft, outcome_id)
        drafts.end(session, form, outcome_id)
        return Changed(frozenset({"outcome", "grant"}), frozenset({row.id, draft.grant_id} - {""}))


def _activities(session: Session, grant_id: str) -> tuple[Activity, ...]:
    rows = session.scalars(
        select(ActivityRow)
        .where(ActivityRow.grant_id == grant_id, ActivityRow.trashed_at.is_(None))
        .order_by(ActivityRow.start.desc())
    )
    return tuple(records.to_record(row, Activity) for row in rows)
