"""The grants page: an account that says what is not known, and the forms for grants and expenses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.grant import BudgetLine, ExpenseDraft, GrantDraft, Payment, PlannedResult
from icbl_desktop.domain.work import OutcomeDraft
from icbl_desktop.services import drafts, grants
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.grants import GrantsPage
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.grant_words import due_in
from tests.ui.on_screen import Desk, button, click, named, reads, seen, show, text, write
from tests.workspace import OUTCOME, fund, log, one

MONEY = {
    "requested": Decimal(6000),
    "awarded": Decimal(5000),
    "payments": (Payment(amount=Decimal("3500.50")),),
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Amounts as they are written in English."""
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


def opened(qtbot: QtBot, desk: Desk, width: int = 1280) -> GrantsPage:
    """The page, on screen."""
    page = GrantsPage(desk.context)
    desk.jobs.changed.connect(page.refresh)
    show(qtbot, page, width)
    return page


def spend(app: App, grant: str, **fields: Any) -> None:
    """Write an expense of 5 March 2018 down."""
    draft = ExpenseDraft(grant_id=grant, date=date(2018, 3, 5), currency="USD", sharing="secretariat")
    grants.save_expense(app.db, replace(draft, **fields))


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
    qtbot.waitUntil(lambda: reads(page, "Balance"))
    for words in (
        "USD 2,680.25 left",
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
    assert reads(page, "USD 0.00")  # spent: that is known


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
    assert (grant.requested, grant.payments, grant.applied_on) == (Decimal("1250.5"), (), None)


def test_what_is_missing_is_said_beside_its_field(qtbot: QtBot, desk: Desk, app: App) -> None:
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "No grant yet"))
    click(page, "Add a grant")
    qtbot.waitUntil(lambda: reads(page, "New grant"))
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "Choose which kind of grant it is."))
    assert reads(page, "Give the grant a short name.")
    assert reads(page, "Choose where the grant stands.")


def test_an_outcome_is_added_and_edited_on_its_own_page(qtbot: QtBot, desk: Desk, app: App) -> None:
    grant = fund(app.db)
    outcome = one(grants.save_outcome(app.db, replace(OUTCOME, grant_id=grant, substantiation="Ms Chan")).ids)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Can confirm it: Ms Chan"))
    click(page, "Add an outcome")
    click(page, "Edit the outcome of Ministry of Foreign Affairs")
    begun = OutcomeDraft(grant_id=grant, objectives=("strategy-2017-2021/3A",))
    assert desk.went == [Place("outcomes", draft=begun), Place("outcomes", id=outcome)]


def test_the_next_step_is_one_press_and_its_day(qtbot: QtBot, desk: Desk, app: App) -> None:
    grant = fund(app.db, state="applied", applied_on=date(2018, 1, 5))
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Where it stands"))
    click(page, "Mark as approved")
    write(page, "Who decided?", "The grants committee")
    click(page, "Mark as approved")
    qtbot.waitUntil(lambda: reads(page, "The grants committee"))
    click(page, "Mark as running")
    qtbot.waitUntil(lambda: reads(page, "From when does the work run?"))
    click(page, "Cancel")
    qtbot.waitUntil(lambda: not reads(page, "From when does the work run?"))
    kept = grants.view(app.db, grant).grant
    assert (kept.state, kept.decided_on, kept.decided_by) == (
        "approved",
        date.today(),  # noqa: DTZ011 - the person's own day
        "The grants committee",
    )


def test_expenses_stand_by_line_and_what_would_be_asked_about_is_said(
    qtbot: QtBot, desk: Desk, app: App
) -> None:
    lines = (BudgetLine(id="1", title="Travel", amount=Decimal(100)), BudgetLine(id="2", title="Hall"))
    grant = fund(app.db, budget=lines, start=date(2018, 1, 1), end=date(2018, 6, 30))
    spend(app, grant, what="Bus", line="1", amount=Decimal("120.50"), date=date(2018, 7, 2))
    spend(app, grant, what="Fuel", amount=Decimal(81000), currency="KHR", rate=Decimal(4050))
    spend(app, grant, what="Boat", line="2", amount=Decimal(9000), currency="KHR", receipt_missing="Lost")
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "USD 120.50 of USD 100.00"))
    assert reads(page, "USD 20.50 over budget")
    assert reads(page, "On no budget line")
    button(page, "Bus, 2 July 2018 · Outside the time of the grant · Receipt missing, USD 120.50")
    fuel = "Fuel, 5 March 2018 · KHR 81,000.00 · 1 USD = 4,050.00 KHR · Receipt missing, USD 20.00"
    button(page, fuel)
    boat = "KHR 9,000.00 · No exchange rate: in no sum · No receipt, because: Lost"
    button(page, f"Boat, 5 March 2018 · {boat}, In no sum")
    assert reads(page, "Expenses in another currency without a rate, in no sum here: 1.")


