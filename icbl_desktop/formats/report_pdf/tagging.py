"""The structure of the pages (headings, lists, tables, links), kept while they are drawn: a tagged PDF.

Each flowable says whose the drawing is that follows: ``with tag(canvas, Element("P")): ...``. What belongs to
no element is an artifact, which a screen reader passes over: rules, running heads, page numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from icbl_desktop.formats.report_pdf.structure import Element, Tree

_PAINTS = re.compile(r"(?:^|[\s)>\]])(?:[SsFBb]|[fBb]\*?|Do|sh|Tj|TJ|EI)(?:\s|$)")
"""What leaves a mark on the page; the rest moves, or sets a font or a colour."""

_ON_PAPER_TOO = 4
"""The flag every annotation of an archived file must have."""


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that keeps the structure of what is drawn on it, and writes it when it is saved."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._whole = Element("Document")
        self._section = self._whole
        self._owners: list[Element | None] = []
        self._parents: list[list[Element] | Element] = []
        self._expected: list[Element] = []

    @property
    def owner(self) -> Element | None:
        """Whose the drawing is just now; None for an artifact."""
        return self._owners[-1] if self._owners else None

    def enter(self, element: Element | None) -> None:
        """From here to ``leave`` the drawing is the element's; all inside an artifact is part of it."""
        if self._owners and self._owners[-1] is None:
            element = None
        if element and not element.parent:
            element.parent = self.owner or self._section_for(element)
        self._owners.append(element)
        self._code.append(_Turn(element))

    def leave(self) -> None:
        """From here the drawing is again whose it was before ``enter``."""
        self._owners.pop()
        self._code.append(_Turn(self.owner))

    def expect_link(self, link: Element) -> None:
        """The next place to click that is not inside a link of its own belongs to this one."""
        self._expected.append(link)

    def drawText(self, text: PDFTextObject) -> None:  # noqa: N802 ReportLab's name
        """Draw it; where links are in it, piece by piece."""
        if isinstance(text, LinkedText) and text.has_links:
            self._code.extend(text.pieces())
        else:
            super().drawText(text)

    def showPage(self) -> None:  # noqa: N802 ReportLab's name
        """End the page: number what stands on it, in the order it was drawn."""
        marks: list[Element] = []
        self._code[:] = self._numbered(self._code, marks)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.StructParents, page.Tabs = len(self._parents), PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        self._parents.append(marks)

    def save(self) -> None:
        """Write the structure, and then the file."""
        if self._code:
            self.showPage()
        self.setCatalogEntry("MarkInfo", PDFDictionary({"Marked": "true"}))
        self.setCatalogEntry("StructTreeRoot", Tree(self._whole, self._parents))
        super().save()

    def _section_for(self, element: Element) -> Element:
        """The document's section just now; a heading of the second rank begins one."""
        if element.role == "H2":
            self._section = Element("Sect")
            self._section.parent = self._whole
        return self._section

    def _numbered(self, codes: Sequence[str], marks: list[Element]) -> list[str]:
        """The page's codes, each run marked with a number: the place of its owner in ``marks``."""
        owner: Element | None = None
        run: list[str] = []
        out: list[str] = []
        for code in (*codes, _Turn(None)):
            if type(code) is str and code != "BT" and code != "ET":
                run.append(code)
                continue
            if run:
                out += self._marked(run, owner, marks)
                run = []
            if isinstance(code, _Turn):
                owner = code.element
                if owner:
                    owner.place()
            else:
                out.append(code)
        return out

    def _marked(self, run: list[str], owner: Element | None, marks: list[Element]) -> list[str]:
        if not any(map(_paints, run)):
            return run
        if owner is None:
            return ["/Artifact BMC", *run, "EMC"]
        owner.kids.append((self.getPageNumber(), len(marks)))
        marks.append(owner)
        return [f"/{owner.role} <</MCID {len(marks) - 1}>> BDC", *run, "EMC"]

    def _addAnnotation(self, annotation: Any, name: Any = None, addtopage: int = 1) -> None:  # noqa: N802
        """A place to click belongs to the link inside which it is made, or to one of its own."""
        entry = annotation if isinstance(annotation, PDFDictionary) else annotation.Dict()
        entry["F"] = _ON_PAPER_TOO
        name = f"link {self._annotationCount}"
        if self.owner:
            link = self._link_here()
            link.links.append((self.getPageNumber(), self._doc.annotationName(name)))
            entry["StructParent"] = len(self._parents)
            self._parents.append(link)
        super()._addAnnotation(entry, name, addtopage)

    def _link_here(self) -> Element:
        if self.owner and self.owner.role == "Link":
            return self.owner
        if self._expected:
            return self._expected.pop(0)
        link = Element("Link")
        self.enter(link)
        self.leave()
        return link


@contextmanager
def tag(canvas: Canvas, *elements: Element | None) -> Iterator[None]:
    """What is drawn inside is the last element's, which stands in those before; None makes it an artifact.

    On a canvas that keeps no structure this does nothing.
    """
    if not isinstance(canvas, TaggedCanvas):
        yield
        return
    for element in elements:
        canvas.enter(element)
    yield
    for _ in elements:
        canvas.leave()


def figure(canvas: Canvas, width: float, height: float, alt: str) -> Element:
    """The element of a picture that lies at the canvas's origin; ``alt`` says what it shows."""
    corners = (*canvas.absolutePosition(0, 0), *canvas.absolutePosition(width, height))
    box = " ".join(f"{value:.2f}" for value in corners)
    return Element("Figure", alt=alt, attributes=f"<</O/Layout/BBox[{box}]>>")


def _paints(code: str) -> bool:
    if code.endswith("ET"):  # most are texts, some of them long, and some only choose a font
        return "Tj" in code or "TJ" in code
    return _PAINTS.search(code) is not None


class _Turn(str):
    """Among a page's codes: from here on the drawing is the element's. It draws nothing itself."""

    element: Element | None

    def __new__(cls, element: Element | None) -> Self:
        turn = super().__new__(cls)
        turn.element = element
        return turn


class LinkedText(PDFTextObject):  # type: ignore[misc]
    """The text of ReportLab's paragraph: where that says a link begins, it turns to one of its own."""

    def __init__(self, canvas: Canvas, x: float, y: float) -> None:
        super().__init__(canvas, x, y)
        self._links: dict[Any, Element] = {}

    @property
    def has_links(self) -> bool:
        """Whether any was drawn on a page that keeps its structure."""
        return bool(self._links)

    def pieces(self) -> list[str]:
        """Its codes one by one, the turns among them."""
        self.getCode()  # which adds the end
        return list(self._code)

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 ReportLab's names
        """Each line ends with a space, so that who reads the text alone has its words apart."""
        super()._textOut(f"{text} " if TStar else text, TStar)

    def _linkRecord(self, link: Any, moment: str) -> None:  # noqa: N802 ReportLab's name
        owner = getattr(self._canvas, "owner", None)
        if owner is None:
            return
        if moment == "end":
            self._code.append(_Turn(owner))
            return
        element = self._links.setdefault(link, Element("Link"))
        element.parent = owner
        self._canvas.expect_link(element)
        self._code.insert(-1, _Turn(element))  # its first words are written already
