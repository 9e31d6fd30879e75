"""Writing the plan workbook: empty with an example row on each sheet, or with a plan in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from icbl_desktop.domain.plan import Plan
from icbl_desktop.errors import UserError
from icbl_desktop.formats.workbook_cells import States, right, written
from icbl_desktop.formats.workbook_columns import STATES_SHEET, Column, Kind, Sheet
from icbl_desktop.formats.workbook_file import MAX_ROWS
from icbl_desktop.formats.workbook_sheets import GOALS, OBJECTIVES, SHEETS

_HEADER, _REQUIRED, _GREY = "FF4F6272", "FF1F3A52", "FF7A7A7A"
_AUTHOR, _FONT = "ICBL Desktop", "Calibri"
_DATE_FORMAT, _TEXT_FORMAT = "yyyy-mm-dd", "@"
_CHOSEN_FROM = {Kind.GOAL: GOALS.name, Kind.OBJECTIVE: OBJECTIVES.name, Kind.STATE: STATES_SHEET}


def write(plan: Plan | None, states: States) -> bytes:
    """The workbook as XLSX: of this plan, or empty with example rows. Raises UserError for odd text."""
    from openpyxl import Workbook  # starts faster: few commands touch a workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = _AUTHOR
    try:
        for sheet in SHEETS:
            _write_sheet(book.create_sheet(sheet.name), sheet, plan)
    except IllegalCharacterError as error:
        raise UserError(
            "This plan holds characters that no spreadsheet can. Nothing was written. "
            "Take them out of the plan first."
        ) from error
    _write_states(book.create_sheet(STATES_SHEET), states)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(page: Any, sheet: Sheet, plan: Plan | None) -> None:
    _write_header(page, sheet.columns)
    rows = [[column.example for column in sheet.columns]] if plan is None else _rows(sheet, plan)
    for number, row in enumerate(rows, start=2):
        for index, (column, content) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            _write_cell(page.cell(number, index), column, content, grey=plan is None)
    first = 3 if plan is None else 2
    for index, column in enumerate(sheet.columns, start=1):
        _prepare(page, index, column, first)


def _rows(sheet: Sheet, plan: Plan) -> list[list[Any]]:
    entries: Sequence[Any] = attrgetter(sheet.section)(plan) if sheet.section else [plan]
    return [
        [written(column, attrgetter(column.field)(entry)) for column in sheet.columns] for entry in entries
    ]


def _write_header(page: Any, columns: Sequence[Column]) -> None:
    """Names in bold, the required ones darker, each with a note; they stay in sight."""
    from openpyxl.comments import Comment  # as above
    from openpyxl.styles import Alignment, Font, PatternFill

    for index, column in enumerate(columns, start=1):
        cell = page.cell(1, index, column.name)
        cell.font = Font(name=_FONT, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_REQUIRED if column.required else _HEADER)
        cell.alignment = Alignment(vertical="center")
        need = "Must be filled." if column.required else "May stay empty."
        hint = "" if column.kind is Kind.TEXT else f"\n{right(column)}"
        cell.comment = Comment(f"{column.note}{hint}\n{need}", _AUTHOR, height=120, width=280)
    page.row_dimensions[1].height = 22
    page.freeze_panes = "B2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0  # as many pages down as need be, one across
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _write_cell(cell: Any, column: Column, content: Any, *, grey: bool) -> None:
    from openpyxl.styles import Alignment, Font  # as above

    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"  # "=..." and "#N/A" are text here, never a formula or an error
    cell.number_format = _format(column)
    cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left")
    if grey:
        cell.font = Font(name=_FONT, italic=True, color=_GREY)


def _format(column: Column) -> str:
    if column.kind is Kind.NUMBER:
        return "0"
    return _DATE_FORMAT if column.kind is Kind.DATE else _TEXT_FORMAT


def _prepare(page: Any, index: int, column: Column, first: int) -> None:
    """A column's width, the format of what will be written into it, and what may be chosen there."""
    from openpyxl.styles import Alignment  # as above
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(index)
    dimension = page.column_dimensions[letter]
    dimension.width = max(column.width, len(column.name) + 4)
    dimension.number_format = _format(column)
    dimension.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left")
    choice = _choice(column, first)
    if choice is not None:
        page.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}{MAX_ROWS}")


def _choice(column: Column, first: int) -> Any:
    """The drop-down list of a column, or the check for a date or a number; None where any text may stand."""
    from openpyxl.worksheet.datavalidation import DataValidation  # as above

    if column.kind is Kind.DATE:
        choice = DataValidation(type="date", operator="greaterThan", formula1="1")
    elif column.kind is Kind.NUMBER:
        choice = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    elif column.kind in _CHOSEN_FROM:
        start = 2 if column.kind is Kind.STATE else first
        choice = DataValidation(type="list", formula1=f"{_CHOSEN_FROM[column.kind]}!$A${start}:$A$500")
    elif column.kind in (Kind.WORD, Kind.YES_NO):
        choice = DataValidation(type="list", formula1=f'"{",".join(column.words or ("yes", "no"))}"')
    else:
        return None
    choice.allow_blank = True
    choice.showErrorMessage = column.kind is not Kind.STATE  # a state's name may be written too
    choice.errorTitle, choice.error = column.name, right(column)
    return choice


def _write_states(page: Any, states: States) -> None:
    """The codes of states, to choose from, and their names."""
    from openpyxl.styles import Font  # as above

    for row in (("state", "name"), *sorted(states.items(), key=lambda state: state[1])):
        page.append(row)
    for cell in page[1]:
        cell.font = Font(name=_FONT, bold=True)
    page.column_dimensions["B"].width = 40
    page.freeze_panes = "A2"
