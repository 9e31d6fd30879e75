"""For the secretariat: write a plan in a workbook, make keys, build a bundle, sign it, check it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from icbl_desktop.domain.plan import Plan
from icbl_desktop.errors import BadFile
from icbl_desktop.formats import bundle as bundles
from icbl_desktop.formats import bundle_schema, signing, workbook_read, workbook_write
from icbl_desktop.services import countries, plans


def template(plan: Plan | None) -> bytes:
    """A workbook to write a plan in: empty with example rows, or with this plan in it."""
    return workbook_write.write(plan, _state_names())


def check_workbook(data: bytes) -> workbook_read.Checked:
    """The plan in a workbook, or every problem with its place. Raises BadFile for what is no workbook."""
    return workbook_read.read(data, _state_names())


def plan_json(workbook: bytes) -> bytes:
    """The plan.json of a workbook's plan. Raises BadFile where the workbook has problems."""
    checked = check_workbook(workbook)
    if checked.plan is None:
        raise BadFile(
            "Problems in the workbook: {count}. Nothing was built. “plan check” lists them.",
            count=len(checked.problems),
        )
    return bundle_schema.write_plan(checked.plan)


def _state_names() -> dict[str, str]:
    return {code: state.name for code, state in countries.facts().states.items()}


def new_key() -> tuple[str, str, str]:
    """A new signing key: its secret text, its public text, its fingerprint. Keep the secret offline."""
    key = signing.generate()
    return (
        signing.secret_key_text(key),
        signing.public_key_text(key.public),
        signing.fingerprint(key.public),
    )


def build(raw: bytes, *, sequence: int, issuer: str, issued_at: datetime, follows: UUID | None) -> bytes:
    """An unsigned bundle around a plan.json. Raises BadFile naming the place that is wrong."""
    return bundles.build(
        raw,
        sequence=sequence,
        issuer=issuer,
        issued_at=issued_at,
        bundle_id=uuid4(),
        base=follows,
        known_states=countries.facts().states.keys(),
    )


def sign(data: bytes, secret: str) -> bytes:
    """The bundle, signed. Raises BadFile for a bundle or a key that cannot be read."""
    return bundles.sign_bundle(data, signing.parse_secret_key(secret))


def verify(data: bytes, public: Sequence[str]) -> bundles.Bundle:
    """The bundle, once every check has passed against these public keys."""
    keys = [signing.parse_public_key(text) for text in public]
    return bundles.read(data, keys, countries.facts().states.keys())


def look_into(data: bytes) -> Plan:
    """The plan in a plan.json or a bundle, signed or not: to read and compare, never to apply."""
    if data.startswith(b"PK"):
        return bundles.read_unsigned(data, countries.facts().states.keys()).plan
    return plans.parse(data)


def fingerprint_of(public: str) -> str:
    """What is read out on the phone for this public key."""
    return signing.fingerprint(signing.parse_public_key(public))
