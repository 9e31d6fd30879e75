"""A workbook of HXL sheets: headings, hashtags and data as cells that can be reckoned with."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from icbl_desktop.formats.hxl_rows import Cell, HxlTable

_FONT = "Arial"
_HEAD, _TAGS, _TAG_LETTERS = "FF0B6068", "FFE9EFEF", "FF55636A"
_MOST_ROWS = 1_048_570
"""A little below what a spreadsheet program can hold."""
_NARROWEST, _WIDEST = 10, 48
_LOOKED_AT = 200
"""So many rows tell how wide a column should be."""
_MOST_LETTERS = 32_767
"""Of one cell."""


def workbook(about: Sequence[tuple[str, str]], tables: Sequence[HxlTable]) -> bytes:
    """An XLSX file whose first sheet says what it is, line by line; the others hold one table each.

    Texts stay texts, whatever they begin with: no cell is a formula.
    """
    from openpyxl import Workbook  # slow to load and seldom needed: starts faster

    book = Workbook(write_only=True)
    _about(book.create_sheet("About"), about)
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _about(page: Any, lines: Sequence[tuple[str, str]]) -> None:
    from openpyxl.styles import Alignment, Font  # as above

    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 100
    for label, said in lines:
        first, second = _text(page, label), _text(page, said)
        first.font = Font(name=_FONT, bold=True)
        first.alignment = Alignment(vertical="top")
        second.alignment = Alignment(wrap_text=True, vertical="top")
        page.append([first, second])


def _fill(page: Any, table: HxlTable) -> None:
    from openpyxl.utils import get_column_letter  # as above

    for place, heading in enumerate(table.headings):
        page.column_dimensions[get_column_letter(place + 1)].width = _width(table, place, heading)
    page.freeze_panes = "B3"
    _for_paper(page)
    page.append(_row(page, table.headings, "FFFFFFFF", _HEAD, bold=True))
    page.append(_row(page, table.tags, _TAG_LETTERS, _TAGS, bold=False))
    for row in table.rows[:_MOST_ROWS]:
        page.append([_cell(page, one) for one in row])


def _for_paper(page: Any) -> None:
    """Printed, a sheet is one page wide, and each page has the headings."""
    page.print_title_rows = "1:2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _row(page: Any, texts: Sequence[str], letters: str, ground: str, *, bold: bool) -> list[Any]:
    from openpyxl.styles import Font, PatternFill  # as above

    cells = [_text(page, text) for text in texts]
    for cell in cells:
        cell.font = Font(name=_FONT, bold=bold, color=letters)
        cell.fill = PatternFill("solid", fgColor=ground)
    return cells


def _cell(page: Any, content: Cell) -> Any:
    return _text(page, content) if isinstance(content, str) else content


def _text(page: Any, text: str) -> Any:
    """A cell that holds a text and nothing else, without the characters that a workbook cannot hold."""
    from openpyxl.cell import WriteOnlyCell  # as above
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text)[:_MOST_LETTERS] or None)
    if cell.value is not None:
        cell.data_type = "s"
    return cell


def _width(table: HxlTable, place: int, heading: str) -> int:
    """Of a column in letters: what it holds, within bounds."""
    longest = max((len(_seen(row[place])) for row in table.rows[:_LOOKED_AT]), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, len(heading), len(table.tags[place])) + 2))


def _seen(content: Cell) -> str:
    if content is None:
        return ""
    return format(content, "f") if isinstance(content, Decimal) else str(content)
