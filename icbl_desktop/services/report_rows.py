"""Issued reports as the workspace keeps them: put in once, found again, their data read again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from icbl_desktop.errors import UserError
from icbl_desktop.formats.report_data import Report, read_report
from icbl_desktop.store.tables_sync import TOMBSTONE, ReportedRow, ReportRow


def keep(
    session: Session,
    report: Report,
    pdf: bytes,
    *,
    name: str,
    digest: str,
    paper: str,
    all_public: bool,
    left_out: Iterable[str] = (),
) -> ReportRow:
    """Store a report's final bytes, and which revision of which record they carry or take back.

    ``paper``, ``all_public`` and ``left_out`` are what its own data do not tell.
    """
    row = ReportRow(
        id=str(uuid.uuid4()),
        **_told(report),
        name=name,
        digest=digest,
        paper=paper,
        left_out=tuple(sorted(left_out)),
        all_public=all_public,
        pdf=pdf,
    )
    session.add(row)
    session.flush()
    said = [(record.id, kind, record.revision) for kind, record in report.all_records()]
    said += [(gone.id, TOMBSTONE, gone.revision) for gone in report.tombstones]
    session.add_all(
        ReportedRow(report_id=row.id, record_id=id_, kind=kind, revision=revision)
        for id_, kind, revision in said
    )
    return row


def find(session: Session, report_id: str) -> ReportRow:
    """An issued report. Raises UserError where there is none."""
    row = session.get(ReportRow, report_id)
    if row is None:
        raise UserError("This report is not here.")
    return row


def data_of(row: ReportRow) -> Report:
    """What an issued report carries, read from its final bytes."""
    from icbl_desktop.formats import pdf_envelope  # loads pikepdf: starts faster

    return read_report(pdf_envelope.open_envelope(row.pdf).report_json)


def _told(report: Report) -> dict[str, Any]:
    """What the data of a report tell of it."""
    return {
        "stream": report.stream.id,
        "number": report.number,
        "period_start": report.period.start,
        "period_end": report.period.end,
        "plan_digest": report.plan.digest,
        "previous_digest": report.previous or "",
        "kind": report.kind,
        "grant_id": report.grant_id,
        "iso3": report.iso3,
        "language": report.language,
        "replaces": report.amends.digest if report.amends else "",
        "records": sum(1 for _ in report.all_records()),
        "files": sum(one.sent for one in report.files),
        "issued_at": report.made_at,
    }
