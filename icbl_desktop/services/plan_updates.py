"""A plan bundle that was looked at is applied, and undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.choices import Conflict
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.formats.bundle import Bundle
from icbl_desktop.services import choices, keys, plan_offers, plan_parts, plans
from icbl_desktop.services.plan_offers import Offer
from icbl_desktop.store.backups import back_up
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanPointerRow, PlanStepRow, PlanVersionRow
from icbl_desktop.store.tables_workspace import CampaignRow


def apply(
    db: Database, folders: Folders, offered: Offer, settled: Mapping[Conflict, bool] | None = None
) -> Changed:
    """Work under the offered plan: a backup first, then all of it in one transaction.

    ``settled`` says for each conflict whether the own choice is kept; what it leaves out is answered as the
    conflict proposes. Raises UserError where the plan cannot be applied (any more); nothing is changed then.
    """
    if offered.obstacle:
        raise UserError(offered.obstacle)
    _check_still_trusted(db, offered.bundle)
    back_up(db, folders.backups, "before-plan")
    read = offered.bundle
    with db.write() as session:
        obstacle = plan_offers.obstacle_to(session, read)
        if obstacle:
            raise UserError(obstacle)
        _keep_version(session, offered, db.clock())
        answers = {one: (settled or {}).get(one, one.keep) for one in offered.conflicts}
        _point_to(session, read, choices.settle(session, answers), db.clock())
        if read.key_list:
            keys.take_list(session, read.key_list, db.clock())
    return Changed(frozenset({"plan", "choice", "trusted_key"}), frozenset({read.plan.id}))


def _check_still_trusted(db: Database, read: Bundle) -> None:
    """A key may have been taken back since the bundle was looked at."""
    trust = keys.trust_here(db)
    if read.key_list:
        trust = trust.taking(read.key_list)
    if read.signer is None or read.signer not in trust.signers():
        raise UserError(plan_offers.UNKNOWN)
    trust.refuse_signer(read.signer)


def undoable(db: Database) -> Plan | None:
    """The plan, in its version of then, that undoing the last update brings back; None after another step."""
    with db.read() as session:
        step = _last_step(session)
    return plan_offers.before(db, step) if step and step.action == "applied" else None


def undo(db: Database) -> Changed:
    """Go back to the plan worked under before the last update; every record stays as it is.

    Own choices that the update settled are as they were, unless they were made anew since. The bundle can be
    applied again. Raises UserError where the last step was no update.
    """
    with db.write() as session:
        step = _last_step(session)
        pointer = session.get(PlanPointerRow, step.plan_id) if step else None
        if step is None or pointer is None or step.action != "applied":
            raise UserError("There is no plan update to undo. Nothing was changed.")
        pointer.digest = step.before_digest
        choices.restore(session, step.before_choices, db.clock())
        session.flush()
        plans.move_to(session, step.before_plan, "undone", db.clock())
    return Changed(frozenset({"plan", "choice"}), frozenset({step.before_plan}))


def _last_step(session: Session) -> PlanStepRow | None:
    return session.scalars(select(PlanStepRow).order_by(PlanStepRow.key.desc()).limit(1)).first()


def _point_to(session: Session, read: Bundle, choices_before: str, now: datetime) -> None:
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
            before_choices=choices_before,
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
        plan_parts.keep(session, read.digest, read.parts)
