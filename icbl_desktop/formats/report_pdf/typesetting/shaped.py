"""A paragraph in any script: shaped, in both directions, broken where its language allows.

Where lines begin: indents, the column beside, what has something beside it, cells of a table (``keepsSide``
of their style), and single lines (headings, labels, facts) keep to the side where the document's own language
begins. A text of several lines begins where its own script does, so that an Arabic account in an English
report reads as it should.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.platypus import Flowable

from icbl_desktop.formats.report_pdf.typesetting.bidi import runs_right_to_left
from icbl_desktop.formats.report_pdf.typesetting.clusters import Cluster
from icbl_desktop.formats.report_pdf.typesetting.drawing import draw_line
from icbl_desktop.formats.report_pdf.typesetting.lines import Line, lines
from icbl_desktop.formats.report_pdf.typesetting.markup import Piece, pieces, plain, without_label
from icbl_desktop.formats.report_pdf.typesetting.shaping import shaped

_TALLER = 1.2
_GAP = 0.6
"""At least so many sizes of its type between what stands beside the first line and the line."""


@dataclass(frozen=True, eq=False)
class _Part:
    """What a paragraph, or a part of one that was split, sets.

    ``begins`` and ``ends`` say which part of the whole it is, ``several`` whether the whole has several lines
    though this part may not.
    """

    clusters: Sequence[Cluster]
    right_to_left: bool
    beside: Sequence[Cluster]
    begins: bool = True
    ends: bool = True
    several: bool = False


class ShapedParagraph(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Markup in a style, as ReportLab's own Paragraph sets it; it may be drawn, and split, like that one.

    ``right_to_left`` is the document's direction: its paragraphs are mirrored. ``language`` (as "km") decides
    between forms of letters and ways to break lines; ``beside`` is plain text in the column beside the text.
    """

    def __init__(
        self,
        markup: str,
        style: ParagraphStyle,
        *,
        right_to_left: bool = False,
        language: str = "en",
        beside: str = "",
    ) -> None:
        super().__init__()
        self.style = style
        self._mirrored = right_to_left
        self._keeps_side = bool(beside) or getattr(style, "keepsSide", False)
        parts = pieces(markup, style)
        direction = _direction(parts, style, right_to_left)
        self.part = _Part(
            shaped(parts, direction, language),
            direction,
            shaped(plain(beside, style), right_to_left, language),
        )
        self._leading = style.leading * (_TALLER if any(c.ink.face.tall for c in self.part.clusters) else 1)
        self._lines: list[Line] = []
        self._lines_are_of: tuple[_Part, float] | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Its lines for a width; how much room they take."""
        if self._lines_are_of != (self.part, width):
            room = width - self.style.leftIndent - self.style.rightIndent
            self._lines = lines(self.part.clusters, room - self._first_indent, room)
            self._lines_are_of = (self.part, width)
        self.width, self.height = width, self._leading * len(self._lines)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Self]:
        """The part that fits, and the rest; nothing if what would stand alone may not."""
        self.wrap(width, height)
        count = self._lines_in(height)
        if count in (0, len(self._lines)):
            return [self] if count else []
        above, below = self._lines[:count], self._lines[count:]
        first = replace(self.part, clusters=_joined(above), ends=above[-1].last, several=True)
        rest = replace(self.part, clusters=_joined(below), beside=(), begins=False, several=True)
        return [self._setting(first, above), self._setting(rest, below)]

    def _setting(self, part: _Part, its_lines: list[Line]) -> Self:
        """The same paragraph with a part of its text."""
        new = copy(self)
        new.__dict__.pop("_postponed", None)  # ReportLab's note that the whole did not fit on a page
        new.part, new.height = part, self._leading * len(its_lines)
        new._lines, new._lines_are_of = its_lines, (part, self.width)  # noqa: SLF001  (of its own class)
        return new

    def draw(self) -> None:
        """Draw the lines, and what stands beside the first of them."""
        self.canv.saveState()
        if self.part.beside:
            self.draw_beside()
        for number, line in enumerate(self._lines):
            x, stretch = self._placed(line, number)
            draw_line(self.canv, line.inked, x, self._first_base_line - number * self._leading, stretch)
        self.canv.restoreState()

    def draw_beside(self) -> None:
        """Draw what stands beside the first line."""
        indent = self.style.bulletIndent
        x = self.width - indent - _width(self.part.beside) if self._mirrored else indent
        draw_line(self.canv, self.part.beside, x, self._first_base_line)

    @property
    def _first_base_line(self) -> float:
        """Where ReportLab puts it, lower by half of what a line is higher."""
        ascent, _ = getAscentDescent(self.style.fontName, self.style.fontSize)
        return float(self.height - ascent - (self._leading - self.style.leading) / 2)

    def _lines_in(self, height: float) -> int:
        """How many lines may stand in a height; as ReportLab has it, with neither widow nor orphan."""
        style, total = self.style, len(self._lines)
        fit = int(height / self._leading + 1e-6)
        if fit >= total:
            return total
        if fit == 1 and not style.allowOrphans:
            return 0
        if fit == total - 1 and not style.allowWidows:
            return fit - 1 if fit > (1 if style.allowOrphans else 2) else 0
        return fit

    def _placed(self, line: Line, number: int) -> tuple[float, float]:
        """Where a line begins on the left, and how much wider its spaces are."""
        style = self.style
        indents = [style.leftIndent + (0 if number else self._first_indent), style.rightIndent]
        left, right = reversed(indents) if self._mirrored else indents
        spare = self.width - left - right - line.width
        spaces = sum(one.text == " " for one in line.inked)
        if style.alignment == TA_JUSTIFY and spaces and not self._is_last(line):
            return left, max(spare, 0) / spaces
        if style.alignment == TA_CENTER:
            return left + spare / 2, 0
        own = not self._keeps_side and (self.part.several or len(self._lines) > 1)
        from_right = self.part.right_to_left if own else self._mirrored
        if style.alignment == TA_RIGHT:
            from_right = not self._mirrored
        return (left + spare if from_right else left), 0

    def _is_last(self, line: Line) -> bool:
        """Whether it ends the paragraph, or a forced break ends it."""
        return line.last and (self.part.ends or line is not self._lines[-1])

    @property
    def _first_indent(self) -> float:
        """What the first line stands in from the others, also to clear what is beside it."""
        if not self.part.begins:
            return 0
        style = self.style
        indent = float(style.firstLineIndent)
        if not self.part.beside:
            return indent
        end = style.bulletIndent + _width(self.part.beside) + _GAP * style.bulletFontSize
        return float(max(indent, end - style.leftIndent))


def _width(clusters: Sequence[Cluster]) -> float:
    return sum(one.width for one in clusters)


def _joined(lines: Sequence[Line]) -> list[Cluster]:
    return [cluster for line in lines for cluster in line.clusters]


def _direction(text: Sequence[Piece], style: ParagraphStyle, otherwise: bool) -> bool:
    """Whether a text runs right to left: by its first strong letter, not that of a label before it."""
    for part in (without_label(text, style), text):
        found = runs_right_to_left("".join(piece.text for piece in part))
        if found is not None:
            return found
    return otherwise
