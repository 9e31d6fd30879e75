"""A font file of just the shapes a document draws, in which each has one glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline
from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

from icbl_desktop.formats.report_pdf.typesetting.clusters import Glyph
from icbl_desktop.formats.report_pdf.typesetting.faces import Face

_BY_WORDS = 0x0002  # ARGS_ARE_XY_VALUES: a component's numbers are where it stands
_NEEDLESS = ("GDEF", "GPOS", "GSUB", "STAT", "name", "post")


@dataclass(frozen=True)
class Shape:
    """What one glyph of the file is to show: glyphs of the whole font put together, and its width."""

    glyphs: tuple[Glyph, ...]
    advance: int


@dataclass(frozen=True)
class FontFile:
    """The file; ``places`` has the glyph number of each shape, ``box`` is what bounds all, in units."""

    data: bytes
    places: list[int]
    box: tuple[int, int, int, int]


def font_file(face: Face, shapes: Sequence[Shape]) -> FontFile:
    """The same file for the same shapes: a shape of several glyphs, or moved, becomes a composite glyph."""
    data, renumbered = _reduced(face, {glyph.number for shape in shapes for glyph in shape.glyphs})
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    names = list(font.getGlyphOrder())
    places = []
    for shape in shapes:
        if _stands_alone(face, shape):
            places.append(renumbered[shape.glyphs[0].number])
        else:
            parts = [(names[renumbered[one.number]], one.x, one.y) for one in shape.glyphs]
            places.append(len(names))
            names.append(_add(font, f"cluster{len(names)}", parts, shape.advance))
    font.setGlyphOrder(names)
    font["glyf"].glyphOrder = names
    font["maxp"].numGlyphs = len(names)
    out = BytesIO()
    font.save(out)
    head = font["head"]
    return FontFile(out.getvalue(), places, (head.xMin, head.yMin, head.xMax, head.yMax))


def _stands_alone(face: Face, shape: Shape) -> bool:
    first, *others = shape.glyphs
    return not others and (first.x, first.y) == (0, 0) and shape.advance == face.advance(first.number)


def _reduced(face: Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """The font with these glyphs alone, and their new numbers by the old ones."""
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    tags = {int.from_bytes(tag.encode(), "big") for tag in _NEEDLESS}
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(tags)
    plan = hb.SubsetPlan(face.shaper.face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _add(font: TTFont, name: str, parts: Sequence[tuple[str, int, int]], advance: int) -> str:
    """A composite glyph of those parts that show anything; its name."""
    outlines = font["glyf"]
    glyph = Outline()
    glyph.components = [_component(*part) for part in parts if outlines[part[0]].numberOfContours]
    glyph.numberOfContours = -1 if glyph.components else 0
    outlines.glyphs[name] = glyph
    if glyph.components:
        glyph.recalcBounds(outlines)
    font["hmtx"].metrics[name] = (advance, getattr(glyph, "xMin", 0))
    return name


def _component(name: str, x: int, y: int) -> GlyphComponent:
    component = GlyphComponent()
    component.glyphName, component.x, component.y, component.flags = name, x, y, _BY_WORDS
    return component
