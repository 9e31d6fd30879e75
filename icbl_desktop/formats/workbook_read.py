"""Reading the plan workbook: the plan in it, or every problem with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from icbl_desktop.domain import plan_rules
from icbl_desktop.domain.plan import Plan, Strategy
from icbl_desktop.domain.plan_rules import Fault
from icbl_desktop.formats import workbook_file
from icbl_desktop.formats.bundle_schema import PLAN_FORMAT, VERSION
from icbl_desktop.formats.workbook_cells import States, Unfit, is_blank, right, stand_in, value
from icbl_desktop.formats.workbook_columns import EXAMPLE, STATES_SHEET, Column, Kind, Sheet
from icbl_desktop.formats.workbook_file import Rows, Trouble
from icbl_desktop.formats.workbook_sheets import GOALS, OBJECTIVES, PLAN, SHEETS

_PLACE = re.compile(r"(?P<section>[a-z_.]+)\[(?P<index>\d+)\](?:\.(?P<field>\w+))?")
_MENDS = {
    "the end is before": "A day on or after the start.",
    "is written as its first day": "The first of the month, or 1 January of the year.",
    "is used twice": "Another id.",
    "stands here twice": "The row only once.",
    "target_lists has no": "A row with this objective and group on the sheet “target lists”.",
    "belongs to one objective or to one goal": "Fill in one of the two.",
    "goes with": "A second number with “between”; without it, an empty cell.",
    "the text is longer": f"A text of at most {plan_rules.MAX_TEXT} characters.",
    "more than": "A smaller plan.",
}


@dataclass(frozen=True)
class Problem:
    """Something to mend: ``row`` counts from 1 as the spreadsheet does, 0 is the sheet as a whole."""

    sheet: str
    row: int
    column: str
    wrong: str
    right: str


@dataclass(frozen=True)
class Checked:
    """A workbook's plan, or None and its problems; ``unread`` names what stands there and is not read yet."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


