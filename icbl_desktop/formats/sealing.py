"""Sealing with age, so that only those a file is meant for can open it.

Not the same bytes twice: each sealing draws a new key for the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from icbl_desktop.errors import BadFile, UserError

MAX_BYTES = 65 * 1024 * 1024
"""More than the largest report, sealed."""

_HEADERS = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
# How the library says what it has one kind of error for.
_NO_KEY_FITS = "No matching keys found"
_WRONG_WORDS = "Decryption failed"


class SealedForOthers(BadFile):
    """A sealed file that none of the keys at hand opens."""


@dataclass(frozen=True)
class AgeKey:
    """A pair of age keys: whatever is sealed to ``recipient`` the ``identity`` opens."""

    recipient: str
    identity: str


def generate() -> AgeKey:
    """A new pair."""
    identity = x25519.Identity.generate()
    return AgeKey(str(identity.to_public()), str(identity))


def is_recipient(text: str) -> bool:
    """Whether something can be sealed to this public key."""
    try:
        x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def recipient_of(identity: str) -> str:
    """The public half of an identity; empty where it is none."""
    try:
        return str(x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        return ""


def seal(content: bytes, recipients: Sequence[str]) -> bytes:
    """The content, for any one of these recipients to open. ValueError where there is none."""
    if not recipients:
        raise ValueError("a file that nobody can open")
    sealed: bytes = pyrage.encrypt(content, [x25519.Recipient.from_str(one) for one in recipients])
    return sealed


def open_sealed(sealed: bytes, identities: Sequence[str]) -> bytes:
    """What was sealed for one of these identities.

    Raises SealedForOthers where none of them opens it, BadFile where it is damaged or not sealed with age.
    """
    _check(sealed)
    try:
        content: bytes = pyrage.decrypt(sealed, [x25519.Identity.from_str(one) for one in identities])
    except pyrage.DecryptError as error:
        if str(error) == _NO_KEY_FITS:
            raise SealedForOthers(
                "This file is sealed for somebody else. Nothing was changed. Ask for one sealed for you."
            ) from error
        raise _damaged() from error
    return content


def lock(content: bytes, passphrase: str) -> bytes:
    """The content, for whoever knows the passphrase to open; takes a second or two."""
    locked: bytes = by_passphrase.encrypt(content, passphrase)
    return locked


def unlock(locked: bytes, passphrase: str) -> bytes:
    """What was locked with this passphrase.

    Raises UserError at its field "passphrase" for another one, BadFile where it is damaged or not so locked.
    """
    _check(locked)
    try:
        content: bytes = by_passphrase.decrypt(locked, passphrase)
    except pyrage.DecryptError as error:
        if str(error) == _WRONG_WORDS:
            raise UserError(
                "This passphrase does not open the file. Nothing was changed. Try again.", field="passphrase"
            ) from error
        raise _damaged() from error
    return content


def is_sealed(content: bytes) -> bool:
    """Whether this is a file of age, by its first line."""
    return content.startswith(_HEADERS)


def _check(sealed: bytes) -> None:
    if not is_sealed(sealed):
        raise BadFile("This file is not sealed with age. Nothing was changed. Is it the right file?")
    if len(sealed) > MAX_BYTES:
        raise BadFile("This sealed file is too large. Nothing was changed. Ask for a new copy.")


def _damaged() -> BadFile:
    return BadFile("This sealed file is damaged. Nothing was changed. Ask for a new copy.")
