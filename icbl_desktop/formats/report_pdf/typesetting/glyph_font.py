"""A document's own font: each cluster drawn has one code, which says exactly how it reads."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument

from icbl_desktop.formats.report_pdf.typesetting.clusters import Cluster, Glyph
from icbl_desktop.formats.report_pdf.typesetting.faces import Face


class Drawn(NamedTuple):
    """How a cluster is drawn: its code, how far right of the pen, and how far the code moves the pen."""

    code: int
    shift: int
    advance: int


class GlyphFont:
    """A font as one document uses it; ReportLab keeps it, and asks for its objects when it saves."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        """What the page's operators call it."""
        self._codes: dict[tuple[tuple[Glyph, ...], int, str], int] = {}
        self._drawn: dict[tuple[tuple[Glyph, ...], int, str], Drawn] = {}

    def drawn(self, cluster: Cluster) -> Drawn:
        """The code of a cluster, a new one for what was not drawn before."""
        key = (cluster.glyphs, cluster.advance, cluster.text)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, glyphs: tuple[Glyph, ...], advance: int, text: str) -> Drawn:
        """A lone glyph keeps its own width, kerned or not, so that it has one code; a joiner has none."""
        shift = 0
        if len(glyphs) == 1 and glyphs[0].y == 0 and advance:
            shift, advance = glyphs[0].x, self.face.advance(glyphs[0].number)
            glyphs = (glyphs[0]._replace(x=0),)
        code = self._codes.setdefault((glyphs, advance, text), len(self._codes) + 1)
        return Drawn(code, shift, advance)

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802  # the name ReportLab calls
        """Put the font and all that belongs to it into the document."""
        # Making fonts is only loaded for a document that has shaped text.
        from icbl_desktop.formats.report_pdf.typesetting.pdf_font import embedded
        from icbl_desktop.formats.report_pdf.typesetting.subset import Shape

        shapes = [Shape(glyphs, advance) for glyphs, advance, _ in self._codes]
        texts = [text for _, _, text in self._codes]
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.resource] = embedded(document, self.face, shapes, texts)


def font_of(document: PDFDocument, face: Face) -> GlyphFont:
    """The document's font for a face, made known to it the first time."""
    fonts: dict[str, GlyphFont] = vars(document).setdefault("glyph_fonts", {})
    if face.name not in fonts:
        fonts[face.name] = GlyphFont(face, f"S{len(fonts) + 1}")
        document.delayedFonts.append(fonts[face.name])
    return fonts[face.name]
