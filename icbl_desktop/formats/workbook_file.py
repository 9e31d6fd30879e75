"""From the bytes of an XLSX file to the plain cells of its sheets, bounded and without surprises."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from icbl_desktop.errors import BadFile

MAX_FILE_BYTES = 16 * 1024 * 1024
MAX_UNPACKED_BYTES = 48 * 1024 * 1024
MAX_PARTS = 1000
MAX_ROWS = 20_001
MAX_COLUMNS = 100

_XML = (".xml", ".rels", ".vml")
_BEGINS_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<")
"""A part may be called anything: what begins so is looked at too."""


@dataclass(frozen=True)
class Trouble:
    """In place of the content of a cell that cannot be read: what is wrong, and what would be right."""

    wrong: str
    right: str


Rows = Sequence[tuple[Any, ...]]
"""A sheet's cells by row, from its first: None, text, number, date, or Trouble."""

_NO_VALUE = Trouble(
    "There is a formula here without a value.",
    "Open the workbook in a spreadsheet program and save it, or write the value itself.",
)
_BROKEN = Trouble("The spreadsheet shows an error here.", "Write the value itself.")


def sheets(data: bytes, wanted: Iterable[str]) -> tuple[dict[str, Rows], tuple[str, ...]]:
    """The rows of the wanted sheets by name, whatever its capitals, and the names of the other sheets.

    Raises BadFile for what is no workbook, holds macros, is too large, or could harm.
    """
    names = frozenset(wanted)
    with _opened(data) as (values, formulas):
        found = {
            _key(sheet): _rows(sheet, formulas[sheet.title])
            for sheet in values.worksheets
            if _key(sheet) in names
        }
        return found, tuple(sheet.title for sheet in values.worksheets if _key(sheet) not in names)


def first_sheet(data: bytes) -> tuple[str, Rows]:
    """The name and rows of a workbook's first sheet that is neither empty nor hidden.

    Raises BadFile as ``sheets`` does.
    """
    with _opened(data) as (values, formulas):
        for sheet in values.worksheets:
            if sheet.sheet_state == "visible" and (rows := _rows(sheet, formulas[sheet.title])):
                return sheet.title, rows
    raise BadFile("There is nothing in this workbook. Nothing was changed.")


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[Any, Any]]:
    """The workbook twice: as its values, and as its formulas. Raises BadFile."""
    try:
        _check(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what the library does not keep: nothing is written back
            from openpyxl import load_workbook  # starts faster: few commands touch a workbook

            options: Mapping[str, Any] = {"read_only": True, "keep_links": False}
            values = load_workbook(io.BytesIO(data), data_only=True, **options)
            yield values, load_workbook(io.BytesIO(data), data_only=False, **options)
    except BadFile:
        raise
    except Exception as error:
        raise BadFile(
            "This is not an Excel workbook (.xlsx), or it is damaged or locked with a password. "
            "Nothing was changed. Save it as .xlsx, without a password."
        ) from error


def _key(sheet: Any) -> str:
    return str(sheet.title).strip().lower()


def _check(data: bytes) -> None:
    """Sizes, then parts, then each part's XML: none may bring entities of its own."""
    if len(data) > MAX_FILE_BYTES:
        raise BadFile("This workbook is larger than a plan or a list of records can be. Nothing was changed.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            raise BadFile(
                "This workbook would swell to many times its size. Nothing was changed. Do not use it."
            )
        if any("vba" in part.filename.lower() for part in parts):
            raise BadFile(
                "This workbook holds macros, and none are needed. Nothing was changed. "
                "Save it as an Excel workbook without macros (.xlsx)."
            )
        for part in parts:
            with archive.open(part) as opened:
                begins = opened.read(64).lstrip()
            if part.filename.lower().endswith(_XML) or begins.startswith(_BEGINS_XML):
                _check_xml(archive.read(part))


def _check_xml(content: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(content, True)


def _refuse_doctype(*_: object) -> None:
    raise BadFile("This workbook holds something that could do harm. Nothing was changed. Do not use it.")


def _rows(values: Any, formulas: Any) -> Rows:
    """The sheet's cells, each read as a value and as a formula. Raises BadFile where there are too many."""
    area = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS + 1}
    values.reset_dimensions()  # what the file says of its size may be wrong
    formulas.reset_dimensions()
    rows = [
        tuple(map(_content, row, as_formulas))
        for row, as_formulas in zip(values.iter_rows(**area), formulas.iter_rows(**area), strict=True)
    ]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise BadFile(
            "The sheet “{name}” has more rows than a plan or a list of records can. Nothing was changed.",
            name=values.title,
        )
    if any(cell is not None for row in rows for cell in row[MAX_COLUMNS:]):
        raise BadFile(
            "The sheet “{name}” has more than {most} columns. Nothing was changed.",
            name=values.title,
            most=MAX_COLUMNS,
        )
    return rows


def _content(cell: Any, as_formula: Any) -> Any:
    if as_formula.data_type == "f" and cell.value is None:
        return _NO_VALUE
    return _BROKEN if cell.data_type == "e" else cell.value
