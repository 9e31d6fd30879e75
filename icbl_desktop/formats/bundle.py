"""A plan bundle, ``NAME.icblplan``: a zip whose signed manifest vouches for every file in it.

It is read as every signed zip is (``signed_zip``); then come the schema and the references inside. What may
stand beside ``plan.json``: ``key_lists`` and ``bundle_parts``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras, ToolkitDocument
from icbl_desktop.errors import BadFile, NotTrusted, Unsigned, UserError
from icbl_desktop.formats import bundle_parts, key_lists, signed_zip, signing, strict_zip
from icbl_desktop.formats.bundle_schema import (
    BUNDLE_FORMAT,
    Manifest,
    read_manifest,
    read_plan,
    write_manifest,
)
from icbl_desktop.formats.key_lists import KEYS, SignedList, Trust
from icbl_desktop.formats.signed_zip import MANIFEST, SignedZip, Stranger
from icbl_desktop.formats.signing import PublicKey, SigningKey
from icbl_desktop.formats.typed_json import VERSION

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
    manifest = write_manifest(
        Manifest(
            BUNDLE_FORMAT,
            VERSION,
            bundle_id,
            plan.id,
            sequence,
            issuer,
            issued_at,
            base,
            signed_zip.listed(contents),
        )
    )
    data = strict_zip.write({MANIFEST: manifest, **contents})
    read_unsigned(data, known_states)  # what we write must be what we would accept
    return data


def sign_bundle(data: bytes, key: SigningKey) -> bytes:
    """The bundle with this key's signature, in place of an earlier one. Raises BadFile, NewerFile."""
    opened = _open(data)
    signed_zip.contents(opened, _not_as_listed())
    manifest = opened.manifest
    about = f"plan {manifest.plan_id} sequence {manifest.sequence} bundle {manifest.bundle_id}"
    return signed_zip.sign(opened, key, about)


def read(data: bytes, trust: Trust, known_states: Collection[str]) -> Bundle:
    """The bundle, once everything about it is checked against whom this computer trusts.

    Raises Unsigned; UnknownKey where nobody trusted signed it; NotTrusted where it was changed, or its key
    revoked; BadFile; NewerFile.
    """
    opened = _open(data)
    if not opened.is_signed:
        raise Unsigned("This plan is not signed. We cannot tell who made it. You can read it, not apply it.")
    vouched = signed_zip.vouched(opened, trust, "plan")
    bundle = _bundle(opened, _small(opened, _not_as_signed()), known_states)
    return replace(
        bundle,
        signer=vouched.signer,
        signer_name=vouched.signer_name,
        trusted_comment=vouched.trusted_comment,
        key_list=vouched.key_list,
    )


def stranger(data: bytes, trust: Trust) -> Stranger | None:
    """Whom to ask about where ``read`` knows nobody: the root whose list names the signer, else the signer.

    None where the signature does not say who made it. Raises BadFile, NewerFile.
    """
    return signed_zip.stranger(_open(data), trust)


def read_unsigned(data: bytes, known_states: Collection[str]) -> Bundle:
    """The bundle whatever its signature, to be looked at and never applied. Raises BadFile, NewerFile."""
    opened = _open(data)
    return _bundle(opened, _small(opened, _not_as_listed()), known_states)


def document(data: bytes, wanted: ToolkitDocument) -> bytes:
    """A toolkit document out of a bundle that was read before. Raises BadFile where it is not in there."""
    name = bundle_parts.document_entry(wanted)
    entry = next((entry for entry in strict_zip.entries(data) if entry.name == name), None)
    if entry is None:
        raise BadFile("This plan does not hold the document {name}.", name=wanted.file)
    return strict_zip.read(data, entry)


def _open(data: bytes) -> SignedZip[Manifest]:
    lacking = "This is not a plan bundle: it has no {name}. Nothing was changed."
    return signed_zip.open_zip(data, read_manifest, [PLAN], lacking)


def _small(opened: SignedZip[Manifest], otherwise: UserError) -> dict[str, bytes]:
    """The listed files but the toolkit's documents; raises ``otherwise`` unless all are as listed."""
    return signed_zip.contents(opened, otherwise, lambda name: not bundle_parts.is_document(name))


def _bundle(
    opened: SignedZip[Manifest], contents: Mapping[str, bytes], known_states: Collection[str]
) -> Bundle:
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
        digest=opened.digest,
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
