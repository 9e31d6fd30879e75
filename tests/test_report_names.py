"""Names of people the program knows, found in texts that would leave."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.known_names import found_in, index, names_in
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.services import campaign, reports
from tests.workspace import CAMBODIA, follow_up, log, promise

FIRST = ReportOrder(period=Period.quarter(2018, 1))


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Sok Dara, Chan Maly; H.E. Prak", ("Sok Dara", "Chan Maly", "H.E. Prak")),
        ("Sok Dara (director)\nMaly and Sophea", ("Sok Dara", "director", "Maly", "Sophea")),
        ("Bo", ()),
        ("Bo Li", ("Bo Li",)),
        ("សុខ ដារ៉ា", ("សុខ ដារ៉ា",)),
        ("王明", ("王明",)),
        ("the person who answered the telephone on the second day", ()),
    ],
)
def test_a_field_is_taken_apart_into_names(field: str, names: tuple[str, ...]) -> None:
    assert names_in(field) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met SOK  DARA at the ministry.", True),
        ("sok dara's letter", True),
        ("Sok Darany came.", False),
        ("Mesok Dara", False),
        ("Sok. Dara", False),
        ("", False),
    ],
)
def test_a_name_stands_in_a_text_only_as_whole_words(text: str, found: bool) -> None:
    assert found_in(text, index(["Sok Dara"])) == (frozenset({"Sok Dara"}) if found else frozenset())


def test_a_name_is_found_in_scripts_that_do_not_space_words() -> None:
    names = index(["ដារ៉ា", "สมชาย", "Élodie"])
    assert found_in("លោកដារ៉ាបាននិយាយ", names) == {"ដារ៉ា"}
    assert found_in("คุณสมชายพูด", names) == {"สมชาย"}
    assert found_in("avec E\u0301LODIE", names) == {"Élodie"}  # written with an accent of its own


def test_names_are_pointed_out_wherever_they_are_known_from(app: App) -> None:
    campaign.change(app.db, replace(CAMBODIA, contact_name="Keo Sophea"))
    log(app.db, people="Sok Dara", sharing="local")
    promise(app.db, person="Chan Maly", made_on=date(2018, 2, 1))
    follow_up(app.db, who="Prak Vanna")
    text = "Keo Sophea and Sok Dara met Chan Maly; Prak Vanna wrote."
    told = log(app.db, result=text, people="Sok Dara")
    found = reports.preview(app.db, app.folders, FIRST).leaving.names_in_texts
    assert [(one.name, one.kind, one.record_id, one.field) for one in found] == [
        (name, "activity", told, "result") for name in ("Chan Maly", "Keo Sophea", "Prak Vanna", "Sok Dara")
    ]


def test_names_are_pointed_out_in_the_persons_own_lines_too(app: App) -> None:
    log(app.db, people="Sok Dara")
    order = replace(FIRST, in_short=("We met Sok Dara.",), needs=(), why="Sok Dara asked for it.")
    found = reports.preview(app.db, app.folders, order).leaving.names_in_texts
    assert [(one.name, one.kind, one.record_id, one.field) for one in found] == [
        ("Sok Dara", "report", "", "in_short"),
        ("Sok Dara", "report", "", "why"),
    ]


def test_a_text_that_stays_and_the_field_of_the_names_itself_are_not_pointed_out(app: App) -> None:
    log(app.db, people="Sok Dara", people_shared=True)
    log(app.db, result="Sok Dara agreed.", sharing="local")
    assert reports.preview(app.db, app.folders, FIRST).leaving.names_in_texts == ()


def test_thousands_of_names_in_ten_thousand_texts_are_found_in_seconds() -> None:
    names = index([f"Sok Person{number}" for number in range(3_000)])
    texts = [f"We met with Sok Person{number} of the ministry. " * 5 for number in range(10_000)]
    start = time.perf_counter()
    found = [found_in(text, names) for text in texts]
    assert sum(bool(one) for one in found) == 3_000
    assert time.perf_counter() - start < 10
