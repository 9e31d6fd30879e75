"""The plan desk's first half: a workbook read, and compared with the last bundle for campaigns of a state."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from icbl_desktop.config import Folders
from icbl_desktop.domain.extras_diff import ExtrasDiff, extras_diff
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_diff import PlanDiff, diff
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.files import names_in, read_at_most, write_whole
from icbl_desktop.formats import bundle as bundles
from icbl_desktop.formats import strict_zip, workbook_page
from icbl_desktop.formats.workbook_read import Checked
from icbl_desktop.services import countries, made_bundles, plan_making, plan_parts, plans
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanVersionRow

Problem = workbook_page.Problem
"""Something to mend in a workbook, and where."""


@dataclass(frozen=True)
class Book:
    """A workbook as it was read. ``digest`` is the SHA-256 of the file, in hex."""

    path: Path
    checked: Checked
    digest: str


@dataclass(frozen=True)
class Base:
    """What a new bundle is compared with. Number 0 came with the program, and has no bundle."""

    plan: Plan
    extras: Extras
    number: int = 0
    bundle_id: UUID | None = None
    issued_at: datetime | None = None


@dataclass(frozen=True)
class Preview:
    """What campaigns in ``states`` would see (none: all campaigns) under the new plan, against ``base``."""

    base: Base | None
    plan: Plan
    states: tuple[str, ...]
    changes: PlanDiff
    beside: ExtrasDiff


def read_book(path: Path) -> Book:
    """Check a workbook; its toolkit documents lie beside it. Raises UserError for what is no workbook."""
    data = read_at_most(path, strict_zip.MAX_FILE_BYTES + 1)
    checked = plan_making.check_workbook(data, names_in(path.parent))
    return Book(path, checked, hashlib.sha256(data).hexdigest())


def start_book(db: Database, folders: Folders, plan_id: str, path: Path) -> Path:
    """Write a workbook to go on with: of the newest version of a plan known here, or empty without an id."""
    base = newest(db, folders, plan_id) if plan_id else None
    data = plan_making.template(base.plan, base.extras) if base else plan_making.template(None)
    try:
        write_whole(path, data)
    except OSError as error:
        raise made_bundles.cannot_save(path, error) from error
    return path


def newest(db: Database, folders: Folders, plan_id: str) -> Base | None:
    """The newest version of a plan known here: made here, taken in, or come with the program."""
    made = max(made_bundles.numbers(folders.made, plan_id), default=0)
    with db.read() as session:
        row = session.scalars(
            select(PlanVersionRow)
            .where(PlanVersionRow.plan_id == plan_id)
            .order_by(PlanVersionRow.sequence.desc(), PlanVersionRow.added_at.desc())
            .limit(1)
        ).first()
        if row is not None and row.sequence >= made:
            extras = plan_parts.extras(session, row.digest)
            bundle_id = UUID(row.bundle_id) if row.bundle_id else None
            return Base(plans.parse(row.raw), extras, row.sequence, bundle_id, row.issued_at)
    return _base_in(made_bundles.content(folders.made, plan_id, made)) if made else None


def bases(db: Database, folders: Folders, plan: Plan) -> tuple[Base, ...]:
    """What to compare a plan with, each in its newest version here: itself first, then its strategy's."""
    kin = [one.plan_id for one in plans.catalogue(db) if one.kind == plan.kind and one.plan_id != plan.id]
    found = [newest(db, folders, plan_id) for plan_id in (plan.id, *reversed(kin))]
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: one.plan.strategy.id != plan.strategy.id))


def open_base(path: Path) -> Base:
    """An earlier bundle to compare with, whoever signed it. Raises UserError for what is no bundle."""
    return _base_in(read_at_most(path, strict_zip.MAX_FILE_BYTES + 1))


def preview(base: Base | None, plan: Plan, extras: Extras, states: tuple[str, ...]) -> Preview:
    """What this plan changes for campaigns in these states (none: for all), and what it brings them."""
    return Preview(
        base=base,
        plan=plan,
        states=states,
        changes=diff(base.plan if base else None, plan, states),
        beside=extras_diff(base.extras if base else Extras(), extras, countries.facts().as_of),
    )


def _base_in(data: bytes) -> Base:
    read = bundles.read_unsigned(data, countries.known_states())
    manifest = read.manifest
    return Base(read.plan, read.extras, manifest.sequence, manifest.bundle_id, manifest.issued_at)
