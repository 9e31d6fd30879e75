"""The grants page: an account that says what is not known, and the forms for grants and outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.work import GrantDraft, OutcomeDraft
from icbl_desktop.services import drafts, grants
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.grants import GrantsPage
from tests.ui.on_screen import Desk, button, click, named, reads, show, text, write
from tests.workspace import fund, log

MONEY = {"requested": Decimal(6000), "awarded": Decimal(5000), "paid": Decimal("3500.50")}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Amounts as they are written in English."""
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def desk(app: App) -> Iterator[Desk]:
    desk = Desk(app)
    yield desk
    desk.close()


def opened(qtbot: QtBot, desk: Desk, width: int = 1280) -> GrantsPage:
    """The page, on screen."""
    page = GrantsPage(desk.context)
    desk.jobs.changed.connect(page.refresh)
    show(qtbot, page, width)
    return page


def test_without_a_grant_the_page_says_what_an_account_is_for(qtbot: QtBot, desk: Desk, app: App) -> None:
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "No grant yet"))
    click(page, "Add a grant")
    qtbot.waitUntil(lambda: reads(page, "New grant"))


def test_the_money_box_sums_one_currency_and_says_what_it_leaves_out(
    qtbot: QtBot, desk: Desk, app: App
) -> None:
    grant = fund(app.db, title="Survivor network", **MONEY)
    log(app.db, title="Training", grant_id=grant, cost=Decimal("820.25"), currency="USD")
    log(app.db, title="Walk", grant_id=grant, cost=Decimal(90000), currency="KHR")
    log(app.db, title="Article", grant_id=grant)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "USD 2,680.25"))
    for words in (
        "USD 6,000.00",
        "USD 5,000.00",
        "USD 3,500.50",
        "USD 820.25",
        "Running",
        "Investing in Action",
    ):
        assert reads(page, words)
    assert reads(page, "Activities with a cost in another currency, in no sum here: 1.")
    assert reads(page, "Activities with no cost noted: 1.")


def test_what_is_not_known_is_never_nought(qtbot: QtBot, desk: Desk, app: App) -> None:
    fund(app.db)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "The balance is known once you note what was received."))
    assert reads(page, "Not known")
    assert reads(page, "USD 0.00")  # spent on logged activities: that is known


def test_a_grant_is_added_with_its_money(qtbot: QtBot, desk: Desk, app: App) -> None:
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "No grant yet"))
    click(page, "Add a grant")
    qtbot.waitUntil(lambda: reads(page, "New grant"))
    click(page, "Programme: Together in Action")
    write(page, "What is it called?", "Lend Your Leg")
    named(page, QComboBox, "Where does it stand?").setFocus()
    QTest.keyClicks(named(page, QComboBox, "Where does it stand?"), "App")
    write(page, "Requested", "1 twenty")
    click(page, "Save")
    assert reads(page, "Write the amount in figures")
    assert grants.all_grants(app.db) == ()
    write(page, "Requested", "1,250.5")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "USD 1,250.50"))
    (grant,) = grants.all_grants(app.db)
    assert (grant.programme, grant.title, grant.state) == ("together_in_action", "Lend Your Leg", "applied")
    assert (grant.requested, grant.paid, grant.applied_on) == (Decimal("1250.5"), None, None)


def test_what_is_missing_is_said_beside_its_field(qtbot: QtBot, desk: Desk, app: App) -> None:
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "No grant yet"))
    click(page, "Add a grant")
    qtbot.waitUntil(lambda: reads(page, "New grant"))
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "Choose which kind of grant it is."))
    assert reads(page, "Give the grant a short name.")
    assert reads(page, "Choose where the grant stands.")


