"""The reports that were issued, what they said of each record, and what was changed since."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import may_leave
from icbl_desktop.domain.tombstones import Told, is_news
from icbl_desktop.domain.vocabulary import RecordState
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store.database import Database
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.tables_grants import ExpenseRow
from icbl_desktop.store.tables_sync import TOMBSTONE, ReportedRow, ReportRow, StreamRow
from icbl_desktop.store.tables_work import ActivityRow


@dataclass(frozen=True)
class ReportLine:
    """One line of the history. ``changed`` counts its records that the next report carries or takes back."""

    id: str
    number: int
    stream: str
    name: str
    digest: str
    period: Period
    issued_at: datetime
    sent: date | None
    records: int
    changed: int


def history(db: Database) -> tuple[ReportLine, ...]:
    """All issued reports, newest first."""
    with db.read() as session:
        changed = _changed_since(session)
        codes = dict(session.execute(select(StreamRow.id, StreamRow.code)).all())
        rows = session.scalars(
            select(ReportRow).order_by(ReportRow.issued_at.desc(), ReportRow.number.desc())
        )
        return tuple(
            ReportLine(
                id=row.id,
                number=row.number,
                stream=codes[row.stream],
                name=row.name,
                digest=row.digest,
                period=Period(row.period_start, row.period_end),
                issued_at=row.issued_at,
                sent=row.sent_at.date() if row.sent_at else None,
                records=row.records,
                changed=changed[row.id],
            )
            for row in rows
        )


def told(session: Session) -> dict[str, Told]:
    """What the reports issued so far said of each record, by its id."""
    newest = func.max(ReportedRow.revision)
    rows = session.execute(
        select(ReportedRow.record_id, ReportedRow.kind, newest).group_by(
            ReportedRow.record_id, ReportedRow.kind
        )
    ).all()
    taken_back = {record: revision for record, kind, revision in rows if kind == TOMBSTONE}
    return {
        record: Told(kind, revision, taken_back.get(record, 0))
        for record, kind, revision in rows
        if kind != TOMBSTONE
    }


def _changed_since(session: Session) -> Counter[str]:
    """For each report, how many of its records the next report carries anew or takes back."""
    leaving = _leaving(session)
    news = {record for record, said in told(session).items() if is_news(said, leaving.get(record))}
    carried = session.execute(
        select(ReportedRow.report_id, ReportedRow.record_id).where(ReportedRow.kind != TOMBSTONE)
    )
    return Counter(report for report, record in carried if record in news)


def _leaving(session: Session) -> dict[str, int]:
    """The revision of each record that leaves now, as ``report_content.gather`` finds them."""
    revisions: dict[str, int] = {}
    for kind in KINDS.values():
        table: Any = kind.row
        state = ActivityRow.state if table is ActivityRow else literal(RecordState.READY)
        rows = session.execute(select(table.id, table.revision, table.sharing, state).where(is_here(table)))
        revisions.update((one, revision) for one, revision, *leave in rows if may_leave(*leave))
    for expense, grant in session.execute(select(ExpenseRow.id, ExpenseRow.grant_id)):
        if grant not in revisions:
            revisions.pop(expense, None)
    return revisions