def test_expenses_are_written_one_after_the_other(qtbot: QtBot, desk: Desk, app: App, tmp_path: Path) -> None:
    grant = fund(
        app.db,
        budget=(BudgetLine(id="1", title="Travel"),),
        local_currency="KHR",
        rate=Decimal(4000),
        rate_source="National Bank",
    )
    (tmp_path / "ticket.pdf").write_bytes(b"%PDF-1.7 a ticket")
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Expenses"))
    click(page, "Add an expense")
    qtbot.waitUntil(lambda: reads(page, "New expense"))
    write(page, "What for?", "Bus")
    QTest.keyClicks(named(page, QComboBox, "Budget line"), "Tra")
    write(page, "Amount", "1 250 000")
    assert reads(page, "= USD 312.50  (1 USD = 4,000.00 KHR)")
    (files,) = seen(page, EvidenceStrip)
    files.add_files([tmp_path / "ticket.pdf"])
    click(page, "Save and add another")
    qtbot.waitUntil(lambda: text(page, "What for?") == "")
    assert (text(page, "Amount"), text(page, "Exchange rate")) == ("", "4,000.00")
    assert named(page, QComboBox, "Budget line").currentText() == "Travel"
    write(page, "What for?", "Lunch")
    write(page, "Currency", "USD")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "Write the amount."))
    write(page, "Amount", "9.50")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "USD 322.00"))
    view = grants.view(app.db, grant)
    bus = next(one for one in view.expenses if one.what == "Bus")
    lunch = next(one for one in view.expenses if one.what == "Lunch")
    assert (bus.line, bus.currency, bus.rate_source) == ("1", "KHR", "National Bank")
    assert (lunch.line, lunch.date, lunch.currency, lunch.rate) == ("1", bus.date, "USD", None)
    assert (bus.rate, view.receipts) == (Decimal(4000), frozenset({bus.id}))


def test_an_expense_is_removed_and_the_sums_follow(qtbot: QtBot, desk: Desk, app: App) -> None:
    grant = fund(app.db)
    elsewhere = log(app.db, title="Paid by others")
    spend(app, grant, what="Bus", amount=Decimal(12), activity_id=elsewhere)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "All expenses"))
    click(page, "Bus, 5 March 2018 · Receipt missing, USD 12.00")
    qtbot.waitUntil(lambda: reads(page, "Edit expense"))
    write(page, "Paid to", "Sorya")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "5 March 2018 · Sorya · Receipt missing"))
    assert grants.view(app.db, grant).expenses[0].activity_id == elsewhere
    click(page, "Bus, 5 March 2018 · Sorya · Receipt missing, USD 12.00")
    qtbot.waitUntil(lambda: reads(page, "Edit expense"))
    click(page, "Move this expense to the trash")
    qtbot.waitUntil(lambda: reads(page, "Write down each thing you paid for"))
    assert grants.view(app.db, grant).expenses == ()


def test_a_removed_grant_leaves_the_list(qtbot: QtBot, desk: Desk, app: App) -> None:
    fund(app.db, title="Lend Your Leg")
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Where it stands"))
    click(page, "Edit")
    qtbot.waitUntil(lambda: reads(page, "Edit grant"))
    click(page, "Move this grant to the trash")
    qtbot.waitUntil(lambda: reads(page, "No grant yet"))
    assert not reads(page, "Where it stands")


def test_what_the_final_report_lacks_opens_its_place(qtbot: QtBot, desk: Desk, app: App) -> None:
    grant = fund(app.db, planned_results=(PlannedResult(planned="A law"),), start=date(2018, 1, 1))
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Still missing for the final report"))
    click(page, "Say what happened, and whether it was reached: “A law”")
    qtbot.waitUntil(lambda: reads(page, "Edit grant"))
    write(page, "Result 1: What happened?", "It was passed.")
    click(page, "Result 1: Was it reached?: Yes")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "Reached: Yes"))
    (result,) = grants.view(app.db, grant).grant.planned_results
    assert (result.planned, result.happened, result.reached) == ("A law", "It was passed.", "yes")
    click(page, "No expense is written down.")
    qtbot.waitUntil(lambda: reads(page, "New expense"))


