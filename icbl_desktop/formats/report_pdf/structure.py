"""The parts of a document as a tagged PDF has them: headings, paragraphs, lists, tables, links, figures."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFString


class Element(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A part of the document, of a ``role`` that PDF names: a heading, a paragraph, a cell.

    It takes its place below its parent when the page is done on which it first stands. The parts of what is
    split over pages share one element. ``alt`` says in words what a figure shows; ``actual`` is the text of
    an element whose letters are not drawn in the order they are read.
    """

    def __init__(
        self, role: str, *, language: str = "", alt: str = "", actual: str = "", attributes: str = ""
    ) -> None:
        self.role, self.attributes = role, attributes
        self.words = (("Lang", language), ("Alt", alt), ("ActualText", actual))
        self.parent: Element | None = None
        self.kids: list[Element | tuple[int, int]] = []
        self.links: list[tuple[int, str]] = []
        self._placed = False

    def place(self) -> None:
        """Take the next place below the parent; an item of a list takes it in the list that goes on there."""
        if self._placed or self.parent is None:
            return
        self._placed = True
        self.parent.place()
        if self.role == "LI":
            self.parent = self.parent.list_at_end()
        self.parent.kids.append(self)

    def list_at_end(self) -> Element:
        """The list that is the last thing here so far, or a new one."""
        if self.kids and isinstance(self.kids[-1], Element) and self.kids[-1].role == "L":
            return self.kids[-1]
        new = Element("L")
        new.parent = self
        new.place()
        return new

    def format(self, document: PDFDocument) -> bytes:
        """The element as it stands in the file."""
        above = self.parent or document.Catalog.StructTreeRoot
        page = next((kid[0] for kid in self.kids if isinstance(kid, tuple)), 0)
        inside = [_kid(document, kid, page) for kid in self.kids]
        inside += [
            f"<</Type/OBJR/Obj {_named(document, link)}/Pg {_page(document, at)}>>" for at, link in self.links
        ]
        text = f"<</Type/StructElem/S/{self.role}/P {_reference(document, above)}/K[{' '.join(inside)}]"
        text += f"/Pg {_page(document, page)}" if page else ""
        said = [f"/{key} ".encode() + PDFString(value).format(document) for key, value in self.words if value]
        attributes = f"/A {self.attributes}" if self.attributes else ""
        return b"".join([text.encode(), *said, attributes.encode(), b">>"])


class Tree(PDFObject):  # type: ignore[misc]
    """The whole structure, and the way back to it: from the marks of each page, and from each link."""

    def __init__(self, whole: Element, owners: Sequence[list[Element] | Element]) -> None:
        self._whole, self._owners = whole, owners

    def format(self, document: PDFDocument) -> bytes:
        """The tree as it stands in the file."""
        numbers = []
        for key, held in enumerate(self._owners):
            one = not isinstance(held, list)
            owners = " ".join(_reference(document, owner) for owner in ([held] if one else held))
            numbers.append(f"{key} {owners}" if one else f"{key}[{owners}]")
        text = (
            f"<</Type/StructTreeRoot/K {_reference(document, self._whole)}"
            f"/ParentTree<</Nums[{' '.join(numbers)}]>>/ParentTreeNextKey {len(self._owners)}>>"
        )
        return text.encode()


def _kid(document: PDFDocument, kid: Element | tuple[int, int], page: int) -> str:
    """An element, or what is marked: its number alone where it stands on the element's own page."""
    if isinstance(kid, Element):
        return _reference(document, kid)
    at, number = kid
    return str(number) if at == page else f"<</Type/MCR/Pg {_page(document, at)}/MCID {number}>>"


def _reference(document: PDFDocument, thing: PDFObject) -> str:
    known = getattr(thing, "__InternalName__", "")  # asked of ReportLab, it takes three times as long
    return _named(document, known or document.Reference(thing).name)


def _named(document: PDFDocument, name: str) -> str:
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def _page(document: PDFDocument, number: int) -> str:
    return _named(document, f"Page{number}")
