"""Where a line may end: the rules of UAX 14, with dictionaries for scripts that write no spaces."""

from __future__ import annotations

from itertools import accumulate


def line_breaks(text: str, language: str) -> frozenset[int]:
    """The places after which a line may end, as numbers of characters from the beginning."""
    # Its dictionaries are large, and few reports have text that is shaped at all.
    from icu4py.breakers import LineBreaker

    return frozenset(accumulate(map(len, LineBreaker(text, language))))
