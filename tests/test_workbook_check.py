"""Everything wrong in a workbook is said at once, with its place and what would be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.plans import first_plan
from tests.workbooks import book, check, place, problems, put, with_part

CASES: dict[str, tuple[str, int, str, Any, str, str]] = {
    "unknown state": ("targets", 2, "state", "Atlantis", "“Atlantis” is not", "the sheet “states”"),
    "misspelt state": ("targets", 2, "state", "Kambodia", "“Kambodia”", "Perhaps Cambodia, KHM?"),
    "state missing": ("targets", 2, "state", None, "missing", "A code or a name"),
    "unknown word": ("activities", 3, "who", "them", "“them”", "One of: campaigns, secretariat"),
    "word of several": ("plan", 2, "treaties", "MBT, NPT", "“NPT”", "One or more of: MBT, CCM."),
    "unknown objective": ("activities", 2, "objective", "9Z", '"9Z"', "One of: 1A, 2B, 3A."),
    "unknown goal": ("objectives", 3, "goal", 8, '"8"', "One of: 1, 2, 3."),
    "id twice": ("activities", 3, "id", "1A-a1", "used twice", "Another id."),
    "id with a space": ("activities", 3, "id", "a 1", "cannot be used", "without spaces"),
    "target twice": ("targets", 3, "state", "KHM", "stands here twice", "only once"),
    "no such list": ("targets", 5, "group", "clearance", "“target lists”", "A row with this objective"),
    "delete character": ("plan", 2, "summary", "A\x7fB", "cannot be shown", "The text without it"),
    "no label": ("goals", 2, "label", "  ", "missing", "The goal."),
    "no date": ("key dates", 2, "date", "soon", "“soon” is not a date", "such as 2018-03-25"),
    "no such day": ("key dates", 2, "date", "2017-02-30", "There is no day", "A date"),
    "dates reversed": ("events", 3, "end", date(2017, 1, 1), "before", "on or after"),
    "plan reversed": ("plan", 2, "end", date(2016, 1, 1), "before", "on or after"),
    "strategy reversed": ("plan", 2, "strategy_end", date(2001, 1, 1), "before", "on or after"),
    "month not from its first": ("events", 2, "precision", "month", "first day", "The first of the month"),
    "no number": ("commitments", 2, "minimum", "six", "“six”", "A whole number"),
    "half a number": ("commitments", 2, "minimum", 1.5, "“1.5”", "A whole number"),
    "second number": ("commitments", 2, "maximum", 140, "second number", "without it"),
    "numbers reversed": ("commitments", 4, "minimum", 9, "the lower one first", "0 or more"),
    "neither yes nor no": ("events", 2, "to_be_confirmed", "perhaps", "“perhaps”", "yes or no"),
    "objective and goal": ("indicators", 2, "goal", "1", "to one objective", "one of the two"),
    "an id made a date": ("activities", 2, "id", date(2017, 1, 2), "“2017-01-02”", "Format the cell as text"),
    "an id made a number": ("goals", 2, "id", 1.5, "a number", "Format the cell as text"),
    "a formula": ("goals", 2, "label", "=A1&A2", "a formula", "write the value itself"),
    "an error": ("goals", 2, "label", "#REF!", "an error", "Write the value itself"),
    "long text": ("goals", 2, "label", "x" * 10_001, "longer", "at most 10000"),
    "renamed column": ("key dates", 1, "label", "titel", "no column", "One of: id, objective, date, label."),
}
SAID_AT = {
    "target twice": "",
    "month not from its first": "start",
    "objective and goal": "",
    "renamed column": "titel",
}
"""Where a problem is said under another column than the changed one, or for the row as a whole."""


@pytest.mark.parametrize("name", CASES)
def test_a_problem_is_said_at_its_cell(name: str) -> None:
    sheet, row, column, content, wrong, right = CASES[name]
    found = problems(first_plan(), put(sheet, row, column, content))
    here = [one for one in found if one[:3] == (sheet, row, SAID_AT.get(name, column))]
    assert len(here) == 1, found
    assert wrong in here[0][3]
    assert right in here[0][4]


ALONE = ["unknown state", "unknown word", "no label", "no date", "dates reversed", "no number", "a formula"]


@pytest.mark.parametrize("name", ALONE)
def test_one_mistake_is_one_problem(name: str) -> None:
    assert len(problems(first_plan(), put(*CASES[name][:4]))) == 1


def test_all_problems_are_found_at_once_in_the_order_of_the_sheets() -> None:
    def spoil(opened: Any) -> None:
        for name in ("unknown state", "no label", "id twice", "unknown word", "dates reversed", "no number"):
            put(*CASES[name][:4])(opened)

    assert [found[:3] for found in problems(first_plan(), spoil)] == [
        ("goals", 2, "label"),
        ("targets", 2, "state"),
        ("activities", 3, "id"),
        ("activities", 3, "who"),
        ("commitments", 2, "minimum"),
        ("events", 3, "end"),
    ]


def test_a_missing_sheet_is_named() -> None:
    found = problems(first_plan(), lambda opened: opened.remove(opened["publications"]))
    assert [(one[0], one[3]) for one in found] == [("publications", "This sheet is missing.")]


def test_a_missing_column_is_said_once_not_for_each_row() -> None:
    found = problems(first_plan(), lambda opened: opened["targets"].delete_cols(3))
    assert [(one[:3], one[3]) for one in found] == [(("targets", 1, "state"), "This column is missing.")]


def test_a_column_twice_and_one_without_a_name_are_named() -> None:
    def add(opened: Any) -> None:
        opened["goals"]["C1"], opened["goals"]["D2"] = "label", "a remark"

    found = problems(first_plan(), add)
    assert [(one[2], one[3]) for one in found] == [
        ("", "Column 4 has no name."),
        ("label", "There are two columns of this name."),
    ]


def test_two_plans_in_one_workbook_are_a_problem() -> None:
    found = problems(first_plan(), lambda opened: opened["plan"].append([c.value for c in opened["plan"][2]]))
    assert [one[3] for one in found] == ["There are 2 plans here."]


def test_an_example_row_written_over_is_not_passed_by() -> None:
    checked = check(book(None, put("activities", 2, "label", "Our own activity.")))
    assert ("activities", 2, "id") in [(one.sheet, one.row, one.column) for one in checked.problems]


def test_a_formula_with_its_value_is_read_as_the_value() -> None:
    def calculated(sheet: bytes) -> bytes:
        assert b"</f><v />" in sheet or b"</f><v></v>" in sheet or b"</f><v/>" in sheet
        for empty in (b"</f><v />", b"</f><v></v>", b"</f><v/>"):
            sheet = sheet.replace(empty, b"</f><v>130</v>")
        return sheet

    data = book(first_plan(), put("commitments", 2, "minimum", "=100+30"))
    assert check(with_part(data, "xl/worksheets/sheet10.xml", calculated)).plan == first_plan()


def test_line_ends_pasted_into_excel_are_line_ends() -> None:
    checked = check(book(first_plan(), put("plan", 2, "summary", "One._x000D_\nTwo.")))
    assert checked.plan == replace(first_plan(), summary="One.\nTwo.")


def test_blank_rows_and_rows_below_are_no_matter() -> None:
    def spread(opened: Any) -> None:
        opened["goals"].insert_rows(2, 3)
        place(opened, "targets", 400, "state").value = "  "

    assert check(book(first_plan(), spread)).plan == first_plan()
