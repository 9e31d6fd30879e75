"""Fonts for every script a campaign may write in, chosen by character, so that nothing is an empty box."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from icbl_desktop.formats.report_pdf.scripts import script_of

FAMILY = "NotoSans"
REGULAR = f"{FAMILY}-Regular"
BOLD = f"{FAMILY}-SemiBold"

_OTHERS = {
    "ARABIC": "NotoNaskhArabic",
    "ARMENIAN": "NotoSansArmenian",
    "BENGALI": "NotoSansBengali",
    "DEVANAGARI": "NotoSansDevanagari",
    "ETHIOPIC": "NotoSansEthiopic",
    "GEORGIAN": "NotoSansGeorgian",
    "HEBREW": "NotoSansHebrew",
    "KHMER": "NotoSansKhmer",
    "LAO": "NotoSansLao",
    "MYANMAR": "NotoSansMyanmar",
    "SINHALA": "NotoSansSinhala",
    "TAMIL": "NotoSansTamil",
    "THAI": "NotoSansThai",
}
_BETTER_ELSEWHERE = frozenset(map(chr, range(0x900, 0x980)))  # Devanagari
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MANY_BREAKS = re.compile(r"\n{3,}")


class Fonts:
    """The bundled fonts: two everyday ones, and one for each other script as a text needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._everyday = self._letters(REGULAR) & self._letters(BOLD) - _BETTER_ELSEWHERE
        self._families: dict[str, str] = {}

    def markup(self, text: str, *, bold: bool = False) -> str:
        """A person's text as a paragraph's markup: escaped, line breaks kept, each script in its font."""
        plain = _MANY_BREAKS.sub("\n\n", _NOT_TEXT.sub("", text.replace("\r\n", "\n")).strip())
        if self.is_everyday(plain.replace("\n", "")):
            return _escaped(plain)
        return "".join(
            _escaped("".join(run)) if family == FAMILY else self._in_font(family, "".join(run), bold)
            for family, run in groupby(plain, self._family)
        )

    def is_everyday(self, text: str) -> bool:
        """Whether the two everyday fonts have all of a text."""
        return self._everyday.issuperset(text)

    def _in_font(self, family: str, run: str, bold: bool) -> str:
        name = f"{family}-{'SemiBold' if bold else 'Regular'}"
        self._load(name)
        return f'<font name="{name}">{_escaped(run)}</font>'

    def _family(self, character: str) -> str:
        """The everyday fonts; else the font of the character's script; else any font that has it."""
        if character in self._everyday:
            return FAMILY
        if character not in self._families:
            own = _OTHERS.get(script_of(character), FAMILY)
            candidates = (own, *_OTHERS.values())
            able = (one for one in candidates if character in self._letters(f"{one}-Regular"))
            self._families[character] = next(able, FAMILY)
        return self._families[character]

    def _letters(self, name: str) -> frozenset[str]:
        return frozenset(map(chr, self._load(name).face.charToGlyph))

    def _load(self, name: str) -> TTFont:
        """The font, made known to ReportLab the first time."""
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(self._folder / f"{name}.ttf")))
        return pdfmetrics.getFont(name)


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
