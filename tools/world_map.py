"""Makes ``data/world-map.json`` anew from a TopoJSON map: ``python -m tools.world_map 50m.json``.

Where that comes from is said in ``data/world-map.LICENSE.md``. Coasts and borders are thinned out line by
line, so that neighbours still meet; projected (Equal Earth, seen from 11 degrees east: the cut then runs
through the Bering Strait, and Russia stays whole); and put on a grid of whole numbers.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import asin, ceil, cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

from icbl_desktop.formats.countries_json import read_countries

DATA = Path(__file__).parents[1] / "data"

Spot = tuple[float, float]
Ring = list[Spot]

WIDTH = 4000
"""Of the whole map on the grid."""
TOLERANCE = 0.9
"""How far, on the grid, a line may move when points are left out."""
MARGIN = 40
"""Of empty sea around all land."""
LEAST_ISLAND = 12
"""Smaller ones, in square units of the grid, are left out unless they are all a state has."""
PART_OF = {"SOL": "SOM", "CYN": "CYP"}
"""Shapes of the source that belong to a state, as the United Nations draws it."""
LEFT_OUT = {"ATA"}
CUT = -169
"""The degree of longitude where the map ends, east and west."""
_SCALE = WIDTH / 5.4133
_SAMPLES = 28


def main() -> None:
    """Read the source named on the command line, write the map."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    known = set(read_countries((DATA / "countries.json").read_bytes()).states)
    text = json.dumps(world_map(topology, known), separators=(",", ":"), sort_keys=True)
    (DATA / "world-map.json").write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8")


