"""A plan bundle, ``NAME.icblplan``: a zip whose signed manifest vouches for every file in it.

Reading goes in a fixed order and looks at nothing before its turn: size limits, the zip's shape and names,
the signatures (the key list's by a root, the manifest's by an officer), the hashes, the schema, the
references inside. What may stand beside ``plan.json``: ``key_lists`` and ``bundle_parts``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras, ToolkitDocument
from icbl_desktop.errors import BadFile, NotTrusted, UnknownKey, Unsigned, UserError
from icbl_desktop.formats import bundle_parts, key_lists, signing, strict_zip
from icbl_desktop.formats.bundle_schema import (
    BUNDLE_FORMAT,
    Manifest,
    ManifestEntry,
    read_manifest,
    read_plan,
    write_manifest,
)
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE, SignedList, Trust
from icbl_desktop.formats.signing import PublicKey, SigningKey
from icbl_desktop.formats.typed_json import VERSION

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"
PLAN = "plan.json"


@dataclass(frozen=True)
class Bundle:
    """A bundle that was read whole. Without a ``signer`` it may be looked at, never applied.

    ``digest`` is the SHA-256 of manifest.json in hex, and so stands for the whole content. ``parts`` are
    the small files beside the plan, to the byte; ``receipts`` the names of those sealed to campaigns.
    ``key_list`` is there where a trusted root signed it; ``signer_name`` where it names the signer.
    """

    manifest: Manifest
    plan: Plan
    plan_raw: bytes
    digest: str
    extras: Extras
    parts: Mapping[str, bytes]
    receipts: tuple[str, ...]
    signer: PublicKey | None = None
    signer_name: str = ""
    trusted_comment: str = ""
    key_list: SignedList | None = None

    @property
    def fingerprint(self) -> str:
        """The signer's fingerprint, to be read out on the phone; empty for an unsigned bundle."""
        return signing.fingerprint(self.signer) if self.signer else ""


