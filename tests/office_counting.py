"""What counts in an office's store, read past the services that show it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import RecordRow, SpotRow


def titles(store: OfficeStore) -> list[str]:
    """The titles of all records that count."""
    return sorted(one["title"] for one in records(store))


def records(store: OfficeStore) -> list[dict[str, Any]]:
    """The contents of all records that count."""
    with store.read() as session:
        counting = select(RecordRow.content).where(RecordRow.conflict.is_(False)).order_by(RecordRow.id)
        return [json.loads(content) for content in session.scalars(counting)]


def spots(store: OfficeStore) -> set[tuple[str, str, str]]:
    """Objective, state and record id of everything in the matrix."""
    with store.read() as session:
        places = select(SpotRow.objective, SpotRow.iso3, RecordRow.id).join(
            RecordRow, RecordRow.key == SpotRow.record
        )
        return {(row[0].rpartition("/")[2], row[1], row[2]) for row in session.execute(places)}
