"""Text that runs both ways: the levels of the Unicode Bidirectional Algorithm (UAX 9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeVar

MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that show nothing, and only say which way a text runs."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_TURNING = {
    False: frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"}),
    True: frozenset({"L", "EN", "AN", "LRE", "LRO", "LRI"}),
}
"""What may run the other way in a text, by whether the text runs right to left."""
_STRONG = frozenset({"L", "R", "AL"})
_NOT_ISOLATED = dict.fromkeys(range(0x2066, 0x206A), "\u200b")
_LONGEST = 100
"""Characters in a row without direction that are looked at; the library recurs once for each."""


class _Levelled(Protocol):
    @property
    def level(self) -> int: ...


T = TypeVar("T", bound=_Levelled)


def runs_right_to_left(text: str) -> bool | None:
    """The direction of a text's first strong letter; None if it has none."""
    classes = (unicodedata.bidirectional(one) for one in text)
    first = next((one for one in classes if one in _STRONG), None)
    return None if first is None else first in _RIGHT_TO_LEFT


def levels(text: str, right_to_left: bool) -> list[int]:
    """The level of each character of one line's text: even runs to the right, odd to the left."""
    if _TURNING[right_to_left].isdisjoint(map(unicodedata.bidirectional, text)):
        return [int(right_to_left)] * len(text)
    try:
        return _levels(text, right_to_left)
    except RecursionError:  # hundreds of isolates in a row without a letter outside them
        return _levels(text.translate(_NOT_ISOLATED), right_to_left)


def _levels(text: str, right_to_left: bool) -> list[int]:
    # It takes a quarter of a second to load, and few reports hold such text.
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    seen = _without_long_neutrals(text)
    direction = TextDirection.RTL if right_to_left else TextDirection.LTR
    paragraph = BidiParagraph("".join(text[n] for n in seen), direction, preserve_bn_chars=True)
    found = [int(right_to_left)] * len(text)
    for index, character in zip(seen, paragraph.characters, strict=True):
        found[index] = character.embedding_level
    return found


def as_seen(line: Sequence[T]) -> list[T]:
    """A line's parts from left to right: rule L2, from the highest level down to 1."""
    seen = list(line)
    for level in range(max((one.level for one in line), default=0), 0, -1):
        start = 0
        while start < len(seen):
            end = start
            while end < len(seen) and seen[end].level >= level:
                end += 1
            seen[start:end] = reversed(seen[start:end])
            start = end + 1
    return seen


def _without_long_neutrals(text: str) -> list[int]:
    """The places of a text, without those far inside a row of signs: they take the base direction."""
    places, row = [], 0
    for index, character in enumerate(text):
        row = 0 if unicodedata.bidirectional(character) in _STRONG else row + 1
        if row <= _LONGEST:
            places.append(index)
    return places
