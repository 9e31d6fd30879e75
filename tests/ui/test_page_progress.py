"""Progress: where the state stands, question by question, and what was done towards the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.services import progress, work_records
from icbl_desktop.services.record_kinds import INDICATOR_UPDATE
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit.trend import Trend
from icbl_desktop.ui.pages.progress import ProgressPage
from tests import workspace
from tests.ui.on_screen import OnScreen, seen
from tests.workspace import CAMBODIA

S = "strategy-2017-2021/"
JOINED, STEPS, DENIED, MONEY = f"{S}1A-i1", f"{S}1A-i2", f"{S}1B-i2", f"{S}2C-i1"
DRAFT = IndicatorUpdateDraft(indicator=JOINED, iso3="KHM", date=date(2017, 5, 1), value="no", source="Letter")
QUESTION = "How many times has your state denied use?"
NO_POSITION = "No position: now"

Show = Callable[..., OnScreen]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot) -> Iterator[Show]:
    """The page for campaigns in these states, under the plan of 2017, at a place."""
    opened: list[tuple[OnScreen, App]] = []

    def make(*states: str, place: Place | None = None, plan: str = "2017", **answers: str) -> OnScreen:
        app = workspace.fresh(tmp_path / "workspace", replace(CAMBODIA, states=states or ("KHM",)), plan)
        for day, value in answers.items():
            when = date.fromisoformat(day.removeprefix("on_").replace("_", "-"))
            progress.save_update(app.db, replace(DRAFT, date=when, value=value))
        shown = OnScreen(app, qtbot, ProgressPage)
        opened.append((shown, app))
        if place is not None:
            shown.page.open(place)  # type: ignore[attr-defined]
        shown.wait_for("What the plan promised, and our part")
        return shown

    yield make
    for shown, app in opened:
        shown.close()
        app.close()


def kept(page: OnScreen) -> list[tuple[str, str, str]]:
    """Indicator, value and currency of all answers, in the order they were made."""
    found = work_records.every(page.app.db, INDICATOR_UPDATE)
    return [(one.indicator, one.value, one.currency) for one in reversed(found)]


def test_the_states_own_objectives_stand_open_and_the_others_folded(show: Show) -> None:
    page = show("KHM")
    assert "Progress in Cambodia" in page.read()
    assert "Has your state ratified or acceded to the Convention on Cluster Munitions?" in page.read()
    assert "No answer yet · Aim: Yes" in page.read()
    assert QUESTION not in page.read()
    page.press("Other objectives")
    page.wait_for(QUESTION)


def test_a_state_that_no_list_names_finds_all_questions(show: Show) -> None:
    page = show("EGY", plan="2018-2019")
    page.wait_for(QUESTION)


def test_values_over_time_are_drawn_and_stand_in_a_table(show: Show, qtbot: QtBot) -> None:
    page = show("KHM", on_2017_01_10="no", on_2017_06_30="no", on_2017_11_02="yes")
    assert "Yes · 2 November 2017" in page.read()
    assert "Letter · 3 answers so far · Aim: Yes" in page.read()
    (trend,) = seen(page.page, Trend)
    assert trend.accessibleName() == "3 values: from No on 10 January 2017 to Yes on 2 November 2017"
    qtbot.waitUntil(lambda: trend.height() > 0)
    first, second, last = trend.places()
    assert first.x() < second.x() < last.x()
    assert first.y() == second.y() > last.y(), "yes is higher"
    page.press("All values")
    (table,) = seen(page.page, QTableView)
    texts = [table.model().index(row, 0).data() for row in range(3)]
    assert texts == ["Yes", "No", "No"]
    table.setCurrentIndex(table.model().index(2, 0))
    page.press("Correct this answer: No")
    page.press("Answer: Yes")
    page.press("Save answer")
    qtbot.waitUntil(lambda: table.model().index(2, 0).data() == "Yes")
    table.setCurrentIndex(table.model().index(2, 0))
    page.wait_for("corrected")
    assert len(kept(page)) == 3


def test_an_answer_can_go_to_the_trash(show: Show, qtbot: QtBot) -> None:
    page = show("KHM", on_2017_01_10="no", place=Place("progress", id=JOINED))
    qtbot.waitUntil(lambda: len(seen(page.page, QTableView)) == 1)
    seen(page.page, QTableView)[0].setCurrentIndex(seen(page.page, QTableView)[0].model().index(0, 0))
    page.press("Move this answer to the trash")
    qtbot.waitUntil(lambda: not kept(page))
    page.wait_for("No answer yet · Aim: Yes")


def test_a_place_opens_a_question_also_of_another_plan(show: Show) -> None:
    page = show("KHM", place=Place("progress", id=DENIED))
    page.wait_for(QUESTION)
    page.page.open(Place("progress", id="2012-2015/g1-i12"))  # type: ignore[attr-defined]
    page.wait_for("How many mines does your state retain?")
    assert "Not the plan in force" in page.read()
    assert not page.has_button("Answer"), "it can be read only"


def test_an_answer_that_was_found_stands_chosen_among_all(show: Show, qtbot: QtBot) -> None:
    page = show("KHM", on_2017_01_10="no", on_2017_06_30="yes")
    older = work_records.every(page.app.db, INDICATOR_UPDATE)[1]
    page.page.open(Place("progress", id=older.id))  # type: ignore[attr-defined]
    page.button("Correct this answer: No")


def test_a_draft_opens_its_question_with_what_is_known(show: Show, qtbot: QtBot) -> None:
    page = show("KHM", place=Place("progress", draft=replace(DRAFT, indicator=DENIED, value="2")))
    assert page.field("How do you know?").entry.value() == "Letter"
    page.press("Save answer")
    qtbot.waitUntil(lambda: kept(page) == [(DENIED, "2", "")])


def test_a_draft_without_its_question_waits_until_that_is_chosen(show: Show, qtbot: QtBot) -> None:
    page = show("KHM", place=Place("progress", draft=replace(DRAFT, indicator="", value="interim_step")))
    page.wait_for("Choose the question this answers.")
    page.press("Record a step")
    assert "Choose the question" not in page.read()
    page.press("Save answer")
    qtbot.waitUntil(lambda: kept(page) == [(STEPS, "interim_step", "")])
    page.wait_for("Has taken an interim step: your newest answer, of 1 May 2017.")
    page.wait_for("Says it supports: passed")
    assert "Signed: still to come" in page.read()


def test_money_needs_its_currency(show: Show, qtbot: QtBot) -> None:
    page = show("KHM", place=Place("progress", draft=replace(DRAFT, indicator=MONEY, value="")))
    page.type("Answer", "1,250.50")
    page.press("Save answer")
    qtbot.waitUntil(lambda: "three letters" in page.field("Currency").note())
    page.type("Currency", "usd")
    page.press("Save answer")
    page.wait_for("USD 1,250.50 · 1 May 2017")
    assert kept(page) == [(MONEY, "1250.50", "USD")]


def test_each_treaty_not_joined_has_a_ladder(show: Show, qtbot: QtBot) -> None:
    page = show("NPL")
    assert page.read().count(NO_POSITION) == 2
    page.press("Record a step of Nepal towards the Mine Ban Treaty")
    page.field("Answer").entry.set_value("supports")
    page.press("Save answer")
    qtbot.waitUntil(lambda: page.read().count(NO_POSITION) == 1)
    assert kept(page) == [("ladder/MBT", "supports", "")]
    page.press("All steps recorded")
    (table,) = seen(page.page, QTableView)
    assert table.model().index(0, 0).data() == "Says it supports"


def test_a_signature_stands_with_its_date_from_the_treatys_record(show: Show) -> None:
    page = show("AGO")
    assert "Signed on 3 December 2008, from the treaty's record." in page.read()


def test_what_is_being_typed_survives_another_answer(show: Show) -> None:
    page = show("KHM")
    page.press("Answer: Has your state ratified")
    page.type("How do you know?", "A talk in Geneva")
    progress.save_update(page.app.db, replace(DRAFT, indicator=STEPS, value="supports"))
    page.page.refresh(Changed.of("indicator_update"))  # type: ignore[attr-defined]
    page.wait_for("Says it supports · 1 May 2017")
    assert page.field("How do you know?").entry.value() == "A talk in Geneva"


def test_own_work_stands_beside_what_the_plan_promised(show: Show) -> None:
    page = show("KHM")
    assert "The numbers are for all campaigns together, over the whole world." in page.read()
    assert "1 activity logged towards this" not in page.read()
    workspace.log(page.app.db, commitment="2017/1A-c3", title="A mission")
    page.page.refresh(Changed.of("activity"))  # type: ignore[attr-defined]
    page.wait_for("Your campaign: 1 activity logged towards this")
    page.press("Log what you did for this")
    (place,) = page.went
    assert place.draft.objectives == (f"{S}1A",)