def world_map(topology: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """Each known state with its place, its area and its rings; all other land without a name."""
    lines = [_thinned(line) for line in _lines(topology)]
    lands: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = shape["properties"]["a3"]
        code = PART_OF.get(code, code)
        if code not in LEFT_OUT:
            rings = [_projected(_ring(lines, arcs)) for polygon in shape["arcs"] for arcs in polygon]
            lands.setdefault(code if code in known else "", []).extend(rings)
    lands = {code: _dissolved(rings) or rings for code, rings in lands.items()}
    left, top, right, bottom = _bounds(spot for rings in lands.values() for ring in rings for spot in ring)
    states = {code: _state(rings, left - MARGIN, top - MARGIN) for code, rings in lands.items()}
    elsewhere = states.pop("")["rings"]
    size = [round(right - left + 2 * MARGIN), round(bottom - top + 2 * MARGIN)]
    return {"size": size, "states": states, "elsewhere": elsewhere}


def _lines(topology: dict[str, Any]) -> Iterable[Ring]:
    """The lines of a TopoJSON file in degrees: they are written as steps on a grid."""
    (scale_x, scale_y), (start_x, start_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    for line in topology["arcs"]:
        across, down = accumulate(step[0] for step in line), accumulate(step[1] for step in line)
        yield [(x * scale_x + start_x, y * scale_y + start_y) for x, y in zip(across, down, strict=True)]


def _ring(lines: Sequence[Ring], arcs: Iterable[int]) -> Ring:
    """The lines of these numbers put together; ``~n`` is line n backwards."""
    ring: Ring = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        ring += line[1:]
    return ring


def _thinned(line: Ring) -> Ring:
    """The line without the points that hardly bend it, by Douglas and Peucker; its ends stay."""
    flat = [_equal_earth(*spot) for spot in line]
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda at: hypot(flat[at][0] - flat[0][0], flat[at][1] - flat[0][1]))
        kept, spans = kept | {far}, [(0, far), (far, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        away = [(_distance(flat[at], flat[first], flat[last]), at) for at in range(first + 1, last)]
        if away and (most := max(away))[0] > TOLERANCE:
            kept.add(most[1])
            spans += [(first, most[1]), (most[1], last)]
    return [line[at] for at in sorted(kept)]


def _projected(ring: Ring) -> Ring:
    """The ring on the grid in one piece; one that lies west of the cut goes to the eastern edge."""
    degrees = [ring[0][0]]
    for degree, _ in ring[1:]:
        degrees.append(degree - 360 * round((degree - degrees[-1]) / 360))
    turn = 360 * ceil((CUT - sum(degrees) / len(degrees)) / 360)
    spots = zip(degrees, ring, strict=True)
    return [_equal_earth(degree + turn - CUT - 180, latitude) for degree, (_, latitude) in spots]


def _equal_earth(degree: float, latitude: float) -> Spot:
    """Šavrič, Patterson and Jenny's projection that keeps areas true; y grows to the south."""
    tilt = asin(sqrt(3) / 2 * sin(radians(latitude)))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    narrowing = 9 * a4 * tilt**8 + 7 * a3 * tilt**6 + 3 * a2 * tilt**2 + a1
    x = 2 * sqrt(3) * radians(degree) * cos(tilt) / (3 * narrowing)
    y = a4 * tilt**9 + a3 * tilt**7 + a2 * tilt**3 + a1 * tilt
    return x * _SCALE, -y * _SCALE


def _dissolved(rings: Iterable[Ring]) -> list[Ring]:
    """The outlines of all rings together: an edge that two of them share, in opposite directions, goes."""
    edges: Counter[tuple[Spot, Spot]] = Counter()
    for ring in rings:
        spots = [(round(x, 3), round(y, 3)) for x, y in ring]
        edges.update((a, b) for a, b in pairwise([spots[-1], *spots]) if a != b)
    onward: dict[Spot, list[Spot]] = {}
    for a, b in edges:
        if (b, a) not in edges:
            onward.setdefault(a, []).append(b)
    outlines = []
    while onward:
        start = next(iter(onward))
        outline = [start]
        while (here := outline[-1]) in onward:
            outline.append(onward[here].pop())
            if not onward[here]:
                del onward[here]
        outlines.append(outline[:-1])
    return outlines


def _state(rings: Sequence[Ring], left: float, top: float) -> dict[str, Any]:
    """What the map holds of a state, from the corner of the map; rings as a start and steps."""
    moved = [[(x - left, y - top) for x, y in ring] for ring in rings]
    greatest = max(moved, key=_area)
    kept = [ring for ring in moved if _area(ring) >= LEAST_ISLAND or ring is greatest]
    return {
        "at": [round(number, 1) for number in _heart(greatest)],
        "area": round(sum(_area(ring) for ring in kept), 1),
        "rings": [steps for ring in sorted(kept, key=_area, reverse=True) if len(steps := _steps(ring)) > 4],
    }


def _steps(ring: Ring) -> list[int]:
    spots = [(round(x), round(y)) for x, y in ring]
    spots = [spot for before, spot in pairwise([(-1, -1), *spots]) if spot != before]
    steps = [*spots[0]]
    for (x0, y0), (x1, y1) in pairwise(spots):
        steps += (x1 - x0, y1 - y0)
    return steps


def _heart(ring: Ring) -> Spot:
    """The point inside that is farthest from the coast and borders, of a grid of some hundred."""
    left, top, right, bottom = _bounds(ring)
    steps = [(n + 0.5) / _SAMPLES for n in range(_SAMPLES)]
    spots = [(left + a * (right - left), top + b * (bottom - top)) for a in steps for b in steps]
    inside = [spot for spot in spots if _is_inside(spot, ring)] or [((left + right) / 2, (top + bottom) / 2)]
    edges = [*pairwise([ring[-1], *ring])]
    return max(inside, key=lambda spot: min(_distance(spot, a, b) for a, b in edges))


def _is_inside(spot: Spot, ring: Ring) -> bool:
    x, y = spot
    crossed = 0
    for (x0, y0), (x1, y1) in pairwise([ring[-1], *ring]):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossed += 1
    return crossed % 2 == 1


def _distance(spot: Spot, a: Spot, b: Spot) -> float:
    """From a point to the straight line between two others."""
    x, y, across, down = spot[0] - a[0], spot[1] - a[1], b[0] - a[0], b[1] - a[1]
    length = across * across + down * down
    along = max(0.0, min(1.0, (x * across + y * down) / length)) if length else 0.0
    return hypot(x - along * across, y - along * down)


def _area(ring: Ring) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise([ring[-1], *ring]))) / 2


def _bounds(spots: Iterable[Spot]) -> tuple[float, float, float, float]:
    across, down = zip(*spots, strict=True)
    return min(across), min(down), max(across), max(down)


if __name__ == "__main__":
    main()
