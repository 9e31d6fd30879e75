"""Tables of horizontal lines, whose head comes again on each page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table

from icbl_desktop.formats.report_pdf.fonts import BOLD, REGULAR
from icbl_desktop.formats.report_pdf.placed import marked
from icbl_desktop.formats.report_pdf.structure import Element
from icbl_desktop.formats.report_pdf.styles import AT_RIGHT, CELL, DIVIDER, HEAD_CELL, MUTED, ROW, TEXT
from icbl_desktop.formats.report_pdf.tagging import TaggedCanvas

_PADDING = 6
_SHORT = 120
"""Points: a row that is no higher is never broken in two."""
_HEAD = "<</O/Table/Scope/Column>>"
_ABOVE_AND_BELOW = {CELL.name: 3.5, ROW.name: 1.8}
"""What stands around a line of each style that rows are set in."""


def table(
    rows: Sequence[Sequence[str | Flowable]],
    widths: Sequence[float],
    *,
    heads: int = 1,
    right_to_left: bool = False,
    numbers: Collection[int] = (),
    style: ParagraphStyle = CELL,
) -> Table:
    """A table of horizontal lines; its ``heads`` first rows come again on each page.

    Plain texts are in the everyday font; one too long for its column goes over several lines. ``numbers`` are
    the columns whose figures stand one above the other; ``style`` is CELL, or ROW for long lists.
    """
    styles = [HEAD_CELL if number < heads else style for number in range(len(rows))]
    fitted = [
        _fitted(row, widths, each, numbers, right_to_left=right_to_left)
        for row, each in zip(rows, styles, strict=True)
    ]
    around = _ABOVE_AND_BELOW[style.name]
    last = len(widths) - 1
    ranged = [last - one for one in numbers] if right_to_left else numbers
    look = [
        ("FONT", (0, 0), (-1, -1), style.fontName, style.fontSize, style.leading),
        ("TEXTCOLOR", (0, 0), (-1, -1), TEXT),
        ("FONT", (0, 0), (-1, heads - 1), BOLD, 8, 11),
        ("TEXTCOLOR", (0, 0), (-1, heads - 1), MUTED),
        ("ALIGN", (0, 0), (-1, -1), "RIGHT" if right_to_left else "LEFT"),
        *(("ALIGN", (one, 0), (one, -1), "RIGHT") for one in ranged),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), around),
        ("BOTTOMPADDING", (0, 0), (-1, -1), around),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, DIVIDER),
        ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.8, MUTED),
    ]
    return grid(fitted, widths, look, heads=heads, right_to_left=right_to_left)


def grid(
    rows: Sequence[Sequence[str | Flowable | Sequence[Flowable]]],
    widths: Sequence[float],
    look: Sequence[tuple[Any, ...]],
    *,
    heads: int = 0,
    right_to_left: bool = False,
) -> Table:
    """Cells in rows, with a ``look`` of ReportLab's commands; from right to left the first is at the right.

    With ``heads`` whoever hears it hears a table; without, the cells are no more than one after the other.
    """
    turn = -1 if right_to_left else 1
    return _Rows(
        [list(row)[::turn] for row in rows],
        colWidths=list(widths)[::turn],
        repeatRows=heads,
        renderCB=_Tags(heads, right_to_left=right_to_left),
        style=[("FONT", (0, 0), (-1, -1), REGULAR, 8.5, 12), *look],  # else it names Helvetica in the file
    )


def _fitted(
    row: Sequence[str | Flowable],
    widths: Sequence[float],
    style: ParagraphStyle,
    numbers: Collection[int],
    *,
    right_to_left: bool,
) -> list[str | Flowable]:
    """The row's cells; a text that would run into the next column becomes a paragraph."""
    figures = style if right_to_left else AT_RIGHT[style.name]
    return [
        marked(escape(cell), figures if place in numbers else style, right_to_left=right_to_left)
        if isinstance(cell, str) and stringWidth(cell, style.fontName, style.fontSize) > width - _PADDING
        else cell
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


class _Rows(Table):  # type: ignore[misc]  # ReportLab has no types
    """A table that goes on upon the next page with a whole row, unless that is a long one."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part that fits and the rest, as ReportLab has it. A text may be longer than a page."""
        self._calc(width, height)
        first = self._rowHeights[self.repeatRows : self.repeatRows + 1]
        self.splitInRow = int(self.repeatRows > 0 and sum(first) > _SHORT)
        parts: list[Flowable] = super().split(width, height)
        return parts


class _Tags:
    """Tells the structure of one table while it is drawn, in all its parts on all their pages.

    ReportLab calls it with what it is about to draw or has drawn. The head that comes again is an artifact.
    """

    def __init__(self, heads: int, *, right_to_left: bool) -> None:
        self._heads, self._right_to_left = heads, right_to_left
        whole, self._row, self._cell = ("Table", "TR", "TD") if heads else ("Div",) * 3
        self._table = Element(whole)
        self._begun = False
        self._cells: list[Element] = []

    def __call__(self, table: Table, moment: str, *details: Any) -> None:
        """ReportLab's moments: "startTable", "startRow" with its number..."""
        canvas = table.canv
        if not isinstance(canvas, TaggedCanvas):
            return
        if moment == "startTable":
            canvas.enter(self._table)
        elif moment in ("startBG", "startLines"):
            canvas.enter(None)
        elif moment == "startRow":
            self._start_row(canvas, details[0], len(table._colWidths))  # noqa: SLF001 it has no other name
        elif moment == "startCell":
            canvas.enter(self._cells[details[1]])
        else:
            canvas.leave()
            self._begun = self._begun or moment == "endTable"

    def _start_row(self, canvas: TaggedCanvas, number: int, columns: int) -> None:
        """Make the row and its cells, which take their places in the order they are read."""
        head = number < self._heads
        canvas.enter(None if head and self._begun else Element(self._row))
        self._cells = [
            Element("TH", attributes=_HEAD) if head else Element(self._cell) for _ in range(columns)
        ]
        if self._right_to_left:
            for cell in self._cells:
                canvas.enter(cell)
                canvas.leave()
            self._cells.reverse()
