"""The picture and its records as sheets with HXL hashtags: one workbook, or a CSV file each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.formats import hxl_rows, workbook_hxl
from icbl_desktop.formats.hxl_figures import figure_tables
from icbl_desktop.formats.hxl_records import record_tables
from icbl_desktop.formats.hxl_rows import HxlTable

_ABOUT = (
    ("Sheets", "Row 1 names the columns, row 2 has their HXL hashtags (hxlstandard.org), the data follow."),
    ("Empty cells", "An empty cell is “not asked” or “not known”. It is not 0."),
    ("People", "Audiences of several activities may overlap. Do not add them up."),
    ("Money", "Amounts of different currencies are not to be added without a rate and its date."),
    ("Where it is from", "Each row names the report that tells it, and the SHA-256 of that report's data."),
    ("Who may read it", "Rows marked “secretariat” were given to the secretariat and not to the public."),
)


def as_workbook(picture: Consolidated, records: Sequence[CountedRecord[Any]]) -> bytes:
    """All sheets in one XLSX file."""
    about = (
        ("Plan", picture.plan.title),
        ("What it is of", picture.said),
        ("Counted on", picture.made_at.date().isoformat()),
        *_ABOUT,
    )
    return workbook_hxl.workbook(about, _tables(picture, records))


def as_csv(picture: Consolidated, records: Sequence[CountedRecord[Any]]) -> Iterator[tuple[str, bytes]]:
    """Each sheet as a CSV file, by the end of its name."""
    for table in _tables(picture, records):
        yield f"-{table.name}.csv", hxl_rows.to_csv(table)


def _tables(picture: Consolidated, records: Sequence[CountedRecord[Any]]) -> tuple[HxlTable, ...]:
    return (*figure_tables(picture), *record_tables(records))
