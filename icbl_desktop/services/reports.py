"""Reports: look at one before it goes, issue it, keep it, check it."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period, previous_quarter
from icbl_desktop.domain.projection import Staying
from icbl_desktop.domain.vocabulary import Changed, RecordState, Sharing
from icbl_desktop.errors import UserError
from icbl_desktop.formats import secret_key, signing
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import campaign, plans, report_content
from icbl_desktop.services.report_content import Content
from icbl_desktop.services.report_files import Verified, verify, write_copy
from icbl_desktop.services.report_history import ReportLine, history
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import TOMBSTONE, ReportedRow, ReportRow, StreamRow
from icbl_desktop.store.tables_work import ActivityRow

__all__ = [
    "Going",
    "Issued",
    "Preview",
    "ReportLine",
    "Verified",
    "history",
    "issue",
    "mark_not_sent",
    "mark_sent",
    "pdf_of",
    "preview",
    "save_copy",
    "suggest_period",
    "verify",
]


@dataclass(frozen=True)
class Going:
    """How many records of a kind go: of the period, and changed ones from outside it."""

    kind: str
    inside: int
    changed: int


@dataclass(frozen=True)
class Preview:
    """A report as it would be now. ``pdf`` holds its real pages, marked as a draft; nothing is stored.

    ``name`` is what its file would be called. ``unshaped`` names scripts the pages may draw imperfectly;
    ``without_result`` counts activities that do not say yet what came of them; ``taken_back`` the records
    of earlier reports that were deleted or withdrawn since.
    """

    pdf: bytes
    name: str
    period: Period
    going: tuple[Going, ...]
    staying: tuple[Staying, ...]
    unshaped: tuple[str, ...]
    without_result: int
    taken_back: int


@dataclass(frozen=True)
class Issued:
    """A report that has its number; ``name`` is the file's, ``digest`` its identity."""

    id: str
    number: int
    name: str
    digest: str
    changed: Changed


def preview(db: Database, folders: Folders, period: Period) -> Preview:
    """The report of a period as it would be issued now. Raises UserError before the first start."""
    from icbl_desktop.services import report_pages  # loads ReportLab: starts faster

    me, plan, names = campaign.get(db), plans.current_version(db), report_pages.names(db)
    with db.read() as session:
        content = report_content.gather(session, folders, period)
        report = report_content.compose(session, content, me, plan, db.clock())
    return Preview(
        pdf=report_pages.draft(report, names),
        name=report_content.file_name(report, period),
        period=period,
        going=_going(content),
        staying=content.staying,
        unshaped=report_pages.unshaped(content, me.organisation),
        without_result=sum(not activity.result.strip() for activity in content.inside.activities),
        taken_back=len(content.tombstones),
    )


def issue(db: Database, folders: Folders, period: Period) -> Issued:
    """Give the report of a period the stream's next number, sign it, and keep its final bytes.

    Raises UserError where this workspace cannot sign; then no number is taken.
    """
    from icbl_desktop.services import report_pages  # loads ReportLab: starts faster

    me, plan, names = campaign.get(db), plans.current_version(db), report_pages.names(db)
    with db.write() as session:
        content = report_content.gather(session, folders, period)
        report = report_content.compose(session, content, me, plan, db.clock())
        name = report_content.file_name(report, period)
        pdf = report_pages.sealed(report, names, _signing_key(session, me.stream), name)
        digest = verify(pdf).digest  # what we could not read back ourselves takes no number
        row = _keep(session, report, period, plan.digest, name, digest, pdf)
    changed = Changed(frozenset({"report", "activity"}), frozenset({row.id}))
    return Issued(row.id, row.number, name, digest, changed)


def pdf_of(db: Database, report_id: str) -> bytes:
    """The final bytes of an issued report: the same each time. Raises UserError for an unknown one."""
    with db.read() as session:
        return _find(session, report_id).pdf


def save_copy(db: Database, report_id: str, out: Path, *, replace: bool = False) -> Path:
    """Write an issued report to ``out``, a file, or a folder (then under its own name); return the path.

    Raises UserError where another file is there and ``replace`` is not asked for.
    """
    with db.read() as session:
        row = _find(session, report_id)
        name, content = row.name, row.pdf
    return write_copy(content, out / name if out.is_dir() else out, replace=replace)


def mark_sent(db: Database, report_id: str, on: date) -> Changed:
    """Note that the person sent the report on this day."""
    with db.write() as session:
        _find(session, report_id).sent_at = datetime.combine(on, time(), UTC)
    return Changed.of("report", report_id)


def mark_not_sent(db: Database, report_id: str) -> Changed:
    """Take back that it was sent."""
    with db.write() as session:
        _find(session, report_id).sent_at = None
    return Changed.of("report", report_id)


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
    return previous_quarter(Period.quarter_of(db.clock().astimezone().date()))  # today, where the person is


def _going(content: Content) -> tuple[Going, ...]:
    inside = Counter(kind for kind, _ in content.inside.by_kind())
    changed = Counter(kind for kind, _ in content.changed.by_kind())
    inside["evidence"], changed["evidence"] = len(content.inside.evidence), len(content.changed.evidence)
    kinds = [kind for kind in (inside | changed) if inside[kind] or changed[kind]]
    return tuple(Going(kind, inside[kind], changed[kind]) for kind in kinds)


def _keep(
    session: Session, report: Report, period: Period, plan: str, name: str, digest: str, pdf: bytes
) -> ReportRow:
    """Store the final bytes, and which revision of which record they carry or take back."""
    row = ReportRow(
        id=str(uuid.uuid4()),
        stream=report.stream.id,
        number=report.number,
        name=name,
        period_start=period.start,
        period_end=period.end,
        plan_digest=plan,
        digest=digest,
        previous_digest=report.previous or "",
        records=sum(1 for _ in report.all_records()),
        pdf=pdf,
        issued_at=report.made_at,
    )
    session.add(row)
    session.flush()
    session.add_all(
        ReportedRow(report_id=row.id, record_id=record.id, kind=kind, revision=record.revision)
        for kind, record in report.all_records()
    )
    session.add_all(
        ReportedRow(report_id=row.id, record_id=one.id, kind=TOMBSTONE, revision=one.revision)
        for one in report.tombstones
    )
    return row


def _signing_key(session: Session, stream_id: str) -> signing.SigningKey:
    secret = session.get_one(StreamRow, stream_id).secret
    if secret is None:
        raise UserError(
            "These records were restored from a backup, which holds no signing key. No report was made. "
            "Nothing was changed. Tell the secretariat that this workspace needs a new signing key."
        )
    return secret_key.parse_secret_key(secret)


def _find(session: Session, report_id: str) -> ReportRow:
    row = session.get(ReportRow, report_id)
    if row is None:
        raise UserError("This report is not here.")
    return row
