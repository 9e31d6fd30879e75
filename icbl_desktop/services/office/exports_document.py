"""The consolidated document as a PDF for archives. Loads ReportLab and pikepdf: it is itself loaded late."""

from __future__ import annotations

from icbl_desktop import config
from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.formats import pdf_archive
from icbl_desktop.formats.pdf_archive import About
from icbl_desktop.formats.report_pdf.picture import render_picture, title

_OFFICE = "ICBL-CMC"


def document(picture: Consolidated) -> bytes:
    """The PDF, the same bytes for the same picture."""
    pages = render_picture(picture, config.resource("fonts"))
    about = About(title=title(picture), author=_OFFICE, made_at=picture.made_at, language="en")
    return pdf_archive.plain(pages, about, config.resource("colour", "sRGB.icc").read_bytes())
