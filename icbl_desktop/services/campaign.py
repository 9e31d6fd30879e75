"""Who works here: the first start, and changes to it."""

from __future__ import annotations

import uuid
from dataclasses import fields

from sqlalchemy.orm import Session

from icbl_desktop import config
from icbl_desktop.domain.rules import check_campaign
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Campaign, CampaignDraft
from icbl_desktop.errors import InvalidRecord, NotStarted, UserError
from icbl_desktop.formats import secret_key, signing
from icbl_desktop.services import countries, keys, plans
from icbl_desktop.store.audit import current_stream
from icbl_desktop.store.database import Database
from icbl_desktop.store.records import fill
from icbl_desktop.store.tables_sync import StreamRow
from icbl_desktop.store.tables_workspace import CampaignRow


def find(db: Database) -> Campaign | None:
    """The campaign, or None before the first start."""
    with db.read() as session:
        row, stream = session.get(CampaignRow, 1), current_stream(session)
        if row is None or stream is None:
            return None
        known = {f.name: getattr(row, f.name) for f in fields(CampaignDraft)}
        return Campaign(**known, stream=stream.id, stream_code=stream.code, current_plan=row.current_plan)


def get(db: Database) -> Campaign:
    """The campaign. Raises NotStarted before the first start."""
    campaign = find(db)
    if campaign is None:
        raise NotStarted
    return campaign


def start(db: Database, draft: CampaignDraft, plan_id: str = "") -> Changed:
    """Set the campaign up: its signing stream, and a plan that came with the program (the newest).

    Raises InvalidRecord for an incomplete draft, UserError where a campaign is there already.
    """
    _check(draft)
    with db.write() as session:
        if session.get(CampaignRow, 1) is not None:
            raise UserError("This workspace already has a campaign. Nothing was changed.")
        session.add(_new_stream(db))
        session.add(CampaignRow(key=1, current_plan="", **_columns(draft)))
        session.flush()
        plans.begin(session, plan_id, db.clock())
        keys.trust_shipped(session, config.data("root-keys"), db.clock())
    return Changed(frozenset({"campaign", "plan"}))


def change(db: Database, draft: CampaignDraft) -> Changed:
    """Change who works here. Raises InvalidRecord for an incomplete draft."""
    _check(draft)
    with db.write() as session:
        fill(_row(session), _columns(draft))
    return Changed.of("campaign")


def _check(draft: CampaignDraft) -> None:
    problems = check_campaign(draft)
    if sentence := countries.unknown_state(draft.states):
        problems["states"] = sentence
    if problems:
        raise InvalidRecord(problems)


def _row(session: Session) -> CampaignRow:
    row = session.get(CampaignRow, 1)
    if row is None:
        raise NotStarted
    return row


def _columns(draft: CampaignDraft) -> dict[str, object]:
    return {f.name: getattr(draft, f.name) for f in fields(CampaignDraft)}


def _new_stream(db: Database) -> StreamRow:
    key = signing.generate()
    return StreamRow(
        id=str(uuid.uuid4()),
        code=signing.short_code(key.public),
        public_key=signing.public_key_text(key.public),
        secret=secret_key.secret_key_text(key),
        started_at=db.clock(),
    )
