"""The picture as a map of the world: where work was reported, and where the plan asked for it in vain."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from icbl_desktop.domain.picture import Matrix, MatrixRow
from icbl_desktop.formats.picture_svg import (
    ACCENT,
    CAUTION,
    LAND,
    MARGIN,
    PAPER,
    SOFT,
    TEXT,
    TOP,
    Caption,
    circle,
    page,
    rect,
    text,
    written,
)

_WIDTH = 1400.0
_DOT_BELOW = 320
"""Square units of the map's grid: a smaller state gets a dot."""
_DOT = 5.0
_MANY = 5

_LOOKS = {
    "many": (ACCENT, PAPER, 0.8),
    "some": (SOFT, ACCENT, 0.9),
    "silent": (PAPER, CAUTION, 1.8),
}
"""Fill, edge and width of the edge: in grey they are dark, middling, and white with a dark rim."""


def world_map(caption: Caption, matrix: Matrix, shapes: bytes, names: Mapping[str, str]) -> bytes:
    """The map as SVG. ``shapes`` is the program's own file of outlines, ``names`` are of states by code."""
    world = json.loads(shapes)
    scale = (_WIDTH - 2 * MARGIN) / world["size"][0]
    high = world["size"][1] * scale
    root = page(_WIDTH, TOP + high + 84, caption, _in_words(matrix, names))
    ground = SubElement(root, "g", {"transform": f"translate({MARGIN} {TOP}) scale({scale:.5f})"})
    looks = {row.iso3: look for row in matrix.rows if (look := _look_of(row))}
    plain = [ring for iso3, one in world["states"].items() if iso3 not in looks for ring in one["rings"]]
    _outline(ground, [*world["elsewhere"], *plain], LAND, "#CFC9BB", 0.5 / scale)
    for look in ("some", "many", "silent"):
        fill, edge, line = _LOOKS[look]
        rings = [ring for iso3, one in _marked(world, looks, look) for ring in one["rings"]]
        _outline(ground, rings, fill, edge, line / scale)
    for look in ("some", "many", "silent"):
        for _, one in _marked(world, looks, look):
            if one["area"] < _DOT_BELOW:
                x, y = one["at"]
                circle(root, MARGIN + x * scale, TOP + y * scale, _DOT, _LOOKS[look][0], _LOOKS[look][1])
    _legend(root, TOP + high + 34)
    return written(root)


def _look_of(row: MatrixRow) -> str:
    """How a state is shown: "many" or "some" work, "silent" where the plan asks for it; empty for no mark."""
    if row.work.is_nothing:
        return "silent" if row.targeted else ""
    return "many" if row.work.of("activity") >= _MANY else "some"


def _in_words(matrix: Matrix, names: Mapping[str, str]) -> str:
    worked = [names.get(row.iso3, row.iso3) for row in matrix.rows if not row.work.is_nothing]
    silent = [names.get(row.iso3, row.iso3) for row in matrix.rows if row.silent]
    return f"Work was reported of {_listed(worked)}. Targeted, and nothing was reported: {_listed(silent)}."


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "no state"


def _marked(
    world: Mapping[str, Any], looks: Mapping[str, str], wanted: str
) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return ((iso3, one) for iso3, one in world["states"].items() if looks.get(iso3) == wanted)


def _outline(parent: Element, rings: Iterable[Sequence[int]], fill: str, edge: str, line: float) -> None:
    """Rings as one path: each is a start and steps from there."""
    parts = [f"M{x} {y}l{' '.join(map(str, steps))}z" for x, y, *steps in rings if steps]
    look = {"fill": fill, "fill-rule": "evenodd", "stroke": edge, "stroke-width": f"{line:.2f}"}
    if parts:
        SubElement(parent, "path", {"d": "".join(parts), **look})


def _legend(root: Element, y: float) -> None:
    x = MARGIN
    lines = (
        ("many", f"{_MANY} activities or more"),
        ("some", "Work was reported"),
        ("silent", "The plan targets it, and nothing was reported"),
    )
    for look, words in lines:
        fill, edge, line = _LOOKS[look]
        rect(root, x, y - 12, 22, 14, fill, edge, line)
        text(root, x + 30, y, words, 14, colour=TEXT)
        x += 60 + len(words) * 8
