"""A line onto the page: text operators, and links over what leads somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

from reportlab.pdfgen.canvas import Canvas

from icbl_desktop.formats.report_pdf.structure import Element
from icbl_desktop.formats.report_pdf.tagging import tag
from icbl_desktop.formats.report_pdf.typesetting.bidi import as_seen
from icbl_desktop.formats.report_pdf.typesetting.clusters import Cluster, Ink
from icbl_desktop.formats.report_pdf.typesetting.glyph_font import GlyphFont, font_of

Placed = tuple[Cluster, float]
"""A cluster and where it begins."""

_SLANT = 0.2
_UNSEEN = 0.005
"""Points the pen may be off before it is moved: less than can be seen."""


def draw_line(canvas: Canvas, clusters: Sequence[Cluster], x: float, y: float, stretch: float = 0) -> None:
    """Clusters in reading order, drawn from ``x`` on the base line ``y``; spaces are wider by ``stretch``."""
    seen = as_seen(clusters)
    widths = [one.width + (stretch if one.text == " " else 0) for one in seen]
    placed = list(zip(seen, accumulate(widths, initial=x), strict=False))
    for link, group in groupby(placed, key=lambda one: one[0].ink.look.link):
        part = list(group)
        with tag(canvas, *([Element("Link")] if link else [])):
            for ink, run in groupby(part, key=lambda one: one[0].ink):
                _draw_run(canvas, ink, list(run), y)
            if link:
                _link(canvas, link, part, y)


def _draw_run(canvas: Canvas, ink: Ink, run: Sequence[Placed], y: float) -> None:
    font = font_of(canvas._doc, ink.face)  # noqa: SLF001  (ReportLab's own fonts do the same)
    canvas.setFillColor(ink.look.colour)
    canvas._code.append(_operators(font, ink, run, y))  # noqa: SLF001


def _operators(font: GlyphFont, ink: Ink, run: Sequence[Placed], y: float) -> str:
    """One text object: the codes, and between them how far the pen is moved where it does not stand right."""
    size, start = ink.size, run[0][1]
    scale = size / ink.face.units
    shown, pen = [], start
    for cluster, at in run:
        code, shift, advance = font.drawn(cluster)
        wanted = at + shift * scale
        if abs(wanted - pen) > _UNSEEN:
            shown.append(f"{(pen - wanted) * 1000 / size:.2f}")
            pen = wanted
        shown.append(f"<{code:04X}>")
        pen += advance * scale
    slant = _SLANT if ink.slanted else 0
    return f"BT /{font.resource} {size:g} Tf 1 0 {slant:g} 1 {start:.3f} {y:.3f} Tm [{''.join(shown)}] TJ ET"


def _link(canvas: Canvas, link: str, part: Sequence[Placed], y: float) -> None:
    """Make a part of a line a place to click."""
    (first, left), (last, right) = part[0], part[-1]
    size = first.ink.look.size
    where = (left, y - 0.3 * size, right + last.width, y + 0.9 * size)
    if link.startswith("#"):
        canvas.linkRect("", link[1:], where, relative=1)
    else:
        canvas.linkURL(link, where, relative=1)
