"""A plan bundle comes in: looked at, compared with what is in force, applied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_diff import PlanDiff, diff
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import NotTrusted, Unsigned, UserError
from icbl_desktop.files import read_at_most
from icbl_desktop.formats import bundle as bundles
from icbl_desktop.formats import strict_zip
from icbl_desktop.services import campaign, countries, keys, plans
from icbl_desktop.store.backups import back_up
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanPointerRow, PlanStepRow, PlanVersionRow
from icbl_desktop.store.tables_work import CampaignRow

OLDER = "This bundle is older than the plan you have. You can read it, not apply it."
SAME = "This bundle is applied already. There is nothing to do."


@dataclass(frozen=True)
class Offer:
    """A bundle and what it would change. Without a ``signer`` it is unsigned: to be read, never applied.

    ``mine`` compares for ``states``, the campaign's own; ``all`` for every state. ``obstacle``
    says why it cannot be applied; it is empty where it can.
    """

    bundle: bundles.Bundle
    data: bytes
    signer: str
    signer_name: str
    replaces: Plan
    states: tuple[str, ...]
    mine: PlanDiff
    all: PlanDiff
    obstacle: str


def look(db: Database, path: Path) -> Offer:
    """What the bundle in this file would change. An unsigned one comes back too, with its obstacle.

    Raises what ``offer`` raises, and UserError where the file cannot be read.
    """
    data = read_at_most(path, strict_zip.MAX_FILE_BYTES + 1)
    try:
        return offer(db, data)
    except Unsigned as refusal:
        read = bundles.read_unsigned(data, countries.facts().states.keys())
        return _compared(db, read, data, refusal.sentence)


def offer(db: Database, data: bytes) -> Offer:
    """Check a bundle and say what it would change; nothing is changed yet.

    Raises BadFile, NotTrusted or NewerFile with the reason it is refused.
    """
    read = bundles.read(data, keys.public_keys(db), countries.facts().states.keys())
    with db.read() as session:
        obstacle = _obstacle(session, read)
    return _compared(db, read, data, obstacle)


def _compared(db: Database, read: bundles.Bundle, data: bytes, obstacle: str) -> Offer:
    signer = read.fingerprint
    in_force, states = plans.current(db), campaign.get(db).states
    return Offer(
        bundle=read,
        data=data,
        signer=signer,
        signer_name=next((k.name for k in keys.trusted(db) if k.fingerprint == signer), ""),
        replaces=in_force,
        states=states,
        mine=diff(in_force, read.plan, states),
        all=diff(in_force, read.plan),
        obstacle=obstacle,
    )


def apply(db: Database, folders: Folders, offered: Offer) -> Changed:
    """Work under the offered plan: a backup first, then all of it in one transaction.

    Raises UserError where it cannot be applied (any more); then nothing is changed.
    """
    if not offered.signer:
        raise UserError(offered.obstacle)
    back_up(db, folders.backups, "before-plan")
    read = offered.bundle
    with db.write() as session:
        obstacle = _obstacle(session, read)
        if obstacle:
            raise UserError(obstacle)
        _keep_version(session, offered, db.clock())
        _point_to(session, read, db.clock())
    return Changed.of("plan", read.plan.id)


def undoable(db: Database) -> Plan | None:
    """The plan, in its version of then, that undoing the last update brings back; None after another step."""
    with db.read() as session:
        step = _last_step(session)
        if step is None or step.action != "applied":
            return None
        if step.before_plan == step.plan_id and step.before_digest is not None:
            return plans.parse(session.get_one(PlanVersionRow, step.before_digest).raw)
    return plans.plan(db, step.before_plan)


def undo(db: Database) -> Changed:
    """Go back to the plan worked under before the last update; every record stays as it is.

    The bundle can be applied again. Raises UserError where the last step was no update.
    """
    with db.write() as session:
        step = _last_step(session)
        pointer = session.get(PlanPointerRow, step.plan_id) if step else None
        if step is None or pointer is None or step.action != "applied":
            raise UserError("There is no plan update to undo. Nothing was changed.")
        pointer.digest = step.before_digest
        session.flush()
        plans.move_to(session, step.before_plan, "undone", db.clock())
    return Changed.of("plan", step.before_plan)


def _last_step(session: Session) -> PlanStepRow | None:
    return session.scalars(select(PlanStepRow).order_by(PlanStepRow.key.desc()).limit(1)).first()


def _point_to(session: Session, read: bundles.Bundle, now: datetime) -> None:
    """Make the bundle's version the one in force, its plan the one worked under, and note it."""
    pointer = session.get(PlanPointerRow, read.plan.id)
    if pointer is None:
        pointer = PlanPointerRow(plan_id=read.plan.id, digest=None, highest_sequence=0)
        session.add(pointer)
    before, pointer.digest = pointer.digest, read.digest
    pointer.highest_sequence = read.manifest.sequence
    row = session.get_one(CampaignRow, 1)
    session.add(
        PlanStepRow(
            plan_id=read.plan.id,
            digest=read.digest,
            action="applied",
            at=now,
            before_plan=row.current_plan,
            before_digest=before,
        )
    )
    row.current_plan = read.plan.id


def _keep_version(session: Session, offered: Offer, now: datetime) -> None:
    read = offered.bundle
    if session.get(PlanVersionRow, read.digest) is None:
        session.add(
            PlanVersionRow(
                digest=read.digest,
                plan_id=read.plan.id,
                sequence=read.manifest.sequence,
                origin="imported",
                bundle_id=str(read.manifest.bundle_id),
                issuer=read.manifest.issuer,
                issued_at=read.manifest.issued_at,
                signer=offered.signer,
                raw=read.plan_raw,
                bundle=offered.data,
                added_at=now,
            )
        )
        session.flush()


def _obstacle(session: Session, read: bundles.Bundle) -> str:
    """Why the bundle cannot be applied here, or nothing.

    Raises NotTrusted for two contents under one number: only a person can say which is right.
    """
    pointer = session.get(PlanPointerRow, read.plan.id)
    if pointer is None or read.manifest.sequence > pointer.highest_sequence:
        return ""
    same = session.get(PlanVersionRow, read.digest)
    if read.manifest.sequence == pointer.highest_sequence:
        if same is None:
            raise NotTrusted(
                "Two different bundles carry the number {number} of this plan. Nothing was changed. "
                "Ask the secretariat which one is right.",
                number=read.manifest.sequence,
            )
        return SAME if pointer.digest == read.digest else ""
    return OLDER
