"""Targets: what the plan asks of the campaign in Cambodia, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QTabBar
from pytestqt.qtbot import QtBot

from icbl_desktop.domain.plan import PlannedActivity
from icbl_desktop.domain.plan_extras import Extras, ToolkitDocument
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.services import countries, notes, plans, progress
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.world_map import WorldMap
from icbl_desktop.ui.pages.targets import TargetsPage
from tests import rich_bundle, workspace
from tests.ui.on_screen import OnScreen, seen
from tests.workspace import CLEARANCE, JOIN_CCM

Open = Callable[..., OnScreen]
JOINED = "Has your state ratified or acceded to the Convention on Cluster Munitions?"


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> Open:
    """Opens the page for a campaign in these states under this plan, at the objective of a reference."""

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

    return show


def refresh(page: OnScreen) -> None:
    """Something changed elsewhere."""
    page.page.refresh(None)  # type: ignore[attr-defined]


def asked(page: OnScreen) -> list[PlannedActivity]:
    """What the plan of 2017 asks of campaigns under 1A."""
    planned = plans.plan(page.app.db, "2017").activities
    return [one for one in planned if one.objective == "1A" and one.who in ("campaigns", "both")]


def choose(page: OnScreen, qtbot: QtBot, words: str, offer: str) -> None:
    """Open the menu of an entry of the plan by keyboard, and choose this from it."""
    qtbot.keyClick(page.button(f"More: {words}"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in page.page.findChildren(QMenu)))
    (menu,) = seen(page.page, QMenu)
    while menu.activeAction() is None or menu.activeAction().text() != offer:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


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
    page.wait_for("No · ")
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
    page.wait_for("South Sudan: Yes · ")


def test_commitments_carry_their_numbers_and_who_acts(show: Open) -> None:
    page = show("KHM")
    page.wait_for("Between 2 and 3 target countries")
    assert "By 31 December 2020 · Campaigns and secretariat" in page.read()
    assert "At least 6 national campaigns" not in page.read(), "the secretariat's stand folded"
    page.press("What the secretariat and the Monitor promise")
    page.wait_for("At least 6 national campaigns")


def test_the_campaigns_part_stands_below_a_commitment(show: Open) -> None:
    page = show("KHM")
    page.wait_for("Your campaign: nothing logged for this number yet")
    workspace.fund(page.app.db, objectives=(JOIN_CCM,), title="Accession campaign")
    letter = workspace.log(page.app.db, title="A letter", commitment="2017/1A-c2")
    workspace.log(page.app.db, title="A second letter", commitment="2017/1A-c2")
    refresh(page)
    page.wait_for("Your campaign: 1 grant, 2 activities logged towards this")
    page.wait_for("At least 6 national campaigns")
    lines = [one for one in seen(page.page, LineButton) if one.accessibleName().startswith("A letter")]
    lines[-1].click()
    assert page.went[-1] == Place("activities", id=letter)
    page.press("Accession campaign")
    assert page.went[-1].page == "grants"


def test_what_was_done_for_a_commitment_is_logged_with_it(show: Open) -> None:
    page = show("KHM")
    page.press("Log what you did for this: Between 2 and 3 target countries")
    draft = page.went[-1].draft
    assert draft is not None
    assert (draft.commitment, draft.objectives) == ("2017/1A-c3", (JOIN_CCM,))


def test_a_planned_activity_says_how_often_it_was_done(show: Open) -> None:
    page = show("KHM")
    workspace.log(page.app.db, planned_activity="2017/1A-a01", start=date(2017, 2, 1))
    first = asked(page)[0]
    done = workspace.log(page.app.db, planned_activity=f"2017/{first.id}", start=date(2018, 5, 3))
    refresh(page)
    page.press("Done once, 3 May 2018")
    assert page.went[-1] == Place("activities", id=done)
    workspace.log(page.app.db, planned_activity=f"2017/{first.id}", start=date(2018, 6, 3))
    refresh(page)
    page.wait_for("Done 2 times, last on 3 June 2018")


def test_what_is_hidden_is_folded_away_and_shown_again(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    first = asked(page)[0]
    choose(page, qtbot, first.text, "Hide")
    page.press("Hidden by you (1)")
    assert not page.has_button(f"Log this: {first.text}")
    page.press(f"Show again: {first.text}")
    assert page.button(f"Log this: {first.text}").isVisible()
    assert not page.has_button("Hidden by you (1)")


def test_an_own_day_is_chosen_changed_and_removed_by_keyboard(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    event = "First Committee meetings of the UN General Assembly"
    page.wait_for("October 2017 · New York")
    for words, chosen, said in (
        ("Choose a day", 12, "Your day: 12 October 2017"),
        ("Change your day", 14, "Your day: 14 October 2017"),
    ):
        choose(page, qtbot, event, words)
        entry = page.field("We plan this for").entry
        assert page.page.focusWidget() is entry.control
        entry.set_value((date(2017, 10, chosen), "day"))
        qtbot.keyClick(page.button("Keep this day"), Qt.Key.Key_Space)
        page.wait_for(said)
    choose(page, qtbot, event, "Remove your day")
    qtbot.waitUntil(lambda: "Your day" not in page.read())


def test_a_day_being_chosen_stays_while_something_else_is_hidden(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    first, second = asked(page)[:2]
    choose(page, qtbot, first.text, "Choose a day")
    choose(page, qtbot, second.text, "Hide")
    page.wait_for("We plan this for")
    page.button("Hidden by you (1)")
    assert page.has_button("Keep this day")


def test_an_answer_can_be_corrected(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    page.press(f"Answer: {JOINED}")
    page.press("Answer: No")
    page.press("Save answer")
    page.press(f"Correct the newest answer: {JOINED}")
    assert page.field("Answer").entry.value() == "no"
    page.press("Answer: Yes")
    page.press("Save answer")
    page.wait_for("Yes · ")
    view = progress.objective_view(page.app.db, plans.plan(page.app.db, "2017"), "1A", ("KHM",))
    latest = view.answers[0].latest
    assert latest is not None
    assert (latest.value, latest.revision, view.answers[0].count) == ("yes", 2, 1)


def test_work_under_a_target_that_left_the_plan_is_marked(show: Open) -> None:
    page = show("KHM", plan="2018-2019", at=CLEARANCE)
    workspace.log(page.app.db, title="Visit to the deminers", objectives=(CLEARANCE,))
    plans.choose(page.app.db, "2017")
    refresh(page)
    page.wait_for(
        "No longer in the plan: Cambodia was listed here, under Clearance, in 2018-2019 Operational Plan. "
        "Your work stays: 1 activity."
    )
    page.wait_for("Retired · 1 activity")
    assert page.button("Visit to the deminers").isVisible()


def test_an_objective_of_an_earlier_strategy_stays_readable(show: Open, qtbot: QtBot) -> None:
    page = show("KHM", plan="2018-2019")
    workspace.log(page.app.db, title="Meeting on accession")
    notes.keep(page.app.db, JOIN_CCM, "Ask the deputy first.")
    plans.choose(page.app.db, "2012-2015")
    refresh(page)
    page.wait_for("From earlier plans")
    page.press("1A")
    page.wait_for(
        "This is from 2018-2019 Operational Plan. The plan you work under does not have this objective."
    )
    assert page.button("Meeting on accession").isVisible()
    qtbot.waitUntil(lambda: page.field("Your own notes").entry.value() == "Ask the deputy first.")
    assert not page.has_button("Log activity for 1A")
    assert not page.has_button("Log this")
    page.press("17")
    page.wait_for("Log activity")
    page.press("1A")
    page.wait_for("This is from 2018-2019 Operational Plan.")


def test_documents_for_the_objective_stand_with_it(show: Open) -> None:
    page = show("KHM", plan="2018-2019")
    assert "Documents for this" not in page.read()
    letter = ToolkitDocument("letter.pdf", "Model letter on accession", "en", ("1A",))
    other = ToolkitDocument("other.pdf", "On clearance", "en", ("2B",))
    files = {"letter.pdf": b"%PDF-1.7", "other.pdf": b"%PDF-1.7"}
    rich_bundle.take_in(page.app, Extras(toolkit=(letter, other)), files)
    refresh(page)
    page.wait_for("Model letter on accession")
    assert "On clearance" not in page.read()


def map_of(page: OnScreen) -> WorldMap:
    """The map on the page, once it stands there with its size."""
    page.wait_for("Target states (")
    (found,) = seen(page.page, WorldMap)
    return found


def show_list(page: OnScreen) -> None:
    """Press the tab beside the map, by keyboard."""
    page.wait_for("Target states (")
    (tabs,) = seen(page.page, QTabBar)
    QTest.keyClick(tabs, Qt.Key.Key_Right)


def test_target_states_stand_by_their_status(show: Open) -> None:
    page = show("KHM", plan="2018-2019")
    show_list(page)
    page.wait_for("Nigeria (28 February 2023), South Sudan (3 August 2023)")
    assert "Stockpiles, past use or contamination (12)" in page.read()
    assert "Cambodia (your state)" in page.read()


def test_the_map_and_the_list_hold_the_same_states(show: Open) -> None:
    page = show("KHM", plan="2018-2019")
    marked = map_of(page).marked()
    show_list(page)
    page.wait_for("Cambodia (your state)")
    assert len(marked) == 35
    assert all(countries.facts().name(iso3) in page.read() for iso3 in marked)


def test_the_legend_says_what_the_marks_mean(show: Open) -> None:
    page = show("KHM", plan="2018-2019")
    page.wait_for("Target states (35)")
    assert "Joined after this plan\n8\nSignatory\n11\nState not party\n16\nYour state" in page.read()


def test_one_target_list_can_be_shown_alone(show: Open) -> None:
    page = show("KHM", plan="2018-2019")
    page.press("Target list: Stockpiles, past use or contamination (12)")
    page.wait_for("Joined after this plan\n2\nSignatory\n3\nState not party\n7")
    assert len(map_of(page).marked()) == 12
    show_list(page)
    page.wait_for("Cambodia (your state)")
    assert "Sri Lanka (1 March 2018)" not in page.read()
    page.press("Target list: All lists")
    page.wait_for("Sri Lanka (1 March 2018)")


def test_a_state_on_the_map_says_where_it_stands_and_when_it_is_chosen_more(show: Open) -> None:
    page = show("AGO", plan="2017", at="strategy-2017-2021/2B")
    shown = map_of(page)
    page.page.activateWindow()
    shown.setFocus()
    page.wait_for("Angola (your state). Mine Ban Treaty: State Party")
    QTest.keyClick(shown, Qt.Key.Key_Return)
    page.wait_for("Mine Ban Treaty Article 5, clearance: 31 December 2025 (as of February 2024)")
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.spot("PLW"))
    page.wait_for("Acceded 19 November 2007. In force since 1 May 2008.")


def test_a_list_about_no_treaty_says_what_it_is_about(show: Open) -> None:
    page = show("KHM", plan="2018-2019", at="strategy-2017-2021/3B")
    shown = map_of(page)
    assert "Participation of victims\n6\nYour state" in page.read()
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.spot("BIH"))
    page.wait_for("Bosnia and Herzegovina. Participation of victims")


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
    assert page.has_button("1A")
    page.press("Which objectives: My state")
    page.wait_for("The plan does not name Fiji. These objectives are open to every campaign.")
    assert page.has_button("3C"), "responsive targeting is for everyone"
    assert not page.has_button("1A")


def test_a_plan_that_names_no_states_is_open_to_all(show: Open) -> None:
    page = show("KHM", plan="2012-2015")
    page.press("Which objectives: My state")
    page.wait_for("The plan does not name Cambodia. These objectives are open to every campaign.")
    assert page.has_button("21")


def test_own_work_brings_an_objective_to_my_state(show: Open) -> None:
    page = show("KHM")
    assert not page.has_button("2B")
    workspace.log(page.app.db, objectives=(CLEARANCE,))
    refresh(page)
    assert page.button("2B").isVisible()


def test_what_was_chosen_to_see_is_remembered(show: Open) -> None:
    page = show("KHM")
    page.press("All")
    page.press("3A")
    page.wait_for("Victim assistance")
    refresh(page)
    page.page.hide()
    page.page.show()
    assert page.has_button("1B")
    page.press("My state")
    assert page.button("3A").isChecked()
    assert not page.has_button("1B")


def test_the_list_is_gone_through_by_keyboard(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    page.button("1A").setFocus()
    qtbot.keyClick(page.button("1A"), Qt.Key.Key_Down)
    assert page.page.focusWidget() is page.button("3A")
    qtbot.keyClick(page.button("3A"), Qt.Key.Key_Space)
    page.wait_for("Victim assistance")
    assert page.page.focusWidget() is page.button("3A"), "the list was not made anew"


def test_a_narrow_window_offers_the_objectives_in_a_box(show: Open, qtbot: QtBot) -> None:
    page = show("KHM")
    page.page.resize(700, 640)
    boxes = page.page.findChildren(QComboBox)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in boxes))
    assert not page.has_button("3A")
