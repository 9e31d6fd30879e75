"""All records and files of the workspace at once, as a report chooses from them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.work import Evidence
from icbl_desktop.services.record_kinds import (
    ACTIVITY,
    EXPENSE,
    FOLLOW_UP,
    GRANT,
    INDICATOR_UPDATE,
    KINDS,
    OUTCOME,
    PROMISE,
    DraftT,
    Kind,
    RecordT,
)
from icbl_desktop.store import evidence as files
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.records import to_record
from icbl_desktop.store.tables_workspace import EvidenceRow


def every(session: Session) -> Records:
    """All records, in the trash or not, with the files behind them."""

    def of(kind: Kind[DraftT, RecordT]) -> tuple[RecordT, ...]:
        return tuple(to_record(row, kind.record) for row in session.scalars(select(kind.row)))

    return Records(
        activities=of(ACTIVITY),
        grants=of(GRANT),
        expenses=of(EXPENSE),
        outcomes=of(OUTCOME),
        promises=of(PROMISE),
        follow_ups=of(FOLLOW_UP),
        indicator_updates=of(INDICATOR_UPDATE),
        evidence=tuple(to_record(row, Evidence) for row in session.scalars(select(EvidenceRow))),
    )


def here(session: Session, records: Records) -> Records:
    """Those of all records that are neither in the trash nor hang on one that is."""
    tables = (kind.row for kind in KINDS.values())
    ids = {one for table in tables for one in session.scalars(select(table.id).where(is_here(table)))}
    return records.having(lambda one: one.id in ids)


def with_files_at_hand(records: Records, folders: Folders) -> Records:
    """The same records without the files that are gone from the folder: none of them can be promised."""
    return records.with_files(
        one for one in records.evidence if files.path_of(folders.evidence, one.sha256).exists()
    )
