"""Small drawings, each with words that say what it shows; readable in grey, with figures for labels.

They are drawn straight on the page: ReportLab's own drawings name a font that is not in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from io import BytesIO
from itertools import pairwise

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image

from icbl_desktop.formats.report_pdf.fonts import REGULAR
from icbl_desktop.formats.report_pdf.styles import ACCENT, CAUTION, DIVIDER, MUTED, TEXT
from icbl_desktop.formats.report_pdf.tagging import figure, tag

BAR_HEIGHT = 9
COLUMN_HEIGHT = 60
LINE_HEIGHT = 66
_GAP = 1.5
"""Between a bar that is full and what is more than the whole."""

_EDGE = 26
"""Room beside the first and last point of a line for their labels."""


class Figure(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawing on the page, painted from its own corner; ``alt`` says it to whoever does not see it."""

    def __init__(self, width: float, height: float, alt: str, paint: Callable[[Canvas], None]) -> None:
        super().__init__()
        self.width, self.height, self.alt, self.paint = width, height, alt, paint

    def draw(self) -> None:
        """Draw it where the page has put it."""
        with tag(self.canv, figure(self.canv, self.width, self.height, self.alt)):
            self.paint(self.canv)


class Picture(Image):  # type: ignore[misc]
    """An image as large as its room allows, in its own shape; ``alt`` says what it shows."""

    def __init__(self, content: bytes, width: float, height: float, alt: str) -> None:
        super().__init__(BytesIO(content))
        self.alt, self.spaceAfter = alt, 4
        scale = min(width / self.imageWidth, height / self.imageHeight)
        self.drawWidth, self.drawHeight = self.imageWidth * scale, self.imageHeight * scale

    def draw(self) -> None:
        """Draw it where the page has put it."""
        with tag(self.canv, figure(self.canv, self.drawWidth, self.drawHeight, self.alt)):
            super().draw()


def bar(share: Fraction, width: float, alt: str, *, right_to_left: bool = False) -> Figure:
    """A bar over ``share`` of the width."""

    def paint(canvas: Canvas) -> None:
        _fill(canvas, 0, float(share) * width, width if right_to_left else None)

    return Figure(width, BAR_HEIGHT + 3, alt, paint)


def gauge(share: Fraction, width: float, alt: str, *, right_to_left: bool = False) -> Figure:
    """A bar in a frame that stands for the whole; what is more stands apart, cut short at a fifth of it."""
    whole = width / 1.2
    more = min(float(share) - 1, 0.2) * whole - _GAP

    def paint(canvas: Canvas) -> None:
        mirror = width if right_to_left else None
        _fill(canvas, 0, min(float(share), 1) * whole, mirror)
        if more > 0:
            _fill(canvas, whole + _GAP, more, mirror, CAUTION)
        canvas.setStrokeColor(TEXT)
        canvas.setLineWidth(0.7)
        canvas.rect(width - whole if right_to_left else 0, 1, whole, BAR_HEIGHT)

    return Figure(width, BAR_HEIGHT + 3, alt, paint)


def column(share: Fraction, width: float, label: str, alt: str) -> Figure:
    """An upright bar below its ``label`` in figures, on a line that its neighbours carry on."""

    def paint(canvas: Canvas) -> None:
        height = float(share) * (COLUMN_HEIGHT - 14)
        _line(canvas, width, 0.5, MUTED)
        canvas.setFillColor(ACCENT)
        canvas.rect(width * 0.22, 1, width * 0.56, height, stroke=0, fill=1)
        canvas.setFillColor(TEXT)
        canvas.setFont(REGULAR, 8.5)
        canvas.drawCentredString(width / 2, height + 4, label)

    return Figure(width, COLUMN_HEIGHT, alt, paint)


def line(
    points: Sequence[tuple[date, Fraction, str]], width: float, alt: str, *, right_to_left: bool = False
) -> Figure:
    """Values over time, each with its label in figures; the first and last day stand below as 2018-03-14."""
    places = _places(points, width, right_to_left)

    def paint(canvas: Canvas) -> None:
        _line(canvas, width, 14, DIVIDER)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.4)
        canvas.lines([(*start, *end) for start, end in pairwise(places)])
        canvas.setFont(REGULAR, 7.5)
        for (x, y), (_, _, label) in zip(places, points, strict=True):
            canvas.setFillColor(ACCENT)
            canvas.circle(x, y, 2.2, stroke=0, fill=1)
            canvas.setFillColor(TEXT)
            canvas.drawCentredString(x, y + 5, label)
        canvas.setFillColor(MUTED)
        for place in (0, -1):
            canvas.drawCentredString(places[place][0], 3, points[place][0].isoformat())

    return Figure(width, LINE_HEIGHT, alt, paint)


def _places(
    points: Sequence[tuple[date, Fraction, str]], width: float, right_to_left: bool
) -> list[tuple[float, float]]:
    """Where the points lie: by their day across, by their value above nothing, with room for labels."""
    days, values = [day for day, _, _ in points], [value for _, value, _ in points]
    span = max((max(days) - min(days)).days, 1)
    least = min(Fraction(0), *values)
    height = max(Fraction(0), *values) - least or Fraction(1)
    places = []
    for day, value, _ in points:
        across = (day - min(days)).days / span
        x = _EDGE + (1 - across if right_to_left else across) * (width - 2 * _EDGE)
        places.append((x, 22 + float((value - least) / height) * (LINE_HEIGHT - 36)))
    return places


def _fill(canvas: Canvas, start: float, length: float, mirror: float | None, colour: Color = ACCENT) -> None:
    """A piece of a bar; ``mirror`` is the width of what begins at the right."""
    canvas.setFillColor(colour)
    x = start if mirror is None else mirror - start - length
    canvas.rect(x, 1, length, BAR_HEIGHT, stroke=0, fill=1)


def _line(canvas: Canvas, width: float, y: float, colour: Color) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.7)
    canvas.line(0, y, width, y)
