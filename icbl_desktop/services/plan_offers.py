"""A plan bundle is looked at: who signed it, what it would change, why it cannot be applied if it cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from icbl_desktop.domain.choices import Conflict, conflicts
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_diff import PlanDiff, diff, within
from icbl_desktop.domain.plan_diff_titles import diff_in_language
from icbl_desktop.domain.plan_titles import in_language
from icbl_desktop.errors import NotTrusted, UnknownKey, Unsigned
from icbl_desktop.files import read_at_most
from icbl_desktop.formats import bundle as bundles
from icbl_desktop.formats import signed_zip, signing, strict_zip
from icbl_desktop.services import campaign, choices, countries, keys, plans
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanPointerRow, PlanStepRow, PlanVersionRow

UNKNOWN = "This computer does not know the key that signed this plan. Nothing was changed."
OLD_KEYS = (
    "This plan carries an older key list than the one this computer has. You can read it, not apply it. "
    "Ask the secretariat for a new copy."
)
OLDER = "This bundle is older than the plan you have. You can read it, not apply it."
SAME = "This bundle is applied already. There is nothing to do."
KEPT = "This plan was applied here before. Read again what it changed then."


@dataclass(frozen=True)
class Stranger:
    """A key nobody here has confirmed: it did sign, and says itself who it is."""

    text: str
    fingerprint: str
    role: KeyRole


@dataclass(frozen=True)
class Offer:
    """A bundle and what it would change. Without a ``signer`` it is unsigned: to be read, never applied.

    ``plan`` is the offered one, ``replaces`` the one worked under, in the campaign's language if they can be.
    ``mine`` compares for ``states``, the campaign's own; ``all`` for every state. ``conflicts`` are own
    choices that the plan calls into question. ``obstacle`` says why it cannot be applied, and is empty where
    it can; with a ``stranger`` it can be once that key is trusted.
    """

    bundle: bundles.Bundle
    data: bytes
    signer: str
    signer_name: str
    plan: Plan
    replaces: Plan
    states: tuple[str, ...]
    mine: PlanDiff
    all: PlanDiff
    conflicts: tuple[Conflict, ...]
    obstacle: str
    stranger: Stranger | None = None


def look(db: Database, path: Path) -> Offer:
    """What the bundle in this file would change. An unsigned one, or a stranger's, comes with its obstacle.

    Raises what ``offer`` raises, and UserError where the file cannot be read.
    """
    return look_at(db, read_at_most(path, strict_zip.MAX_FILE_BYTES + 1))


def look_at(db: Database, data: bytes) -> Offer:
    """The same for a bundle's bytes."""
    trust = keys.trust_here(db)
    try:
        return offer(db, data)
    except Unsigned as refusal:
        return _compared(db, bundles.read_unsigned(data, countries.known_states()), data, refusal.sentence)
    except UnknownKey:
        asked = bundles.stranger(data, trust)
        if asked is None:
            raise
    read = bundles.read(data, asked.added_to(trust), countries.known_states())
    stranger = Stranger(signing.public_key_text(asked.key), signing.fingerprint(asked.key), asked.role)
    return replace(_compared(db, read, data, UNKNOWN), stranger=stranger)


def offer(db: Database, data: bytes, confirmed: str = "", role: KeyRole = KeyRole.PLANS) -> Offer:
    """Check a bundle and say what it would change; nothing is changed yet.

    ``confirmed`` is a public key that is about to be trusted too, in this role, if there is one.
    Raises BadFile, NotTrusted or NewerFile with the reason it is refused.
    """
    trust = keys.trust_here(db)
    if confirmed:
        trust = signed_zip.Stranger(signing.parse_public_key(confirmed), role).added_to(trust)
    read = bundles.read(data, trust, countries.known_states())
    with db.read() as session:
        obstacle = obstacle_to(session, read)
    if not obstacle and read.key_list and trust.has_newer_than(read.key_list):
        obstacle = OLD_KEYS
    return _compared(db, read, data, obstacle)


def look_back(db: Database, step: int) -> Offer:
    """A bundle that was applied here in this step of the history, as it was offered then: to be read only."""
    with db.read() as session:
        row = session.get_one(PlanStepRow, step)
        version = session.get_one(PlanVersionRow, row.digest)
        data = version.bundle or b""
    read = bundles.read_unsigned(data, countries.known_states())  # checked when it came in
    offered = _compared(db, read, data, KEPT, before(db, row))
    name = next((k.name for k in keys.trusted(db) if k.fingerprint == version.signer), "")
    return replace(offered, signer=version.signer, signer_name=name, conflicts=())


def _compared(
    db: Database, read: bundles.Bundle, data: bytes, obstacle: str, earlier: Plan | None = None
) -> Offer:
    """``read`` against the plan worked under, or against the ``earlier`` one it came after."""
    signer, who = read.fingerprint, campaign.get(db)
    in_force = earlier or plans.current_as_issued(db)
    confirmed = (k.name for k in keys.trusted(db) if k.fingerprint == signer)
    before_titles = {} if earlier else plans.current_titles(db)
    titles = read.extras.titles.get(who.language, {})
    found = diff_in_language(diff(in_force, read.plan), before_titles, titles)
    return Offer(
        bundle=read,
        data=data,
        signer=signer,
        signer_name=read.signer_name or next(confirmed, ""),
        plan=in_language(read.plan, titles),
        replaces=in_language(in_force, before_titles),
        states=who.states,
        mine=within(found, who.states),
        all=found,
        conflicts=conflicts(choices.every(db), _version_here(db, read.plan), read.plan),
        obstacle=obstacle,
    )


def before(db: Database, step: PlanStepRow) -> Plan:
    """What was worked under before a step: the version of then where the plan is the same."""
    if step.before_plan == step.plan_id and step.before_digest is not None:
        with db.read() as session:
            return plans.parse(session.get_one(PlanVersionRow, step.before_digest).raw)
    return plans.plan(db, step.before_plan)


def obstacle_to(session: Session, read: bundles.Bundle) -> str:
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


def _version_here(db: Database, offered: Plan) -> Plan:
    """The same plan in its version in force here; the offered one where it is new."""
    known = {version.plan_id for version in plans.catalogue(db)}
    return plans.plan(db, offered.id) if offered.id in known else offered
