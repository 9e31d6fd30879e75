"""Ed25519 signatures in minisign's files, so that anyone can check one without this program.

Only the prehashed kind ``ED`` is written and accepted: the key signs the BLAKE2b-512 of the data, then
signs that signature together with the trusted comment.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from icbl_desktop.errors import BadFile, NotTrusted, UnknownKey

What = Literal["file", "plan", "report"]

MAX_SIGNATURE_BYTES = 16 * 1024
"""More than minisign itself ever writes."""

MAX_KEY_BYTES = 16 * 1024
"""More than a key file ever holds."""

_CHANGED = {
    "file": "This file does not match its signature. Nothing was changed. Do not use it. Ask for a new copy.",
    "plan": "This plan does not match its signature. Nothing was changed. Do not use it. Ask for a new copy.",
    "report": (
        "This report does not match its signature. Nothing was changed. Do not use it. Ask for a new copy."
    ),
}

KEY_KIND = b"Ed"
_PREHASHED = b"ED"
_LEGACY = b"Ed"
_UNTRUSTED = b"untrusted comment: "
_TRUSTED = b"trusted comment: "
_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass(frozen=True)
class PublicKey:
    """Who signed. ``raw`` (32 bytes) is the identity; ``key_id`` (8 bytes) is only a hint."""

    key_id: bytes
    raw: bytes

    @property
    def id_text(self) -> str:
        """The key id as minisign prints it."""
        return _id_text(self.key_id)


@dataclass(frozen=True)
class SigningKey:
    """What signs: ``key_id`` (8 bytes) and the secret ``private`` half (32 bytes, never printed)."""

    key_id: bytes
    private: bytes = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """The half that others check with."""
        raw = Ed25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()
        return PublicKey(self.key_id, raw)


@dataclass(frozen=True)
class Verified:
    """A signature that holds: by which trusted key, and the comment that key signed too."""

    key: PublicKey
    trusted_comment: str


@dataclass(frozen=True)
class _Signature:
    kind: bytes
    key_id: bytes
    signature: bytes
    trusted_comment: bytes
    comment_signature: bytes


def generate() -> SigningKey:
    """A new signing key."""
    return SigningKey(os.urandom(8), Ed25519PrivateKey.generate().private_bytes_raw())


def sign(key: SigningKey, data: bytes, trusted_comment: str) -> bytes:
    """The ``.minisig`` file for ``data``. ``trusted_comment`` is one printable line; ValueError otherwise."""
    if not trusted_comment.replace("\t", " ").isprintable():
        raise ValueError("a trusted comment is one printable line")
    private = Ed25519PrivateKey.from_private_bytes(key.private)
    comment = trusted_comment.encode()
    signature = private.sign(_prehash(data))
    lines = [
        b"untrusted comment: signature from ICBL Desktop, key " + _id_text(key.key_id).encode(),
        base64.b64encode(_PREHASHED + key.key_id + signature),
        _TRUSTED + comment,
        base64.b64encode(private.sign(signature + comment)),
    ]
    return b"\n".join(lines) + b"\n"


def verify(data: bytes, minisig: bytes, keys: Sequence[PublicKey], what: What = "file") -> Verified:
    """Which of the trusted ``keys`` signed ``data``; ``what`` it is goes into the sentence.

    Raises UnknownKey for another key's signature, NotTrusted for a malformed, legacy or false one.
    """
    parts = _parse(minisig)
    if parts.kind == _LEGACY:
        raise NotTrusted(
            "This file is signed in an old way we do not trust. Nothing was changed. "
            "Ask for a newly signed copy."
        )
    named = [key for key in keys if key.key_id == parts.key_id]
    if not named:
        raise UnknownKey(
            "This file is signed with key {key}, which this computer does not know. "
            "Nothing was changed. Do not use it yet. "
            "Ask the person who sent it to read you the key's fingerprint on the phone.",
            key=_id_text(parts.key_id),
        )
    for key in named:
        if _holds(key, data, parts):
            return Verified(key, parts.trusted_comment.decode())
    raise does_not_match(what)


def naming(key: PublicKey) -> str:
    """How a trusted comment names the signing key, for someone who does not know it yet."""
    return f"key {public_key_line(key)}"


def claimed(data: bytes, minisig: bytes) -> PublicKey | None:
    """The key that the signature's own comment names, if it did sign ``data``; nobody has confirmed it."""
    try:
        comment = _parse(minisig).trusted_comment.decode()
        key = parse_public_key(comment.rpartition("key ")[2])
        return verify(data, minisig, [key]).key
    except (BadFile, NotTrusted):
        return None


