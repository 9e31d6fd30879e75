"""A key's fingerprint in fifteen English words, easier to read out on the phone than letters and digits.

The words are BIP-39's: no two begin with the same four letters, and the last one holds a checksum, so that a
misheard word is mostly noticed for itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from icbl_desktop.formats.signing import PublicKey, fingerprint_bytes

if TYPE_CHECKING:
    from mnemonic import Mnemonic

_NOT_LETTERS = re.compile(r"[^a-z]+")


def words(key: PublicKey) -> tuple[str, ...]:
    """The fifteen words that stand for the same 160 bits as the fingerprint; show them five a row."""
    return tuple(_list().to_mnemonic(fingerprint_bytes(key)).split())


def matches(text: str, key: PublicKey) -> bool:
    """Whether what a person typed or heard are this key's words, however spaced and in capitals or not."""
    return _heard(text) == words(key)


def belong_together(text: str) -> bool:
    """Whether these can be some key's words; if not, one was misheard or left out."""
    heard = _heard(text)
    return len(heard) == 15 and _list().check(" ".join(heard))


def _heard(text: str) -> tuple[str, ...]:
    return tuple(_NOT_LETTERS.sub(" ", text.casefold()).split())


@cache
def _list() -> Mnemonic:
    from mnemonic import Mnemonic  # only when words are wanted: starts faster

    return Mnemonic("english")
