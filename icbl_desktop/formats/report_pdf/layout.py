"""How the pages look: type, colours, running head and foot, headings that become bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Paragraph, Table

from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.fonts import BOLD, REGULAR

TEXT = HexColor("#1F2A2E")
MUTED = HexColor("#55636A")
DIVIDER = HexColor("#D9D4C8")
ACCENT = HexColor("#0B6068")
CAUTION = HexColor("#855100")

MARGIN = 20 * mm
TOP = 24 * mm
BOTTOM = 22 * mm
WIDTH = A4[0] - 2 * MARGIN
DATE_COLUMN = 92
ROOM = 46
"""Points a record wants at least at the foot of a page: its first lines."""
_TOTAL = "total-pages"


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": REGULAR, "textColor": TEXT, "bulletFontName": REGULAR, "bulletFontSize": 8.5}
    return ParagraphStyle(name, **{**given, "fontSize": size, "leading": leading, **more})


KICKER = _style("kicker", 9, 12, fontName=BOLD, textColor=ACCENT)
TITLE = _style("title", 22, 28, fontName=BOLD, spaceBefore=2)
SUBTITLE = _style("subtitle", 11.5, 16, textColor=MUTED, spaceBefore=2)
SECTION = _style("section", 14.5, 20, fontName=BOLD, textColor=ACCENT, spaceBefore=20, spaceAfter=5)
SUBSECTION = _style("subsection", 10.5, 15, fontName=BOLD, spaceBefore=14, spaceAfter=3)
BODY = _style("body", 9.5, 14, spaceAfter=2)
SMALL = _style("small", 8.5, 12.5, textColor=MUTED)
LINE = _style("line", 10.5, 16, leftIndent=13, bulletIndent=1, spaceAfter=2, bulletFontSize=11)
NUMBER = _style("number", 18, 23, fontName=BOLD)
CELL = _style("cell", 8.5, 12)

_DATED = {
    "leftIndent": DATE_COLUMN,
    "bulletIndent": 0,
    "bulletColor": MUTED,
    "allowWidows": 0,
    "allowOrphans": 0,
}
LEAD = _style("lead", 10, 14.5, fontName=BOLD, spaceBefore=11, **_DATED)
LEAD_MUTED = _style("lead-muted", 10, 14.5, textColor=MUTED, spaceBefore=11, **_DATED)
DATED = _style("dated", 9.5, 14, spaceBefore=2, **_DATED)
DATED_SMALL = _style("dated-small", 8.5, 12.5, textColor=MUTED, spaceBefore=2.5, **_DATED)
ENTRY = _style("entry", 9.5, 14, spaceBefore=5, **_DATED)


class Marked(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph links lead to, by ``key``; with an ``entry`` (title, level) it is in the outline too."""

    key = ""
    entry: tuple[str, int] | None = None

    def draw(self) -> None:
        """Draw it, and note where it stands."""
        if self.key:
            self.canv.bookmarkHorizontal(self.key, 0, self.height)
        if self.entry:
            title, level = self.entry
            self.canv.addOutlineEntry(title, self.key, level)
        super().draw()

    def split(self, width: float, height: float) -> list[Paragraph]:
        """Where a page ends inside it, its first part stays the one that is marked."""
        parts: list[Paragraph] = super().split(width, height)
        if len(parts) > 1:
            parts[0].key, parts[0].entry = self.key, self.entry
        return parts


def marked(
    markup: str,
    style: ParagraphStyle,
    key: str,
    *,
    entry: tuple[str, int] | None = None,
    beside: str = "",
) -> Marked:
    """A marked paragraph; ``beside`` is plain text in the column to its left."""
    paragraph = Marked(markup, style, bulletText=beside or None)
    paragraph.key, paragraph.entry = key, entry
    return paragraph


