"""``keys.json``, the key list: officers' keys, and whom a computer trusts because of it.

A root key signs the list, officers' keys sign bundles, and neither does the other's work. There is no expiry
by clock: a key counts until a later list revokes it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from icbl_desktop.domain.key_list import KeyList, OfficerKey, Recipient
from icbl_desktop.errors import BadFile, NotTrusted
from icbl_desktop.formats import signing, typed_json
from icbl_desktop.formats.signing import PublicKey

KEYS = "keys.json"
KEYS_SIGNATURE = "keys.json.minisig"
KEYS_FORMAT = "icbl-keys"
MAX_KEYS_BYTES = 1024 * 1024

_MAX_KEYS = 1000
_MAX_TEXT = 200
_MAX_NUMBER = 2**53
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")


@dataclass(frozen=True)
class SignedList:
    """A key list, to the byte, and the root that vouches for it."""

    keys: KeyList
    raw: bytes
    root: PublicKey

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes in hex."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True)
class Trust:
    """Whom a computer trusts: keys a person confirmed, roots a person confirmed, the newest list seen."""

    officers: tuple[PublicKey, ...] = ()
    roots: tuple[PublicKey, ...] = ()
    known: SignedList | None = None
    revoked: tuple[OfficerKey, ...] = ()
    """Revoked by an earlier list: what a later one leaves out stays revoked."""

    def taking(self, carried: SignedList) -> Trust:
        """The same with a list that came along, unless it is older than the one known or a stranger's.

        Raises NotTrusted where two lists carry one number: only a person can say which is right.
        """
        if carried.root not in self.roots:
            return self
        if self.known is None or carried.keys.number > self.known.keys.number:
            return replace(self, known=carried)
        if carried.keys.number == self.known.keys.number and carried.digest != self.known.digest:
            raise NotTrusted(
                "Two different key lists carry the number {number}. Nothing was changed. "
                "Ask the secretariat which one is right.",
                number=carried.keys.number,
            )
        return self

    def has_newer_than(self, carried: SignedList) -> bool:
        """Whether a list that came along is older than the one known."""
        return self.known is not None and carried.keys.number < self.known.keys.number

    def signers(self) -> list[PublicKey]:
        """Every key a bundle may be signed with, and those revoked: a signature is looked at, then judged."""
        listed = [signing.parse_public_key(key.public) for key in self._listed()]
        return [*self.officers, *(key for key in listed if key not in self.officers)]

    def holds(self, key: PublicKey) -> bool:
        """Whether this key is known already, in whatever role and under whatever key id."""
        return key.raw in {known.raw for known in (*self.roots, *self.signers())}

    def refuse_signer(self, key: PublicKey) -> None:
        """Raise NotTrusted for a root's key, and for one the list revokes, however it came to be trusted."""
        if key.raw in {root.raw for root in self.roots}:
            raise NotTrusted(
                "This plan is signed with a root key, which signs key lists and nothing else. "
                "Do not use the plan. Tell the secretariat."
            )
        for listed in (*self._listed(), *self.revoked):
            if listed.revoked and signing.parse_public_key(listed.public).raw == key.raw:
                raise NotTrusted(
                    "The key that signed this plan, {name}'s, was revoked on {date}. Nothing was changed. "
                    "Do not use the plan. Ask the secretariat for a newly signed copy.",
                    name=listed.name,
                    date=listed.revoked,
                )

    def name_of(self, key: PublicKey) -> str:
        """Whose key it is by the list; empty for a key the list does not hold."""
        found = entry_of(self._listed(), key)
        return found.name if found else ""

    def _listed(self) -> tuple[OfficerKey, ...]:
        return self.known.keys.keys if self.known else ()


def entry_of(keys: Iterable[OfficerKey], key: PublicKey) -> OfficerKey | None:
    """The entry of a key, under whatever key id."""
    return next((one for one in keys if signing.parse_public_key(one.public).raw == key.raw), None)


def read_key_list(raw: bytes) -> KeyList:
    """The list in a ``keys.json``, whoever signed it. Raises BadFile naming the place, and NewerFile."""
    keys, _ = typed_json.read(raw, KeyList, KEYS_FORMAT, KEYS, MAX_KEYS_BYTES)
    for place, sentence in _faults(keys):
        raise typed_json.bad(KEYS, place, sentence)
    return keys


def write_key_list(keys: KeyList) -> bytes:
    """The list as ``keys.json``: the same list always gives the same bytes."""
    return typed_json.write(keys)


def read_signed(raw: bytes, minisig: bytes, roots: tuple[PublicKey, ...]) -> SignedList:
    """The list, once one of these roots vouches for it.

    Raises UnknownKey where another root signed it; NotTrusted where it was changed; BadFile; NewerFile.
    """
    verified = signing.verify(raw, minisig, roots, "plan")
    return SignedList(read_key_list(raw), raw, verified.key)


def sign_list(raw: bytes, root: signing.SigningKey) -> bytes:
    """The ``keys.json.minisig`` of a list. Raises BadFile where it is no list we would accept."""
    keys = read_key_list(raw)
    return signing.sign(root, raw, f"keys {keys.number} {signing.naming(root.public)}")


def _faults(keys: KeyList) -> Iterator[tuple[str, str]]:
    if not 1 <= keys.number <= _MAX_NUMBER:
        yield "number", "it must be 1 or more."
    if keys.issued_at.utcoffset() != timedelta(0):
        yield "issued_at", "the time is not in UTC."
    if max(len(keys.keys), len(keys.recipients)) > _MAX_KEYS:
        yield "keys", f"there are more than {_MAX_KEYS} entries."
    yield from _officer_faults(keys.keys)
    yield from _recipient_faults(keys.recipients)


def _officer_faults(keys: Iterable[OfficerKey]) -> Iterator[tuple[str, str]]:
    seen: set[bytes] = set()
    for index, key in enumerate(keys):
        place = f"keys[{index}]"
        for field, text in (("name", key.name), ("reason", key.reason)):
            if not _is_line(text) and (text or field == "name"):
                yield f"{place}.{field}", "it is not one short line of text."
        try:
            raw = signing.parse_public_key(key.public).raw
        except BadFile:
            yield f"{place}.public", "it is not a minisign public key."
            continue
        if raw in seen:
            yield f"{place}.public", "the key stands here twice."
        seen.add(raw)


def _recipient_faults(recipients: Iterable[Recipient]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for index, recipient in enumerate(recipients):
        if not _is_line(recipient.name):
            yield f"recipients[{index}].name", "it is not one short line of text."
        if not RECIPIENT.fullmatch(recipient.public):
            yield f"recipients[{index}].public", "it is not an age public key."
        if recipient.public in seen:
            yield f"recipients[{index}].public", "the key stands here twice."
        seen.add(recipient.public)


def _is_line(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _MAX_TEXT and text.isprintable()
