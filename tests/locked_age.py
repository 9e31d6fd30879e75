"""Files of age that open at once: what scrypt may cost stands in the file, and these ask for little."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LOG_WORK = 4
_SALT = b"age-encryption.org/v1/scrypt"
_CHUNK = 64 * 1024


def locked_with(content: bytes, passphrase: str) -> bytes:
    """At most one chunk, locked with a passphrase by somebody with a very small computer."""
    assert len(content) <= _CHUNK
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrap = hashlib.scrypt(passphrase.encode(), salt=_SALT + salt, n=2**_LOG_WORK, r=8, p=1, dklen=32)
    wrapped = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    header = f"age-encryption.org/v1\n-> scrypt {_text(salt)} {_LOG_WORK}\n{_text(wrapped)}\n---".encode()
    mac = hmac.new(_derived(file_key, b"", b"header"), header, "sha256").digest()
    body = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\1", content, None)
    return header + b" " + _text(mac).encode() + b"\n" + nonce + body


def _derived(key: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, use).derive(key)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
