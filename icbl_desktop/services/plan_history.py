"""Which plans were worked under here, and when: the moves of the pointer, kept for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.plans import parse
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanStepRow, PlanVersionRow


@dataclass(frozen=True)
class PlanStep:
    """One line of the history. ``action`` is "began", "chosen", "applied" or "undone".

    ``signer`` is a fingerprint; ``key`` names the step; ``kept`` says that its signed file is kept here.
    """

    key: int
    plan_id: str
    title: str
    sequence: int
    action: str
    at: datetime
    signer: str
    kept: bool


@dataclass(frozen=True)
class KeptPlan:
    """A version of a plan that is here, in force or not. ``issued_at`` is None where it came along."""

    digest: str
    plan: Plan
    sequence: int
    issued_at: datetime | None


def history(db: Database) -> tuple[PlanStep, ...]:
    """Each plan that was worked under, newest first."""
    with db.read() as session:
        rows = session.execute(
            select(PlanStepRow, PlanVersionRow)
            .join(PlanVersionRow, PlanVersionRow.digest == PlanStepRow.digest)
            .order_by(PlanStepRow.key.desc())
        ).all()
    return tuple(
        PlanStep(
            step.key,
            step.plan_id,
            parse(row.raw).title,
            row.sequence,
            step.action,
            step.at,
            row.signer,
            row.origin == "imported",
        )
        for step, row in rows
    )


def every_version(db: Database) -> tuple[KeptPlan, ...]:
    """All versions of all plans that are here, the oldest plan first."""
    with db.read() as session:
        rows = session.scalars(select(PlanVersionRow)).all()
    found = [KeptPlan(row.digest, parse(row.raw), row.sequence, row.issued_at) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.plan.start, one.plan.end, one.sequence)))


def worked_under(db: Database) -> tuple[Plan, ...]:
    """Every version that was ever in force here, the newest first, undone ones too."""
    with db.read() as session:
        rows = session.scalars(
            select(PlanVersionRow)
            .join(PlanStepRow, PlanStepRow.digest == PlanVersionRow.digest)
            .order_by(PlanStepRow.key.desc())
        ).all()
    by_digest = {row.digest: row.raw for row in rows}
    return tuple(parse(raw) for raw in by_digest.values())
