"""Outcomes: what changed because of the work, and what each still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from icbl_desktop.domain.outcome_gaps import OutcomeGap, outcome_gaps
from icbl_desktop.domain.work import Outcome
from icbl_desktop.services import work_records
from icbl_desktop.services.record_kinds import OUTCOME
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_workspace import EvidenceRow


@dataclass(frozen=True)
class OutcomeLine:
    """An outcome and what is missing of it."""

    outcome: Outcome
    gaps: tuple[OutcomeGap, ...]


def every(db: Database) -> tuple[OutcomeLine, ...]:
    """All outcomes that are not in the trash, in the order they were made, newest first."""
    with db.read() as session:
        found = work_records.every_in(session, OUTCOME)
        with_files = set(session.scalars(select(EvidenceRow.record_id).distinct()))
    return tuple(OutcomeLine(one, outcome_gaps(one, one.id in with_files)) for one in found)
