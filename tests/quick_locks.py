"""Locking costs next to nothing in tests: what is locked says itself what scrypt may cost.

What is locked so, minisign and age open too. What a real lock costs is tested ``at_full_cost``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyrage import passphrase

from icbl_desktop.formats import secret_key
from tests.locked_age import locked_with

_PLACES: tuple[tuple[Any, str, Any], ...] = (
    (secret_key, "_OURS", (2**15, 2**24)),  # the least work that libsodium knows
    (passphrase, "encrypt", locked_with),  # this library makes it cost a second on any computer
)
_REAL = [getattr(place, name) for place, name, _ in _PLACES]


def begin() -> None:
    """From now on in this process."""
    for place, name, quick in _PLACES:
        setattr(place, name, quick)


@contextmanager
def at_full_cost() -> Iterator[None]:
    """Lock as the program does."""
    for (place, name, _), real in zip(_PLACES, _REAL, strict=True):
        setattr(place, name, real)
    try:
        yield
    finally:
        begin()
