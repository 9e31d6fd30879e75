"""What stays together: a heading with what it heads, a short record on one page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable

from icbl_desktop.formats.report_pdf.placed import Marked, MarkedShaped
from icbl_desktop.formats.report_pdf.styles import PART, SECTION, SUBSECTION

SHORT = 190
"""Points: text up to so high, after a place where a page may end, is not torn apart."""

_HEADINGS = (SECTION.name, PART.name, SUBSECTION.name)


def keep_together(story: Sequence[Flowable], width: float) -> None:
    """Let each CondPageBreak of the story ask for the room that the text after it needs.

    The text reaches to the next one; where that is nothing but headings, what they head is asked for too.
    """
    height = wanted = 0.0
    only_headings = True
    for one in reversed(story):
        if isinstance(one, CondPageBreak):
            room = height + wanted if only_headings else height
            if only_headings or height <= SHORT:
                one.height = max(one.height, room)
            height, wanted, only_headings = 0.0, one.height, True
        elif isinstance(one, Marked | MarkedShaped):
            height += one.wrap(width, 0)[1] + one.getSpaceBefore() + one.getSpaceAfter()
            only_headings = only_headings and one.style.name in _HEADINGS
        else:
            height, wanted, only_headings = 0.0, 0.0, True
