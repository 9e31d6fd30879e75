"""The everyday fonts, which set most texts; and a person's text as markup."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FAMILY = "NotoSans"
REGULAR = f"{FAMILY}-Regular"
BOLD = f"{FAMILY}-SemiBold"

_BETTER_ELSEWHERE = frozenset(map(chr, range(0x900, 0x980)))  # Devanagari
_SHAPED = ("Mn", "Mc", "Me", "Cf")
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_MANY_BREAKS = re.compile(r"\n{3,}")


def load(folder: Path) -> None:
    """Tell ReportLab of the two everyday fonts of the folder of the bundled ones."""
    for name in (REGULAR, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    for italic in (1, 0):  # the last one said is what ReportLab takes the font itself for
        addMapping(REGULAR, 0, italic, REGULAR)
        addMapping(REGULAR, 1, italic, BOLD)


def as_markup(text: str) -> str:
    """A person's text as a paragraph's markup: escaped, line breaks kept."""
    plain = _MANY_BREAKS.sub("\n\n", _NOT_TEXT.sub("", text.replace("\r\n", "\n")).strip())
    return escape(plain).replace("\n", "<br/>")


def is_everyday(text: str) -> bool:
    """Whether the two everyday fonts have all of a text, and it needs no shaping."""
    return text.isascii() or _everyday().issuperset(text)


@cache
def _everyday() -> frozenset[str]:
    letters = [frozenset(map(chr, pdfmetrics.getFont(name).face.charToGlyph)) for name in (REGULAR, BOLD)]
    both = letters[0] & letters[1] - _BETTER_ELSEWHERE
    return frozenset(one for one in both if not _needs_shaping(one))


def _needs_shaping(character: str) -> bool:
    return (
        unicodedata.category(character) in _SHAPED or unicodedata.bidirectional(character) in _RIGHT_TO_LEFT
    )
