"""Who works here: the first start, and changes to it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy.orm import Session

from icbl_desktop import config
from icbl_desktop.config import Folders
from icbl_desktop.domain.rules import check_campaign
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Campaign, CampaignDraft
from icbl_desktop.errors import InvalidRecord, NotStarted, UserError
from icbl_desktop.services import countries, keys, plans, streams
from icbl_desktop.store.audit import current_stream
from icbl_desktop.store.database import Database
from icbl_desktop.store.records import fill
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
    with db.write() as session:
        begin(session, Folders(db.path.parent), draft, plan_id, db.clock())
    return Changed(frozenset({"campaign", "plan"}))


def begin(session: Session, folders: Folders, draft: CampaignDraft, plan_id: str, now: datetime) -> None:
    """The same as part of a larger action, which is done whole or not at all."""
    _check(draft)
    if session.get(CampaignRow, 1) is not None:
        raise UserError("This workspace already has a campaign. Nothing was changed.")
    stream = streams.new(now)
    streams.live_in(folders, stream.id)
    session.add(stream)
    session.add(CampaignRow(key=1, current_plan="", **_columns(draft)))
    session.flush()
    plans.begin(session, plan_id, now)
    keys.trust_shipped(session, config.data("root-keys"), now)


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
