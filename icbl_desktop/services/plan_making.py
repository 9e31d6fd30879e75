"""For the secretariat: write a plan in a workbook, make keys, build a bundle, sign it, check it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.errors import BadFile
from icbl_desktop.formats import bundle as bundles
from icbl_desktop.formats import bundle_schema, secret_key, signing, workbook_read, workbook_write
from icbl_desktop.formats.key_lists import Trust
from icbl_desktop.services import countries, plans


def template(plan: Plan | None, extras: Extras | None = None) -> bytes:
    """A workbook to write a plan in: empty with example rows, or with this plan and what goes with it."""
    return workbook_write.write(plan, extras or Extras(), countries.facts())


def check_workbook(data: bytes, files: Collection[str] | None = None) -> workbook_read.Checked:
    """The plan in a workbook, or every problem with its place. Raises BadFile for what is no workbook.

    ``files`` are the names of files at hand for the toolkit; None leaves them for later.
    """
    return workbook_read.read(data, countries.facts(), files)


def plan_json(workbook: bytes) -> tuple[bytes, Extras]:
    """The plan.json of a workbook, and what goes with it. Raises BadFile where the workbook has problems."""
    checked = check_workbook(workbook)
    if checked.plan is None:
        raise BadFile(
            "Problems in the workbook: {count}. Nothing was built. “plan check” lists them.",
            count=len(checked.problems),
        )
    return bundle_schema.write_plan(checked.plan), checked.extras


def new_key(passphrase: str = "") -> tuple[str, str, str]:
    """A new signing key: its secret text (locked, with a passphrase), its public text, its fingerprint."""
    key = signing.generate()
    return (
        secret_key.secret_key_text(key, passphrase),
        signing.public_key_text(key.public),
        signing.fingerprint(key.public),
    )


def build(
    raw: bytes,
    *,
    sequence: int,
    issuer: str,
    issued_at: datetime,
    follows: UUID | None,
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """An unsigned bundle around a plan.json and its parts. Raises BadFile naming the place that is wrong."""
    return bundles.build(
        raw,
        parts=parts,
        sequence=sequence,
        issuer=issuer,
        issued_at=issued_at,
        bundle_id=uuid4(),
        base=follows,
        known_states=countries.known_states(),
    )


def sign(data: bytes, secret: str, passphrase: str = "") -> bytes:
    """The bundle, signed.

    Raises BadFile for a bundle or a key that cannot be read, UserError for a wrong passphrase.
    """
    return bundles.sign_bundle(data, secret_key.parse_secret_key(secret, passphrase))


def verify(data: bytes, officers: Sequence[str], roots: Sequence[str] = ()) -> bundles.Bundle:
    """The bundle, once every check has passed against these public keys."""
    confirmed, vouching = (tuple(map(signing.parse_public_key, keys)) for keys in (officers, roots))
    return verify_here(data, Trust(confirmed, vouching))


def verify_here(data: bytes, trust: Trust) -> bundles.Bundle:
    """The bundle, once every check has passed against whom a computer trusts."""
    return bundles.read(data, trust, countries.known_states())


def look_into(data: bytes) -> tuple[Plan, Extras]:
    """What a plan.json or a bundle holds, signed or not: to read and compare, not to apply."""
    if not data.startswith(b"PK"):
        return plans.parse(data), Extras()
    read = bundles.read_unsigned(data, countries.known_states())
    return read.plan, read.extras


def fingerprint_of(public: str) -> str:
    """What is read out on the phone for this public key."""
    return signing.fingerprint(signing.parse_public_key(public))
