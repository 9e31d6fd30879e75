"""The consolidated document: what all campaigns reported, as a PDF for people."""

from __future__ import annotations

from pathlib import Path

from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.domain.report_order import Paper
from icbl_desktop.formats.report_pdf import picture_words as words
from icbl_desktop.formats.report_pdf.fonts import load
from icbl_desktop.formats.report_pdf.pages import Furniture, build
from icbl_desktop.formats.report_pdf.picture_annex import annex
from icbl_desktop.formats.report_pdf.picture_counts import commitments, grants, indicators
from icbl_desktop.formats.report_pdf.picture_matrix import matrix, time_line
from icbl_desktop.formats.report_pdf.picture_opening import opening
from icbl_desktop.formats.report_pdf.picture_sheet import PictureSheet
from icbl_desktop.formats.report_pdf.text import shorten

SECTIONS = (opening, matrix, time_line, commitments, indicators, grants, annex)
"""In the order of the pages."""


def render_picture(picture: Consolidated, fonts: Path, paper: str = Paper.A4) -> bytes:
    """The pages, the same bytes for the same picture; ``fonts`` is the folder of the bundled fonts."""
    load(fonts)
    sheet = PictureSheet(picture, paper)
    furniture = Furniture(
        title=title(picture),
        head=sheet.text(sheet.joined((shorten(picture.plan.title, 60), shorten(sheet.picture.said, 110)))),
        foot=sheet.text(words.FOOT),
        page_of=lambda page, total: sheet.text(sheet.say(words.PAGE, page=page, total=total)),
        language=sheet.language.code,
        paper=paper,
        right_to_left=False,
    )
    return build([flowable for section in SECTIONS for flowable in section(sheet)], furniture)


def title(picture: Consolidated) -> str:
    """What the document is called."""
    return f"{words.PICTURE}: {picture.plan.title}"
