"""The reports that were issued, and what was changed since."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.period import Period
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import ReportedRow, ReportRow, StreamRow
from icbl_desktop.store.tables_work import ActivityRow, GrantRow, IndicatorUpdateRow, OutcomeRow


@dataclass(frozen=True)
class ReportLine:
    """One line of the history. ``changed`` counts its records edited since any report carried them."""

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


def _changed_since(session: Session) -> Counter[str]:
    """For each report, how many of its records have a revision that no report carries."""
    newest: dict[str, int] = {}
    for table in (ActivityRow, GrantRow, OutcomeRow, IndicatorUpdateRow):
        newest.update(session.execute(select(table.id, table.revision)).all())
    carried = session.execute(
        select(ReportedRow.report_id, ReportedRow.record_id, ReportedRow.revision)
    ).all()
    best: dict[str, int] = {}
    for _, record_id, revision in carried:
        best[record_id] = max(revision, best.get(record_id, 0))
    return Counter(report for report, record, _ in carried if newest.get(record, 0) > best[record])
