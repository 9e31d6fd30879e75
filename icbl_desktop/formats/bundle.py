"""A plan bundle, ``NAME.icblplan``: a zip whose signed manifest vouches for every file in it.

Reading goes in a fixed order and looks at nothing before its turn: size limits, the zip's shape and names,
the signature, the hashes, the schema, the references inside. Besides ``plan.json`` a bundle may hold
keys.json, countries.json, alerts.json, receipts/, toolkit/ and i18n/: they are listed, hashed and signed like
the plan, and not read yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from icbl_desktop.domain.plan import Plan
from icbl_desktop.errors import BadFile, Unsigned, UserError
from icbl_desktop.formats import signing, strict_zip
from icbl_desktop.formats.bundle_schema import (
    BUNDLE_FORMAT,
    VERSION,
    Manifest,
    ManifestEntry,
    read_manifest,
    read_plan,
    write_manifest,
)
from icbl_desktop.formats.signing import PublicKey, SigningKey

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"
PLAN = "plan.json"


@dataclass(frozen=True)
class Bundle:
    """A bundle that was read whole. Without a ``signer`` it may be looked at, never applied.

    ``digest`` is the SHA-256 of manifest.json in hex, and so stands for the whole content.
    """

    manifest: Manifest
    plan: Plan
    plan_raw: bytes
    digest: str
    signer: PublicKey | None = None
    trusted_comment: str = ""

    @property
    def fingerprint(self) -> str:
        """The signer's fingerprint, to be read out on the phone; empty for an unsigned bundle."""
        return signing.fingerprint(self.signer) if self.signer else ""


@dataclass(frozen=True)
class _Opened:
    """A zip of the right shape, whose names are those of its manifest. Nothing in it is vouched for yet."""

    data: bytes
    entries: dict[str, strict_zip.Entry]
    manifest: Manifest
    manifest_raw: bytes

    def content(self, name: str) -> bytes:
        """An entry's bytes, unpacked."""
        return strict_zip.read(self.data, self.entries[name])


def build(
    plan_json: bytes,
    *,
    sequence: int,
    issuer: str,
    issued_at: datetime,
    bundle_id: UUID,
    base: UUID | None,
    known_states: Collection[str],
) -> bytes:
    """An unsigned bundle of this plan: the same arguments give the same bytes. Raises BadFile."""
    plan = read_plan(plan_json, known_states)
    listed = ManifestEntry(PLAN, len(plan_json), hashlib.sha256(plan_json).hexdigest())
    manifest = write_manifest(
        Manifest(BUNDLE_FORMAT, VERSION, bundle_id, plan.id, sequence, issuer, issued_at, base, (listed,))
    )
    read_manifest(manifest)  # what we write must be what we would accept
    return strict_zip.write({MANIFEST: manifest, PLAN: plan_json})


def sign_bundle(data: bytes, key: SigningKey) -> bytes:
    """The bundle with this key's signature, in place of an earlier one. Raises BadFile, NewerFile."""
    opened = _open(data)
    _hashed_plan(opened, _not_as_listed())
    manifest = opened.manifest
    comment = f"plan {manifest.plan_id} sequence {manifest.sequence} bundle {manifest.bundle_id}"
    signature = signing.sign(key, opened.manifest_raw, comment)
    others = {entry.name: opened.content(entry.name) for entry in manifest.entries}
    return strict_zip.write({MANIFEST: opened.manifest_raw, SIGNATURE: signature, **others})


def read(data: bytes, keys: Sequence[PublicKey], known_states: Collection[str]) -> Bundle:
    """The bundle, once everything about it is checked against the trusted ``keys``.

    Raises NotTrusted if it is unsigned, signed by another key, or changed; BadFile; NewerFile.
    """
    opened = _open(data)
    if SIGNATURE not in opened.entries:
        raise Unsigned("This plan is not signed. We cannot tell who made it. You can read it, not apply it.")
    verified = signing.verify(opened.manifest_raw, opened.content(SIGNATURE), keys, "plan")
    bundle = _bundle(opened, _hashed_plan(opened, signing.does_not_match("plan")), known_states)
    return replace(bundle, signer=verified.key, trusted_comment=verified.trusted_comment)


def read_unsigned(data: bytes, known_states: Collection[str]) -> Bundle:
    """The bundle whatever its signature, to be looked at and never applied. Raises BadFile, NewerFile."""
    opened = _open(data)
    return _bundle(opened, _hashed_plan(opened, _not_as_listed()), known_states)


def _open(data: bytes) -> _Opened:
    """The first two steps: size limits; shape and names."""
    entries = {entry.name: entry for entry in strict_zip.entries(data)}
    for name in (MANIFEST, PLAN):
        if name not in entries:
            raise BadFile("This is not a plan bundle: it has no {name}. Nothing was changed.", name=name)
    manifest_raw = strict_zip.read(data, entries[MANIFEST])
    manifest = read_manifest(manifest_raw)
    listed = [entry.name for entry in manifest.entries]
    if sorted(listed) != sorted(entries.keys() - {MANIFEST, SIGNATURE}):
        raise BadFile(
            "This plan does not hold exactly the files its manifest lists. "
            "Nothing was changed. Ask for a new copy."
        )
    return _Opened(data, entries, manifest, manifest_raw)


def _hashed_plan(opened: _Opened, otherwise: UserError) -> bytes:
    """plan.json; raises ``otherwise`` unless every listed file has its listed size and hash."""
    plan_raw = b""
    for entry in opened.manifest.entries:
        content = opened.content(entry.name)
        if len(content) != entry.size or hashlib.sha256(content).hexdigest() != entry.sha256:
            raise otherwise
        if entry.name == PLAN:
            plan_raw = content
    return plan_raw


def _bundle(opened: _Opened, plan_raw: bytes, known_states: Collection[str]) -> Bundle:
    """The last two steps: schema; references inside."""
    plan = read_plan(plan_raw, known_states)
    if plan.id != opened.manifest.plan_id:
        raise BadFile(
            "manifest.json, plan_id: it names another plan than plan.json holds. Nothing was changed. "
            "Tell whoever made the plan.",
            field="plan_id",
        )
    return Bundle(opened.manifest, plan, plan_raw, hashlib.sha256(opened.manifest_raw).hexdigest())


def _not_as_listed() -> BadFile:
    return BadFile(
        "A file in this plan is not the one its manifest lists. Nothing was changed. Ask for a new copy."
    )
