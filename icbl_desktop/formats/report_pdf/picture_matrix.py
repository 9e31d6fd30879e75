"""The matrix and the time line of the consolidated document."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from icbl_desktop.domain.picture import NONE_OF_THESE, Cell, Work
from icbl_desktop.formats.report_pdf import picture_words as words
from icbl_desktop.formats.report_pdf.figures import bar
from icbl_desktop.formats.report_pdf.picture_sheet import PictureSheet
from icbl_desktop.formats.report_pdf.styles import CAUTION, ROW
from icbl_desktop.formats.report_pdf.tables import table
from icbl_desktop.formats.report_pdf.words import UNKNOWN

_LETTERS = {"activity": "", "outcome": "O", "grant": "G", "promise": "P", "indicator_update": "I"}
_TARGETED = HexColor("#E6F0F0")
_STATE, _ALL = 19.0, 14.0
"""Parts of the width, in per cent."""
_ROWS = 200
"""In one table: ReportLab splits a longer one ever more slowly."""


def matrix(sheet: PictureSheet) -> list[Flowable]:
    """States by objectives; its head comes again on each page."""
    here = sheet.picture.matrix
    story = [*sheet.section(words.MATRIX), sheet.aside(words.MATRIX_HOW), Spacer(0, 6)]
    each = (100 - _STATE - _ALL) / max(len(here.columns), 1)
    widths = [sheet.width * share / 100 for share in (_STATE, *[each] * len(here.columns), _ALL)]
    codes = [words.NO_OBJECTIVE if code == NONE_OF_THESE else code for code in here.columns]
    for start in range(0, len(here.rows), _ROWS):
        rows: list[list[str | Flowable]] = [[words.STATE, *codes, words.IN_ALL]]
        look: list[tuple[Any, ...]] = []
        for number, row in enumerate(here.rows[start : start + _ROWS], start=1):
            name = words.NO_STATE if row.iso3 == NONE_OF_THESE else sheet.picture.state(row.iso3)
            rows.append([name, *map(cell_words, row.cells), work_words(row.work)])
            look += [one for place, cell in enumerate(row.cells, 1) for one in _look(cell, place, number)]
        if start + _ROWS >= len(here.rows):
            rows.append([words.IN_ALL, *map(work_words, here.totals), work_words(here.all)])
        part = table(rows, widths, style=ROW)
        part.setStyle(look)
        story.append(part)
    return story


def cell_words(cell: Cell) -> str:
    """What a place says: "4 1O 2G", or that nothing was reported where the plan targets it."""
    return words.SILENCE if cell.silent else work_words(cell.work)


def work_words(work: Work) -> str:
    """The number of activities, then those of the other kinds, each with its letter."""
    return " ".join(f"{work.of(kind)}{letter}" for kind, letter in _LETTERS.items() if work.of(kind))


def _look(cell: Cell, column: int, row: int) -> list[tuple[Any, ...]]:
    at = (column, row)
    if cell.silent:
        return [("BACKGROUND", at, at, _TARGETED), ("TEXTCOLOR", at, at, CAUTION)]
    return [("BACKGROUND", at, at, _TARGETED)] if cell.targeted else []


def time_line(sheet: PictureSheet) -> list[Flowable]:
    """What was reported of each quarter, with a bar for its activities."""
    points = sheet.picture.timeline
    most = max((one.work.of("activity") for one in points), default=0)
    wide = sheet.width * 0.36 - 12
    rows: list[list[str | Flowable]] = [list(words.TIME_HEADS)]
    for one in points:
        if one.is_untold:
            rows.append([one.period.label, sheet.language.number(0), *[UNKNOWN] * 4, ""])
            continue
        n = one.work.of("activity")
        shown = bar(Fraction(n, most), wide, f"{one.period.label}: {n}") if n else ""
        kinds = [sheet.language.number(one.work.of(kind)) for kind in ("outcome", "grant", "promise")]
        label = one.period.label
        rows.append([label, sheet.language.number(one.reports), *kinds, sheet.language.number(n), shown])
    shares = (14, 10, 10, 10, 10, 10, 36)
    room = min(60 + 19 * len(rows), 300)
    return [*sheet.section(words.TIME_LINE, room), sheet.table(rows, shares, numbers=(1, 2, 3, 4, 5))]
