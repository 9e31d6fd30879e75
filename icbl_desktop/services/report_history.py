"""The reports that were issued, what they said of each record, and what was changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnClause, func, literal, literal_column, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import may_leave
from icbl_desktop.domain.report_state import ReportState, state_of
from icbl_desktop.domain.tombstones import Told, is_news
from icbl_desktop.domain.vocabulary import RecordState
from icbl_desktop.errors import UserError
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store.database import Database
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.tables_grants import ExpenseRow
from icbl_desktop.store.tables_sync import (
    TOMBSTONE,
    QuestionRow,
    ReceiptRow,
    ReportedRow,
    ReportRow,
    StreamRow,
)
from icbl_desktop.store.tables_work import ActivityRow

IN_ORDER: ColumnClause[int] = literal_column("report.rowid")
"""Reports as they were kept here, first to last: never by a clock."""


@dataclass(frozen=True)
class ReportLine:
    """One line of the history. ``stream`` is the short code of the stream it was issued in.

    ``replaces`` is the number of the report it amends, ``replaced_by`` those of its amendments. ``files``
    were sent with it. ``changed`` counts its records that the next report carries or takes back.
    """

    id: str
    number: int
    stream: str
    name: str
    kind: str
    digest: str
    period: Period
    issued_at: datetime
    sent: date | None
    confirmed: date | None
    state: ReportState
    replaces: int | None
    replaced_by: tuple[int, ...]
    records: int
    files: int
    changed: int
    open_questions: int


def history(db: Database) -> tuple[ReportLine, ...]:
    """All issued reports, the last one first."""
    with db.read() as session:
        around = _Around.of(session)
        rows = session.scalars(select(ReportRow).order_by(IN_ORDER.desc())).all()
        return tuple(_line(row, rows, around) for row in rows)


def id_of(db: Database, number: int, stream: str = "") -> str:
    """The id of the last report with this number, of any stream or of the one with this short code.

    Raises UserError where there is none.
    """
    wanted = select(ReportRow.id).join(StreamRow, StreamRow.id == ReportRow.stream)
    if stream:
        wanted = wanted.where(StreamRow.code == stream)
    with db.read() as session:
        found = session.scalars(wanted.where(ReportRow.number == number).order_by(IN_ORDER.desc())).first()
    if found is None:
        raise UserError("There is no report {number} here. “report list” shows them.", number=number)
    return found


@dataclass(frozen=True)
class _Around:
    """What stands in other tables about reports; by the id of the stream or report, or by digest."""

    codes: Mapping[str, str]
    changed: Mapping[str, int]
    receipts: Mapping[str, str]
    open_questions: Mapping[str, int]

    @classmethod
    def of(cls, session: Session) -> _Around:
        still_open = QuestionRow.withdrawn.is_(False) & QuestionRow.answered_at.is_(None)
        asked = session.scalars(select(QuestionRow.report_digest).where(still_open))
        return cls(
            codes=dict(session.execute(select(StreamRow.id, StreamRow.code)).all()),
            changed=_changed_since(session),
            receipts=dict(session.execute(select(ReceiptRow.report_digest, ReceiptRow.state)).all()),
            open_questions=Counter(asked),
        )


def _line(row: ReportRow, rows: Sequence[ReportRow], around: _Around) -> ReportLine:
    sent, confirmed = row.sent_at, row.confirmed_at
    return ReportLine(
        id=row.id,
        number=row.number,
        stream=around.codes[row.stream],
        name=row.name,
        kind=row.kind,
        digest=row.digest,
        period=Period(row.period_start, row.period_end),
        issued_at=row.issued_at,
        sent=sent.date() if sent else None,
        confirmed=confirmed.date() if confirmed else None,
        state=state_of(around.receipts.get(row.digest), sent=bool(sent), confirmed=bool(confirmed)),
        replaces=next((one.number for one in rows if one.digest == row.replaces), None),
        replaced_by=tuple(one.number for one in reversed(rows) if one.replaces == row.digest),
        records=row.records,
        files=row.files,
        changed=around.changed.get(row.id, 0),
        open_questions=around.open_questions.get(row.digest, 0),
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
