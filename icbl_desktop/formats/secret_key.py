"""Secret keys in minisign's files, locked with a passphrase or not.

A locked key is XORed, together with its checksum, with what scrypt makes of the passphrase. The file says
what scrypt may cost, as libsodium's limits. minisign opens what is locked here, and the other way round.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import struct

from icbl_desktop.errors import BadFile, UserError
from icbl_desktop.formats.signing import KEY_KIND, SigningKey, key_line, packed_bytes

MAX_PASSPHRASE_BYTES = 1023
"""The most that minisign reads."""

_FILE_BYTES = 158
_KEYS_BYTES = 104  # key id 8, secret half 32, public half 32, checksum 32

_OPEN = b"\0\0"
_LOCKED = b"Sc"
_CHECKSUM = b"B2"
_LIMITS = struct.Struct("<QQ")  # how much work, how much memory
_NO_SALT_NO_LIMITS = bytes(48)
_NO_CHECKSUM = bytes(32)

_OURS = (2**22, 2**27)
"""128 MiB and about a second on an old laptop."""
_MOST = (2**25, 2**30)
"""What minisign itself asks for; a file that asks for more is refused."""

_NOT_A_KEY = "This is not a minisign secret key. Nothing was changed. Choose the key's NAME.key file."
_DAMAGED = "This secret key is damaged. Nothing was changed. Take it from the backup of your keys."


def secret_key_text(key: SigningKey, passphrase: str = "") -> str:
    """The key as minisign writes it: locked if there is a passphrase, else only for a place that is safe.

    Raises UserError for a passphrase that is too long for minisign.
    """
    if not passphrase:
        packed = KEY_KIND + _OPEN + _CHECKSUM + _NO_SALT_NO_LIMITS + _halves(key) + _NO_CHECKSUM
        return f"untrusted comment: minisign secret key\n{base64.b64encode(packed).decode()}\n"
    salt = os.urandom(32)
    locked = _xor(_halves(key) + _checksum(_halves(key)), _stream(passphrase, salt, *_OURS))
    packed = KEY_KIND + _LOCKED + _CHECKSUM + salt + _LIMITS.pack(*_OURS) + locked
    return f"untrusted comment: minisign encrypted secret key\n{base64.b64encode(packed).decode()}\n"


def is_locked(text: str) -> bool:
    """Whether a secret key file asks for a passphrase. Raises BadFile for anything else."""
    return _packed(text)[2:4] == _LOCKED


def parse_secret_key(text: str, passphrase: str = "") -> SigningKey:
    """The key in a minisign secret key file; a passphrase that an open one does not need is not looked at.

    Raises UserError at its field "passphrase" for a missing or wrong one, BadFile for what is no whole key.
    """
    packed = _packed(text)
    keys = packed[-_KEYS_BYTES:]
    if packed[2:4] == _LOCKED:
        if not passphrase:
            raise UserError(
                "This key is locked. Nothing was changed. Give its passphrase.", field="passphrase"
            )
        salt, limits = packed[6:38], packed[38:54]
        keys = _xor(keys, _stream(passphrase, salt, *_LIMITS.unpack(limits)))
        if not hmac.compare_digest(keys[72:], _checksum(keys[:72])):
            raise UserError(
                "This passphrase does not open the key. Nothing was changed. Try again; if you are sure of "
                "the passphrase, the file may be damaged: take it from the backup of your keys.",
                field="passphrase",
            )
    key = SigningKey(keys[:8], keys[8:40])
    if key.public.raw != keys[40:72]:
        raise BadFile(
            "This secret key is damaged: its two halves do not belong together. Nothing was changed. "
            "Take it from the backup of your keys."
        )
    return key


def _packed(text: str) -> bytes:
    """A key file's bytes, of a kind that is known."""
    packed = packed_bytes(key_line(text), _FILE_BYTES)
    if packed is None or packed[:2] != KEY_KIND:
        raise BadFile(_NOT_A_KEY)
    if packed[2:4] not in (_OPEN, _LOCKED) or packed[4:6] != _CHECKSUM:
        raise BadFile(_NOT_A_KEY)
    return packed


def _halves(key: SigningKey) -> bytes:
    return key.key_id + key.private + key.public.raw


def _checksum(halves: bytes) -> bytes:
    return hashlib.blake2b(KEY_KIND + halves, digest_size=32).digest()


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _stream(passphrase: str, salt: bytes, work: int, memory: int) -> bytes:
    """What hides the key. ``work`` and ``memory`` (bytes) are libsodium's opslimit and memlimit."""
    secret = passphrase.encode("utf-8", "surrogateescape")  # bytes that are no text, as minisign takes them
    if len(secret) > MAX_PASSPHRASE_BYTES:
        raise UserError(
            "This passphrase is too long. Nothing was changed. It has 1023 bytes at most.", field="passphrase"
        )
    if work > _MOST[0] or memory > _MOST[1]:
        raise BadFile(_DAMAGED)
    cost, parallel = _scrypt_cost(work, memory)
    most = 128 * 8 * (cost + parallel + 2) + 1024 * 1024
    try:
        return hashlib.scrypt(secret, salt=salt, n=cost, r=8, p=parallel, maxmem=most, dklen=_KEYS_BYTES)
    except (MemoryError, ValueError) as error:  # any cost within these limits is one that scrypt knows
        raise UserError(
            "There is too little memory for this key. Nothing was changed. Close other programs and retry."
        ) from error


def _scrypt_cost(work: int, memory: int) -> tuple[int, int]:
    """N and p of scrypt for blocks of r = 8, chosen from the limits as libsodium does."""
    work = max(work, 32768)
    if work < memory // 32:
        return _cost_within(work // 32), 1
    cost = _cost_within(memory // 1024)
    return cost, work // 4 // cost // 8


def _cost_within(most: int) -> int:
    """The smallest power of two above half of ``most``, and at least 2."""
    return int(max(2, 1 << (most // 2).bit_length()))
