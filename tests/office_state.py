"""What an office's store says at last, without when things came and who brought them: to compare orders."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from icbl_desktop.domain.inbox import COUNTING
from icbl_desktop.services.office import deciding, received
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import (
    ArrivalRow,
    CampaignRow,
    CarriedRow,
    RecordRow,
    ReportRow,
    SpotRow,
    StreamRow,
)

_BY_CHANCE = {"arrived_at", "arrived_by", "file_name", "bound_at", "key", "record"}
"""Columns that tell of the arrival, or count rows. (A stream's ``key`` is compared by itself.)"""


def state(store: OfficeStore) -> dict[str, list[Any]]:
    """Everything that is worked out, in one order."""
    with store.read() as session:
        records = {row.key: (row.campaign, row.id) for row in session.scalars(select(RecordRow))}
        spots = [
            (records[row.record], row.objective, row.iso3, row.kind, row.day, row.campaign)
            for row in session.scalars(select(SpotRow))
        ]
        found: dict[str, list[Any]] = {
            table.__tablename__: sorted(_values(row) for row in session.scalars(select(table)))
            for table in (CampaignRow, CarriedRow, RecordRow, ReportRow, StreamRow)
        }
        found["keys"] = sorted((row.id, row.key) for row in session.scalars(select(StreamRow)))
        found["files"] = sorted(session.scalars(select(ArrivalRow.sha256)))
    found["spot"] = sorted(spots, key=repr)
    found["aside"] = sorted((one.sha256, one.verdict) for one in received.asides(store))
    found["gaps"] = sorted((one.campaign, one.stream_code, one.numbers) for one in received.gaps(store))
    counting = [one for one in received.reports(store) if one.standing in COUNTING]
    found["reviews"] = sorted((one.digest, one.state, one.amended_by) for one in counting)
    found["doubts"] = sorted((one.subject, _options(one)) for one in deciding.doubts(store))
    return found


def _values(row: Any) -> str:
    columns = [column.key for column in row.__table__.columns if column.key not in _BY_CHANCE]
    return repr([getattr(row, name) for name in sorted(columns)])


def _options(doubt: deciding.Doubt) -> list[str]:
    return sorted(repr((one.choice, one.stream_code, one.number, one.lines)) for one in doubt.options)
