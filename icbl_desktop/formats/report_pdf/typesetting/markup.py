"""ReportLab's little markup, read into pieces of text that look one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import cleanBlockQuotedText
from reportlab.platypus.paraparser import ParaFrag

BREAK = "\n"
"""A forced end of a line; every other white space of the markup is a plain space."""

_SPACES = re.compile("[ \t\r\n]+")


@dataclass(frozen=True)
class Look:
    """How a piece of text is set. ``link`` is "#key" for a place in the document, else an address."""

    bold: bool
    slanted: bool
    colour: Color
    size: float
    link: str = ""


@dataclass(frozen=True)
class Piece:
    """Text of one look; it holds no white space but single spaces, no-break spaces and breaks."""

    text: str
    look: Look


def pieces(markup: str, style: ParagraphStyle) -> list[Piece]:
    """The markup as pieces: of white space in a row only the first is kept, none at the ends of a line."""
    found: list[Piece] = []
    for text, look in _fragments(markup, style):
        before = found[-1].text[-1] if found else BREAK
        text = _SPACES.sub(" ", text) if text != BREAK else text
        if before in (" ", BREAK):
            text = text.removeprefix(" ")
        if text:
            found.append(Piece(text, look))
    return [Piece("".join(one.text for one in same), look) for look, same in groupby(found, lambda p: p.look)]


def plain(text: str, style: ParagraphStyle) -> list[Piece]:
    """Text for the column beside a paragraph, in the style's bullet font, size and colour."""
    colour = getattr(style, "bulletColor", style.textColor)
    return [Piece(text, Look(_is_bold(style.bulletFontName), False, colour, style.bulletFontSize))]


def unmarked(text: str, style: ParagraphStyle) -> list[ParaFrag] | None:
    """What ReportLab reads in markup that is nothing but text, without its slow parser; else None."""
    if not text.strip() or "<" in text or "&" in text:
        return None
    return [
        ParaFrag(
            text=cleanBlockQuotedText(text),
            fontName=style.fontName,
            fontSize=style.fontSize,
            textColor=style.textColor,
            italic=0,
            link=[],
            us_lines=[],
        )
    ]


def without_label(parts: Sequence[Piece], style: ParagraphStyle) -> Sequence[Piece]:
    """What follows a bold label at the beginning; all of it where the style is bold or nothing follows."""
    if _is_bold(style.fontName):
        return parts
    start = next((n for n, one in enumerate(parts) if not one.look.bold), 0)
    return parts[start:]


def _fragments(markup: str, style: ParagraphStyle) -> Iterator[tuple[str, Look]]:
    for one in unmarked(markup, style) or Paragraph(markup, style).frags:
        link = one.link[0][1] if one.link else ""
        look = Look(_is_bold(one.fontName), bool(one.italic), one.textColor, one.fontSize, link)
        yield BREAK if getattr(one, "lineBreak", False) else one.text, look


def _is_bold(font_name: str) -> bool:
    return "Bold" in font_name
