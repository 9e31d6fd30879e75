"""Plans: those that came with the program, those imported, and the one worked under."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop import config
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras, Titles
from icbl_desktop.domain.plan_titles import alerts_in_language, in_language, toolkit_in_language
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import NotStarted, UserError
from icbl_desktop.formats.bundle_schema import read_plan
from icbl_desktop.services import countries, plan_parts
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_plan import PlanPointerRow, PlanStepRow, PlanVersionRow
from icbl_desktop.store.tables_workspace import CampaignRow


@dataclass(frozen=True)
class PlanVersion:
    """The version of a plan that is in force here. ``origin`` is "bundled" or "imported"."""

    plan_id: str
    title: str
    start: date
    end: date
    kind: str
    digest: str
    sequence: int
    origin: str
    issuer: str
    issued_at: datetime | None
    signer: str
    current: bool


@lru_cache(maxsize=16)
def parse(raw: bytes) -> Plan:
    """A plan.json, validated against the states the program knows."""
    return read_plan(raw, countries.known_states())


@cache
def _bundled_raw() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(config.data("plans").glob("*/plan.json")))


def bundled() -> tuple[Plan, ...]:
    """The plans that came with the program, oldest first; a strategy before its operational plans."""
    return tuple(sorted((parse(raw) for raw in _bundled_raw()), key=_age))


def bundled_raw(plan_id: str) -> bytes:
    """The plan.json of a plan that came with the program. Raises UserError for an unknown id."""
    for raw in _bundled_raw():
        if parse(raw).id == plan_id:
            return raw
    raise UserError(
        "There is no file “{plan_id}”, and no such plan came with the program. Nothing was written. "
        "“plan list” shows the plans there are; name the file of one that was imported.",
        plan_id=plan_id,
    )


def _age(plan: Plan) -> tuple[date, bool, date]:
    return plan.start, plan.kind == "operational", plan.end


def begin(session: Session, plan_id: str, now: datetime) -> None:
    """At the first start: take in the plans that came along and work under one, by default the newest."""
    take_in_bundled(session, now)
    newest = max((p for p in bundled() if p.kind == "operational"), key=lambda p: p.end)
    move_to(session, plan_id or newest.id, "began", now)


def take_in_bundled(session: Session, now: datetime) -> None:
    """Add what came with this version of the program; a plan imported since stays in force."""
    known = set(session.scalars(select(PlanVersionRow.digest)))
    for raw in _bundled_raw():
        digest, plan = hashlib.sha256(raw).hexdigest(), parse(raw)
        if digest not in known:
            session.add(
                PlanVersionRow(
                    digest=digest,
                    plan_id=plan.id,
                    sequence=0,
                    origin="bundled",
                    bundle_id="",
                    issuer="",
                    issued_at=None,
                    signer="",
                    raw=raw,
                    bundle=None,
                    added_at=now,
                )
            )
            session.flush()
        pointer = session.get(PlanPointerRow, plan.id)
        if pointer is None:
            session.add(PlanPointerRow(plan_id=plan.id, digest=digest, highest_sequence=0))
        elif pointer.highest_sequence == 0 or pointer.digest is None:
            pointer.digest = digest


def refresh_bundled(db: Database) -> None:
    """After an update of the program: take in plans it brought. Cheap when there is nothing new."""
    digests = {hashlib.sha256(raw).hexdigest() for raw in _bundled_raw()}
    with db.read() as session:
        started = session.get(CampaignRow, 1) is not None
        missing = digests - set(session.scalars(select(PlanVersionRow.digest)))
    if started and missing:
        with db.write() as session:
            take_in_bundled(session, db.clock())


def current(db: Database, language: str = "") -> Plan:
    """The plan the campaign works under, in its own language, or this one, where the bundle carries that.

    Raises UserError before the first start.
    """
    with db.read() as session:
        row, titles = _current(session, language)
    return in_language(parse(row.raw), titles)


def current_as_issued(db: Database) -> Plan:
    """The same in the words it was issued in, to be compared with another."""
    with db.read() as session:
        row, _ = _current(session)
    return parse(row.raw)


def current_titles(db: Database) -> Titles:
    """The texts that the bundle of the plan worked under has in the campaign's language."""
    with db.read() as session:
        return _current(session)[1]


