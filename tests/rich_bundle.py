"""Signed plan bundles with alerts, toolkit documents, titles or country facts beside the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from icbl_desktop import config
from icbl_desktop.app import App
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.formats import bundle, bundle_parts, signing
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import countries, keys, plan_offers, plan_updates


def signed(
    key: SigningKey,
    plan_id: str,
    extras: Extras,
    documents: Mapping[str, bytes] | None = None,
    sequence: int = 1,
) -> bytes:
    """A plan that ships with the program with these extras; ``documents`` are the toolkit's files."""
    unsigned = bundle.build(
        config.data("plans", plan_id, "plan.json").read_bytes(),
        parts=bundle_parts.write(extras, documents or {}),
        sequence=sequence,
        issuer="ICBL-CMC",
        issued_at=datetime(2018, 1, 15, 9, 0, tzinfo=UTC),
        bundle_id=UUID(int=sequence),
        base=None,
        known_states=countries.facts().states.keys(),
    )
    return bundle.sign_bundle(unsigned, key)


def take_in(app: App, extras: Extras, documents: Mapping[str, bytes] | None = None) -> None:
    """Work under the 2018-2019 plan, that came with these extras from an officer trusted here."""
    officer = signing.generate()
    keys.trust(app.db, signing.public_key_text(officer.public), "Officer")
    offered = plan_offers.offer(app.db, signed(officer, "2018-2019", extras, documents))
    plan_updates.apply(app.db, app.folders, offered)