def does_not_match(what: What) -> NotTrusted:
    """The refusal of something that was changed after it was signed."""
    return NotTrusted(_CHANGED[what])


def _holds(key: PublicKey, data: bytes, parts: _Signature) -> bool:
    """Whether both signatures are this key's."""
    public = Ed25519PublicKey.from_public_bytes(key.raw)
    try:
        public.verify(parts.signature, _prehash(data))
        public.verify(parts.comment_signature, parts.signature + parts.trusted_comment)
    except InvalidSignature:
        return False
    return True


def _parse(minisig: bytes) -> _Signature:
    """The four lines, exactly as minisign writes them."""
    unreadable = NotTrusted(
        "The signature of this file cannot be read. Nothing was changed. Do not use it. Ask for a new copy."
    )
    lines = minisig[: MAX_SIGNATURE_BYTES + 1].split(b"\n")
    if len(minisig) > MAX_SIGNATURE_BYTES or len(lines) != 5 or lines[4]:
        raise unreadable
    if not (lines[0].startswith(_UNTRUSTED) and lines[2].startswith(_TRUSTED)):
        raise unreadable
    signed, comment = packed_bytes(lines[1], 74), lines[2].removeprefix(_TRUSTED)
    comment_signature = packed_bytes(lines[3], 64)
    if signed is None or comment_signature is None or not _is_line(comment):
        raise unreadable
    if signed[:2] not in (_PREHASHED, _LEGACY):
        raise unreadable
    return _Signature(signed[:2], signed[2:10], signed[10:], comment, comment_signature)


def public_key_text(key: PublicKey) -> str:
    """The key as minisign's ``.pub`` file."""
    return f"untrusted comment: minisign public key {key.id_text}\n{public_key_line(key)}\n"


def public_key_line(key: PublicKey) -> str:
    """The second line of a ``.pub`` file, which is the whole key."""
    return base64.b64encode(KEY_KIND + key.key_id + key.raw).decode()


def parse_public_key(text: str) -> PublicKey:
    """The key in a ``.pub`` file, or in its second line alone. Raises BadFile."""
    packed = packed_bytes(key_line(text), 42)
    if packed is None or packed[:2] != KEY_KIND:
        raise BadFile("This is not a minisign public key. Ask for the key's .pub file, or its one line.")
    return PublicKey(packed[2:10], packed[10:])


def fingerprint_bytes(key: PublicKey) -> bytes:
    """The 20 bytes that a fingerprint shows, in letters or in words."""
    return hashlib.sha256(key.raw).digest()[:20]


def fingerprint(key: PublicKey) -> str:
    """The key in eight groups of four letters and digits, to read out and compare on the phone."""
    letters = base64.b32encode(fingerprint_bytes(key)).translate(_CROCKFORD).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def short_code(key: PublicKey) -> str:
    """The fingerprint's first group, which names a stream: "7KQ2"."""
    return fingerprint(key)[:4]


def _prehash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=64).digest()


def _id_text(key_id: bytes) -> str:
    return format(int.from_bytes(key_id, "little"), "X")


def _is_line(comment: bytes) -> bool:
    """Whether a comment can be shown as one line."""
    try:
        return comment.decode().replace("\t", " ").isprintable()
    except UnicodeDecodeError:
        return False


def key_line(text: str) -> bytes:
    """The packed line of a key file, or of a bare line."""
    lines = text.strip().splitlines()
    if len(lines) == 2 and lines[0].encode().startswith(_UNTRUSTED):
        lines = lines[1:]
    return lines[0].encode() if len(lines) == 1 else b""


def packed_bytes(line: bytes, size: int) -> bytes | None:
    """The ``size`` bytes a line stands for, if it does so in the one canonical way."""
    try:
        packed = base64.b64decode(line, validate=True)
    except binascii.Error:
        return None
    return packed if len(packed) == size and base64.b64encode(packed) == line else None
