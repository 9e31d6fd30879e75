"""Which font sets which character: by its script, and by what the fonts have."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics

from icbl_desktop.formats.report_pdf.fonts import FAMILY, REGULAR

FAMILIES = {
    "Arab": "NotoNaskhArabic",
    "Armn": "NotoSansArmenian",
    "Beng": "NotoSansBengali",
    "Deva": "NotoSansDevanagari",
    "Ethi": "NotoSansEthiopic",
    "Geor": "NotoSansGeorgian",
    "Hebr": "NotoSansHebrew",
    "Khmr": "NotoSansKhmer",
    "Laoo": "NotoSansLao",
    "Mymr": "NotoSansMyanmar",
    "Sinh": "NotoSansSinhala",
    "Taml": "NotoSansTamil",
    "Thai": "NotoSansThai",
}
TALL = frozenset(FAMILIES[script] for script in ("Khmr", "Laoo", "Mymr", "Thai"))
"""Families with marks above marks, which want higher lines."""
_LARGER = {FAMILIES["Arab"]: 1.12}
"""Families whose letters look smaller than Latin ones of the same size, and by how much they are enlarged."""

_STAYING = ("Mn", "Me", "Mc", "Cf", "Zs")
NO_LETTER = "\N{REPLACEMENT CHARACTER}"
"""What stands for a character that no font has."""


@dataclass(frozen=True, eq=False)
class Face:
    """One font file, never changed once read."""

    name: str
    shaper: hb.Font = field(repr=False)
    letters: frozenset[str] = field(repr=False)

    @property
    def units(self) -> int:
        """The units of its glyphs to an em."""
        return int(self.shaper.face.upem)

    @property
    def tall(self) -> bool:
        """Whether it wants higher lines."""
        return self._family in TALL

    @property
    def enlarged(self) -> float:
        """How many times larger than its nominal size it is set."""
        return _LARGER.get(self._family, 1)

    @property
    def _family(self) -> str:
        return self.name.partition("-")[0]

    def glyph(self, character: str) -> int:
        """The number of a character's glyph."""
        found = self.shaper.get_nominal_glyph(ord(character))
        return int(found or 0)

    def advance(self, glyph: int) -> int:
        """How far a glyph moves the pen when it stands alone, in units."""
        return int(self.shaper.get_glyph_h_advance(glyph))


class Kind(NamedTuple):
    """The family and script of a character; ``missing`` if no font has it."""

    family: str
    script: str
    missing: bool = False


@cache
def face(family: str, bold: bool) -> Face:
    """The font of a family: it lies beside the everyday one's file."""
    name = f"{family}-{'SemiBold' if bold else 'Regular'}"
    everyday = Path(pdfmetrics.getFont(REGULAR).face.filename)
    opened = hb.Face(everyday.with_name(f"{name}.ttf").read_bytes())
    return Face(name, hb.Font(opened), frozenset(map(chr, opened.unicodes)))


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The script a character belongs to, as in ISO 15924: "Khmr"; empty if it is common to many."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return str(buffer.script or "")


def kinds(text: str) -> list[Kind]:
    """The family and script for each character of a text.

    Marks and joiners go with the letter before them, and spaces with the last letter of a script, if its font
    has them. Characters common to many scripts, such as digits and brackets, are always the everyday font's,
    so that pairs look alike.
    """
    found: list[Kind] = []
    letter: Kind | None = None
    for character in text:
        before = letter if character == " " else found[-1] if found else None
        if before and not before.missing and _stays(character, before.family):
            found.append(before)
        else:
            found.append(_own_kind(character))
        letter = found[-1] if found[-1].script else letter
    return found


def without_font(text: str) -> frozenset[str]:
    """The characters of a text that no font here has, such as Chinese and emoji: ``NO_LETTER`` is printed."""
    return frozenset(one for one in set(text) if not one.isascii() and _own_kind(one).missing)


@lru_cache(maxsize=4096)
def _stays(character: str, family: str) -> bool:
    return unicodedata.category(character) in _STAYING and _has(family, character)


@lru_cache(maxsize=4096)
def _own_kind(character: str) -> Kind:
    script = script_of(character)
    own = FAMILIES.get(script, FAMILY)
    able = (one for one in chain((own, FAMILY), FAMILIES.values()) if _has(one, character))
    family = next(able, None)
    return Kind(family, script) if family else Kind(FAMILY, "", missing=True)


def _has(family: str, character: str) -> bool:
    """Whether a family has a character, or needs none: HarfBuzz draws joiners and the like as nothing."""
    return character in face(family, False).letters or unicodedata.category(character) == "Cf"
