"""Reading the plan workbook: the plan in it and what goes along with it, or every problem with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from icbl_desktop.domain import extras_rules, plan_rules
from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.plan import Plan, Strategy
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.formats import workbook_countries, workbook_file
from icbl_desktop.formats.bundle_schema import PLAN_FORMAT
from icbl_desktop.formats.typed_json import VERSION
from icbl_desktop.formats.workbook_cells import stand_in
from icbl_desktop.formats.workbook_columns import STATES_SHEET, Sheet
from icbl_desktop.formats.workbook_extra_sheets import ALERTS, COUNTRIES, TOOLKIT
from icbl_desktop.formats.workbook_faults import report
from icbl_desktop.formats.workbook_page import Page, Problem, read_page
from icbl_desktop.formats.workbook_plan_sheets import GOALS, OBJECTIVES, PLAN, PLAN_SHEETS
from icbl_desktop.formats.workbook_sheets import SHEETS


@dataclass(frozen=True)
class Checked:
    """A workbook's plan and what goes along with it; or None, no extras, and the problems.

    ``unread`` names the sheets that stand there and are not read.
    """

    plan: Plan | None
    extras: Extras
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


def read(data: bytes, known: Countries, files: Collection[str] | None = None) -> Checked:
    """The plan of an XLSX workbook, or all that is wrong. Raises BadFile for what is no such workbook.

    ``known`` are the states that there are. ``files`` are the names of the toolkit's files at hand: one that
    is not among them is a problem; None leaves that for later.
    """
    found, others = workbook_file.sheets(data, [sheet.name for sheet in SHEETS])
    states = {code: state.name for code, state in known.states.items()}
    pages = {sheet.section: read_page(sheet, found.get(sheet.name), states) for sheet in SHEETS}
    facts = workbook_countries.read(pages[COUNTRIES.section], known)
    _check_count(pages[PLAN.section])
    plan = _plan(pages)
    extras = _extras(pages, facts.countries)
    report(pages, plan, plan_rules.faults(plan, states.keys()), {})
    report(pages, plan, extras_rules.faults(extras, plan, states.keys()), facts.places)
    _check_files(pages[TOOLKIT.section], files)
    problems = tuple(problem for page in pages.values() for problem in page.in_order())
    unread = tuple(f"the sheet “{name}”" for name in others if name.strip().lower() != STATES_SHEET)
    return Checked(None if problems else plan, Extras() if problems else extras, problems, unread)


def _plan(pages: Mapping[str, Page]) -> Plan:
    """The plan, with stand-ins where cells do not fit."""
    entries: dict[str, Any] = {
        sheet.section: _entries(pages, sheet) for sheet in PLAN_SHEETS if sheet.section
    }
    fields = {column.field: stand_in(column, None) for column in PLAN.columns}
    fields |= next(iter(pages[PLAN.section].values), {})
    strategy = {name.removeprefix("strategy."): fields.pop(name) for name in list(fields) if "." in name}
    goals, objectives = entries.pop(GOALS.section), entries.pop(OBJECTIVES.section)
    whole = Strategy(**strategy, goals=goals, objectives=objectives)
    return Plan(format=PLAN_FORMAT, version=VERSION, strategy=whole, **fields, **entries)


def _extras(pages: Mapping[str, Page], countries: Countries | None) -> Extras:
    """What goes along with the plan, with stand-ins where cells do not fit."""
    titles: dict[str, dict[str, str]] = {}
    for page in pages.values():
        for one in page.titles:
            titles.setdefault(one.translation.language, {})[one.place] = one.text
    return Extras(_entries(pages, ALERTS), _entries(pages, TOOLKIT), titles, countries)


def _entries(pages: Mapping[str, Page], sheet: Sheet) -> tuple[Any, ...]:
    return tuple(sheet.entry(**values) for values in pages[sheet.section].values)


def _check_count(page: Page) -> None:
    is_missing = any(one.row == 0 for one in page.problems)
    if len(page.numbers) != 1 and not is_missing:
        page.report(0, "", f"There are {len(page.numbers)} plans here.", "One row, with the one plan.")


def _check_files(page: Page, files: Collection[str] | None) -> None:
    """A problem for each document of the toolkit whose file is not at hand."""
    for number, values in zip(page.numbers, page.values, strict=True):
        missing = files is not None and values["file"] not in files
        if missing and not any(one.row == number and one.column == "file" for one in page.problems):
            page.report(number, "file", "There is no file of this name beside the workbook.",
                        "The exact name of a file that is there.")  # fmt: skip
