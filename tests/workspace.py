"""A small real workspace for tests, and drafts to fill it with."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from icbl_desktop import config
from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.grant import GrantDraft
from icbl_desktop.domain.work import (
    ActivityDraft,
    CampaignDraft,
    FollowUpDraft,
    OutcomeDraft,
    PromiseDraft,
)
from icbl_desktop.formats import bundle
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import activities, campaign, countries, grants, work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE
from icbl_desktop.store.database import Database

CAMBODIA = CampaignDraft(organisation="Cambodia Campaign to Ban Landmines", states=("KHM",))
JOIN_CCM = "strategy-2017-2021/1A"
CLEARANCE = "strategy-2017-2021/2B"

MEETING = ActivityDraft(
    type="meeting",
    title="Meeting with the Ministry of Foreign Affairs",
    start=date(2018, 3, 1),
    objectives=(JOIN_CCM,),
    result="The ministry will send a note on joining the Convention on Cluster Munitions.",
    place="Phnom Penh",
    states=("KHM",),
)
GRANT = GrantDraft(
    programme="investing_in_action",
    title="Survivor network",
    state="running",
    currency="USD",
    objectives=("strategy-2017-2021/3A",),
)
OUTCOME = OutcomeDraft(
    actor="Ministry of Foreign Affairs",
    change="Named a focal point for the Convention on Cluster Munitions.",
    when=date(2018, 5, 20),
    objectives=(JOIN_CCM,),
)


def fresh(root: Path, draft: CampaignDraft = CAMBODIA, plan_id: str = "") -> App:
    """A workspace after the first start, below ``root``. Close it."""
    app = open_app(Folders(root))
    campaign.start(app.db, draft, plan_id)
    return app


def log(db: Database, activity_id: str = "", **fields: Any) -> str:
    """Save the meeting, with these fields changed; return its id."""
    return one(activities.save(db, replace(MEETING, **fields), activity_id).ids)


def fund(db: Database, **fields: Any) -> str:
    """Save the grant, with these fields changed; return its id."""
    return one(grants.save(db, replace(GRANT, **fields)).ids)


def follow_up(db: Database, **fields: Any) -> str:
    """Save something to do next; return its id."""
    draft = FollowUpDraft(what="Call the ministry")
    return one(work_records.save(db, FOLLOW_UP, replace(draft, **fields)).ids)


def promise(db: Database, **fields: Any) -> str:
    """Save a promise; return its id."""
    draft = PromiseDraft(who="Ministry of Defence", what="To publish what stockpiles it holds")
    return one(work_records.save(db, PROMISE, replace(draft, **fields)).ids)


def one(ids: frozenset[str]) -> str:
    """The only id."""
    (only,) = ids
    return only


def signed_plan(
    key: SigningKey,
    sequence: int = 1,
    plan_id: str = "2018-2019",
    title: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A bundle of a plan that ships with the program, signed; another ``title`` makes another content."""
    raw = config.data("plans", plan_id, "plan.json").read_bytes()
    if title:
        raw = raw.replace(b'"2018-2019 Operational Plan"', b'"' + title.encode() + b'"', 1)
    return signed(raw, key, sequence, parts)


def signed(
    raw: bytes,
    key: SigningKey,
    sequence: int = 1,
    parts: Mapping[str, bytes] | None = None,
    issuer: str = "ICBL-CMC",
) -> bytes:
    """A bundle of any plan.json, signed."""
    unsigned = bundle.build(
        raw,
        parts=parts,
        sequence=sequence,
        issuer=issuer,
        issued_at=datetime(2018, 1, 15, 9, 0, tzinfo=UTC),
        bundle_id=UUID(int=sequence),
        base=None,
        known_states=countries.facts().states.keys(),
    )
    return bundle.sign_bundle(unsigned, key)


def contents(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to compare before and after."""
    with closing(db.connect()) as connection:
        return all_rows(connection)


def all_rows(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The same through a raw connection."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def is_sound(db: Database) -> bool:
    """Whether the file passes SQLite's own check."""
    with closing(db.connect()) as connection:
        found: list[tuple[str]] = connection.execute("PRAGMA integrity_check").fetchall()
    return found == [("ok",)]