def test_a_grant_keeps_its_budget_and_payments_and_a_wrong_line_says_which(
    qtbot: QtBot, desk: Desk, app: App
) -> None:
    grant = fund(app.db)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "Where it stands"))
    click(page, "Edit")
    qtbot.waitUntil(lambda: reads(page, "Edit grant"))
    click(page, "Add a payment")
    write(page, "Payment 1: Note", "First part")
    click(page, "Budget")
    click(page, "Add a budget line")
    write(page, "Budget line 1: What for?", "Travel")
    write(page, "Budget line 1: Planned", "600")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "Payment 1: write the amount, or take the line out."))
    write(page, "Payment 1: Amount", "1,500.50")
    click(page, "Save")
    qtbot.waitUntil(lambda: reads(page, "USD 0.00 of USD 600.00"))
    kept = grants.view(app.db, grant).grant
    assert kept.payments == (Payment(amount=Decimal("1500.5"), note="First part"),)
    assert [(line.title, line.amount) for line in kept.budget] == [("Travel", Decimal(600))]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "due in 12 days"),
        (1, "due tomorrow"),
        (0, "due today"),
        (-1, "overdue by 1 day"),
        (-3, "by 3 days"),
    ],
)
def test_a_report_says_how_far_away_it_is(days: int, words: str) -> None:
    today = date(2018, 5, 5)
    assert due_in(today + timedelta(days=days), today).endswith(words)


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


def test_an_expense_that_is_asked_about_opens_in_its_own_form(qtbot: QtBot, desk: Desk, app: App) -> None:
    asked = fund(app.db, title="First")
    fund(app.db, title="Second")
    spend(app, asked, what="Bus", amount=Decimal(12))
    (bus,) = grants.view(app.db, asked).expenses
    page = opened(qtbot, desk)
    page.open(Place("grants", id=bus.id, field="amount"))
    qtbot.waitUntil(lambda: reads(page, "Edit expense"))
    assert text(page, "What for?") == "Bus"


def test_a_half_written_grant_and_expense_survive_a_restart(qtbot: QtBot, app: App) -> None:
    grant = fund(app.db, title="Survivor network")
    before = Desk(app)
    page = opened(qtbot, before)
    qtbot.waitUntil(lambda: reads(page, "Expenses"))
    click(page, "Add an expense")
    qtbot.waitUntil(lambda: reads(page, "New expense"))
    write(page, "What for?", "Bus")
    page.flush()
    click(page, "Add a grant")
    qtbot.waitUntil(lambda: reads(page, "New grant"))
    write(page, "What is it called?", "Lend Your Leg")
    page.flush()
    before.close()
    kept = drafts.find(app.db, f"expense:{grant}", "", ExpenseDraft)
    assert kept is not None
    assert kept.draft.what == "Bus"

    desk = Desk(app)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "You were writing “Lend Your Leg”."))
    qtbot.waitUntil(lambda: reads(page, "You were writing “Bus”."))
    with_grant, with_expense = [one for one in seen(page, QAbstractButton) if one.text() == "Go on"]
    with_expense.click()
    qtbot.waitUntil(lambda: reads(page, "This was being written and is not saved yet."))
    assert text(page, "What for?") == "Bus"
    click(page, "Close (Esc)")
    qtbot.waitUntil(lambda: reads(page, "You were writing “Lend Your Leg”."))
    with_grant.click()
    qtbot.waitUntil(lambda: reads(page, "New grant"))
    assert text(page, "What is it called?") == "Lend Your Leg"
    assert drafts.latest(app.db, "grant", GrantDraft) is not None
    desk.close()


def test_in_a_narrow_window_the_grant_covers_the_list_and_there_is_a_way_back(
    qtbot: QtBot, desk: Desk, app: App
) -> None:
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - the person's own day
    fund(app.db, title="Survivor network", interim_report_due=tomorrow, report_due=date(2058, 1, 31))
    page = opened(qtbot, desk, width=1024)
    qtbot.waitUntil(lambda: reads(page, "Survivor network"))
    QTest.mouseClick(
        button(page, "Survivor network, Investing in Action · Running, report due tomorrow"),
        Qt.MouseButton.LeftButton,
    )
    qtbot.waitUntil(lambda: reads(page, "31 January 2058"))
    click(page, "All grants")
    qtbot.waitUntil(lambda: reads(page, "Grants"))
    assert not reads(page, "31 January 2058")
