"""How words that a person types are compared with words on record: case and accents do not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache


class Closeness(IntEnum):
    """How well something answers the words, the best first."""

    BEGINS = 0
    """The title begins with the first word."""
    WORD = 1
    """Words of the title begin so."""
    INSIDE = 2
    """They stand inside words of the title."""
    ELSEWHERE = 3
    """Not all of them stand in the title."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without case and without the accents of Latin, Greek and Cyrillic letters.

    The marks of other scripts stay: in Thai, Lao, Khmer, Burmese and Arabic they are what is said.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(one for one in decomposed if not "\u0300" <= one <= "\u036f"))


def words_in(text: str) -> tuple[str, ...]:
    """The words that are looked for, folded; signs around and inside them are letters like others."""
    return tuple(fold(text).split())


def closeness(words: Sequence[str], title: str, text: str = "") -> Closeness | None:
    """How well title and text answer folded words; None where one of them is in neither."""
    title, text = fold(title), fold(text)
    if not all(word in title or word in text for word in words):
        return None
    return closeness_of_title(words, title)


def closeness_of_title(words: Sequence[str], title: str) -> Closeness:
    """The same for what is known to answer."""
    title = fold(title)
    if not all(word in title for word in words):
        return Closeness.ELSEWHERE
    if not all(_begins_word(word, title) for word in words):
        return Closeness.INSIDE
    return Closeness.BEGINS if words and title.startswith(words[0]) else Closeness.WORD


def _begins_word(word: str, title: str) -> bool:
    at = title.find(word)
    while at > 0 and not _is_boundary(title[at - 1]):
        at = title.find(word, at + 1)
    return at >= 0


def _is_boundary(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "LMN"
