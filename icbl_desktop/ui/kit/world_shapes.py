"""The shapes of the states on a map of the world, as ``tools/world_map.py`` wrote them down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainterPath, QPolygonF

from icbl_desktop import config


@dataclass(frozen=True)
class Shape:
    """A state on the grid of the map: its outline, a point well inside, its area in square units."""

    outline: QPainterPath
    at: QPointF
    area: float


@dataclass(frozen=True)
class World:
    """All states by ISO 3166 alpha-3 code, and the land that is none of them; y grows to the south."""

    size: QSizeF
    states: Mapping[str, Shape]
    elsewhere: QPainterPath


@cache
def world() -> World:
    """The map; read at the first call, in some hundredths of a second."""
    read = json.loads(config.data("world-map.json").read_bytes())
    states = {
        code: Shape(_outline(one["rings"]), QPointF(*one["at"]), one["area"])
        for code, one in read["states"].items()
    }
    return World(QSizeF(*read["size"]), states, _outline(read["elsewhere"]))


def _outline(rings: Iterable[Sequence[int]]) -> QPainterPath:
    """Each ring is a start and steps from there: x, y, across, down, across, down ..."""
    outline = QPainterPath()
    for ring in rings:
        x, y = ring[:2]
        spots = [QPointF(x, y)]
        for across, down in zip(ring[2::2], ring[3::2], strict=True):
            x, y = x + across, y + down
            spots.append(QPointF(x, y))
        outline.addPolygon(QPolygonF(spots))
        outline.closeSubpath()
    return outline
