"""What every chart of the picture is drawn with: a page with a title and its date, and plain shapes.

The drawings are SVG that any program shows. Their colours stay apart in grey, and say nothing alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

TEXT, MUTED, DIVIDER = "#1F2A2E", "#55636A", "#D9D4C8"
ACCENT, SOFT, CAUTION, PAPER, LAND = "#0B6068", "#9CC4C6", "#855100", "#FFFFFF", "#ECE9E2"

MARGIN = 40.0
TOP = 108.0
"""Below the title and what it is of."""

_FONT = "'Noto Sans', 'Segoe UI', Arial, sans-serif"
_NOT_IN_XML = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LETTER = 0.56
"""How wide a letter is on average, of its size."""


@dataclass(frozen=True)
class Caption:
    """What stands around a chart: its title, what it is of, and from when its figures are."""

    title: str
    scope: str
    as_of: str


def page(width: float, height: float, caption: Caption, shows: str) -> Element:
    """An empty chart; ``shows`` says in words what it shows, for whoever does not see it."""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_n(width)} {_n(height)}",
            "width": _n(width),
            "height": _n(height),
            "role": "img",
            "font-family": _FONT,
        },
    )
    SubElement(root, "title").text = _sound(f"{caption.title}. {caption.scope}")
    SubElement(root, "desc").text = _sound(shows)
    rect(root, 0, 0, width, height, PAPER)
    rect(root, 0, 0, width, 5, ACCENT)
    text(root, MARGIN, 50, shortened(caption.title, 26, width - 2 * MARGIN), 26, bold=True)
    text(root, MARGIN, 76, shortened(caption.scope, 15, width - 2 * MARGIN), 15, colour=MUTED)
    text(root, width - MARGIN, height - 18, caption.as_of, 12, colour=MUTED, anchor="end")
    return root


def written(root: Element) -> bytes:
    """The chart as a file."""
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def text(
    parent: Element,
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    colour: str = TEXT,
    bold: bool = False,
    anchor: str = "start",
) -> None:
    """One line; ``y`` is where its letters stand."""
    given = {"x": _n(x), "y": _n(y), "font-size": _n(size), "fill": colour}
    if bold:
        given["font-weight"] = "600"
    if anchor != "start":
        given["text-anchor"] = anchor
    SubElement(parent, "text", given).text = _sound(words)


def rect(
    parent: Element,
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str,
    edge: str = "",
    line: float = 1,
) -> None:
    """A rectangle, with an ``edge`` of a colour if one is given."""
    given = {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height), "fill": fill}
    if edge:
        given |= {"stroke": edge, "stroke-width": _n(line)}
    SubElement(parent, "rect", given)


def circle(parent: Element, x: float, y: float, radius: float, fill: str, edge: str = "") -> None:
    """A dot."""
    given = {"cx": _n(x), "cy": _n(y), "r": _n(radius), "fill": fill}
    if edge:
        given |= {"stroke": edge, "stroke-width": "1.5"}
    SubElement(parent, "circle", given)


def line(
    parent: Element, x: float, y: float, to_x: float, to_y: float, colour: str = DIVIDER, width: float = 1
) -> None:
    """A straight line."""
    ends = {"x1": _n(x), "y1": _n(y), "x2": _n(to_x), "y2": _n(to_y)}
    SubElement(parent, "line", {**ends, "stroke": colour, "stroke-width": _n(width)})


def wide(words: str, size: float) -> float:
    """About how wide a line is."""
    return len(words) * size * _LETTER


def shortened(words: str, size: float, room: float) -> str:
    """A line that fits, with an ellipsis where it was cut."""
    most = max(1, int(room / (size * _LETTER)))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def wrapped(words: str, size: float, room: float, lines: int) -> Sequence[str]:
    """A text on so many lines at most, broken between words."""
    most = max(1, int(room / (size * _LETTER)))
    found = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > most:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}".strip()
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [shortened(one, size, room) for one in found]


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _sound(words: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub(" ", words)
