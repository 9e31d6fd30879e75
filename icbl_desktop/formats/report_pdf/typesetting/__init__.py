"""Text in every script on the report's pages.

What the everyday fonts hold and set well takes ReportLab's own fast road; all else is shaped by HarfBuzz.
"""

from __future__ import annotations

from icbl_desktop.formats.report_pdf.fonts import is_everyday
from icbl_desktop.formats.report_pdf.typesetting.shaped import ShapedParagraph

__all__ = ["ShapedParagraph", "needs_shaping"]


def needs_shaping(markup: str) -> bool:
    """Whether ReportLab's own paragraph would set it wrong: other scripts, marks, or slanted letters."""
    return not is_everyday(markup) or "<i>" in markup