@dataclass(frozen=True)
class Stranger:
    """The key to ask about where nobody here is known: it did sign, and says itself who it is.

    A ``root`` signed the list that names the bundle's signer; otherwise the signer itself is asked about.
    """

    key: PublicKey
    role: KeyRole

    def added_to(self, trust: Trust) -> Trust:
        """What would be trusted once a person has confirmed the key."""
        if self.role == KeyRole.ROOT:
            return replace(trust, roots=(*trust.roots, self.key))
        return replace(trust, officers=(*trust.officers, self.key))


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
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """An unsigned bundle of a plan and its parts: the same arguments give the same bytes. Raises BadFile."""
    plan = read_plan(plan_json, known_states)
    contents = {PLAN: plan_json, **(parts or {})}
    listed = tuple(
        ManifestEntry(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in contents.items()
    )
    manifest = write_manifest(
        Manifest(BUNDLE_FORMAT, VERSION, bundle_id, plan.id, sequence, issuer, issued_at, base, listed)
    )
    data = strict_zip.write({MANIFEST: manifest, **contents})
    read_unsigned(data, known_states)  # what we write must be what we would accept
    return data


def sign_bundle(data: bytes, key: SigningKey) -> bytes:
    """The bundle with this key's signature, in place of an earlier one. Raises BadFile, NewerFile."""
    opened = _open(data)
    _hashed(opened, _not_as_listed())
    manifest = opened.manifest
    about = f"plan {manifest.plan_id} sequence {manifest.sequence} bundle {manifest.bundle_id}"
    comment = f"{about} {signing.naming(key.public)}"
    signature = signing.sign(key, opened.manifest_raw, comment)
    others = {entry.name: opened.content(entry.name) for entry in manifest.entries}
    return strict_zip.write({MANIFEST: opened.manifest_raw, SIGNATURE: signature, **others})


def read(data: bytes, trust: Trust, known_states: Collection[str]) -> Bundle:
    """The bundle, once everything about it is checked against whom this computer trusts.

    Raises Unsigned; UnknownKey where nobody trusted signed it; NotTrusted where it was changed, or its key
    revoked; BadFile; NewerFile.
    """
    opened = _open(data)
    if SIGNATURE not in opened.entries:
        raise Unsigned("This plan is not signed. We cannot tell who made it. You can read it, not apply it.")
    carried = _key_list(opened, trust)
    if carried is not None:
        trust = trust.taking(carried)
    known = [*trust.signers(), *trust.roots]
    verified = signing.verify(opened.manifest_raw, opened.content(SIGNATURE), known, "plan")
    trust.refuse_signer(verified.key)
    bundle = _bundle(opened, _hashed(opened, _not_as_signed()), known_states)
    return replace(
        bundle,
        signer=verified.key,
        signer_name=trust.name_of(verified.key),
        trusted_comment=verified.trusted_comment,
        key_list=carried,
    )


def stranger(data: bytes, trust: Trust) -> Stranger | None:
    """Whom to ask about where ``read`` knows nobody: the root whose list names the signer, else the signer.

    None where the signature does not say who made it. Raises BadFile, NewerFile.
    """
    opened = _open(data)
    signer = _claimed(opened, MANIFEST, SIGNATURE)
    if signer is None:
        return None
    root = _claimed(opened, KEYS, KEYS_SIGNATURE)
    if root is not None and not trust.holds(root):  # an officer whose key is known cannot make himself a root
        listed = Trust(known=SignedList(key_lists.read_key_list(opened.content(KEYS)), b"", root))
        if signer in listed.signers():
            return Stranger(root, KeyRole.ROOT)
    return Stranger(signer, KeyRole.PLANS)


def read_unsigned(data: bytes, known_states: Collection[str]) -> Bundle:
    """The bundle whatever its signature, to be looked at and never applied. Raises BadFile, NewerFile."""
    opened = _open(data)
    return _bundle(opened, _hashed(opened, _not_as_listed()), known_states)


def document(data: bytes, wanted: ToolkitDocument) -> bytes:
    """A toolkit document out of a bundle that was read before. Raises BadFile where it is not in there."""
    name = bundle_parts.document_entry(wanted)
    entry = next((entry for entry in strict_zip.entries(data) if entry.name == name), None)
    if entry is None:
        raise BadFile("This plan does not hold the document {name}.", name=wanted.file)
    return strict_zip.read(data, entry)


def _key_list(opened: _Opened, trust: Trust) -> SignedList | None:
    """The bundle's key list, if a trusted root vouches for it; another root's is left alone."""
    if KEYS not in opened.entries:
        return None
    try:
        return key_lists.read_signed(opened.content(KEYS), opened.content(KEYS_SIGNATURE), trust.roots)
    except UnknownKey:
        return None


def _claimed(opened: _Opened, name: str, signature: str) -> PublicKey | None:
    if name not in opened.entries or signature not in opened.entries:
        return None
    return signing.claimed(opened.content(name), opened.content(signature))


def _open(data: bytes) -> _Opened:
    """The first two steps: size limits; shape and names."""
    entries = {entry.name: entry for entry in strict_zip.entries(data)}
    for name in (MANIFEST, PLAN):
        if name not in entries:
            raise BadFile("This is not a plan bundle: it has no {name}. Nothing was changed.", name=name)
    if (KEYS in entries) != (KEYS_SIGNATURE in entries):
        raise BadFile(
            "This plan holds a key list without its signature, or the signature alone. "
            "Nothing was changed. Ask for a new copy."
        )
    manifest_raw = strict_zip.read(data, entries[MANIFEST])
    manifest = read_manifest(manifest_raw)
    listed = [entry.name for entry in manifest.entries]
    if sorted(listed) != sorted(entries.keys() - {MANIFEST, SIGNATURE}):
        raise BadFile(
            "This plan does not hold exactly the files its manifest lists. "
            "Nothing was changed. Ask for a new copy."
        )
    return _Opened(data, entries, manifest, manifest_raw)


def _hashed(opened: _Opened, otherwise: UserError) -> dict[str, bytes]:
    """The listed files but the toolkit's documents; raises ``otherwise`` unless all are as listed."""
    contents = {}
    for entry in opened.manifest.entries:
        content = opened.content(entry.name)
        if len(content) != entry.size or hashlib.sha256(content).hexdigest() != entry.sha256:
            raise otherwise
        if not bundle_parts.is_document(entry.name):
            contents[entry.name] = content
    return contents


def _bundle(opened: _Opened, contents: Mapping[str, bytes], known_states: Collection[str]) -> Bundle:
    """The last two steps: schema; references inside."""
    plan = read_plan(contents[PLAN], known_states)
    if plan.id != opened.manifest.plan_id:
        raise BadFile(
            "manifest.json, plan_id: it names another plan than plan.json holds. Nothing was changed. "
            "Tell whoever made the plan.",
            field="plan_id",
        )
    if KEYS in contents:
        key_lists.read_key_list(contents[KEYS])  # of the agreed form, whoever signed it
    names = [entry.name for entry in opened.manifest.entries]
    return Bundle(
        manifest=opened.manifest,
        plan=plan,
        plan_raw=contents[PLAN],
        digest=hashlib.sha256(opened.manifest_raw).hexdigest(),
        extras=bundle_parts.read(names, contents, plan, known_states),
        parts={name: contents[name] for name in names if bundle_parts.is_small(name)},
        receipts=bundle_parts.receipts(names),
    )


def _not_as_signed() -> NotTrusted:
    return NotTrusted(
        "A file in this plan is not the one that was signed. Nothing was changed. "
        "Do not use it. Ask for a new copy."
    )


def _not_as_listed() -> BadFile:
    return BadFile(
        "A file in this plan is not the one its manifest lists. Nothing was changed. Ask for a new copy."
    )
