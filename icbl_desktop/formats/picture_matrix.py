"""The matrix as a drawing: states by objectives, with small signs for what was done."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from icbl_desktop.domain.picture import NONE_OF_THESE, Cell, Matrix
from icbl_desktop.formats.picture_svg import (
    ACCENT,
    CAUTION,
    MARGIN,
    MUTED,
    PAPER,
    SOFT,
    TOP,
    Caption,
    circle,
    line,
    page,
    rect,
    shortened,
    text,
    written,
)

_NAMES, _COLUMN, _ROW, _HEAD, _FOOT = 230.0, 104.0, 24.0, 34.0, 76.0


def matrix_chart(caption: Caption, matrix: Matrix, names: Mapping[str, str]) -> bytes:
    """The matrix as SVG; ``names`` are those of states by code."""
    across = len(matrix.columns)
    width = max(2 * MARGIN + _NAMES + across * _COLUMN, 900.0)
    height = TOP + _HEAD + len(matrix.rows) * _ROW + _FOOT
    silent = sum(cell.silent for row in matrix.rows for cell in row.cells)
    shows = (
        f"{len(matrix.rows)} states by {across} objectives; silence in {silent} places that the plan targets."
    )
    root = page(width, height, caption, shows)
    for place, code in enumerate(matrix.columns):
        words = "No objective" if code == NONE_OF_THESE else code
        text(root, _left(place) + _COLUMN / 2, TOP + 20, words, 14, bold=True, anchor="middle")
    for number, row in enumerate(matrix.rows):
        y = TOP + _HEAD + number * _ROW
        line(root, MARGIN, y, _left(across), y)
        name = names.get(row.iso3, "No state" if row.iso3 == NONE_OF_THESE else row.iso3)
        text(root, MARGIN, y + 16.5, shortened(name, 13, _NAMES - 10), 13)
        for place, cell in enumerate(row.cells):
            _cell(root, _left(place), y, cell)
    end = TOP + _HEAD + len(matrix.rows) * _ROW
    line(root, MARGIN, end, _left(across), end)
    _legend(root, end + 34)
    return written(root)


def _left(place: int) -> float:
    return MARGIN + _NAMES + place * _COLUMN


def _cell(root: Element, x: float, y: float, cell: Cell) -> None:
    """How many activities, then a dot for outcomes and a square for grants; a frame for a target."""
    if cell.targeted:
        ground = PAPER if cell.silent else "#E6F0F0"
        rect(root, x + 2, y + 2, _COLUMN - 4, _ROW - 4, ground, CAUTION if cell.silent else ACCENT, 1.2)
    if cell.silent:
        text(root, x + _COLUMN / 2, y + 16.5, "silence", 12, colour=CAUTION, anchor="middle")
        return
    work = cell.work
    if activities := work.of("activity"):
        text(root, x + 26, y + 17, str(activities), 13, bold=True, anchor="end")
    if work.of("outcome"):
        circle(root, x + 42, y + _ROW / 2, 5, ACCENT)
    if work.of("grant"):
        rect(root, x + 55, y + _ROW / 2 - 5, 10, 10, SOFT, ACCENT, 1.2)
    if others := work.of("promise") + work.of("indicator_update"):
        text(root, x + 76, y + 16.5, f"+{others}", 11, colour=MUTED)


def _legend(root: Element, y: float) -> None:
    x = MARGIN
    text(root, x, y, "4", 13, bold=True)
    text(root, x + 14, y, "activities", 13)
    circle(root, x + 104, y - 4, 5, ACCENT)
    text(root, x + 115, y, "outcome", 13)
    rect(root, x + 194, y - 9, 10, 10, SOFT, ACCENT, 1.2)
    text(root, x + 211, y, "grant", 13)
    text(root, x + 268, y, "+2", 11, colour=MUTED)
    text(root, x + 290, y, "promises and answers", 13)
    rect(root, x + 460, y - 12, 24, 16, "#E6F0F0", ACCENT, 1.2)
    text(root, x + 492, y, "target of the plan", 13)
    rect(root, x + 630, y - 12, 24, 16, PAPER, CAUTION, 1.2)
    text(root, x + 662, y, "target, nothing reported", 13)
