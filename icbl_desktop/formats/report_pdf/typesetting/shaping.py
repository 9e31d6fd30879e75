"""Text into clusters, by HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import uharfbuzz as hb

from icbl_desktop.formats.report_pdf.fonts import FAMILY
from icbl_desktop.formats.report_pdf.typesetting import bidi, faces
from icbl_desktop.formats.report_pdf.typesetting.breaks import line_breaks
from icbl_desktop.formats.report_pdf.typesetting.clusters import Cluster, End, Glyph, Ink
from icbl_desktop.formats.report_pdf.typesetting.faces import Face
from icbl_desktop.formats.report_pdf.typesetting.markup import BREAK, Look, Piece

_SLANTABLE = frozenset({"", "Cyrl", "Grek", "Latn"})


def shaped(pieces: Sequence[Piece], right_to_left: bool, language: str) -> list[Cluster]:
    """The clusters of a paragraph in the order they are read. ``right_to_left`` is its direction."""
    looks = [piece.look for piece in pieces for _ in piece.text]
    clusters: list[Cluster] = []
    start = 0
    for text in "".join(piece.text for piece in pieces).split(BREAK):
        if start:
            clusters.append(_break(looks[start - 1], int(right_to_left)))
        end = start + len(text)
        if text:
            clusters += _line(text, looks[start:end], right_to_left, language)
        start = end + len(BREAK)
    return clusters


def _break(look: Look, level: int) -> Cluster:
    return Cluster(BREAK, (), 0, 0.0, Ink(faces.face(FAMILY, look.bold), look, False), level, End.MUST)


def _line(text: str, looks: Sequence[Look], right_to_left: bool, language: str) -> Iterator[Cluster]:
    """The clusters of a text without forced breaks; what only marks a direction has done its work then."""
    breaks = line_breaks(text, language)
    ways = list(zip(looks, bidi.levels(text, right_to_left), faces.kinds(text), strict=True))
    for (look, level, kind), group in groupby(range(len(text)), key=ways.__getitem__):
        places = list(group)
        start, stop = places[0], places[-1] + 1
        ink = Ink(faces.face(kind.family, look.bold), look, look.slanted and kind.script in _SLANTABLE)
        if kind.missing:
            parts = _replaced(ink.face, start, stop)
        else:
            parts = _shape(ink.face, text, start, stop, kind.script, level, language)
        scale = ink.size / ink.face.units
        for begin, end, glyphs, advance in parts:
            after = End.MAY if end in breaks else End.NO
            if text[begin:end].strip(bidi.MARKS):
                yield Cluster(text[begin:end], glyphs, advance, advance * scale, ink, level, after)


_Found = tuple[int, int, tuple[Glyph, ...], int]


def _shape(
    face: Face, text: str, start: int, stop: int, script: str, level: int, language: str
) -> Iterator[_Found]:
    """A stretch of one font, script and direction by HarfBuzz, which sees what stands around it.

    Programs that read a page turn around all that runs right to left, also what one code reads: there a mark
    is no part of its letter's cluster. It has no width, so no line is cut before it.
    """
    leftward = level % 2 == 1
    levels = hb.BufferClusterLevel
    buffer = hb.Buffer()
    buffer.cluster_level = levels.MONOTONE_CHARACTERS if leftward else levels.MONOTONE_GRAPHEMES
    buffer.add_str(text, start, stop - start)
    buffer.direction = "rtl" if leftward else "ltr"
    if script:
        buffer.script = script
    buffer.language = language
    buffer.guess_segment_properties()
    hb.shape(face.shaper, buffer)
    groups: dict[int, list[Glyph]] = {}
    pens: dict[int, int] = {}
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        first = info.cluster
        pen = pens.get(first, 0)
        groups.setdefault(first, []).append(Glyph(info.codepoint, pen + position.x_offset, position.y_offset))
        pens[first] = pen + position.x_advance
    begins = sorted(groups)
    for begin, end in zip(begins, [*begins[1:], stop], strict=True):
        yield begin, end, tuple(groups[begin]), pens[begin]


def _replaced(face: Face, start: int, stop: int) -> Iterator[_Found]:
    """Characters no font has: a sign that says so stands for each; the text itself is kept for copying."""
    glyph = face.glyph(faces.NO_LETTER)
    for begin, end in pairwise(range(start, stop + 1)):
        yield begin, end, (Glyph(glyph, 0, 0),), face.advance(glyph)
