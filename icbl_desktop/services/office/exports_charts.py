"""The charts of the picture: the map, the matrix, the time line and the commitments, each as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from icbl_desktop import config
from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.formats import picture_bars, picture_map, picture_matrix
from icbl_desktop.formats.picture_svg import Caption


@dataclass(frozen=True)
class Chart:
    """One chart: the name of its file without an ending, its title, and its SVG."""

    name: str
    title: str
    svg: bytes


def charts(picture: Consolidated) -> Iterator[Chart]:
    """Each chart that there is something to show in."""
    outlines = config.data("world-map.json").read_bytes()
    titled = _caption(picture, "work by state")
    yield Chart("map", titled.title, picture_map.world_map(titled, picture.matrix, outlines, picture.states))
    titled = _caption(picture, "states and objectives")
    yield Chart("matrix", titled.title, picture_matrix.matrix_chart(titled, picture.matrix, picture.states))
    titled = _caption(picture, "activities by quarter")
    yield Chart("quarters", titled.title, picture_bars.time_line(titled, picture.timeline))
    if picture.commitments:
        titled = _caption(picture, "commitments")
        drawn = picture_bars.commitments_chart(titled, picture.commitments)
        yield Chart("commitments", titled.title, drawn)


def _caption(picture: Consolidated, shows: str) -> Caption:
    day = f"{picture.made_at.day} {picture.made_at:%B %Y}"
    return Caption(f"{picture.plan.title}: {shows}", picture.said, f"Counted from reports on {day}")
