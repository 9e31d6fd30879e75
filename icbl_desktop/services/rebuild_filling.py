"""An empty workspace is filled with what was read from reports: streams, records, files, the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.projection import is_public
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_order import Paper
from icbl_desktop.errors import UserError
from icbl_desktop.formats import signing
from icbl_desktop.formats.identity import Identity
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import FileEntry, as_records
from icbl_desktop.services import rebuild_reading, report_rows
from icbl_desktop.services.rebuild_reading import FoundReport
from icbl_desktop.services.rebuild_replay import Replayed
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.report_files import opened
from icbl_desktop.store import evidence as files
from icbl_desktop.store.tables_sync import ReportRow, StreamRow
from icbl_desktop.store.tables_workspace import EvidenceRow

Progress = Callable[[int, int], None]
"""Told what is done, and of how much; it may raise to stop."""


def check_empty(session: Session) -> None:
    """Raises UserError where there are records or reports, in the trash or not."""
    tables: list[Any] = [*(kind.row for kind in KINDS.values()), ReportRow]
    if any(session.scalars(select(table.id).limit(1)).first() for table in tables):
        raise UserError(
            "There are records in this workspace already. Nothing was changed. "
            "Rebuild into a new, empty workspace."
        )


def keep_files(
    folders: Folders,
    replayed: Replayed,
    reports: Sequence[FoundReport],
    identity: Identity | None,
    progress: Progress,
) -> None:
    """Put the files that reports carry into the evidence folder.

    Raises UserError where a file is not what it was when it was looked at, or the disk refuses.
    """
    wanted: defaultdict[str, list[FileEntry]] = defaultdict(list)
    for one in replayed.records.evidence:
        if source := replayed.sources.get(one.sha256):
            wanted[source.found.digest].append(source.entry)
    for done, found in enumerate(reports):
        progress(done, len(reports))
        for content in rebuild_reading.attached(_pdf(found, identity), wanted[found.digest]):
            files.keep(folders.evidence, content)


def put_streams(
    session: Session, reports: Sequence[FoundReport], identity: Identity | None, now: datetime
) -> StreamRow:
    """The streams of the reports in place of the unused one that is here, with their keys where known.

    Returns the newest, with its signing key if the identity holds it.
    """
    session.execute(delete(StreamRow))
    session.expunge_all()
    first = {one.report.stream.id: one.report for one in reversed(reports)}
    kept = {one.id: one for one in identity.streams} if identity else {}
    row = None
    for id_ in rebuild_reading.streams_in_order(reports):
        row = _stream(id_, first.get(id_), now)
        if id_ in kept:
            keys = kept[id_]
            row.public_key, row.secret = keys.public_key, keys.secret or None
            row.age_recipient, row.age_identity = keys.age_recipient, keys.age_identity
            row.code = row.code or signing.short_code(signing.parse_public_key(keys.public_key))
        session.add(row)
        session.flush()  # one after the other: their order is when they began
    newest = reports[-1].report.stream.id
    return session.get_one(StreamRow, newest)


def put_records(session: Session, records: Records) -> None:
    """The records and files as they were reported, with the revisions they had then."""
    by_kind: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, record in records.by_kind():
        by_kind[kind].append({**_columns(record), "trashed_at": None})
    for name, rows in by_kind.items():
        session.execute(insert(KINDS[name].row), rows)
    if records.evidence:
        session.execute(insert(EvidenceRow), [_columns(one) for one in records.evidence])


def put_reports(session: Session, reports: Sequence[FoundReport], identity: Identity | None) -> None:
    """The reports themselves with their final bytes, and what each said of which record.

    Raises UserError where a file is not what it was when it was looked at.
    """
    for found in reports:
        row = report_rows.keep(
            session,
            found.report,
            _pdf(found, identity),
            name=found.name,
            digest=found.digest,
            paper=Paper.A4,
            all_public=_all_public(found.report),
        )
        session.expire(row, ["pdf"])  # all of them together may be large


def _stream(id_: str, report: Report | None, now: datetime) -> StreamRow:
    """A stream as its first report here tells of it; one that only others name is known by its id."""
    said = report.stream.succeeds if report else None
    key = signing.parse_public_key(report.campaign.key) if report else None
    return StreamRow(
        id=id_,
        code=report.stream.code if report else "",
        public_key=signing.public_key_text(key) if key else "",
        secret=None,
        age_recipient=report.campaign.recipient if report else "",
        age_identity="",
        succeeds=said.id if said else "",
        succeeds_number=said.number if said else 0,
        succeeds_digest=(said.digest or "") if said else "",
        succeeds_proof=said.proof if said else "",
        started_at=report.made_at if report else now,
    )


def _pdf(found: FoundReport, identity: Identity | None) -> bytes:
    pdf = rebuild_reading.pdf_in(found.path, identity)
    if opened(pdf).digest != found.digest:
        raise UserError(
            "The file {name} has changed since it was looked at. Nothing was changed. Look again.",
            name=found.path.name,
        )
    return pdf


def _columns(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _all_public(report: Report) -> bool:
    """Whether nothing above public is in it, as far as the report tells: sums of money may hold more."""
    parts = (as_records(report.records), as_records(report.changes))
    files_public = all(one.sharing == "public" for one in report.files)
    return files_public and all(map(is_public, parts)) and not report.figures.money
