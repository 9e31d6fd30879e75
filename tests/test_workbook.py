"""The plan workbook: a plan taken through it and back is the same plan; the empty one explains itself."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import fields, replace
from typing import Any

import pytest
from openpyxl import load_workbook

from icbl_desktop.domain.plan import Event, Plan
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.domain.vocabulary import Category
from icbl_desktop.formats import workbook_read, workbook_write
from icbl_desktop.formats.workbook_extra_sheets import ALERTS, TOOLKIT
from icbl_desktop.formats.workbook_plan_sheets import PLAN_SHEETS
from icbl_desktop.formats.workbook_sheets import SHEETS
from icbl_desktop.services import countries, plans
from tests.plans import first_plan, second_plan
from tests.shell import Shell
from tests.workbooks import book, check, place, put

REAL = ["2012-2015", "strategy-2017-2021", "2017", "2018-2019"]


@pytest.mark.parametrize("plan_id", REAL)
def test_a_real_plan_goes_through_template_check_build_and_back(shell: Shell, plan_id: str) -> None:
    written, bundle = shell.folder / "plan.xlsx", shell.folder / "plan.icblplan"
    assert shell("plan", "template", written, "--from", plan_id)[0] == 0
    assert shell.data("plan", "check", written, "--json") == {"plan": plan_id, "problems": [], "unread": []}
    assert shell("plan", "build", written, bundle)[0] == 0
    assert shell.data("plan", "show", bundle, "--json") == shell.data("plan", "show", plan_id, "--json")


@pytest.mark.parametrize("plan", [*plans.bundled(), first_plan(), second_plan()], ids=lambda plan: plan.title)
def test_a_plan_read_from_its_workbook_is_equal(plan: Plan) -> None:
    checked = workbook_read.read(workbook_write.write(plan, Extras(), countries.facts()), countries.facts())
    assert checked.problems == ()
    assert (checked.plan, checked.extras) == (plan, Extras())


def test_every_field_of_a_plan_has_its_column() -> None:
    for sheet in (*PLAN_SHEETS, ALERTS, TOOLKIT):
        own = {column.field.partition(".")[0] for column in sheet.columns}
        lists = set() if sheet.section else {one.section for one in PLAN_SHEETS} | {"format", "version"}
        assert {field.name for field in fields(sheet.entry)} <= own | lists, sheet.name


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "@SUM(A1)", "2018", "1E5", "két\nsor", "ลาว"])
def test_any_text_stays_the_text_it_is(text: str) -> None:
    plan = replace(first_plan(), title=text, summary=text, action_plans=("One, and two; three", "Four"))
    assert check(book(plan)).plan == plan


def test_the_empty_workbook_has_a_marked_example_and_a_note_on_every_header() -> None:
    def look(opened: Any) -> None:
        assert opened.sheetnames == [*(sheet.name for sheet in SHEETS), "states"]
        for sheet in SHEETS:
            page = opened[sheet.name]
            assert page["A2"].value == "example"
            assert page.freeze_panes == "B2"
            assert all(cell.comment.text for cell in page[1])
            assert page.max_row == 2

    checked = check(book(None, look))
    assert [(one.sheet, one.wrong) for one in checked.problems] == [("plan", "There are 0 plans here.")]


def test_the_workbook_offers_what_may_be_chosen() -> None:
    def look(opened: Any) -> None:
        assert opened["plan"]["D2"].is_date
        assert lists(opened["activities"])["C"] == f'"{",".join(Category)}"'
        assert lists(opened["activities"])["B"].startswith("objectives!$A$")
        assert lists(opened["targets"])["C"].startswith("states!$A$2")
        assert opened["states"]["A2"].value == "KHM"

    book(first_plan(), look)


def lists(page: Any) -> dict[str, str]:
    """The source of the choices by column letter."""
    return {str(one.sqref)[0]: one.formula1 for one in page.data_validations.dataValidation}


def test_example_rows_may_stay_beside_a_plan() -> None:
    examples = load_workbook(io.BytesIO(book(None)))

    def write_below(opened: Any) -> None:
        for sheet in SHEETS:
            example = examples[sheet.name][2][: len(sheet.columns)]  # without the one in French
            opened[sheet.name].append([cell.value for cell in example])

    assert check(book(first_plan(), write_below)).plan == first_plan()


def test_people_write_names_capitals_and_dates_as_text() -> None:
    def write(opened: Any) -> None:
        place(opened, "targets", 2, "state").value = " cambodia "
        place(opened, "activities", 2, "category").value = "national campaigning"
        place(opened, "events", 2, "start").value = "2017-04-04"
        place(opened, "goals", 2, "id").value = 1
        place(opened, "commitments", 2, "minimum").value = "130"
        place(opened, "events", 2, "to_be_confirmed").value = False

    assert check(book(first_plan(), write)).plan == first_plan()


def test_a_sheet_of_another_name_may_stand_there_and_is_named() -> None:
    checked = check(book(first_plan(), lambda opened: opened.create_sheet("my notes")))
    assert checked.plan == first_plan()
    assert checked.unread == ("the sheet “my notes”",)


def test_a_file_that_is_there_is_never_written_over(shell: Shell) -> None:
    mine = shell.folder / "mine.xlsx"
    mine.write_bytes(b"weeks of work")
    code, out, err = shell("plan", "template", mine)
    assert (code, out) == (1, "")
    assert "There is a file" in err
    assert mine.read_bytes() == b"weeks of work"


def test_a_workbook_with_problems_is_listed_and_not_built(shell: Shell) -> None:
    wrong, out_file = shell.folder / "wrong.xlsx", shell.folder / "out.icblplan"
    plan = replace(first_plan(), events=(Event("e1", "Day", first_plan().start, objectives=("9Z",)),))
    wrong.write_bytes(book(plan, put("targets", 3, "state", "Kambodia")))
    code, out, err = shell("plan", "check", wrong)
    right = "Right: Perhaps Cambodia, KHM? A code or a name from the sheet “states”."
    assert code == 1
    assert out.splitlines() == [
        "targets, row 3, state: “Kambodia” is not the code or the name of a state. " + right,
        'events, row 2, objectives: The strategy has no objective "9Z". Right: One of: 1A, 2B, 3A.',
    ]
    assert err == "Problems in the workbook: 2. Nothing was changed.\n"
    assert len(json.loads(shell("plan", "check", wrong, "--json")[1])["problems"]) == 2
    code, _, err = shell("plan", "build", wrong, out_file)
    assert code == 1
    assert "Problems in the workbook: 2." in err
    assert not out_file.exists()


def test_the_spreadsheet_library_is_not_loaded_before_a_workbook_is_touched() -> None:
    script = "import sys; from icbl_desktop.services import plan_making; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
