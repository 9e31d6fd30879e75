"""How the pages look: sizes, colours, and the styles of every kind of line.

Left means where lines begin: on pages that run from right to left all of it is mirrored as it is set.
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from icbl_desktop.domain.report_order import Paper
from icbl_desktop.formats.report_pdf.fonts import BOLD, REGULAR

TEXT = HexColor("#1F2A2E")
MUTED = HexColor("#55636A")
DIVIDER = HexColor("#D9D4C8")
ACCENT = HexColor("#0B6068")
CAUTION = HexColor("#855100")

MARGIN = 20 * mm
TOP = 24 * mm
BOTTOM = 22 * mm
PAPERS = {Paper.A4: A4, Paper.LETTER: LETTER}
DATE_COLUMN = 100
ROOM = 46
"""Points a record wants at least at the foot of a page: its first lines."""


def hex_of(colour: Color) -> str:
    """A colour as markup names it: "#0b6068"."""
    return f"#{colour.hexval()[2:]}"


def coloured(markup: str, colour: Color) -> str:
    """The same markup in this colour."""
    return f'<font color="{hex_of(colour)}">{markup}</font>'


def text_width(paper: str) -> float:
    """How wide the text is on this paper, in points."""
    return float(PAPERS[Paper(paper)][0] - 2 * MARGIN)


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": REGULAR, "textColor": TEXT, "bulletFontName": REGULAR, "bulletFontSize": 8.5}
    return ParagraphStyle(name, **{**given, "fontSize": size, "leading": leading, **more})


_IN_COLUMN = {"keepsSide": True}
"""Texts of a column begin on one side, whichever way each runs."""

KICKER = _style("kicker", 9, 12, fontName=BOLD, textColor=ACCENT)
TITLE = _style("title", 22, 28, fontName=BOLD, spaceBefore=2)
SUBTITLE = _style("subtitle", 11.5, 16, textColor=MUTED, spaceBefore=2)
SECTION = _style("section", 14.5, 20, fontName=BOLD, textColor=ACCENT, spaceBefore=20, spaceAfter=5)
SUBSECTION = _style("subsection", 10.5, 15, fontName=BOLD, spaceBefore=14, spaceAfter=3)
PART = ParagraphStyle("part", SUBSECTION)
"""A section's heading where the whole is a page or two."""

BODY = _style("body", 9.5, 14, spaceAfter=3)
BRIEF = _style("brief", 10.5, 16, spaceBefore=8, spaceAfter=2)
SMALL = _style("small", 8.5, 12.5, textColor=MUTED)
LINE = _style("line", 10.5, 16, leftIndent=13, bulletIndent=1, spaceAfter=2, bulletFontSize=11)
CAPTION = _style("caption", 7.5, 10.5, textColor=MUTED, **_IN_COLUMN)
AXIS = _style("axis", 7.5, 11, textColor=MUTED, alignment=TA_CENTER)
NUMBER = _style("number", 18, 23, fontName=BOLD)
MONEY = _style("money", 12, 17, fontName=BOLD)
CELL = _style("cell", 8.5, 12, **_IN_COLUMN)
ROW = _style("row", 7.5, 10, **_IN_COLUMN)
HEAD_CELL = _style("head-cell", 8, 11, fontName=BOLD, textColor=MUTED, **_IN_COLUMN)
AT_RIGHT = {
    style.name: ParagraphStyle(f"{style.name}-at-right", style, alignment=TA_RIGHT)
    for style in (CELL, ROW, HEAD_CELL)
}
"""The same for figures that stand one above the other, on pages that run from left to right."""

_DATED = {
    "leftIndent": DATE_COLUMN,
    "bulletIndent": 0,
    "bulletColor": MUTED,
    "allowWidows": 0,
    "allowOrphans": 0,
}
LEAD = _style("lead", 10, 14.5, fontName=BOLD, spaceBefore=11, **_DATED)
LEAD_TEXT = _style("lead-text", 10, 14.5, spaceBefore=11, **_DATED)
LEAD_MUTED = _style("lead-muted", 10, 14.5, textColor=MUTED, spaceBefore=11, **_DATED)
DATED = _style("dated", 9.5, 14, spaceBefore=2, **_DATED)
DATED_SMALL = _style("dated-small", 8.5, 12.5, textColor=MUTED, spaceBefore=2.5, **_DATED)
ENTRY = _style("entry", 9.5, 14, spaceBefore=5, **_DATED)
