"""A strict zip whose signed manifest vouches for every file in it: plan bundles, and receipts on their own.

Reading goes in a fixed order and looks at nothing before its turn: size limits, the zip's shape and names,
the signatures (the key list's by a root, the manifest's by an officer), the hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Generic, Protocol, TypeVar

from msgspec import Meta

from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.errors import BadFile, UnknownKey, UserError
from icbl_desktop.formats import key_lists, signing, strict_zip
from icbl_desktop.formats.key_lists import KEYS, KEYS_SIGNATURE, SignedList, Trust
from icbl_desktop.formats.signing import PublicKey, SigningKey, What

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.minisig"


@dataclass(frozen=True)
class ManifestEntry:
    """Another file of the zip: its name, its size in bytes, its SHA-256 in hex."""

    name: Annotated[str, Meta(max_length=200)]
    size: Annotated[int, Meta(ge=0)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]


class Manifest(Protocol):
    """What every manifest says, whatever else it does."""

    @property
    def entries(self) -> tuple[ManifestEntry, ...]:
        """The other files."""


M = TypeVar("M", bound=Manifest)


@dataclass(frozen=True)
class SignedZip(Generic[M]):
    """A zip of the right shape, whose names are those of its manifest. Nothing in it is vouched for yet."""

    data: bytes
    entries: Mapping[str, strict_zip.Entry]
    manifest: M
    manifest_raw: bytes

    @property
    def is_signed(self) -> bool:
        """Whether there is a signature; by whom, and whether it holds, shows later."""
        return SIGNATURE in self.entries

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest in hex: it stands for the whole content."""
        return hashlib.sha256(self.manifest_raw).hexdigest()

    def content(self, name: str) -> bytes:
        """An entry's bytes, unpacked."""
        return strict_zip.read(self.data, self.entries[name])


@dataclass(frozen=True)
class Vouched:
    """Who signed, as far as it is known here; ``key_list`` is there where a trusted root signed it."""

    signer: PublicKey
    signer_name: str
    trusted_comment: str
    key_list: SignedList | None


@dataclass(frozen=True)
class Stranger:
    """The key to ask about where nobody here is known: it did sign, and says itself who it is.

    A ``root`` signed the list that names the signer; otherwise the signer itself is asked about.
    """

    key: PublicKey
    role: KeyRole

    def added_to(self, trust: Trust) -> Trust:
        """What would be trusted once a person has confirmed the key."""
        if self.role == KeyRole.ROOT:
            return replace(trust, roots=(*trust.roots, self.key))
        return replace(trust, officers=(*trust.officers, self.key))


def listed(contents: Mapping[str, bytes]) -> tuple[ManifestEntry, ...]:
    """What a manifest says of these files."""
    return tuple(
        ManifestEntry(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in contents.items()
    )


def open_zip(
    data: bytes, read_manifest: Callable[[bytes], M], needed: Sequence[str], lacking: str
) -> SignedZip[M]:
    """The first two steps: size limits; shape and names.

    Raises BadFile, ``lacking`` where it has no needed {name}, and what ``read_manifest`` raises.
    """
    entries = {entry.name: entry for entry in strict_zip.entries(data)}
    for name in (MANIFEST, *needed):
        if name not in entries:
            raise BadFile(lacking, name=name)
    if (KEYS in entries) != (KEYS_SIGNATURE in entries):
        raise BadFile(
            "This file holds a key list without its signature, or the signature alone. "
            "Nothing was changed. Ask for a new copy."
        )
    manifest_raw = strict_zip.read(data, entries[MANIFEST])
    manifest = read_manifest(manifest_raw)
    if sorted(one.name for one in manifest.entries) != sorted(entries.keys() - {MANIFEST, SIGNATURE}):
        raise BadFile(
            "This file does not hold exactly the files its manifest lists. "
            "Nothing was changed. Ask for a new copy."
        )
    return SignedZip(data, entries, manifest, manifest_raw)


def contents(
    opened: SignedZip[M], otherwise: UserError, wanted: Callable[[str], bool] = lambda _name: True
) -> dict[str, bytes]:
    """The listed files that are ``wanted``; raises ``otherwise`` unless all of them are as listed."""
    found = {}
    for entry in opened.manifest.entries:
        content = opened.content(entry.name)
        if len(content) != entry.size or hashlib.sha256(content).hexdigest() != entry.sha256:
            raise otherwise
        if wanted(entry.name):
            found[entry.name] = content
    return found


def sign(opened: SignedZip[M], key: SigningKey, about: str) -> bytes:
    """The zip with this key's signature, in place of an earlier one. ``about`` says in it what was signed."""
    signature = signing.sign(key, opened.manifest_raw, f"{about} {signing.naming(key.public)}")
    others = {entry.name: opened.content(entry.name) for entry in opened.manifest.entries}
    return strict_zip.write({MANIFEST: opened.manifest_raw, SIGNATURE: signature, **others})


def vouched(opened: SignedZip[M], trust: Trust, what: What) -> Vouched:
    """Who vouches for a signed zip. The hashes are still to be checked.

    Raises UnknownKey where nobody trusted signed it, NotTrusted where it was changed, or its key revoked.
    """
    carried = _key_list(opened, trust)
    if carried is not None:
        trust = trust.taking(carried)
    known = [*trust.signers(), *trust.roots]
    verified = signing.verify(opened.manifest_raw, opened.content(SIGNATURE), known, what)
    trust.refuse_signer(verified.key)
    return Vouched(verified.key, trust.name_of(verified.key), verified.trusted_comment, carried)


def stranger(opened: SignedZip[M], trust: Trust) -> Stranger | None:
    """Whom to ask about where nobody is known: the root whose list names the signer, else the signer.

    None where the signature does not say who made it. Raises BadFile, NewerFile.
    """
    signer = _claimed(opened, MANIFEST, SIGNATURE)
    if signer is None:
        return None
    root = _claimed(opened, KEYS, KEYS_SIGNATURE)
    if root is not None and not trust.holds(root):  # an officer whose key is known cannot make himself a root
        carried = Trust(known=SignedList(key_lists.read_key_list(opened.content(KEYS)), b"", root))
        if signer in carried.signers():
            return Stranger(root, KeyRole.ROOT)
    return Stranger(signer, KeyRole.PLANS)


def _key_list(opened: SignedZip[M], trust: Trust) -> SignedList | None:
    """The key list in it, if a trusted root vouches for it; another root's is left alone."""
    if KEYS not in opened.entries:
        return None
    try:
        return key_lists.read_signed(opened.content(KEYS), opened.content(KEYS_SIGNATURE), trust.roots)
    except UnknownKey:
        return None


def _claimed(opened: SignedZip[M], name: str, signature: str) -> PublicKey | None:
    if name not in opened.entries or signature not in opened.entries:
        return None
    return signing.claimed(opened.content(name), opened.content(signature))
