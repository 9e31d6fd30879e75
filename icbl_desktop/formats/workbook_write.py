"""Writing the plan workbook: empty with an example row on each sheet, or with a plan in it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import Any

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Extras, Titles
from icbl_desktop.domain.plan_titles import place_of
from icbl_desktop.errors import UserError
from icbl_desktop.formats import workbook_countries
from icbl_desktop.formats.workbook_cells import right, written
from icbl_desktop.formats.workbook_columns import STATES_SHEET, Column, Kind, Sheet
from icbl_desktop.formats.workbook_extra_sheets import COUNTRIES, EXTRA_SHEETS
from icbl_desktop.formats.workbook_file import MAX_ROWS
from icbl_desktop.formats.workbook_plan_sheets import GOALS, OBJECTIVES
from icbl_desktop.formats.workbook_sheets import SHEETS
from icbl_desktop.formats.workbook_titles import EXAMPLE_TITLES, beside

_HEADER, _REQUIRED, _GREY = "FF4F6272", "FF1F3A52", "FF7A7A7A"
_AUTHOR, _FONT = "ICBL Desktop", "Calibri"
_DATE_FORMAT, _TEXT_FORMAT = "yyyy-mm-dd", "@"
_OPEN = (Kind.STATE, Kind.LANGUAGE)
"""What may be written besides what is offered: a state's name, another language."""
_CHOSEN_FROM = {Kind.GOAL: GOALS.name, Kind.OBJECTIVE: OBJECTIVES.name, Kind.STATE: STATES_SHEET}


@dataclass(frozen=True)
class _Heading:
    """A column as it is written, in the plan's language ("") or beside it in another."""

    column: Column
    language: str = ""


def write(plan: Plan | None, extras: Extras, known: Countries) -> bytes:
    """The workbook as XLSX: of this plan and what goes along, or with None empty with example rows.

    ``known`` are the states to choose from, with what the program knows of them to start from.
    Raises UserError for text that no spreadsheet can hold.
    """
    from openpyxl import Workbook  # starts faster: few commands touch a workbook
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = _AUTHOR
    try:
        for sheet in SHEETS:
            _write_sheet(book.create_sheet(sheet.name), sheet, plan, extras)
    except IllegalCharacterError as error:
        raise UserError(
            "This plan holds characters that no spreadsheet can. Nothing was written. "
            "Take them out of the plan first."
        ) from error
    _write_states(book.create_sheet(STATES_SHEET), known)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(page: Any, sheet: Sheet, plan: Plan | None, extras: Extras) -> None:
    titles = EXAMPLE_TITLES if plan is None else extras.titles
    headings = [*_headings(sheet, titles, only_example=plan is None)]
    _write_header(page, sheet, headings)
    rows = [_example(sheet)] if plan is None else _rows(sheet, plan, extras)
    for number, row in enumerate(rows, start=2):
        for index, heading in enumerate(headings, start=1):
            content = _content(sheet, heading, row, titles)
            _write_cell(page.cell(number, index), heading.column, content, grey=plan is None)
    first = 3 if plan is None else 2
    for index, heading in enumerate(headings, start=1):
        _prepare(page, index, heading.column, first)


def _headings(sheet: Sheet, titles: Mapping[str, Titles], *, only_example: bool) -> Iterator[_Heading]:
    """The sheet's columns, beside each text that is translated one for each language."""
    for column in sheet.columns:
        yield _Heading(column)
        if sheet.is_translated(column) and (sheet is GOALS or not only_example):
            yield from (_Heading(beside(column, language), language) for language in titles)


def _example(sheet: Sheet) -> Mapping[str, Any]:
    return {column.field: column.example for column in sheet.columns}


def _rows(sheet: Sheet, plan: Plan, extras: Extras) -> Iterator[Mapping[str, Any]]:
    """What each row's cells hold, by field."""
    for values in _entries(sheet, plan, extras):
        yield {column.field: written(column, values[column.field]) for column in sheet.columns}


def _entries(sheet: Sheet, plan: Plan, extras: Extras) -> Iterable[Mapping[str, Any]]:
    """Each entry's values by field."""
    if sheet is COUNTRIES:
        return workbook_countries.rows(extras.countries) if extras.countries else ()
    whole: Any = extras if sheet in EXTRA_SHEETS else plan
    entries: Sequence[Any] = attrgetter(sheet.section)(whole) if sheet.section else [whole]
    return ({column.field: attrgetter(column.field)(entry) for column in sheet.columns} for entry in entries)


def _content(sheet: Sheet, heading: _Heading, row: Mapping[str, Any], titles: Mapping[str, Titles]) -> Any:
    field = heading.column.field
    if heading.language:
        return titles[heading.language].get(place_of(sheet.section, field, row))
    return row[field]


def _write_header(page: Any, sheet: Sheet, headings: Sequence[_Heading]) -> None:
    """Names in bold, the required ones darker, each with a note; texts say how another language is added."""
    from openpyxl.comments import Comment  # as above
    from openpyxl.styles import Alignment, Font, PatternFill

    for index, heading in enumerate(headings, start=1):
        column = heading.column
        cell = page.cell(1, index, column.name)
        cell.font = Font(name=_FONT, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_REQUIRED if column.required else _HEADER)
        cell.alignment = Alignment(vertical="center")
        need = "Must be filled." if column.required else "May stay empty."
        hint = "" if column.kind is Kind.TEXT else f"\n{right(column)}"
        if sheet.is_translated(column) and not heading.language:
            hint += f"\nIn French too: add a column “{column.name}::French (fr)”."
        cell.comment = Comment(f"{column.note}{hint}\n{need}", _AUTHOR, height=120, width=280)
    page.row_dimensions[1].height = 22
    _lay_out(page, "B2")


def _lay_out(page: Any, first_moving: str) -> None:
    """Keep the header in sight above and left of a cell; print as many pages down as need be, one across."""
    page.freeze_panes = first_moving
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
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
    _widen(page, index, column)
    dimension.number_format = _format(column)
    dimension.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left")
    choice = _choice(column, first)
    if choice is not None:
        page.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}{MAX_ROWS}")


def _widen(page: Any, index: int, column: Column) -> None:
    from openpyxl.utils import get_column_letter  # as above

    page.column_dimensions[get_column_letter(index)].width = max(column.width, len(column.name) + 4)


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
    elif column.kind in (Kind.WORD, Kind.LANGUAGE, Kind.YES_NO):
        choice = DataValidation(type="list", formula1=f'"{",".join(column.words or ("yes", "no"))}"')
    else:
        return None
    choice.allow_blank = True
    choice.showErrorMessage = column.kind not in _OPEN
    choice.errorTitle, choice.error = column.name, right(column)
    return choice


def _write_states(page: Any, known: Countries) -> None:
    """The codes of states, to choose from, their names, and what is known of them, to copy from."""
    from openpyxl.styles import Font  # as above

    code, *facts = COUNTRIES.columns
    columns = [code, replace(code, name="name", field="name", kind=Kind.TEXT, width=40), *facts]
    page.append([column.name for column in columns])
    named = ({"name": known.name(values[code.field]), **values} for values in workbook_countries.rows(known))
    for number, values in enumerate(sorted(named, key=itemgetter("name")), start=2):
        for index, column in enumerate(columns, start=1):
            content = written(column, values[column.field])
            _write_cell(page.cell(number, index), column, content, grey=False)
    for index, column in enumerate(columns, start=1):
        page.cell(1, index).font = Font(name=_FONT, bold=True)
        _widen(page, index, column)
    _lay_out(page, "C2")
