"""A workspace whose plan came with alerts, toolkit documents, titles or country facts beside it."""

from __future__ import annotations

from collections.abc import Mapping

from icbl_desktop.app import App
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.formats import bundle_parts, signing
from icbl_desktop.services import keys, plan_offers, plan_updates
from tests.workspace import signed_plan


def take_in(app: App, extras: Extras, documents: Mapping[str, bytes] | None = None) -> None:
    """Work under the 2018-2019 plan, that came with these extras from an officer trusted here.

    ``documents`` are the toolkit's files.
    """
    officer = signing.generate()
    keys.trust(app.db, signing.public_key_text(officer.public), "Officer")
    data = signed_plan(officer, parts=bundle_parts.write(extras, documents or {}))
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, data))
