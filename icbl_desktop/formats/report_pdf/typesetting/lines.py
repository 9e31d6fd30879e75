"""Clusters into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from icbl_desktop.formats.report_pdf.typesetting.clusters import Cluster, End

_NEARLY = 0.01
"""Points a line may be too wide by, because numbers are rounded."""


@dataclass(frozen=True)
class Line:
    """Clusters in the order they are read; ``last`` if a forced break or the paragraph's end follows."""

    clusters: tuple[Cluster, ...]
    last: bool

    @property
    def inked(self) -> tuple[Cluster, ...]:
        """The clusters without the white space at the end."""
        end = len(self.clusters)
        while end and self.clusters[end - 1].blank:
            end -= 1
        return self.clusters[:end]

    @property
    def width(self) -> float:
        """How wide they are, in points."""
        return sum(one.width for one in self.inked)


def lines(clusters: Sequence[Cluster], first_width: float, width: float) -> list[Line]:
    """The paragraph's lines, each as full as it can be: the first of its own width, in points.

    A word longer than its line is cut between clusters; a cluster wider than it stands alone.
    """
    cuts = [0, *_cuts(clusters, first_width, width), len(clusters)]
    spans = [(start, end) for start, end in pairwise(cuts) if start < end]
    return [
        Line(tuple(clusters[start:end]), end == len(clusters) or clusters[end - 1].end == End.MUST)
        for start, end in spans
    ]


def _cuts(clusters: Sequence[Cluster], room: float, width: float) -> Iterator[int]:
    """The places where a line ends and the next begins."""
    start, last_chance, used, since_chance = 0, 0, 0.0, 0.0
    for index, one in enumerate(clusters):
        while not one.blank and used + one.width > room + _NEARLY and index > start:
            if last_chance > start:
                start, used = last_chance, since_chance
            else:
                start, used = index, 0.0
            since_chance = used
            room = width
            yield start
        used += one.width
        since_chance += one.width
        if one.end == End.MUST:
            start, used, room = index + 1, 0.0, width
            yield start
        if one.end != End.NO:
            last_chance, since_chance = index + 1, 0.0
