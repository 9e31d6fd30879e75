"""Correcting a report that was issued: which one, and what the new one says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder, Sending
from icbl_desktop.errors import UserError
from icbl_desktop.formats import report_changes
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import AmendsPart
from icbl_desktop.services.report_rows import data_of, find
from icbl_desktop.store.tables_sync import ReportRow, StreamRow


@dataclass(frozen=True)
class Amended:
    """The report that an amendment replaces, as it was issued; ``code`` is its stream's."""

    stream: str
    code: str
    number: int
    digest: str
    report: Report

    def carried(self) -> frozenset[str]:
        """The ids of the records it carried."""
        return frozenset(record.id for _, record in self.report.all_records())


def order_to_amend(session: Session, report_id: str) -> ReportOrder:
    """The order of an issued report anew, as an amendment of it; of the newest where it was amended before.

    What was left out of it or held is again, so that a correction sends nothing else by itself. Its reason is
    still to be said. Raises UserError for an unknown report.
    """
    row = find(session, report_id)
    while (newer := _replaced_by(session, row)) is not None:
        row = newer
    data = data_of(row)
    return ReportOrder(
        kind=row.kind,
        period=Period(row.period_start, row.period_end),
        grant_id=row.grant_id,
        iso3=row.iso3,
        language=row.language,
        paper=row.paper,
        in_short=data.in_short,
        needs=data.needs,
        left_out=frozenset(row.left_out),
        files={one.id: Sending.HELD for one in data.files if not one.sent},
        replaces=row.id,
    )


def amended(session: Session, order: ReportOrder) -> Amended | None:
    """The report that the order replaces, if it does.

    Raises UserError where that one is unknown, or was amended already.
    """
    if not order.replaces:
        return None
    row = find(session, order.replaces)
    newer = _replaced_by(session, row)
    if newer is not None:
        raise UserError(
            "Report {number} was amended already, by report {newer}. Nothing was made. Amend report {newer}.",
            field="replaces",
            number=row.number,
            newer=newer.number,
        )
    code = session.get_one(StreamRow, row.stream).code
    return Amended(row.stream, code, row.number, row.digest, data_of(row))


def amends(old: Amended, new: Report, why: str) -> AmendsPart:
    """What an amendment says of the report it replaces: why, and what is otherwise in which record."""
    changes = report_changes.changes(old.report, new)
    return AmendsPart(
        stream=old.stream, number=old.number, digest=old.digest, why=why.strip(), changes=changes
    )


def _replaced_by(session: Session, row: ReportRow) -> ReportRow | None:
    return session.scalars(select(ReportRow).where(ReportRow.replaces == row.digest).limit(1)).first()