class LinkedLine(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """One line of a table's cell in the everyday font, which leads to a marked paragraph.

    A paragraph would do the same, four times as slowly: an annex holds hundreds.
    """

    def __init__(self, text: str, key: str, width: float) -> None:
        super().__init__()
        while stringWidth(text, REGULAR, CELL.fontSize) > width:
            text = f"{text.rstrip('…')[:-4].rstrip()}…"
        self._line = (text, key)
        self.width, self.height = width, CELL.leading

    def draw(self) -> None:
        """Draw the line, and the link over it."""
        text, key = self._line
        self.canv.setFont(REGULAR, CELL.fontSize)
        self.canv.drawString(0, CELL.leading - CELL.fontSize - 0.6, text)
        self.canv.linkRect("", key, (0, 0, self.width, self.height), relative=1)


def section(title: str, room: float = 150) -> list[Flowable]:
    """A section's heading, on a new page where there is not ``room`` (points) for what follows."""
    return [CondPageBreak(room), marked(title, SECTION, f"section {title}", entry=(title, 0))]


def subsection(markup: str, title: str, key: str, room: float = 100) -> list[Flowable]:
    """A heading below a section's, kept with what follows in the same way."""
    return [CondPageBreak(room), marked(markup, SUBSECTION, key, entry=(title, 1))]


def table(rows: Sequence[Sequence[Any]], widths: Sequence[float], *, heads: int = 1) -> Table:
    """A table of horizontal lines; its ``heads`` first rows come again on each page."""
    return Table(
        rows,
        colWidths=widths,
        repeatRows=heads,
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR, 8.5, 12),
            ("TEXTCOLOR", (0, 0), (-1, -1), TEXT),
            ("FONT", (0, 0), (-1, heads - 1), BOLD, 8, 11),
            ("TEXTCOLOR", (0, 0), (-1, heads - 1), MUTED),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, DIVIDER),
            ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.8, MUTED),
        ],
    )


def build(story: list[Flowable], head: str, foot: str) -> bytes:
    """The pages as a PDF, the same bytes for the same story.

    ``head`` runs on each page but the first, ``foot`` stands on the first page only; both are markup.
    """
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        initialFontName=REGULAR,  # ReportLab would name Helvetica, which is not in the file
        invariant=1,
        pageCompression=1,
    )
    frame = Frame(
        MARGIN,
        BOTTOM,
        WIDTH,
        A4[1] - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def furnish(canvas: Canvas, _: BaseDocTemplate) -> None:
        first = canvas.getPageNumber() == 1
        if first:
            canvas.setFillColor(ACCENT)
            canvas.rect(0, A4[1] - 5, A4[0], 5, stroke=0, fill=1)
        else:
            _draw(canvas, head, A4[1] - 15 * mm, WIDTH)
            _rule(canvas, A4[1] - 17.5 * mm)
        _rule(canvas, 17 * mm)
        if first:
            _draw(canvas, foot, 12.5 * mm, WIDTH - 80)
        _page_number(canvas)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furnish))
    document.build(story, canvasmaker=_Counting)
    return out.getvalue()


class _Counting(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that, at the end, draws the number of pages into the mark that stands on each."""

    def save(self) -> None:
        total = self.getPageNumber() - 1
        self.beginForm(_TOTAL, 0, -4, 30, 12)
        self.setFont(REGULAR, SMALL.fontSize)
        self.setFillColor(MUTED)
        self.drawString(0, 0, str(total))
        self.endForm()
        super().save()


def _page_number(canvas: Canvas) -> None:
    canvas.setFont(REGULAR, SMALL.fontSize)
    canvas.setFillColor(MUTED)
    right = A4[0] - MARGIN - 10  # room for two digits
    canvas.drawRightString(right - 2.5, 12.5 * mm, words.PAGE.format(page=canvas.getPageNumber()))
    canvas.saveState()
    canvas.translate(right, 12.5 * mm)
    canvas.doForm(_TOTAL)
    canvas.restoreState()


def _draw(canvas: Canvas, markup: str, first_line: float, width: float) -> None:
    """Small muted lines, the first of them standing on ``first_line``."""
    paragraph = Paragraph(markup, SMALL)
    _, height = paragraph.wrap(width, 100)
    paragraph.drawOn(canvas, MARGIN, first_line - height + SMALL.fontSize)


def _rule(canvas: Canvas, y: float) -> None:
    canvas.setStrokeColor(DIVIDER)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, y, A4[0] - MARGIN, y)
