"""What goes along with a plan in its workbook: alerts, toolkit, country facts; there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icbl_desktop.domain.extras_rules import faults
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Alert, Extras, ToolkitDocument
from icbl_desktop.domain.plan_titles import texts
from icbl_desktop.formats import workbook_read, workbook_write
from icbl_desktop.services import countries, plans
from tests.plan_extras import rich_extras
from tests.plans import first_plan
from tests.workbooks import KNOWN, book, check, place, problems, put


def test_all_that_goes_along_is_the_same_after_a_round_trip() -> None:
    checked = check(book(first_plan(), extras=rich_extras()))
    assert checked.problems == ()
    assert (checked.plan, checked.extras) == (first_plan(), rich_extras())


@pytest.mark.parametrize("plan", plans.bundled(), ids=lambda plan: plan.id)
def test_a_real_plan_with_all_facts_and_all_titles_is_the_same_after_a_round_trip(plan: Plan) -> None:
    known, codes = countries.facts(), [objective.code for objective in plan.objectives]
    facts = replace(known, deadlines=tuple(sorted(known.deadlines, key=lambda one: -one.article)))
    extras = Extras(
        alerts=(Alert("a1", "Use", "Write.", plan.start, plan.end, tuple(codes[:2]), ("KHM", "XKX")),),
        toolkit=(ToolkitDocument("letter.docx", "Letter", "fr", tuple(codes[-1:])),),
        countries=facts,
    )
    words = {where: f"{text} – fr" for where, text in texts(plan, extras).items() if text}
    extras = replace(extras, titles={"fr": words})
    checked = workbook_read.read(workbook_write.write(plan, extras, known), known)
    assert checked.problems == ()
    assert checked.plan == plan
    assert checked.extras.countries is not None
    assert replace(checked.extras, countries=None) == replace(extras, countries=None)
    assert checked.extras.countries.states == facts.states
    assert sorted(checked.extras.countries.deadlines, key=repr) == sorted(facts.deadlines, key=repr)


_LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
_OBJECTIVES = st.sets(st.sampled_from(["1A", "2B", "3A"])).map(lambda codes: tuple(sorted(codes)))
_DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
_ALERTS = st.builds(
    Alert, st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._:-]{3,9}\Z").filter(lambda name: name != "example"),
    _LINE, _LINE, st.just(date(1990, 1, 1)), st.none() | _DAYS, _OBJECTIVES,
    st.sets(st.sampled_from(sorted(KNOWN.states))).map(tuple),
)  # fmt: skip
_FILES = st.from_regex(r"\A[a-z][a-z0-9 ._()=-]{0,12}\.(docx|pdf)\Z")
_TOOLKIT = st.builds(ToolkitDocument, _FILES, _LINE, st.sampled_from(["fr", "pt-BR"]), _OBJECTIVES, _LINE)
_PLACES = sorted(where for where, text in texts(first_plan(), Extras()).items() if text)
_TITLES = st.dictionaries(
    st.sampled_from(["ar", "fr", "km", "pt-BR", "qaa"]),
    st.dictionaries(st.sampled_from(_PLACES), _LINE, min_size=1, max_size=4),
    max_size=3,
)
_EXTRAS = st.builds(
    Extras,
    st.lists(_ALERTS, max_size=3, unique_by=lambda alert: alert.id).map(tuple),
    st.lists(_TOOLKIT, max_size=3, unique_by=lambda document: document.file).map(tuple),
    _TITLES,
    st.none() | st.just(rich_extras().countries),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_EXTRAS)
def test_whatever_goes_along_is_the_same_after_a_round_trip(extras: Extras) -> None:
    assert list(faults(extras, first_plan(), KNOWN.states)) == []
    checked = workbook_read.read(workbook_write.write(first_plan(), extras, KNOWN), KNOWN)
    assert checked.problems == ()
    assert checked.extras == extras


CASES: dict[str, tuple[str, int, str, Any, str, str]] = {
    "alert for no state": ("alerts", 2, "states", "KHM, Kambodia, Mars", "“Mars” is not", "Cambodia, KHM?"),
    "alert for no objective": ("alerts", 2, "objectives", "1A, 9Z", '"9Z"', "One of: 1A, 2B, 3A."),
    "alert over before it begins": ("alerts", 2, "end", date(2017, 1, 1), "before", "on or after"),
    "alert twice": ("alerts", 3, "id", "a1", "used twice", "Another id."),
    "alert without a name": ("alerts", 3, "label", None, "missing", "A text."),
    "alert that asks nothing": ("alerts", 3, "asked", " ", "missing", "What campaigns are asked"),
    "alert without a start": ("alerts", 3, "start", None, "missing", "A date"),
    "file in a folder": ("toolkit", 2, "file", "letters/fr.docx", "cannot be used", "A plain file name"),
    "file outside": ("toolkit", 2, "file", "..", "cannot be used", "A plain file name"),
    "file with an accent": ("toolkit", 2, "file", "modèle.docx", "cannot be used", "without accents"),
    "file of the program": ("toolkit", 2, "file", "Index.json", "cannot be used", "A plain file name"),
    "file twice": ("toolkit", 3, "file", "Letter-FR.docx", "used twice", "capitals make no difference"),
    "no language": ("toolkit", 2, "language", "French", '"French" is not', "fr, pt-BR"),
    "document for no objective": ("toolkit", 3, "objectives", "9Z", '"9Z"', "One of: 1A, 2B, 3A."),
    "facts of no state": ("countries", 2, "state", "Atlantis", "“Atlantis”", "A code or a name"),
    "facts twice": ("countries", 3, "state", "KHM", "Cambodia stands here twice", "One row for each state."),
    "no status": ("countries", 2, "ccm_status", None, "missing", "One of: state_party"),
    "no such status": ("countries", 2, "mbt_status", "member", "“member”", "One of: state_party"),
    "no such way to join": ("countries", 2, "mbt_how", "by phone", "“by phone”", "One of: ratification"),
    "joined before signed": ("countries", 3, "mbt_joined", date(1990, 1, 1), "before it", "the signature"),
    "left before": ("countries", 3, "mbt_withdrawn", date(2001, 1, 1), "withdrew before", "entry into force"),
    "a deadline of what": ("countries", 2, "mbt_article_5_affected", None, "missing", "One of: yes, no"),
    "no such month": ("countries", 2, "mbt_article_5_as_of", "2024-13", "neither", "2020 or 2024-02"),
    "another day": ("countries", 3, "as_of", date(2026, 3, 1), "another day", "2026-02-03"),
    "status of an area": ("countries", 4, "mbt_status", "not_party", "under one treaty", "under both"),
}
SAID_AT = {"status of an area": ""}


@pytest.mark.parametrize("name", CASES)
def test_one_mistake_is_one_problem_at_its_cell(name: str) -> None:
    sheet, row, column, content, wrong, right = CASES[name]
    found = problems(first_plan(), put(sheet, row, column, content), replace(rich_extras(), titles={}))
    assert [one[:3] for one in found] == [(sheet, row, SAID_AT.get(name, column))]
    assert wrong in found[0][3]
    assert right in found[0][4]


def test_every_state_that_is_none_is_named() -> None:
    found = problems(first_plan(), put("alerts", 2, "states", "Mars, Venus"), rich_extras())
    assert "“Mars”" in found[0][3]
    assert "“Venus”" in found[0][3]


def test_problems_of_the_new_sheets_come_all_at_once_in_their_order() -> None:
    def spoil(opened: Any) -> None:
        for name in ("no status", "file twice", "no language", "alert for no state", "another day"):
            put(*CASES[name][:4])(opened)

    assert [one[:3] for one in problems(first_plan(), spoil, rich_extras())] == [
        ("alerts", 2, "states"),
        ("toolkit", 2, "language"),
        ("toolkit", 3, "file"),
        ("countries", 2, "ccm_status"),
        ("countries", 3, "as_of"),
    ]


def test_facts_after_a_row_that_does_not_fit_are_named_at_their_own_row() -> None:
    def spoil(opened: Any) -> None:
        put("countries", 2, "state", "Atlantis")(opened)
        put("countries", 3, "mbt_withdrawn", date(2001, 1, 1))(opened)
        put("countries", 4, "mbt_article_5_as_of", "soon")(opened)

    assert [one[:3] for one in problems(first_plan(), spoil, rich_extras())] == [
        ("countries", 2, "state"),
        ("countries", 3, "mbt_withdrawn"),
        ("countries", 4, "mbt_article_5_as_of"),
    ]


def test_a_file_that_is_not_there_is_named_with_its_row() -> None:
    data = book(first_plan(), extras=rich_extras())
    there = {"letter-fr.docx", "poster 4 April.pdf"}
    assert check(data, there).extras.toolkit == rich_extras().toolkit
    missing = check(data, there - {"poster 4 April.pdf"})
    assert missing.plan is None
    assert [(one.sheet, one.row, one.column) for one in missing.problems] == [("toolkit", 3, "file")]


def test_the_workbook_offers_languages_and_words_to_choose_from_and_facts_to_start_from() -> None:
    def look(opened: Any) -> None:
        assert choices(opened["toolkit"])["C2"].startswith('"ar,bn,')
        assert choices(opened["countries"])["A2"].startswith("states!$A$2")
        assert choices(opened["countries"])["B2"] == '"state_party,signatory,not_party"'
        assert place(opened, "countries", 2, "as_of").is_date
        note = place(opened, "countries", 1, "mbt_article_5_deadline").comment.text
        assert note.startswith("Mine Ban Treaty Article 5: ")
        assert place(opened, "states", 2, "mbt_status").value == "state_party"

    book(first_plan(), look, replace(rich_extras(), titles={}))


def test_what_is_known_of_a_state_can_be_copied_from_the_sheet_of_states() -> None:
    def copy(opened: Any) -> None:
        code, _, *known = [cell.value for cell in opened["states"][2]]
        opened["countries"].append([code, *known])

    checked = check(book(first_plan(), copy))
    assert checked.extras.countries == replace(KNOWN, states={"KHM": KNOWN.states["KHM"]})


def choices(page: Any) -> dict[str, str]:
    """What may be chosen, by the first cell it is offered in."""
    return {str(one.sqref).split(":")[0]: one.formula1 for one in page.data_validations.dataValidation}
