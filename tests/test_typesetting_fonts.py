"""The fonts a document of shaped text carries: complete, exact, no larger than they need be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from icbl_desktop import config
from icbl_desktop.formats.report_pdf.fonts import as_markup, load
from icbl_desktop.formats.report_pdf.typesetting import ShapedParagraph, bidi
from tools.script_samples import STYLE, document, samples

load(config.resource("fonts"))


def of(text: str) -> bytes:
    return document([ShapedParagraph(as_markup(text), STYLE)])


ALL = of("\n".join(one.text for one in samples()))


def composite_fonts(pdf: bytes) -> Iterator[tuple[Any, Any, TTFont]]:
    """Each font of shaped text: as the page names it, its descendant, and the file in it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == pikepdf.Name.Type0:
                descendant = one.DescendantFonts[0]
                data = descendant.FontDescriptor.FontFile2.read_bytes()
                yield one, descendant, TTFont(BytesIO(data))


def test_each_codes_width_is_that_of_its_glyph() -> None:
    seen = 0
    for _, descendant, file in composite_fonts(ALL):
        first, widths = descendant.W
        places = descendant.CIDToGIDMap.read_bytes()
        glyphs = [int.from_bytes(places[n : n + 2], "big") for n in range(0, len(places), 2)]
        names = file.getGlyphOrder()
        assert first == 0
        assert [float(one) for one in widths] == [file["hmtx"][names[glyph]][0] for glyph in glyphs]
        seen += len(glyphs)
    assert seen > 300


def test_the_box_bounds_all_glyphs_and_every_code_is_listed() -> None:
    for _, descendant, file in composite_fonts(ALL):
        outlines = [file["glyf"][name] for name in file.getGlyphOrder()]
        drawn = [one for one in outlines if one.numberOfContours]
        left, bottom, right, top = (int(one) for one in descendant.FontDescriptor.FontBBox)
        assert (left, bottom) == (min(one.xMin for one in drawn), min(one.yMin for one in drawn))
        assert (right, top) == (max(one.xMax for one in drawn), max(one.yMax for one in drawn))
        codes = len(descendant.W[1])
        listed = "".join(f"{byte:08b}" for byte in descendant.FontDescriptor.CIDSet.read_bytes())
        assert listed == ("1" * codes).ljust(len(listed), "0")


def test_each_code_says_how_it_reads() -> None:
    for font, descendant, _ in composite_fonts(ALL):
        entries = font.ToUnicode.read_bytes().decode().partition("endcodespacerange")[2]
        read = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", entries)
        assert [int(code, 16) for code, _ in read] == list(range(1, len(descendant.W[1])))
        assert all(bytes.fromhex(text).decode("utf-16-be") for _, text in read)


def test_a_font_holds_no_more_than_the_document_needs() -> None:
    ((_, _, file),) = composite_fonts(of("ភូមិ"))
    assert len(file.getGlyphOrder()) < 10
    assert file["maxp"].numGlyphs == len(file.getGlyphOrder())


def test_a_document_knows_nothing_of_the_one_before() -> None:
    before = of("ភូមិ")
    of(samples()[2].text)
    assert of("ភូមិ") == before


@dataclass(frozen=True)
class Letter:
    text: str
    level: int


@pytest.mark.parametrize(
    ("text", "seen"),
    [("אבג", "גבא"), ("אב 12 גד", "דג 12 בא"), ("אב cd גד", "דג cd בא"), ("ab אבג cd", "cd גבא ab")],
)
def test_letters_of_a_right_to_left_line_are_seen_in_the_order_of_uax_9(text: str, seen: str) -> None:
    letters = [Letter(*one) for one in zip(text, bidi.levels(text, right_to_left=True), strict=True)]
    assert "".join(one.text for one in bidi.as_seen(letters)) == seen


@pytest.mark.parametrize(
    "text", ["אבג", "שלום (עולם), [אב] - ג!", "السلام «عليكم»؛ إلى؟", "אב \u2067גד\u2069 ה\u05b0"]
)
def test_a_line_that_never_turns_has_the_levels_the_library_finds(text: str) -> None:
    found = BidiParagraph(text, TextDirection.RTL, preserve_bn_chars=True).characters
    turns = [one.embedding_level % 2 for one in found]
    assert [one % 2 for one in bidi.levels(text, right_to_left=True)] == turns
