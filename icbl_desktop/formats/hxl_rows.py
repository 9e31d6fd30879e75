"""Sheets of the Humanitarian Exchange Language: a row of headings, a row of hashtags, then the data."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from icbl_desktop.domain.picture import Traced

Cell = str | int | Decimal | date | None
"""What stands in a cell; None where it is not known, which is never 0."""

SEVERAL = " | "
"""What HXL has between several values in one cell of a column with ``+list``."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

T = TypeVar("T")


@dataclass(frozen=True)
class HxlColumn(Generic[T]):
    """A column: its heading, its hashtag with attributes, and what it says of an entry."""

    heading: str
    tag: str
    value: Callable[[T], Cell]


@dataclass(frozen=True)
class HxlTable:
    """A sheet, whole. ``name`` is that of its file or its tab."""

    name: str
    headings: tuple[str, ...]
    tags: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(name: str, columns: Iterable[HxlColumn[T]], entries: Iterable[T]) -> HxlTable:
    """The sheet of these entries, one a row."""
    told = tuple(columns)
    return HxlTable(
        name,
        tuple(one.heading for one in told),
        tuple(one.tag for one in told),
        tuple(tuple(one.value(entry) for one in told) for entry in entries),
    )


def several(values: Iterable[str]) -> str:
    """Several values for one cell."""
    return SEVERAL.join(value for value in values if value)


def report_name(line: Traced) -> str:
    """The report that tells a line: "7KQ2-r0007"; empty for what no report tells."""
    return f"{line.stream_code}-r{line.number:04}" if line.number else ""


def to_csv(sheet: HxlTable) -> bytes:
    """The sheet as CSV in UTF-8, so marked that a spreadsheet program reads its letters.

    A text that such a program would run as a formula is preceded by an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows((sheet.headings, sheet.tags))
    writer.writerows([_written(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
