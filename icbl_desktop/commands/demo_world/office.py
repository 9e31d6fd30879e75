"""The secretariat of ``demo --world``: its workspace, its keys, its signed plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from icbl_desktop import config
from icbl_desktop.app import open_app
from icbl_desktop.commands.demo_world.story import morning
from icbl_desktop.config import Folders
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.services import (
    bundle_contents,
    campaign,
    key_list_making,
    key_office,
    keys,
    made_bundles,
    plan_making,
    plan_offers,
    plan_updates,
    plans,
    reading_key,
)

PASSPHRASE = "for show only"  # noqa: S105  # nothing real is behind it
"""Opens all keys of the demonstration's office."""
OFFICER, READING = "officer", "reading"
PLAN = "2018-2019"
REVIEWER = "Ana"
_NAME = "ICBL-CMC"


@dataclass(frozen=True)
class Office:
    """The office's workspace, the root key that campaigns confirm, and the plan it signed."""

    folders: Folders
    root_key: str
    bundle: bytes


def found_office(root: Path, on: date) -> Office:
    """Set the office up in an empty folder: its keys, a key list that a root signed, the plan in a bundle."""
    folders, now = Folders(root), morning(on)
    root_secret, root_key, _ = plan_making.new_key()
    officer = key_office.make(folders.keys, OFFICER, PASSPHRASE)
    reading = reading_key.make(folders.keys, READING, PASSPHRASE)
    key_list_making.add_officer(folders.keys, _NAME, officer.public_text, now)
    key_list_making.add_recipient(folders.keys, _NAME, reading.recipient, now)
    key_list_making.sign_list(folders.keys, root_secret)
    unsigned = plan_making.build(
        plans.bundled_raw(PLAN),
        sequence=1,
        issuer=_NAME,
        issued_at=now,
        follows=None,
        parts=bundle_contents.signed_key_list(folders.keys),
    )
    bundle = plan_making.sign(unsigned, key_office.secret_text(officer.path), PASSPHRASE)
    office = Office(folders, root_key, bundle)
    made_bundles.keep(folders.made, PLAN, 1, office.bundle)
    _open_workspace(office, on)
    return office


def _open_workspace(office: Office, on: date) -> None:
    app = open_app(office.folders)
    try:
        app.db.clock = lambda: morning(on)
        campaign.start(
            app.db, CampaignDraft(organisation=_NAME, states=("CHE",), contact_name=REVIEWER), "2017"
        )
        keys.trust(app.db, office.root_key, _NAME, KeyRole.ROOT)
        plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, office.bundle))
    finally:
        app.close()
    config.change_settings(office.folders, secretariat=True)
