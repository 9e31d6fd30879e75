"""A signed bundle of a plan that comes with the program, for the demonstrations."""

from __future__ import annotations

from icbl_desktop.app import App
from icbl_desktop.services import keys, plan_making, plans


def signed_bundle(app: App, plan_id: str) -> bytes:
    """The named plan, signed with a key made for this demonstration and trusted here."""
    secret, public, _ = plan_making.new_key()
    keys.trust(app.db, public, "Demonstration key")
    unsigned = plan_making.build(
        plans.bundled_raw(plan_id), sequence=1, issuer="ICBL-CMC", issued_at=app.db.clock(), follows=None
    )
    return plan_making.sign(unsigned, secret)
