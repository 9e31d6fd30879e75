"""What helps to find a fault: versions and counts, nothing a person wrote."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, text

from icbl_desktop import __version__
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_grants import GrantRow
from icbl_desktop.store.tables_plan import PlanVersionRow
from icbl_desktop.store.tables_sync import ReportRow
from icbl_desktop.store.tables_work import ActivityRow, IndicatorUpdateRow, OutcomeRow
from icbl_desktop.store.tables_workspace import EvidenceRow

_COUNTED = {
    "Activities": ActivityRow,
    "Outcomes": OutcomeRow,
    "Answers to indicators": IndicatorUpdateRow,
    "Grants": GrantRow,
    "Files": EvidenceRow,
    "Reports": ReportRow,
    "Plan versions": PlanVersionRow,
}


@dataclass(frozen=True)
class Diagnostics:
    """Versions by name, and how many records there are of each kind, those in the trash too."""

    versions: Mapping[str, str]
    counts: Mapping[str, int]


def diagnostics(db: Database) -> Diagnostics:
    """Gather them; no name, place or text of a record is read."""
    with db.read() as session:
        sqlite = str(session.scalar(text("SELECT sqlite_version()")))
        schema = str(session.scalar(text("PRAGMA user_version")))
        counts = {
            kind: session.scalar(select(func.count()).select_from(table)) or 0
            for kind, table in _COUNTED.items()
        }
    versions = {
        "ICBL Desktop": __version__,
        "Python": platform.python_version(),
        "SQLite": sqlite,
        "Database format": schema,
        "System": platform.platform(terse=True),
    }
    return Diagnostics(versions, counts)