def languages(db: Database) -> tuple[str, ...]:
    """The languages that the plan worked under can be read in; English, as plans are issued, comes first."""
    return tuple(dict.fromkeys(("en", *sorted(current_extras(db).titles))))


def current_extras(db: Database) -> Extras:
    """What came with the plan the campaign works under, in its own language where that is there."""
    with db.read() as session:
        row, titles = _current(session)
        extras = plan_parts.extras(session, row.digest)
    return replace(
        extras,
        alerts=alerts_in_language(extras.alerts, titles),
        toolkit=toolkit_in_language(extras.toolkit, titles),
    )


def current_bundle(db: Database) -> bytes | None:
    """The signed file that the plan came in; None for one that came with the program."""
    with db.read() as session:
        return _current(session)[0].bundle


def current_version(db: Database) -> PlanVersion:
    """The version of the plan the campaign works under."""
    return next(v for v in catalogue(db) if v.current)


def plan(db: Database, plan_id: str) -> Plan:
    """A plan by its id, in the version in force. Raises UserError for an unknown id."""
    with db.read() as session:
        row = _in_force(session, plan_id)
    return parse(row.raw)


def catalogue(db: Database) -> tuple[PlanVersion, ...]:
    """Every plan in its version in force, oldest first."""
    with db.read() as session:
        now = _campaign(session).current_plan
        rows = session.scalars(
            select(PlanVersionRow).join(PlanPointerRow, PlanPointerRow.digest == PlanVersionRow.digest)
        ).all()
    versions = sorted(((_age(parse(row.raw)), row) for row in rows), key=lambda pair: pair[0])
    return tuple(_version(row, row.plan_id == now) for _, row in versions)


def choose(db: Database, plan_id: str) -> Changed:
    """Work under another plan that is here already; no record is touched."""
    with db.write() as session:
        move_to(session, plan_id, "chosen", db.clock())
    return Changed.of("plan", plan_id)


def move_to(session: Session, plan_id: str, action: str, now: datetime) -> None:
    """Work under a plan's version in force, and note it in the history."""
    digest = _in_force(session, plan_id).digest
    campaign = _campaign(session)
    before = campaign.current_plan
    campaign.current_plan = plan_id
    session.add(
        PlanStepRow(
            plan_id=plan_id,
            digest=digest,
            action=action,
            at=now,
            before_plan=before,
            before_digest=digest,
            before_choices="[]",
        )
    )


def _campaign(session: Session) -> CampaignRow:
    row = session.get(CampaignRow, 1)
    if row is None:
        raise NotStarted
    return row


def _current(session: Session, language: str = "") -> tuple[PlanVersionRow, Titles]:
    """The version worked under, and the texts its bundle has in the campaign's language or this one."""
    campaign = _campaign(session)
    row = _in_force(session, campaign.current_plan)
    return row, plan_parts.extras(session, row.digest).titles.get(language or campaign.language, {})


def _in_force(session: Session, plan_id: str) -> PlanVersionRow:
    pointer = session.get(PlanPointerRow, plan_id)
    row = session.get(PlanVersionRow, pointer.digest) if pointer and pointer.digest else None
    if row is None:
        raise UserError(
            "There is no plan “{plan_id}” here. “icbl-desktop plan list” shows those there are.",
            plan_id=plan_id,
        )
    return row


def _version(row: PlanVersionRow, current: bool) -> PlanVersion:
    content = parse(row.raw)
    return PlanVersion(
        plan_id=row.plan_id,
        title=content.title,
        start=content.start,
        end=content.end,
        kind=content.kind,
        digest=row.digest,
        sequence=row.sequence,
        origin=row.origin,
        issuer=row.issuer,
        issued_at=row.issued_at,
        signer=row.signer,
        current=current,
    )
