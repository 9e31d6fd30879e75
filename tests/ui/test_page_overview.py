"""The first page: what a campaigner sees on opening the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.grant import ExpenseDraft
from icbl_desktop.domain.plan_extras import Alert, Extras
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import ActivityEntry, CampaignDraft, OutcomeDraft
from icbl_desktop.services import activities, drafts, grants, trash
from icbl_desktop.services.overview import overview
from icbl_desktop.services.record_kinds import GRANT
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.overview import OverviewPage
from icbl_desktop.ui.plan.overview_cards import needs_card
from tests import rich_bundle, workspace
from tests.ui.on_screen import OnScreen, reads

TODAY = date.today()  # noqa: DTZ011 - the page speaks of the person's own day
Open = Callable[..., OnScreen]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> Open:
    """Opens the page for a campaign in these states, after ``prepare`` has filled its records."""

    def show(
        *states: str, plan: str = "2018-2019", prepare: Callable[[App], object] | None = None
    ) -> OnScreen:
        app = workspace.fresh(tmp_path / "workspace", CampaignDraft(organisation="Us", states=states), plan)
        if prepare is not None:
            prepare(app)
        opened.append(OnScreen(app, qtbot, OverviewPage))
        opened[-1].wait_for("The next 60 days")
        return opened[-1]

    return show


def test_each_target_says_why_the_state_is_there(show: Open) -> None:
    page = show("KHM")
    for words in ("1A", "2B", "3A", "3B", "Stockpiles, past use or contamination", "Victim assistance"):
        assert words in page.read()
    assert (
        "This plan ended on 31 December 2019. Keep working; a new plan will not remove your work."
        in page.read()
    )
    assert page.read().count("Nothing logged yet.") == 4


def test_before_anything_is_logged_the_first_step_is_offered(show: Open) -> None:
    page = show("KHM")
    assert "The first thing to do is log the last thing you did" in page.read()
    page.press("Log the last thing you did")
    assert page.went[-1].page == "activities"
    assert page.went[-1].draft is not None
    assert page.went[-1].draft.states == ("KHM",)


def test_after_a_crash_what_was_being_written_is_one_press_away(show: Open) -> None:
    def write(app: App) -> None:
        drafts.keep(app.db, "activity", "", ActivityEntry(title="Older"))
        grant = workspace.fund(app.db)
        drafts.keep(app.db, f"expense:{grant}", "", ExpenseDraft(grant_id=grant, what="Bus tickets"))
        lost = workspace.fund(app.db, title="In the trash")
        drafts.keep(app.db, f"expense:{lost}", "", ExpenseDraft(grant_id=lost, what="Never shown"))
        trash.put(app.db, GRANT, [lost])

    page = show("KHM", prepare=write)
    page.wait_for("You were writing “Bus tickets”.")
    page.press("Go on")
    assert page.went == [Place("grants", id=grants.all_grants(page.app.db)[0].id)]

    drafts.keep(page.app.db, "outcome", "", OutcomeDraft(change="The list was published"))
    page.page.hide()
    page.page.show()
    page.wait_for("You were writing “The list was published”.")
    page.press("Go on")
    assert page.went[1:] == [Place("outcomes", draft=OutcomeDraft())]


def test_the_last_activity_stands_on_its_target(show: Open) -> None:
    page = show("KHM", prepare=lambda app: workspace.log(app.db))
    assert "Last: Meeting with the Ministry of Foreign Affairs, 1 March 2018" in page.read()
    assert "1 activity" in page.read()
    assert "The first thing to do" not in page.read()
    workspace.log(page.app.db, title="Letter to the Prime Minister", start=date(2018, 4, 2))
    page.jobs.changed.emit(Changed.of("activity"))
    page.wait_for("Last: Letter to the Prime Minister, 2 April 2018")
    assert "2 activities" in page.read()


def test_a_target_leads_to_its_activity_and_its_objective(show: Open) -> None:
    page = show("KHM")
    page.press("Log activity for 2B")
    draft = page.went[-1].draft
    assert draft is not None
    assert draft.objectives == ("strategy-2017-2021/2B",)
    page.press("See what is asked under 2B")
    assert (page.went[-1].page, page.went[-1].id) == ("targets", "strategy-2017-2021/2B")


def test_a_state_that_joined_since_is_told_so(show: Open) -> None:
    assert "Joined 28 February 2023, after this plan" in show("NGA").read()


def test_a_state_the_plan_does_not_name_is_shown_what_is_open_to_it(show: Open) -> None:
    page = show("FJI")
    assert "The plan does not name your state" in page.read()
    assert "What any campaign can do" in page.read()
    page.press("2C")
    assert page.went[-1].id == "strategy-2017-2021/2C"


def test_a_plan_without_target_states_says_so(show: Open) -> None:
    page = show("KHM", plan="2012-2015")
    assert "The plan names no target states" in page.read()
    page.press("See all objectives")
    assert page.went[-1].page == "targets"


def fill_needs(app: App) -> None:
    for number in range(8):
        workspace.follow_up(app.db, what=f"Ask again {number}", due=TODAY + timedelta(days=number - 1))
    workspace.fund(app.db, title="Survivor network", report_due=TODAY + timedelta(days=30))


def test_what_is_due_stands_under_needs_you_seven_lines_and_the_rest_behind(show: Open) -> None:
    page = show("KHM", prepare=fill_needs)
    assert "Ask again 6" in page.read()
    assert "Ask again 7" not in page.read()
    assert "Follow-up was due" in page.read()
    page.press("Show 2 more")
    assert "Ask again 7" in page.read()
    page.press("Survivor network")
    assert page.went[-1].page == "grants"


def test_a_follow_up_and_a_promise_lead_to_their_place(show: Open) -> None:
    ids: list[str] = []

    def prepare(app: App) -> None:
        ids.append(workspace.follow_up(app.db, due=TODAY))
        ids.append(workspace.promise(app.db, due=TODAY - timedelta(days=1)))
        workspace.promise(app.db, what="Far ahead", due=TODAY + timedelta(days=50))

    page = show("KHM", prepare=prepare)
    assert "Promise was due" in page.read()
    assert "Ministry of Defence" in page.read()
    assert "Far ahead" not in page.read()
    for words in ("Call the ministry", "To publish what stockpiles it holds"):
        page.press(words)
    assert [(one.page, one.id) for one in page.went] == [("promises", one) for one in ids]


def test_the_treaty_status_is_said_in_words_with_dates(show: Open) -> None:
    words = show("KHM").read()
    assert "Ratified 28 July 1999. In force since 1 January 2000." in words
    assert "State not party" in words
    assert "As of 3 February 2026." in words


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("LTU", "Withdrew 6 March 2025."),
        ("AGO", "Signed 3 December 2008, not yet ratified."),
        ("LBN", "Joined the Mine Ban Treaty in 2026; the exact date of deposit is not known here."),
        ("XKX", "Other area: no treaty status recorded here."),
    ],
)
def test_a_status_that_is_not_plain_is_said_too(show: Open, state: str, expected: str) -> None:
    assert expected in show(state).read()


def test_what_falls_due_under_the_treaties_is_said_in_words(show: Open) -> None:
    words = show("KHM").read()
    assert (
        "Mine Ban Treaty Article 5, clearance: 31 December 2025 (as of 2020). "
        "This date has passed: ask the secretariat."
    ) in words
    assert f"Mine Ban Treaty Article 7, yearly report: 30 April {next_report_year()}" in words
    assert "Convention on Cluster Munitions Article" not in words


def test_dates_that_follow_from_an_unknown_entry_into_force_are_unknown(show: Open) -> None:
    words = show("LBN").read()
    assert (
        "Mine Ban Treaty Article 4, Article 5, Article 7: dates unknown, "
        "because its entry into force is not known here."
    ) in words
    assert "Convention on Cluster Munitions Article 4, clearance: 1 May 2026 (as of 2021)" in words


def test_a_date_by_the_rule_says_the_rule(show: Open) -> None:
    assert (
        "Mine Ban Treaty Article 5, clearance: 1 June 2028 (10 years after entry into force)"
        in show("PSE").read()
    )


@pytest.mark.parametrize("state", ["LTU", "USA", "XKX"])
def test_nothing_falls_due_for_a_state_that_is_not_party(show: Open, state: str) -> None:
    words = show(state).read()
    assert "yearly report" not in words
    assert "clearance:" not in words


def test_a_report_due_soon_waits_for_the_campaign_under_each_state(show: Open) -> None:
    page = show("KHM", "LAO")
    card = needs_card(overview(page.app.db, date(2027, 3, 15)), page.went.append)
    card.show()
    assert reads(card, "Cambodia: Mine Ban Treaty Article 7 report due on 30 April 2027")
    assert reads(card, "Lao PDR: Convention on Cluster Munitions Article 7 report due on 30 April 2027")
    assert reads(card, "Ask the ministry whether this year's is on its way.")
    card.close()


def test_a_deadline_is_said_early_enough_to_ask_for_more_time(show: Open) -> None:
    page = show("PSE")
    card = needs_card(overview(page.app.db, date(2027, 3, 1)), page.went.append)
    card.show()
    title = "Mine Ban Treaty Article 5 deadline on 1 June 2028"
    assert reads(card, title)
    assert reads(card, "due nine months before the meeting that decides on it. Ask the authority now")
    line = next(one for one in card.findChildren(QAbstractButton) if one.accessibleName().startswith(title))
    line.click()
    assert (page.went[-1].page, page.went[-1].id) == ("calendar", "2028-06-01")
    card.close()


def test_an_alert_is_answered_with_an_activity_and_then_gone(show: Open) -> None:
    alert = Alert("use", "New use reported", "Ask your minister to condemn it.", TODAY, None, ("1B",))
    ending = Alert("vote", "A vote is near", "Call.", TODAY, TODAY + timedelta(days=5))
    over = Alert("over", "Too late", "Nothing.", TODAY - timedelta(days=9), TODAY - timedelta(days=1))
    extras = Extras(alerts=(alert, ending, over))
    page = show("KHM", prepare=lambda app: rich_bundle.take_in(app, extras))
    for words in ("New use reported", "Ask your minister to condemn it.", "5 days left"):
        assert words in page.read()
    assert "Too late" not in page.read()
    page.press("Answer with an activity: New use reported")
    draft = page.went[-1].draft
    assert draft is not None
    assert (draft.title, draft.states, draft.alert) == ("New use reported", ("KHM",), "2018-2019/use")
    assert draft.objectives == ("strategy-2017-2021/1B",)
    activities.save(page.app.db, replace(draft, type="letter", start=TODAY))
    page.jobs.changed.emit(Changed.of("activity"))
    page.wait_for("What you did last")
    assert not page.has_button("Answer with an activity: New use reported")
    assert page.has_button("Answer with an activity: A vote is near")


def test_the_calendar_is_one_press_away(show: Open) -> None:
    page = show("KHM")
    page.press("Open the calendar")
    assert page.went[-1].page == "calendar"


def next_report_year() -> int:
    return TODAY.year + (date(TODAY.year, 4, 30) < TODAY)
