"""Names of people that the program knows, found in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_APART = re.compile(r"[,;/|\n\r()\u060c\u061b\u3001·•]|\s[-–—]\s|\s(?:and|et|y|e|и|و)\s")
_MOST_WORDS, _LEAST_LETTERS = 5, 4
_LEAST = 2
"""Letters that any name has."""
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uaa60-\uaa7f]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Japanese and Chinese write words without a space between."""
_PLACES = re.compile(rf"(?<![^\W_])[^\W_]|{_UNSPACED.pattern}")
"""Where a name can begin: at the start of a word, or anywhere in scripts that do not space them."""


@dataclass(frozen=True)
class Index:
    """Names ready to be looked for: as written, by their folded form; and their lengths, by first letter."""

    written: Mapping[str, str]
    lengths: Mapping[str, frozenset[int]]


def names_in(field: str) -> tuple[str, ...]:
    """The names that a field holds, as they are written there: "Sok Dara, Chan Maly".

    A single word of less than four letters is left out, as it stands in too many others, and so is what is
    too long to be a name.
    """
    pieces = (" ".join(piece.split()).strip(" .:'\"") for piece in _APART.split(field))
    return tuple(piece for piece in pieces if _is_name(piece))


def index(names: Iterable[str]) -> Index:
    """The names made ready to be looked for in many texts."""
    written = {_folded(name): name for name in sorted(names)}
    lengths: dict[str, frozenset[int]] = {}
    for name in written:
        lengths[name[0]] = lengths.get(name[0], frozenset()) | {len(name)}
    return Index(written, lengths)


def found_in(text: str, names: Index) -> frozenset[str]:
    """Those names that stand in a text as whole words, whatever their capitals."""
    folded = _folded(text)
    found = set()
    for place in (match.start() for match in _PLACES.finditer(folded)):
        for length in names.lengths.get(folded[place], ()):
            name = folded[place : place + length]
            if name in names.written and _stands_alone(folded, place, place + length):
                found.add(names.written[name])
    return frozenset(found)


def _is_name(piece: str) -> bool:
    words = piece.split()
    letters = sum(one.isalpha() for one in piece)
    is_long_enough = letters >= _LEAST_LETTERS or len(words) > 1 or bool(_UNSPACED.search(piece))
    return letters >= _LEAST and is_long_enough and len(words) <= _MOST_WORDS


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end; where words are not spaced, none can be told apart."""
    if _UNSPACED.match(text[start]):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())