def test_an_outcome_is_added_under_its_grant_and_edited(qtbot: QtBot, desk: Desk, app: App) -> None:
    grant = fund(app.db)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Outcomes"))
    click(page, "Add an outcome")
    qtbot.waitUntil(lambda: reads(page, "New outcome"))
    write(page, "Who changed?", "Ministry of Social Affairs")
    write(page, "What do they do differently?", "Invited two survivors.")
    write(page, "Who can confirm it?", "The deputy director")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "Can confirm it: The deputy director"))
    (outcome,) = grants.view(app.db, grant).outcomes
    assert (outcome.grant_id, outcome.objectives) == (grant, ("strategy-2017-2021/3A",))
    assert (outcome.positive, outcome.intended) == (True, True)

    click(page, "Edit the outcome of Ministry of Social Affairs")
    qtbot.waitUntil(lambda: reads(page, "Edit outcome"))
    write(page, "Where?", "Phnom Penh")
    click(page, "Save")
    qtbot.waitUntil(lambda: grants.view(app.db, grant).outcomes[0].place == "Phnom Penh")


def test_an_activity_paid_from_the_grant_opens_on_its_page(qtbot: QtBot, desk: Desk, app: App) -> None:
    grant = fund(app.db)
    activity = log(app.db, title="Training", grant_id=grant, cost=Decimal(10), currency="USD", place="Pailin")
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Training"))
    click(page, "Training, Meeting with officials · 1 March 2018 · Pailin, USD 10.00")
    assert desk.went == [Place("activities", id=activity)]


def test_another_grant_is_shown_when_it_is_pressed_or_asked_for(qtbot: QtBot, desk: Desk, app: App) -> None:
    first = fund(app.db, title="First", purpose="The first purpose")
    fund(app.db, title="Second", purpose="The second purpose")
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "The second purpose"))
    page.open(Place("grants", id=first))
    qtbot.waitUntil(lambda: reads(page, "The first purpose"))
    assert button(page, "First, Investing in Action · Running").isChecked()
    click(page, "Second, Investing in Action · Running")
    qtbot.waitUntil(lambda: reads(page, "The second purpose"))


def test_a_half_written_grant_and_outcome_survive_a_restart(qtbot: QtBot, app: App) -> None:
    grant = fund(app.db, title="Survivor network")
    before = Desk(app)
    page = opened(qtbot, before)
    qtbot.waitUntil(lambda: reads(page, "Outcomes"))
    click(page, "Add an outcome")
    qtbot.waitUntil(lambda: reads(page, "New outcome"))
    write(page, "Who changed?", "Parliament")
    page.flush()
    click(page, "Add a grant")
    qtbot.waitUntil(lambda: reads(page, "New grant"))
    write(page, "What is it called?", "Lend Your Leg")
    page.flush()
    before.close()
    kept = drafts.find(app.db, f"outcome:{grant}", "", OutcomeDraft)
    assert kept is not None
    assert kept.draft.actor == "Parliament"

    desk = Desk(app)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "You were writing “Lend Your Leg”."))
    qtbot.waitUntil(lambda: reads(page, "Outcomes"))
    click(page, "Add an outcome")
    qtbot.waitUntil(lambda: reads(page, "This was being written and is not saved yet."))
    assert text(page, "Who changed?") == "Parliament"
    click(page, "Close (Esc)")
    qtbot.waitUntil(lambda: reads(page, "You were writing “Lend Your Leg”."))
    click(page, "Go on")
    qtbot.waitUntil(lambda: reads(page, "New grant"))
    assert text(page, "What is it called?") == "Lend Your Leg"
    assert drafts.latest(app.db, "grant", GrantDraft) is not None
    desk.close()


def test_in_a_narrow_window_the_grant_covers_the_list_and_there_is_a_way_back(
    qtbot: QtBot, desk: Desk, app: App
) -> None:
    fund(app.db, title="Survivor network", report_due=date(2018, 1, 31))
    page = opened(qtbot, desk, width=1024)
    qtbot.waitUntil(lambda: reads(page, "Survivor network"))
    QTest.mouseClick(
        button(page, "Survivor network, Investing in Action · Running"), Qt.MouseButton.LeftButton
    )
    qtbot.waitUntil(lambda: reads(page, "31 January 2018"))
    click(page, "All grants")
    qtbot.waitUntil(lambda: reads(page, "Grants"))
    assert not reads(page, "31 January 2018")
