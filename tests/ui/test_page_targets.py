"""Targets: what the plan asks of the campaign in Cambodia, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.services import notes, plans, progress
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.targets import TargetsPage
from tests import workspace
from tests.ui.on_screen import OnScreen

Open = Callable[..., OnScreen]
JOINED = "Has your state ratified or acceded to the Convention on Cluster Munitions?"


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    """Opens the page for a campaign in these states under this plan, at the objective of a reference."""
    opened: list[OnScreen] = []

    def show(*states: str, plan: str = "2017", at: str = "", logged: int = 0) -> OnScreen:
        app = workspace.fresh(tmp_path / "workspace", CampaignDraft(organisation="Us", states=states), plan)
        for number in range(logged):
            workspace.log(app.db, title=f"Meeting {number}", start=date(2018, 3, 1 + number))
        page = OnScreen(app, qtbot, TargetsPage)
        opened.append(page)
        if at:
            page.page.open(Place("targets", id=at))  # type: ignore[attr-defined]
        page.wait_for("Questions about")
        return page

    yield show
    for one in opened:
        one.close()
        one.app.close()


def test_the_first_own_target_opens_and_says_why(show: Open) -> None:
    page = show("KHM")
    assert "Why is Cambodia here?" in page.read()
    assert "Stockpiles, past use or contamination" in page.read()
    assert not page.has_button("1B"), "not a target of Cambodia: only under All"
    page.press("All")
    assert page.button("1B").isVisible()


def test_another_objective_is_chosen_in_the_list(show: Open) -> None:
    page = show("KHM")
    page.press("3A")
    page.wait_for("Victim assistance")


def test_a_reference_opens_its_objective(show: Open) -> None:
    page = show("KHM", at="strategy-2017-2021/2C")
    assert "Sufficient national and international funding for landmine" in page.read()
    assert "This objective names no target states." in page.read()
    assert page.button("2C").isChecked()


def test_log_this_begins_an_activity_that_answers_the_plan(show: Open) -> None:
    page = show("KHM")
    asked = next(
        a for a in plans.plan(page.app.db, "2017").activities if a.objective == "1A" and a.who == "both"
    )
    page.press(f"Log this: {asked.text}")
    draft = page.went[-1].draft
    assert draft is not None
    assert draft.planned_activity == f"2017/{asked.id}"
    assert (draft.objectives, draft.states) == (("strategy-2017-2021/1A",), ("KHM",))


def test_what_the_secretariat_does_is_folded_away(show: Open) -> None:
    page = show("KHM")
    secretariat = "Advise national campaigns so that their work strengthens"
    assert secretariat not in page.read()
    page.press("What the secretariat and the Monitor do")
    page.wait_for(secretariat)


def test_an_answer_is_saved_and_shown(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    page.press(f"Answer: {JOINED}")
    page.press("Save answer")
    qtbot.waitUntil(lambda: page.field("Answer").note() == "Write the answer.")
    page.press("Answer: No")
    page.type("How do you know?", "Cluster Munition Monitor")
    page.press("Save answer")
    page.wait_for("· Cluster Munition Monitor")
    view = progress.objective_view(page.app.db, plans.plan(page.app.db, "2017"), "1A", ("KHM",))
    latest = view.answers[0].latest
    assert latest is not None
    assert (latest.value, latest.iso3, latest.source) == ("no", "KHM", "Cluster Munition Monitor")
    assert page.has_button(f"Answer: {JOINED}"), "the form has closed"


def test_what_is_being_typed_survives_another_answer(show: Open) -> None:
    page = show("KHM")
    page.press("Answer: How far has your state come")
    page.type("How do you know?", "A talk in Geneva")
    workspace.log(page.app.db, title="Meanwhile")
    page.page.refresh(None)  # type: ignore[attr-defined]
    page.wait_for("Meanwhile")
    assert page.field("How do you know?").entry.value() == "A talk in Geneva"


def test_a_campaign_in_two_states_answers_for_one_of_them(show: Open) -> None:
    page = show("NGA", "SSD", plan="2018-2019")
    page.press(f"Answer: {JOINED}")
    page.field("State").entry.set_value("SSD")
    page.press("Answer: Yes")
    page.press("Save answer")
    page.wait_for("Yes · South Sudan")


def test_commitments_carry_their_numbers(show: Open) -> None:
    page = show("KHM")
    page.wait_for("At least 6 national campaigns")
    assert "Between 2 and 3 target countries" in page.read()
    assert "By 31 December 2020 · Campaigns and secretariat" in page.read()


def test_target_states_stand_by_their_status(show: Open) -> None:
    page = show("KHM", plan="2018-2019")
    page.wait_for("Stockpiles, past use or contamination (12)")
    assert "Nigeria (28 February 2023), South Sudan (3 August 2023)" in page.read()
    assert "Cambodia (your state)" in page.read()


def test_own_notes_are_kept_and_shown_again(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    page.wait_for("Your own notes")
    page.type("Your own notes", "Ask the deputy first.")
    page.page.flush()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: notes.note(page.app.db, "strategy-2017-2021/1A") == "Ask the deputy first.")


def test_own_work_stands_newest_first_and_opens(show: Open, qtbot: QtBot) -> None:
    page = show("KHM", logged=8)
    assert page.read().index("Meeting 7") < page.read().index("Meeting 6")
    assert "Meeting 0" not in page.read()
    page.press("Show more")
    page.wait_for("Meeting 0")
    page.press("Meeting 7")
    assert page.went[-1].page == "activities"


def test_the_plan_of_2012_asks_its_questions_by_goal(show: Open) -> None:
    page = show("KHM", plan="2012-2015", at="2012-2015/8")
    assert "All affected States Parties to both conventions" in page.read()
    assert "The plan leaves open how campaigns work towards this." in page.read()


def test_a_state_the_plan_does_not_name_sees_all_objectives(show: Open) -> None:
    page = show("FJI")
    assert "The plan does not name your state here." in page.read()
    assert not page.has_button("My state")
    assert page.has_button("3C")


def test_a_narrow_window_offers_the_objectives_in_a_box(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    page.page.resize(700, 640)
    boxes = page.page.findChildren(QComboBox)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in boxes))
    assert not page.has_button("3A")
