"""Clusters: the smallest parts of a text, which are measured, drawn and copied as one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from icbl_desktop.formats.report_pdf.typesetting.faces import Face
from icbl_desktop.formats.report_pdf.typesetting.markup import Look


class End(IntEnum):
    """Whether a line ends after a cluster."""

    NO = 0
    MAY = 1
    MUST = 2


@dataclass(frozen=True, eq=False)
class Ink:
    """What a stretch of text is drawn with: one font in one look."""

    face: Face
    look: Look
    slanted: bool

    @property
    def size(self) -> float:
        """The size it is set in, in points."""
        return self.look.size * self.face.enlarged


class Glyph(NamedTuple):
    """A glyph by its number, and where it stands in its cluster, in font units."""

    number: int
    x: int
    y: int


class Cluster(NamedTuple):
    """Some characters and the glyphs, from left to right, that show them. ``width`` is in points."""

    text: str
    glyphs: tuple[Glyph, ...]
    advance: int
    width: float
    ink: Ink
    level: int
    end: End

    @property
    def blank(self) -> bool:
        """Whether it is white space, which hangs over at the end of a line."""
        return self.text.isspace()
