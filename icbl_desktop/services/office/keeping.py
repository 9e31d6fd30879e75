"""What is written down of files that came in: their reports, as they are, and what became of each file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.plain_text import one_line
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import spots, told
from icbl_desktop.services.office.told import Contents
from icbl_desktop.store.office import put, upsert
from icbl_desktop.store.tables_office import ArrivalRow, CarriedRow, PdfRow, ReportRow, StreamRow
from icbl_desktop.store.tables_review import AuditRow

if TYPE_CHECKING:
    from icbl_desktop.services.office.opening import Letter, Piece
    from icbl_desktop.services.office.results import FileResult


_MAX_NAME, _MAX_KEY = 300, 5000
"""Letters: what is listed of a report stays short, whatever it says."""


def reports(
    session: Session, letters: Mapping[str, Letter], names: Mapping[str, str], now: datetime, by: str
) -> Contents:
    """Keep these reports, by digest, with what they carry; ``names`` are of the files that brought them.

    Nothing of them counts until it is settled.
    """
    campaigns = {(one.id, one.key): one.campaign or one.named for one in session.scalars(select(StreamRow))}
    contents: Contents = {digest: told.told(one.report) for digest, one in letters.items()}
    rows = []
    for digest, one in letters.items():
        campaign = campaigns[one.report.stream.id, one.key]
        rows.append(_report(one, campaign) | _arrival(names[digest], now, by))
    pdfs = [{"digest": digest, "content": one.pdf} for digest, one in letters.items()]
    carried = [
        row for digest, one in letters.items() for row in told.carried(digest, one.report, contents[digest])
    ]
    put(session, ReportRow, rows)
    put(session, PdfRow, pdfs)
    put(session, CarriedRow, carried)
    return contents


def arrivals(session: Session, came: Iterable[tuple[Piece, FileResult]], now: datetime, by: str) -> None:
    """Note what became of each file; one that was set aside and is tried again is noted anew.

    One that could not be read at all is not: there are no bytes to know it by.
    """
    rows = {
        piece.sha256: {
            "sha256": piece.sha256,
            "name": piece.name,
            "verdict": said.verdict.value,
            "reason": said.reason.template if said.reason else "",
            "values": _values(said.reason),
            "report": said.digest,
            "at": now,
            "by": by,
            "put_away_at": None,
        }
        for piece, said in came
        if piece.sha256
    }
    upsert(session, ArrivalRow, list(rows.values()), update=True)


def audit(session: Session, names: Mapping[str, str], now: datetime, by: str) -> None:
    """Note that these reports came, by digest with the name of the file that brought each."""
    rows = [
        {
            "at": now,
            "by": by,
            "action": "report came",
            "subject": digest,
            "details": json.dumps({"file": name}, ensure_ascii=False),
        }
        for digest, name in names.items()
    ]
    put(session, AuditRow, rows)


def known_digests(session: Session, digests: Sequence[str]) -> set[str]:
    """Those of these reports that are here."""
    return set(session.scalars(select(ReportRow.digest).where(ReportRow.digest.in_(digests))))


def _values(reason: UserError | None) -> str:
    values = reason.values if reason else {}
    return json.dumps({name: str(value) for name, value in values.items()}, ensure_ascii=False)


def _arrival(file_name: str, now: datetime, by: str) -> dict[str, Any]:
    return {"file_name": file_name, "arrived_at": now, "arrived_by": by}


def _report(one: Letter, campaign: str) -> dict[str, Any]:
    report = one.report
    records = [record for _, record in report.all_records()]
    return {
        "digest": one.digest,
        "campaign": campaign,
        "stream": report.stream.id,
        "key": one.key,
        "number": report.number,
        "organisation": one_line(report.campaign.organisation, _MAX_NAME),
        "states": tuple(spots.states(report.campaign.states)),
        "recipient": report.campaign.recipient[:_MAX_KEY],
        "name": one.name,
        "kind": report.kind,
        "period_start": report.period.start,
        "period_end": report.period.end,
        "grant_id": report.grant_id[:_MAX_NAME],
        "iso3": report.iso3[:_MAX_NAME],
        "language": report.language,
        "plan_id": report.plan.id,
        "plan_sequence": report.plan.sequence,
        "made_at": report.made_at,
        "last_day": spots.last_day(records),
        "amends": report.amends.digest if report.amends else "",
        "records": len(records),
        "files": len(report.files),
        "standing": Standing.UNKNOWN_KEY.value,
    }
