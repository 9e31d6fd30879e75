"""Locked keys that open at once: a key's file says itself what scrypt may cost, and these ask for little."""

from __future__ import annotations

import base64
import hashlib
import os
import struct
from pathlib import Path

from icbl_desktop.formats import signing
from icbl_desktop.formats.signing import SigningKey
from icbl_desktop.services import key_office

_LIMITS = struct.pack("<QQ", 2**15, 2**24)
"""The least work that libsodium knows: N = 1024."""


def locked_text(key: SigningKey, passphrase: str) -> str:
    """The key in minisign's file, locked by somebody with a very small computer."""
    salt = os.urandom(32)
    halves = key.key_id + key.private + key.public.raw
    plain = halves + hashlib.blake2b(b"Ed" + halves, digest_size=32).digest()
    stream = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**10, r=8, p=1, dklen=len(plain))
    locked = bytes(one ^ other for one, other in zip(plain, stream, strict=True))
    line = base64.b64encode(b"EdScB2" + salt + _LIMITS + locked).decode()
    return f"untrusted comment: minisign encrypted secret key\n{line}\n"


def keep_locked(folder: Path, name: str, passphrase: str) -> Path:
    """A new key with its public half in a folder, as ``key_office.make`` leaves them; its secret file."""
    made = signing.generate()
    key_office.write(folder / f"{name}.pub", signing.public_key_text(made.public).encode())
    key_office.write(folder / f"{name}.key", locked_text(made, passphrase).encode())
    return folder / f"{name}.key"
