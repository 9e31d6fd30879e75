"""The pages themselves: frame, running head, foot, page x of y."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from icbl_desktop.domain.report_order import Paper
from icbl_desktop.formats.report_pdf.fonts import REGULAR
from icbl_desktop.formats.report_pdf.keeping import keep_together
from icbl_desktop.formats.report_pdf.placed import marked
from icbl_desktop.formats.report_pdf.styles import (
    ACCENT,
    BOTTOM,
    DIVIDER,
    MARGIN,
    PAPERS,
    SMALL,
    TOP,
)
from icbl_desktop.formats.report_pdf.tagging import TaggedCanvas, tag

_NUMBER_WIDTH = 100
_AT_END = ParagraphStyle("page-number", SMALL, alignment=TA_RIGHT)


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """What stands around the story. ``title`` is plain text, the other texts are markup.

    ``head`` runs on each page but the first, ``foot`` stands on the first page only; ``page_of`` says
    "Page 3 of 12" of a page and their number.
    """

    title: str
    head: str
    foot: str
    page_of: Callable[[int, int], str]
    language: str
    paper: str
    right_to_left: bool


def build(story: list[Flowable], furniture: Furniture) -> bytes:
    """The pages as a PDF, the same bytes for the same story."""
    out = BytesIO()
    width, height = PAPERS[Paper(furniture.paper)]
    document = BaseDocTemplate(
        out,
        pagesize=(width, height),
        initialFontName=REGULAR,  # ReportLab would name Helvetica, which is not in the file
        invariant=1,
        pageCompression=1,
        title=furniture.title,
        lang=furniture.language,
        displayDocTitle=True,
        direction="R2L" if furniture.right_to_left else "L2R",
    )
    frame = Frame(
        MARGIN,
        BOTTOM,
        width - 2 * MARGIN,
        height - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def furnish(canvas: _Pages, _: BaseDocTemplate) -> None:
        with tag(canvas, None):
            canvas.furnish()

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furnish))
    keep_together(story, frame._getAvailableWidth())  # noqa: SLF001 its very number: lines are found once
    document.build(story, canvasmaker=partial(_Pages, furniture))
    return out.getvalue()


class _Pages(TaggedCanvas):
    """A canvas with furniture on each page. At the end it fills in how many pages there are."""

    def __init__(self, furniture: Furniture, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._furniture = furniture
        self._width, self._height = PAPERS[Paper(furniture.paper)]

    def furnish(self) -> None:
        """Draw all that stands around the story on this page."""
        first = self.getPageNumber() == 1
        text_width = self._width - 2 * MARGIN
        if first:
            self.setFillColor(ACCENT)
            self.rect(0, self._height - 5, self._width, 5, stroke=0, fill=1)
            self._write(self._furniture.foot, 12.5 * mm, text_width - _NUMBER_WIDTH, SMALL)
        else:
            self._write(self._furniture.head, self._height - 15 * mm, text_width, SMALL, upwards=True)
            self._rule(self._height - 17.5 * mm)
        self._rule(17 * mm)
        self.doForm(_number_on(self.getPageNumber()))

    def save(self) -> None:
        """Write each page's number now that the last one is known, and save."""
        total = self.getPageNumber() - 1
        for page in range(1, total + 1):
            self.beginForm(_number_on(page), 0, 0, self._width, 17 * mm)
            with tag(self, None):
                self._write(self._furniture.page_of(page, total), 12.5 * mm, _NUMBER_WIDTH, _AT_END)
            self.endForm()
        super().save()

    def _write(
        self, markup: str, y: float, width: float, style: ParagraphStyle, *, upwards: bool = False
    ) -> None:
        """Small muted lines from ``y`` down, or up; the number where lines end."""
        right_to_left = self._furniture.right_to_left
        lines = marked(markup, style, right_to_left=right_to_left, language=self._furniture.language)
        _, height = lines.wrapOn(self, width, 100)
        at_right = right_to_left != (style is _AT_END)
        left = self._width - MARGIN - width if at_right else MARGIN
        lines.drawOn(self, left, y - (SMALL.leading if upwards else height) + SMALL.fontSize)

    def _rule(self, y: float) -> None:
        self.setStrokeColor(DIVIDER)
        self.setLineWidth(0.5)
        self.line(MARGIN, y, self._width - MARGIN, y)


def _number_on(page: int) -> str:
    return f"number-{page}"