@dataclass
class _Page:
    """What was read of one sheet: its rows' numbers, values by field, and the fields that do not fit."""

    sheet: Sheet
    numbers: list[int] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    unfit: set[tuple[int, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def report(self, row: int, column: str, wrong: str, mend: str) -> None:
        """Keep a problem of this sheet."""
        self.problems.append(Problem(self.sheet.name, row, column, wrong, mend))


def read(data: bytes, states: States) -> Checked:
    """The plan of an XLSX workbook, or all that is wrong. Raises BadFile for what is no such workbook."""
    found, others = workbook_file.sheets(data, [sheet.name for sheet in SHEETS])
    pages = {sheet.section: _page(sheet, found.get(sheet.name), states) for sheet in SHEETS}
    plan = _plan(pages)
    for fault in plan_rules.faults(plan, states.keys()):
        _report_fault(pages, plan, fault)
    problems = tuple(problem for page in pages.values() for problem in _in_order(page))
    unread = [f"the sheet “{name}”" for name in others if name.strip().lower() != STATES_SHEET]
    unread += [note for page in pages.values() for note in page.unread]
    return Checked(None if problems else plan, problems, tuple(unread))


def _page(sheet: Sheet, rows: Rows | None, states: States) -> _Page:
    page = _Page(sheet)
    if rows is None:
        page.report(0, "", "This sheet is missing.", "A sheet of this name, empty if need be.")
        return page
    columns = _columns(page, rows)
    for number, row in enumerate(rows[1:], start=2):
        cells = {column.field: row[index] for index, column in columns.items()}
        if not all(map(is_blank, cells.values())) and not _is_example(page, number, cells):
            _read_row(page, number, cells, columns.values(), states)
    if sheet is PLAN and len(page.numbers) != 1:
        page.report(0, "", f"There are {len(page.numbers)} plans here.", "One row, with the one plan.")
    return page


def _columns(page: _Page, rows: Rows) -> Mapping[int, Column]:
    """Which column stands where; problems with the header are kept."""
    known = {column.name: column for column in page.sheet.columns}
    columns: dict[int, Column] = {}
    for index, content in enumerate(rows[0] if rows else ()):
        name = "" if is_blank(content) or isinstance(content, Trouble) else str(content).strip()
        base, is_translation, _ = name.partition("::")
        if is_translation and base in known:
            page.unread.append(f"“{name}” on the sheet “{page.sheet.name}”")
        elif name in known and known[name] in columns.values():
            page.report(1, name, "There are two columns of this name.", "One of them.")
        elif name in known:
            columns[index] = known[name]
        elif name:
            page.report(1, name, "There is no column of this name.", f"One of: {', '.join(known)}.")
        elif any(not is_blank(row[index]) for row in rows):
            page.report(1, "", f"Column {index + 1} has no name.", f"One of: {', '.join(known)}.")
    for name, column in known.items():
        if column.required and column not in columns.values():
            page.report(1, name, "This column is missing.", "A column of this name.")
    return columns


def _is_example(page: _Page, number: int, cells: Mapping[str, Any]) -> bool:
    """Whether a row is the template's example; one that was written over is a problem, and not read."""
    first = page.sheet.columns[0].field
    if str(cells.get(first)).strip().casefold() != EXAMPLE:
        return False
    if any(_plain(cells.get(column.field)) != _plain(column.example) for column in page.sheet.columns):
        page.report(number, page.sheet.columns[0].name, "This row is still marked as the example.",
                    "Write the row's own entry in place of “example”, or delete the row.")  # fmt: skip
    return True


def _plain(content: Any) -> str:
    """A cell's content to compare, however a spreadsheet program stored it."""
    if isinstance(content, datetime):
        content = content.date()
    return "" if content is None else str(content).strip()


def _read_row(
    page: _Page, number: int, cells: Mapping[str, Any], columns: Collection[Column], states: States
) -> None:
    values = {column.field: stand_in(column, None) for column in page.sheet.columns}
    for column in columns:
        raw = cells[column.field]
        try:
            if isinstance(raw, Trouble):
                raise Unfit(raw.wrong, raw.right)
            values[column.field] = value(column, raw, states)
        except Unfit as unfit:
            values[column.field] = stand_in(column, raw)
            page.unfit.add((number, column.field))
            page.report(number, column.name, unfit.wrong, unfit.right or right(column))
    missing = {column.field for column in page.sheet.columns if column.required} - cells.keys()
    page.unfit |= {(number, name) for name in missing}
    page.numbers.append(number)
    page.values.append(values)


def _plan(pages: Mapping[str, _Page]) -> Plan:
    """The plan, with stand-ins where cells do not fit."""
    entries: dict[str, Any] = {
        section: tuple(page.sheet.entry(**values) for values in page.values)
        for section, page in pages.items()
        if section
    }
    fields = {column.field: stand_in(column, None) for column in PLAN.columns}
    fields |= next(iter(pages[PLAN.section].values), {})
    strategy = {name.removeprefix("strategy."): fields.pop(name) for name in list(fields) if "." in name}
    goals, objectives = entries.pop(GOALS.section), entries.pop(OBJECTIVES.section)
    whole = Strategy(**strategy, goals=goals, objectives=objectives)
    return Plan(format=PLAN_FORMAT, version=VERSION, strategy=whole, **fields, **entries)


def _report_fault(pages: Mapping[str, _Page], plan: Plan, fault: Fault) -> None:
    """Keep what a rule of the plan finds, at its cell, unless the cell does not fit in the first place."""
    place = _PLACE.fullmatch(fault.place)
    section = place["section"] if place else fault.place
    if section in pages:
        page = pages[section]
        number = page.numbers[int(place["index"])] if place else 0
        name = (place["field"] or "") if place else ""
    else:
        page, name = pages[PLAN.section], section
        number = page.numbers[0] if page.numbers else 0
    column = page.sheet.column_of(name)
    if (not number and page.problems) or _follows(page, number, column):
        return
    page.report(number, column.name if column else "", _wrong(fault), _mend(plan, fault, column))


def _follows(page: _Page, number: int, column: Column | None) -> bool:
    """Whether a fault only follows from a cell of its row that does not fit already."""
    unfit = {name for row, name in page.unfit if row == number}
    if column is None:
        return bool(unfit)
    kin = {one.field for one in page.sheet.columns if one.kind is column.kind} - {column.field}
    counted = column.kind in (Kind.DATE, Kind.NUMBER)
    return column.field in unfit or (counted and not kin.isdisjoint(unfit))


def _wrong(fault: Fault) -> str:
    sentence = fault.sentence.replace("target_lists has", "The sheet “target lists” has")
    return sentence[:1].upper() + sentence[1:]


def _mend(plan: Plan, fault: Fault, column: Column | None) -> str:
    for words, mend in _MENDS.items():
        if words in fault.sentence:
            return mend
    if column is None:
        return "See the notes on the columns."
    codes: Sequence[str] = ()
    if column.kind is Kind.GOAL:
        codes = [goal.code for goal in plan.goals]
    if column.kind in (Kind.OBJECTIVE, Kind.OBJECTIVES):
        codes = [objective.code for objective in plan.objectives]
    return f"One of: {', '.join(codes)}." if codes else right(column)


def _in_order(page: _Page) -> Iterator[Problem]:
    """A sheet's problems as a person walks through it: row by row, from left to right."""
    names = ["", *(column.name for column in page.sheet.columns)]
    places = {name: index for index, name in enumerate(names)}
    last = len(names)
    yield from sorted(page.problems, key=lambda one: (one.row, places.get(one.column, last)))
