"""What the rules find wrong in a plan and what goes along with it, said at the cells of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from icbl_desktop.domain.extras_rules import MAX_DOCUMENTS, MAX_LANGUAGES, title_place
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_rules import MAX_TEXT, Fault
from icbl_desktop.formats.workbook_cells import right
from icbl_desktop.formats.workbook_columns import Column, Kind
from icbl_desktop.formats.workbook_extra_sheets import COUNTRIES
from icbl_desktop.formats.workbook_page import Page, Title
from icbl_desktop.formats.workbook_plan_sheets import PLAN

_PLACE = re.compile(r"(?P<entry>(?P<section>[a-z_.]+)\[(?P<index>\d+)\])(?:\.(?P<field>[a-z0-9_.]+))?")
_MENDS = {
    "the end is before": "A day on or after the start.",
    "joined before it signed": "A day on or after the signature.",
    "withdrew before": "A day on or after the entry into force.",
    "is written as its first day": "The first of the month, or 1 January of the year.",
    "is used twice": "Another id.",
    "stands here twice": "The row only once.",
    "target_lists has no": "A row with this objective and group on the sheet “target lists”.",
    "belongs to one objective or to one goal": "Fill in one of the two.",
    "goes with": "A second number with “between”; without it, an empty cell.",
    "neither a year nor a month": "A year or a month such as 2020 or 2024-02.",
    "under one treaty": "A status under both treaties, or under none.",
    "the text is longer": f"A text of at most {MAX_TEXT} characters.",
    "that cannot be shown": "The text without it; often it came along from another program.",
    f"more than {MAX_LANGUAGES} languages": f"At most {MAX_LANGUAGES} languages.",
    f"more than {MAX_DOCUMENTS} entries": f"At most {MAX_DOCUMENTS} files.",
    "more than": "A smaller plan.",
}

Pages = Mapping[str, Page]
"""Sheets as they were read, by section."""
Starts = Mapping[str, tuple[int, str]]
"""Where a state's facts stand: the row, and the start of the field, by the entry's place."""


def report(pages: Pages, plan: Plan, faults: Iterable[Fault], starts: Starts) -> None:
    """Keep each fault as a problem at its cell, unless the cell does not fit in the first place."""
    titles = {title_place(one.translation.language, one.place): (page, one) for page, one in _titles(pages)}
    for fault in faults:
        if fault.place in titles:
            _report_title(*titles[fault.place], fault)
        elif fault.place.startswith("titles"):
            _report_language(pages, fault)
        else:
            _report(pages, plan, fault, starts)


def _titles(pages: Pages) -> Iterable[tuple[Page, Title]]:
    return ((page, title) for page in pages.values() for title in page.titles)


def _report_title(page: Page, title: Title, fault: Fault) -> None:
    """A text that is there to be translated may only seem missing, where its row does not fit."""
    base, mend = title.translation.column, _known_mend(fault)
    if mend or not _follows(page, title.row, None):
        mend = mend or f"Fill in “{base.name}”, or empty this cell."
        page.report(title.row, title.translation.name, _wrong(fault), mend)


def _report_language(pages: Pages, fault: Fault) -> None:
    """A fault of a language as a whole, at the first column of it; of all languages, at the first of any."""
    for page in pages.values():
        for one in page.translations:
            if fault.place in ("titles", title_place(one.language)):
                page.report(1, one.name, _wrong(fault), _known_mend(fault) or "One way to write its code.")
                return


def _report(pages: Pages, plan: Plan, fault: Fault, starts: Starts) -> None:
    place = _PLACE.fullmatch(fault.place)
    section, name = (place["section"], place["field"] or "") if place else (fault.place, "")
    if place and place["entry"] in starts:
        page = pages[COUNTRIES.section]
        number, start = starts[place["entry"]]
        name = start + name
    elif section in pages:
        page = pages[section]
        number = page.numbers[int(place["index"])] if place else 0
    else:
        page, name = pages[PLAN.section], section
        number = page.numbers[0] if page.numbers else 0
    column = page.sheet.column_of(name)
    if (number or not page.problems) and not _follows(page, number, column):
        page.report(number, column.name if column else "", _wrong(fault), _mend(plan, fault, column))


def _follows(page: Page, number: int, column: Column | None) -> bool:
    """Whether a fault only follows from a cell of its row that does not fit already."""
    unfit = {name for row, name in page.unfit if row == number}
    if column is None:
        return bool(unfit)
    path = column.field.rpartition(".")[0]
    kin = {
        one.field
        for one in page.sheet.columns
        if one.kind is column.kind and one.field.rpartition(".")[0] == path
    }
    counted = column.kind in (Kind.DATE, Kind.NUMBER)
    return column.field in unfit or (counted and not kin.isdisjoint(unfit))


def _wrong(fault: Fault) -> str:
    sentence = fault.sentence.replace("target_lists has", "The sheet “target lists” has")
    return sentence[:1].upper() + sentence[1:]


def _mend(plan: Plan, fault: Fault, column: Column | None) -> str:
    if column is not None and column.kind is Kind.FILE and "used twice" in fault.sentence:
        return "Another file: capitals make no difference."
    if known := _known_mend(fault):
        return known
    if column is None:
        return "See the notes on the columns."
    codes: Sequence[str] = ()
    if column.kind is Kind.GOAL:
        codes = [goal.code for goal in plan.goals]
    if column.kind in (Kind.OBJECTIVE, Kind.OBJECTIVES):
        codes = [objective.code for objective in plan.objectives]
    return f"One of: {', '.join(codes)}." if codes else right(column)


def _known_mend(fault: Fault) -> str:
    return next((mend for words, mend in _MENDS.items() if words in fault.sentence), "")
