"""One sheet of the plan workbook as it was read: its rows' values, its translations, its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from icbl_desktop.domain.plan_titles import place_of
from icbl_desktop.formats.workbook_cells import States, Unfit, is_blank, right, stand_in, value
from icbl_desktop.formats.workbook_columns import EXAMPLE, Sheet
from icbl_desktop.formats.workbook_file import Rows, Trouble
from icbl_desktop.formats.workbook_titles import Translation, parse


@dataclass(frozen=True)
class Problem:
    """Something to mend: ``row`` counts from 1 as the spreadsheet does, 0 is the sheet as a whole."""

    sheet: str
    row: int
    column: str
    wrong: str
    right: str


@dataclass(frozen=True)
class Title:
    """A text in another language: ``place`` is that of the text it translates."""

    row: int
    translation: Translation
    place: str
    text: str


@dataclass
class Page:
    """What was read of one sheet: its rows' numbers, values by field, and the fields that do not fit."""

    sheet: Sheet
    numbers: list[int] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    unfit: set[tuple[int, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def report(self, row: int, column: str, wrong: str, mend: str) -> None:
        """Keep a problem of this sheet."""
        self.problems.append(Problem(self.sheet.name, row, column, wrong, mend))

    def in_order(self) -> Sequence[Problem]:
        """The problems as a person walks through the sheet: row by row, from left to right."""
        places = {column.name: index for index, column in enumerate(self.sheet.columns)}
        last = len(places)

        def step(problem: Problem) -> tuple[int, int]:
            base = problem.column.partition("::")[0]
            return problem.row, places.get(base, last) if base else -1

        return sorted(self.problems, key=step)


def read_page(sheet: Sheet, rows: Rows | None, states: States) -> Page:
    """What stands on a sheet but for examples and blank rows; ``rows`` are None where it is missing."""
    page = Page(sheet)
    if rows is None:
        page.report(0, "", "This sheet is missing.", "A sheet of this name, empty if need be.")
        return page
    columns = _columns(page, rows)
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[index] for index, name in columns.items()}
        if not all(map(is_blank, cells.values())) and not _is_example(page, number, cells):
            _read_row(page, number, cells, states)
    return page


def _columns(page: Page, rows: Rows) -> Mapping[int, str]:
    """Which column, known by its name, stands where; problems with the header are kept."""
    known = {column.name: column for column in page.sheet.columns}
    columns: dict[int, str] = {}
    for index, content in enumerate(rows[0] if rows else ()):
        name = "" if is_blank(content) or isinstance(content, Trouble) else str(content).strip()
        if "::" in name:
            if _keep_translation(page, name):
                columns[index] = name
        elif name in known and name in columns.values():
            page.report(1, name, "There are two columns of this name.", "One of them.")
        elif name in known:
            columns[index] = name
        elif name:
            page.report(1, name, "There is no column of this name.", f"One of: {', '.join(known)}.")
        elif any(not is_blank(row[index]) for row in rows):
            page.report(1, "", f"Column {index + 1} has no name.", f"One of: {', '.join(known)}.")
    for name, column in known.items():
        if column.required and name not in columns.values():
            page.report(1, name, "This column is missing.", "A column of this name.")
    return columns


def _keep_translation(page: Page, name: str) -> bool:
    """Keep what a heading with "::" stands for; a problem where it stands for nothing, or is a second one."""
    try:
        found = parse(name, page.sheet)
        if any((one.column, one.language) == (found.column, found.language) for one in page.translations):
            raise Unfit("There are two columns for this language.", "One of them.")
    except Unfit as unfit:
        page.report(1, name, unfit.wrong, unfit.right)
        return False
    page.translations.append(found)
    return True


def _is_example(page: Page, number: int, cells: Mapping[str, Any]) -> bool:
    """Whether a row is the template's example; one that was written over is a problem, and not read."""
    first = page.sheet.columns[0].name
    if str(cells.get(first)).strip().casefold() != EXAMPLE:
        return False
    if any(_plain(cells.get(column.name)) != _plain(column.example) for column in page.sheet.columns):
        page.report(number, first, "This row is still marked as the example.",
                    "Write the row's own entry in place of “example”, or delete the row.")  # fmt: skip
    return True


def _plain(content: Any) -> str:
    """A cell's content to compare, however a spreadsheet program stored it."""
    if isinstance(content, datetime):
        content = content.date()
    return "" if content is None else str(content).strip()


def _read_row(page: Page, number: int, cells: Mapping[str, Any], states: States) -> None:
    values = {}
    for column in page.sheet.columns:
        try:
            if column.name in cells:
                values[column.field] = value(column, _sound(cells[column.name]), states)
                continue
            if column.required:
                page.unfit.add((number, column.field))
        except Unfit as unfit:
            page.unfit.add((number, column.field))
            page.report(number, column.name, unfit.wrong, unfit.right or right(column))
        values[column.field] = stand_in(column, cells.get(column.name))
    page.numbers.append(number)
    page.values.append(values)
    page.titles += _titles(page, number, cells, values)


def _titles(page: Page, number: int, cells: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Title]:
    """What the row says in other languages; an empty cell says nothing."""
    for translation in page.translations:
        raw, column = cells[translation.name], translation.column
        try:
            if not is_blank(raw):
                place = place_of(page.sheet.section, column.field, values)
                yield Title(number, translation, place, value(column, _sound(raw), {}))
        except Unfit as unfit:
            page.report(number, translation.name, unfit.wrong, unfit.right or right(column))


def _sound(raw: Any) -> Any:
    """The cell's content. Raises Unfit where it could not be read."""
    if isinstance(raw, Trouble):
        raise Unfit(raw.wrong, raw.right)
    return raw
