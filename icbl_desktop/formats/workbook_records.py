"""Records in a sheet, XLSX or CSV: its headings and rows, and a template to fill in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from icbl_desktop.errors import BadFile
from icbl_desktop.formats import workbook_file
from icbl_desktop.formats.workbook_file import MAX_COLUMNS, MAX_ROWS

_ZIP = b"PK\x03\x04"
_SEPARATORS = ",;\t"
_SEPARATOR_TOLD = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line with which Excel says what stands between the cells."""
_OTHER_SCRIPT = re.compile(rb"[\x80-\xff]{3}")
"""No word of a western European language has three such letters in a row; those of other scripts do."""
_WIDTH, _WIDE = 18, 44
_LONGEST_CHOICE = 255  # letters a spreadsheet allows in a list to choose from


@dataclass(frozen=True)
class SheetRow:
    """A row that is not empty. ``number`` is what the spreadsheet shows beside it."""

    number: int
    cells: tuple[Any, ...]


@dataclass(frozen=True)
class RecordSheet:
    """A sheet as it came; ``name`` is empty for CSV. Cells are None, text, number, date or Trouble."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class TemplateColumn:
    """A column of the template: its heading, what goes into it, and the words that may stand in it."""

    heading: str
    note: str
    words: tuple[str, ...] = ()


def read(data: bytes) -> RecordSheet:
    """The first sheet of a workbook, or a CSV file; the first row that is not empty holds the headings.

    Raises BadFile for what is neither, is too large, or holds no headings.
    """
    name, rows = workbook_file.first_sheet(data) if data.startswith(_ZIP) else ("", _csv(data))
    filled = [SheetRow(number, _row(cells)) for number, cells in enumerate(rows, 1)]
    filled = [row for row in filled if any(cell is not None for cell in row.cells)]
    if not filled:
        raise BadFile("There is nothing in this sheet. Nothing was changed.")
    headings = tuple("" if cell is None else str(cell).strip() for cell in filled[0].cells)
    return RecordSheet(name, headings, tuple(filled[1:]))


def template(title: str, columns: Sequence[TemplateColumn]) -> bytes:
    """A workbook with a sheet of these headings to fill in, and one that says what goes where."""
    from openpyxl import Workbook  # slow to load and seldom needed: starts faster
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    page = book.active
    page.title = title
    guide = book.create_sheet("How to fill in")
    guide.append(["Column", "What goes into it"])
    for number, column in enumerate(columns, 1):
        head = page.cell(1, number, column.heading)
        head.font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = _WIDTH
        known = f"{column.note} One of: {', '.join(column.words)}." if column.words else column.note
        guide.append([column.heading, known.strip()])
        if (listed := ",".join(column.words)) and len(listed) <= _LONGEST_CHOICE:
            choice = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
            page.add_data_validation(choice)
            choice.add(f"{get_column_letter(number)}2:{get_column_letter(number)}{MAX_ROWS}")
    page.freeze_panes = "A2"
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = _WIDE, 2 * _WIDE
    for (cell,) in guide.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(cells: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(None if isinstance(cell, str) and not cell.strip() else cell for cell in cells)


def _csv(data: bytes) -> list[list[str]]:
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile("This is neither an Excel workbook (.xlsx) nor a CSV file. Nothing was changed.")
    if len(data) > workbook_file.MAX_FILE_BYTES:
        raise BadFile("This file is too large to be read here. Nothing was changed. Split it.")
    text = _text(data)
    told = _SEPARATOR_TOLD.match(text)
    separator = told[1] if told else _separator(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(islice(lines, MAX_ROWS + 1))
    except csv.Error as error:
        raise BadFile(
            "This CSV file is damaged near line {line}. Nothing was changed. Save it again as CSV.",
            line=lines.line_num,
        ) from error
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise BadFile("This sheet has too many rows or columns. Nothing was changed. Split it.")
    return [[], *rows[1:]] if told else rows


def _text(data: bytes) -> str:
    """As the file says it is written; else UTF-8, else as older spreadsheet programs in western Europe write.

    Raises BadFile for older ways of other scripts: which one it is cannot be told.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _OTHER_SCRIPT.search(data):
            raise BadFile(
                "The letters of this CSV file cannot be read. Nothing was changed. "
                "Save it as “CSV UTF-8” or as an Excel workbook (.xlsx)."
            ) from error
        return data.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """What stands most often in the line of headings: a comma, a semicolon or a tab."""
    first: Mapping[str, int] = {one: text.partition("\n")[0].count(one) for one in _SEPARATORS}
    return max(_SEPARATORS, key=lambda one: first[one])
