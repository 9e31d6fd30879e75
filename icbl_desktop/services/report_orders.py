"""What a report can be ordered of: checked, and with periods suggested."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.period import Period, previous_quarter
from icbl_desktop.domain.projection import may_leave
from icbl_desktop.domain.report_order import GRANT_KINDS, LANGUAGES, Paper, ReportKind, ReportOrder
from icbl_desktop.domain.vocabulary import RecordState, Sharing
from icbl_desktop.errors import UserError
from icbl_desktop.services import countries
from icbl_desktop.store import records
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_grants import ExpenseRow, GrantRow
from icbl_desktop.store.tables_sync import ReportedRow
from icbl_desktop.store.tables_work import ActivityRow, OutcomeRow


def check(session: Session, order: ReportOrder) -> None:
    """Raises UserError, with its field, for an order that no report can meet."""
    _check_choice("kind", order.kind, tuple(ReportKind))
    _check_choice("language", order.language, LANGUAGES)
    _check_choice("paper", order.paper, tuple(Paper))
    if order.kind in GRANT_KINDS:
        _check_grant(session, order.grant_id)
    if order.kind == ReportKind.STATE_BRIEF:
        _check_state(order.iso3)


def check_reason(order: ReportOrder) -> None:
    """Raises UserError for an amendment that does not say why."""
    if order.replaces and not order.why.strip():
        raise UserError(
            "Say why the report is corrected: it stands at the top of the new one. Nothing was made yet.",
            field="why",
        )


def suggest_period(db: Database) -> Period:
    """The quarter of the oldest finished activity that is in no report yet, else the last full quarter."""
    day = func.coalesce(ActivityRow.end, ActivityRow.start)
    with db.read() as session:
        oldest = session.scalars(
            select(day)
            .where(
                ActivityRow.trashed_at.is_(None),
                ActivityRow.state == RecordState.READY,
                ActivityRow.sharing != Sharing.LOCAL,
                day.is_not(None),
                ActivityRow.id.not_in(select(ReportedRow.record_id)),
            )
            .order_by(day)
            .limit(1)
        ).first()
    if oldest is not None:
        return Period.quarter_of(oldest)
    return previous_quarter(Period.quarter_of(_today(db)))


def grant_period(db: Database, grant_id: str) -> Period:
    """The time of a grant: from its start to its end, or to what was done with it later.

    Where its own dates are not known, its work's are; this quarter where nothing is. Raises UserError where
    it is gone.
    """
    with db.read() as session:
        grant = records.to_record(records.find(session, GrantRow, grant_id), Grant)
        done = _days_of_work(session, grant_id)
    starts = [grant.start] if grant.start else [grant.agreed_on, *done]
    ends = [day for day in (grant.end, *done) if day]
    known = [day for day in starts if day] or ends
    if not known:
        return Period.quarter_of(_today(db))
    return Period(min(known), max(*ends, min(known)) if ends else min(known))


def _days_of_work(session: Session, grant_id: str) -> list[date]:
    columns = (
        select(func.coalesce(ActivityRow.end, ActivityRow.start)).where(ActivityRow.grant_id == grant_id),
        select(ExpenseRow.date).where(ExpenseRow.grant_id == grant_id),
        select(OutcomeRow.when).where(OutcomeRow.grant_id == grant_id),
    )
    return [day for column in columns for day in session.scalars(column) if day is not None]


def _check_choice(field: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UserError(
            "There is no “{value}” to choose here. Nothing was made. Choose one of: {known}.",
            field=field,
            value=value,
            known=", ".join(known),
        )


def _check_grant(session: Session, grant_id: str) -> None:
    found = select(GrantRow).where(GrantRow.id == grant_id, GrantRow.trashed_at.is_(None))
    row = session.scalars(found).first()
    if row is None:
        raise UserError("Choose the grant that the report is about. Nothing was made yet.", field="grant_id")
    if not may_leave(row.sharing):
        raise UserError(
            "The grant “{title}” stays on this computer, so no report can be made of it. Nothing was "
            "changed. Let it go to the secretariat first.",
            field="grant_id",
            title=row.title,
        )


def _check_state(iso3: str) -> None:
    if not iso3:
        raise UserError("Choose the state that the brief is about. Nothing was made yet.", field="iso3")
    if sentence := countries.unknown_state((iso3,)):
        raise UserError(sentence, field="iso3")


def _today(db: Database) -> date:
    return db.clock().astimezone().date()  # where the person is
