"""The report being prepared, kept so that neither a crash nor a walk to another page loses its choices."""

from __future__ import annotations

import msgspec

from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.services import drafts
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_workspace import DraftRow

_KEY = (drafts.REPORT, "")


def keep(db: Database, order: ReportOrder) -> None:
    """Keep what is wanted of the next report; it replaces what was kept before."""
    content = msgspec.json.encode(order).decode()
    with db.write() as session:
        session.merge(DraftRow(form=drafts.REPORT, record_id="", content=content, saved_at=db.clock()))


def find(db: Database) -> ReportOrder | None:
    """What was kept, if anything that this version of the program can read."""
    with db.read() as session:
        row = session.get(DraftRow, _KEY)
        content = row.content if row is not None else ""
    try:
        return msgspec.json.decode(content, type=ReportOrder) if content else None
    except msgspec.MsgspecError:  # kept by a newer version; a new report must begin all the same
        return None


def forget(db: Database) -> None:
    """It was made, or is not wanted."""
    drafts.discard(db, *_KEY)
