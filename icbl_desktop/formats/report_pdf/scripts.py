"""Which script a character belongs to, and whether the report can draw it as it should be."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DRAWN_WELL = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "ETHIOPIC", "GEORGIAN"}
_IN_WORDS = {"CJK": "Chinese", "MYANMAR": "Burmese"}


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The script of a character by the first word of its Unicode name: "KHMER", "LATIN", "DIGIT"."""
    return unicodedata.name(character, "").partition(" ")[0]


def unshaped_scripts(text: str) -> set[str]:
    """The scripts in a text whose letters the pages may draw imperfectly, in words: {"Khmer"}.

    They need shaping, or writing from right to left, which the pages do not do yet; the report's
    data holds them exactly.
    """
    if text.isascii():
        return set()
    letters = {character for character in set(text) if unicodedata.category(character) in ("Lo", "Mc")}
    found = {script_of(character) for character in letters} - _DRAWN_WELL - {""}
    return {_IN_WORDS.get(script, script.capitalize()) for script in found}
