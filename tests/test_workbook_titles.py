"""Other languages in the workbook, in the manner of XLSForm: ``label::French (fr)``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from icbl_desktop.domain.extras_rules import MAX_LANGUAGES
from icbl_desktop.domain.plan_extras import Extras
from icbl_desktop.formats.workbook_file import MAX_COLUMNS
from icbl_desktop.formats.workbook_sheets import SHEETS
from tests.plan_extras import rich_extras
from tests.plans import first_plan
from tests.workbooks import book, check, place, problems


def added(sheet: str, heading: str, **rows: Any) -> Callable[[Any], None]:
    """A change: a column of this heading, with what stands in its rows (``row2="..."``)."""

    def change(opened: Any) -> None:
        column = opened[sheet].max_column + 1
        opened[sheet].cell(1, column).value = heading
        for row, content in rows.items():
            opened[sheet].cell(int(row.removeprefix("row")), column).value = content

    return change


@pytest.mark.parametrize(
    ("sheet", "heading", "place_of_it"),
    [
        ("plan", "label::French (fr)", "plan"),
        ("plan", "strategy_label::French (fr)", "strategy"),
        ("goals", "label::Français (fr)", "goals/1"),
        ("objectives", "label :: French(fr)", "objectives/1A"),
        ("indicators", "question::French (fr)", "questions/1A-i1"),
        ("target lists", "reason::French (fr)", "reasons/1A/affected-or-stockpiling"),
        ("activities", "label::French (fr)", "activities/1A-a1"),
        ("events", "label::French (fr)", "events/e1"),
        ("alerts", "asked::French (fr)", "asked/a1"),
        ("toolkit", "label::French (fr)", "toolkit/letter-fr.docx"),
    ],
)
def test_a_text_in_another_language_is_read_into_its_place(
    sheet: str, heading: str, place_of_it: str
) -> None:
    extras = replace(rich_extras(), titles={})
    checked = check(book(first_plan(), added(sheet, heading, row2=" En français "), extras))
    assert checked.problems == ()
    assert checked.plan == first_plan()
    assert checked.extras.titles == {"fr": {place_of_it: "En français"}}


def test_an_empty_column_is_no_problem_and_says_nothing() -> None:
    checked = check(book(first_plan(), added("goals", "label::French (fr)", row3="  ")))
    assert (checked.problems, checked.extras, checked.unread) == ((), Extras(), ())


def test_the_empty_workbook_shows_one_column_in_french_and_it_may_stay() -> None:
    def look(opened: Any) -> None:
        headings = [
            (page.title, cell.value)
            for page in opened.worksheets
            for cell in page[1]
            if "::" in str(cell.value)
        ]
        assert headings == [("goals", "label::French (fr)")]
        assert place(opened, "goals", 2, "label::French (fr)").value
        assert place(opened, "goals", 1, "label::French (fr)").comment.text
        place(opened, "goals", 2, "label::French (fr)").value = None

    checked = check(book(None, look))
    assert [(one.sheet, one.wrong) for one in checked.problems] == [("plan", "There are 0 plans here.")]


def test_a_plan_with_titles_has_a_column_for_each_language_beside_every_text() -> None:
    def look(opened: Any) -> None:
        assert [cell.value for cell in opened["goals"][1]] == [
            "id", "label", "label::French (fr)", "label::Khmer (km)",
        ]  # fmt: skip
        assert place(opened, "alerts", 2, "asked::French (fr)").value == "Écrivez à votre ministre."
        assert place(opened, "publications", 2, "label::Khmer (km)").value is None

    book(first_plan(), look, rich_extras())


CASES: dict[str, tuple[str, str, str, str]] = {
    "no code": ("goals", "label::French", "not written as", "label::French (fr)."),
    "only a code": ("goals", "label::km", "not written as", "label::Khmer (km)."),
    "no language": ("goals", "label::", "not written as", "label::French (fr)."),
    "an odd code": ("goals", "label::Spanish (es_MX)", "not written as", "label::Spanish (es)."),
    "unknown column": (
        "goals",
        "titre::French (fr)",
        "no column “titre”",
        "One such as: label::French (fr).",
    ),
    "not a text": ("activities", "who::French (fr)", "no column “who”", "label::French (fr)."),
    "nothing to translate": ("targets", "state::French (fr)", "Nothing on this sheet", "No column"),
    "facts": ("countries", "note::French (fr)", "Nothing on this sheet", "No column"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_malformed_heading_is_named_with_what_would_be_right(name: str) -> None:
    sheet, heading, wrong, right = CASES[name]
    found = problems(first_plan(), added(sheet, heading, row2="Texte"))
    assert [one[:3] for one in found] == [(sheet, 1, heading)]
    assert wrong in found[0][3]
    assert right in found[0][4]


def test_a_language_twice_is_named() -> None:
    def twice(opened: Any) -> None:
        added("goals", "label::French (fr)", row2="Un")(opened)
        added("goals", "label::Français (fr)", row2="Deux")(opened)

    found = problems(first_plan(), twice)
    assert [one[:4] for one in found] == [
        ("goals", 1, "label::Français (fr)", "There are two columns for this language.")
    ]


def test_one_language_written_in_two_ways_is_named() -> None:
    def two_ways(opened: Any) -> None:
        added("goals", "label::Portuguese (pt-BR)", row2="Um")(opened)
        added("objectives", "label::Portuguese (pt-br)", row2="Dois")(opened)

    found = problems(first_plan(), two_ways)
    assert [one[:4] for one in found] == [
        ("objectives", 1, "label::Portuguese (pt-br)", '"pt-br" is used twice.')
    ]


def test_a_translation_of_nothing_is_named_at_its_cell() -> None:
    def orphan(opened: Any) -> None:
        place(opened, "indicators", 2, "question").value = None
        added("indicators", "question::French (fr)", row2="Votre État ?")(opened)

    assert problems(first_plan(), orphan) == [
        ("indicators", 2, "question::French (fr)", "The plan has no text there to translate.",
         "Fill in “question”, or empty this cell."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "wrong"),
    [("x" * 10_001, "longer"), ("=A1&A2", "a formula"), ("#REF!", "an error"), (1.5, "a number")],
)
def test_a_translation_that_cannot_be_read_is_named_at_its_cell(content: Any, wrong: str) -> None:
    found = problems(first_plan(), added("goals", "label::French (fr)", row3=content))
    assert [one[:3] for one in found] == [("goals", 3, "label::French (fr)")]
    assert wrong in found[0][3]


def test_a_row_without_its_text_is_one_problem_whatever_is_translated() -> None:
    def bare(opened: Any) -> None:
        place(opened, "goals", 2, "label").value = None
        added("goals", "label::French (fr)", row2="Objectif")(opened)

    assert [one[:3] for one in problems(first_plan(), bare)] == [("goals", 2, "label")]


def test_a_long_translation_is_named_beside_another_problem_of_its_row() -> None:
    def spoil(opened: Any) -> None:
        place(opened, "activities", 2, "who").value = "them"
        added("activities", "label::French (fr)", row2="x" * 10_001)(opened)

    assert [one[2] for one in problems(first_plan(), spoil)] == ["label::French (fr)", "who"]


def test_as_many_languages_as_there_may_be_fit_on_every_sheet() -> None:
    for sheet in SHEETS:
        translated = sum(map(sheet.is_translated, sheet.columns))
        assert len(sheet.columns) + translated * MAX_LANGUAGES <= MAX_COLUMNS, sheet.name


def test_more_languages_than_there_may_be_are_named() -> None:
    def babel(opened: Any) -> None:
        for number in range(MAX_LANGUAGES + 1):
            added("goals", f"label::Language (x{chr(97 + number // 26)}{chr(97 + number % 26)})", row2="x")(
                opened
            )

    found = problems(first_plan(), babel)
    assert [(one[0], one[1], one[3]) for one in found] == [("goals", 1, "There are more than 40 languages.")]
