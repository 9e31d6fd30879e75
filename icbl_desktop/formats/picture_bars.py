"""The time line and the commitments as drawings: figures with bars beside them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from icbl_desktop.domain.consolidated import wanted_words
from icbl_desktop.domain.picture import TimePoint
from icbl_desktop.domain.picture_tables import CommitmentCount, Reach
from icbl_desktop.formats.picture_svg import (
    ACCENT,
    CAUTION,
    DIVIDER,
    MARGIN,
    MUTED,
    PAPER,
    SOFT,
    TEXT,
    TOP,
    Caption,
    circle,
    line,
    page,
    rect,
    text,
    wrapped,
    written,
)

_HIGH = 240.0
_QUARTER = 110.0
_REPORTS = 98
"""How far below the columns they are written."""
_LINE = 62.0
_WORDS, _BAR = 620.0, 300.0
_REACH = {
    Reach.YES: ("reached", ACCENT),
    Reach.MORE: ("more than planned", ACCENT),
    Reach.NO: ("not reached", CAUTION),
}


def time_line(caption: Caption, points: Sequence[TimePoint]) -> bytes:
    """Activities by quarter as columns, with the outcomes and reports of each below, as SVG."""
    width = max(2 * MARGIN + 130 + _QUARTER * len(points), 760.0)
    shows = "; ".join(f"{one.period.label}: {_activities(one)}" for one in points)
    root = page(width, TOP + _HIGH + 160, caption, shows or "No quarter lies in this time.")
    most = max((one.work.of("activity") for one in points), default=0) or 1
    base = TOP + _HIGH
    labels = (("Quarter", 22), ("Outcomes", 50), ("Grants", 74), ("Reports", _REPORTS))
    for words, below in labels:
        text(root, MARGIN, base + below, words, 13, colour=MUTED)
    text(root, MARGIN, base - 6, "Activities", 13, colour=MUTED)
    for place, one in enumerate(points):
        _quarter(root, MARGIN + 130 + place * _QUARTER, base, one, most)
    line(root, MARGIN + 120, base, width - MARGIN, base, MUTED, 1.2)
    return written(root)


def _quarter(root: Element, x: float, base: float, one: TimePoint, most: int) -> None:
    activities, middle = one.work.of("activity"), x + _QUARTER / 2 - 8
    high = (_HIGH - 34) * activities / most
    rect(root, x + 14, base - high, _QUARTER - 44, high, ACCENT)
    text(
        root,
        middle,
        base - high - 8,
        "–" if one.is_untold else str(activities),
        15,
        bold=True,
        anchor="middle",
    )
    text(root, middle, base + 22, one.period.label, 13, bold=True, anchor="middle")
    outcomes, grants = one.work.of("outcome"), one.work.of("grant")
    if outcomes:
        circle(root, middle - 16, base + 45.5, 5, ACCENT)
    if grants:
        rect(root, middle - 21, base + 64.5, 10, 10, SOFT, ACCENT, 1.2)
    for number, below in ((outcomes, 50), (grants, 74), (one.reports, _REPORTS)):
        said = "–" if one.is_untold and below != _REPORTS else str(number)
        text(root, middle, base + below, said, 13, colour=TEXT if number else MUTED, anchor="middle")


def _activities(one: TimePoint) -> str:
    return "no report" if one.is_untold else f"{one.work.of('activity')} activities"


def commitments_chart(caption: Caption, counts: Sequence[CommitmentCount]) -> bytes:
    """Each commitment: what the plan wants, a bar of what is counted, and the figures, as SVG."""
    width = 2 * MARGIN + _WORDS + _BAR + 230
    reached = sum(one.reach in (Reach.YES, Reach.MORE) for one in counts)
    told = sum(one.counted.value is not None for one in counts)
    shows = f"{len(counts)} commitments; of {told} that reports can tell of, {reached} are reached."
    root = page(width, TOP + len(counts) * _LINE + 70, caption, shows)
    for place, one in enumerate(counts):
        _commitment(root, TOP + place * _LINE, one)
    y = TOP + len(counts) * _LINE + 34
    rect(root, MARGIN, y - 11, 34, 12, ACCENT)
    text(root, MARGIN + 42, y, "counted", 13)
    line(root, MARGIN + 128, y - 14, MARGIN + 128, y + 4, CAUTION, 3)
    text(root, MARGIN + 140, y, "what the plan wants", 13)
    return written(root)


def _commitment(root: Element, y: float, one: CommitmentCount) -> None:
    commitment, x = one.commitment, MARGIN + _WORDS + 20
    line(root, MARGIN, y - 4, x + _BAR + 210, y - 4)
    text(root, MARGIN, y + 17, commitment.objective, 13, bold=True)
    for number, words in enumerate(wrapped(commitment.text, 13, _WORDS - 60, 3)):
        text(root, MARGIN + 48, y + 17 + number * 17, words, 13)
    wanted = max(commitment.maximum or commitment.minimum, 1)
    if one.counted.value is None:
        text(root, x, y + 24, "No report tells of it", 13, colour=MUTED)
        text(root, x, y + 44, wanted_words(commitment), 12, colour=MUTED)
        return
    value = int(one.counted.value)
    whole = max(wanted, value) or 1
    rect(root, x, y + 8, _BAR, 18, PAPER, DIVIDER)
    rect(root, x, y + 8, _BAR * value / whole, 18, ACCENT)
    mark = x + _BAR * commitment.minimum / whole
    line(root, mark, y + 4, mark, y + 30, CAUTION, 3)
    text(root, x + _BAR + 16, y + 23, str(value), 17, bold=True)
    words, colour = _REACH[one.reach]
    text(root, x + _BAR + 70, y + 22, words, 13, colour=colour)
    text(root, x, y + 45, wanted_words(commitment), 12, colour=MUTED)
