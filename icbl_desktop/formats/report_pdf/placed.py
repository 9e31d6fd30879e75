"""Text that has a place: links lead to it, the outline lists it, the structure knows its role."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any
from xml.sax.saxutils import unescape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from icbl_desktop.formats.report_pdf.fonts import REGULAR
from icbl_desktop.formats.report_pdf.structure import Element
from icbl_desktop.formats.report_pdf.styles import ACCENT, ROW
from icbl_desktop.formats.report_pdf.tagging import LinkedText, tag
from icbl_desktop.formats.report_pdf.typesetting import ShapedParagraph, needs_shaping
from icbl_desktop.formats.report_pdf.typesetting.faces import script_of
from icbl_desktop.formats.report_pdf.typesetting.markup import unmarked

_ROLES = {
    "title": ("H1",),
    "section": ("H2",),
    "part": ("H2",),
    "subsection": ("H3",),
    "line": ("LI", "LBody"),
}
"""What a paragraph is in the document's structure, by the name of its style; any other is a P."""


_MARKS = re.compile("<[^>]*>")
_ENOUGH = 600
"""Characters that tell the language of a text."""

_LANGUAGES = {
    "Armn": "hy",
    "Geor": "ka",
    "Khmr": "km",
    "Laoo": "lo",
    "Mymr": "my",
    "Sinh": "si",
    "Taml": "ta",
    "Thai": "th",
}
"""Scripts that one language writes; of others nobody can say what language a text is in."""


class Placed:
    """What makes a paragraph one with a place: mixed into each class that sets text.

    Links lead to it by ``key``; with an ``entry`` (title, level) it is in the outline too. ``elements`` are
    what it is in the document's structure, the outermost first.
    """

    key = ""
    entry: tuple[str, int] | None = None
    elements: tuple[Element, ...] = ()
    canv: Any
    style: ParagraphStyle
    width: float
    height: float

    def draw(self) -> None:
        """Draw it, and note where it stands and what it is."""
        if self.key:
            self.canv.bookmarkHorizontal(self.key, 0, self.height)
        if self.entry:
            title, level = self.entry
            self.canv.addOutlineEntry(title, self.key, level)
        with tag(self.canv, *self.elements):
            super().draw()  # type: ignore[misc]  # of the class it is mixed into

    def split(self, width: float, height: float) -> list[Any]:
        """Where a page ends inside it, its parts stay one element, and links lead to the first."""
        parts: list[Any] = super().split(width, height)  # type: ignore[misc]
        for part in parts:
            part.elements = self.elements
        if len(parts) > 1:
            parts[0].key, parts[0].entry = self.key, self.entry
            parts[1].key, parts[1].entry = "", None
        return parts


class Marked(Placed, Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A placed paragraph set by ReportLab."""

    _wrapped_at = 0.0
    _size: tuple[float, float]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Look for its lines once for a width: pages and tables ask again and again."""
        if self._wrapped_at != width or not hasattr(self, "blPara"):  # a split that fails throws it away
            self._size = super().wrap(width, height)
            self._wrapped_at = width
        return self._size

    def drawPara(self, debug: int = 0) -> None:  # noqa: N802 ReportLab's name
        """Draw it: first what stands beside it, then its own text; one that is all link is a link inside."""
        whole_link = self.blPara.kind == 0 and getattr(self.blPara, "link", None)
        with tag(self.canv, *([Element("Link")] if whole_link else [])), ExitStack() as self._beside:
            if self.bulletText:
                self._beside.enter_context(tag(self.canv, label_of(self.elements)))
            super().drawPara(debug)

    def beginText(self, x: float, y: float) -> LinkedText:  # noqa: N802 ReportLab's name
        """What stands beside it is drawn: its own text begins."""
        self._beside.close()
        return LinkedText(self.canv, x, y)


class MarkedShaped(Placed, ShapedParagraph):
    """A placed paragraph in any script."""

    def draw_beside(self) -> None:
        """What stands beside it is its label."""
        with tag(self.canv, label_of(self.elements)):
            super().draw_beside()


def label_of(elements: Sequence[Element]) -> Element | None:
    """What a text's label beside it is: a part of it, as a date; the dot of a list's item is an artifact."""
    return None if elements and elements[0].role == "LI" else Element("Span")


def marked(
    markup: str,
    style: ParagraphStyle,
    key: str = "",
    *,
    entry: tuple[str, int] | None = None,
    beside: str = "",
    right_to_left: bool = False,
    language: str = "",
) -> Flowable:
    """A placed paragraph; ``beside`` is plain text next to it, ``language`` is the document's."""
    paragraph: Marked | MarkedShaped
    own_language = actual = ""
    if right_to_left or needs_shaping(markup + beside):
        own_language, actual = language_of(markup), actual_text(f"{beside} {markup}")
        paragraph = MarkedShaped(
            markup, style, right_to_left=right_to_left, language=language or "en", beside=beside
        )
    else:
        kept_together = markup.replace("\u202f", "\u00a0")  # ReportLab ends lines at the narrow one
        frags = unmarked(kept_together, style)
        paragraph = Marked(kept_together, style, bulletText=beside or None, frags=frags)
    paragraph.key, paragraph.entry = key, entry
    *outer, role = _ROLES.get(style.name, ("P",))
    paragraph.elements = (*map(Element, outer), Element(role, language=own_language, actual=actual))
    return paragraph


def actual_text(markup: str) -> str:
    """The plain text of markup that is not drawn in the order it is read; empty for other, and with links."""
    if "<a " in markup or not any(unicodedata.bidirectional(one) in ("R", "AL") for one in markup):
        return ""
    return unescape(" ".join(_MARKS.sub(" ", markup).split()))


def language_of(markup: str) -> str:
    """The language of a text, where the script of most of its letters is that of one language."""
    letters = [letter for letter in _MARKS.sub("", markup[:_ENOUGH]) if letter.isalpha()]
    scripts = Counter(map(script_of, letters))
    return _LANGUAGES.get(scripts.most_common(1)[0][0], "") if scripts else ""


class LinkedLine(Flowable):  # type: ignore[misc]
    """One line of a long list's cell in the everyday font, which leads to a marked paragraph.

    A paragraph would do the same, four times as slowly: an annex holds hundreds.
    """

    def __init__(self, text: str, key: str, width: float, *, right_to_left: bool = False) -> None:
        super().__init__()
        while stringWidth(text, REGULAR, ROW.fontSize) > width:
            text = f"{text.rstrip('…')[:-4].rstrip()}…"
        self._line = (text, key)
        self._right_to_left = right_to_left
        self.width, self.height = width, ROW.leading

    def draw(self) -> None:
        """Draw the line, and the link over it."""
        text, key = self._line
        with tag(self.canv, Element("Link")):
            self.canv.setFont(REGULAR, ROW.fontSize)
            self.canv.setFillColor(ACCENT)
            draw = self.canv.drawRightString if self._right_to_left else self.canv.drawString
            draw(self.width if self._right_to_left else 0, ROW.leading - ROW.fontSize, text)
            self.canv.linkRect("", key, (0, 0, self.width, self.height), relative=1)
