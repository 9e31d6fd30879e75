"""Needs you: what still stands is put away, a confirmed key is taken back, receipts leave in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services.office import received
from icbl_desktop.ui.pages.inbox import InboxPage
from tests.locked_keys import keep_locked
from tests.office_desk import confirm_all, deliver
from tests.office_reports import KHM, LAO
from tests.ui.on_screen import OnScreen

PASSPHRASE = "seven green doors"


@pytest.fixture
def inbox(app: App, qtbot: QtBot, opened: list[OnScreen], tmp_path: Path) -> Callable[[], OnScreen]:
    """Opens the page on two campaigns' reports, one of which is missing."""

    def show() -> OnScreen:
        store = app.office.store()
        deliver(store, tmp_path, KHM.report(1, KHM.activity(1)), KHM.report(3, KHM.activity(3)))
        deliver(store, tmp_path, LAO.report(1, LAO.activity(1)))
        confirm_all(store)
        opened.append(OnScreen(app, qtbot, InboxPage))
        return opened[-1]

    return show


def test_missing_numbers_that_were_seen_to_are_put_away(inbox: Callable[[], OnScreen]) -> None:
    page = inbox()
    page.wait_for("Missing numbers (1)")
    page.button("Put away: Cambodia Campaign").click()
    page.wait_for("Missing numbers, put away")
    assert "Missing numbers (1)" not in page.read()
    page.press("Take back Missing numbers, put away")
    page.wait_for("Missing numbers (1)")


def test_other_missing_numbers_are_asked_about_again(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    page = inbox()
    page.button("Put away: Cambodia Campaign").click()
    page.wait_for("Missing numbers, put away")
    deliver(app.office.store(), tmp_path, KHM.report(7, KHM.activity(7)))
    page.jobs.changed.emit(Changed.of("inbox"))
    page.wait_for("Reports 2, 4, 5 and 6 of stream")


def test_a_confirmed_key_is_taken_back(inbox: Callable[[], OnScreen], app: App) -> None:
    page = inbox()
    page.press("Take back Lao Campaign")
    page.wait_for("Keys to confirm (1)")
    (report,) = received.reports(app.office.store(), standing=Standing.UNKNOWN_KEY)
    assert report.organisation == "Lao Campaign"


def test_one_campaigns_receipts_are_saved_in_a_file_of_their_own(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_locked(app.folders.keys, "geneva-1", PASSPHRASE)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "for you"), ""))
    page = inbox()
    page.wait_for("Receipts to send (2)")
    page.press("Make a file… Cambodia Campaign")
    page.press("Save the file…")
    page.wait_for("Type the passphrase of this key.")
    page.type("Passphrase of this key", "seven green windows")
    page.press("Save the file…")
    page.wait_for("This passphrase does not open the key.")
    assert not (tmp_path / "for you.icblreceipts").exists()
    page.type("Passphrase of this key", PASSPHRASE)
    page.press("Save the file…")
    page.wait_for("The receipts are in")
    page.wait_for("Receipts to send (1)")
    assert (tmp_path / "for you.icblreceipts").exists()


def test_without_a_key_the_plan_desk_is_named(inbox: Callable[[], OnScreen]) -> None:
    page = inbox()
    page.press("Make a file… Lao Campaign")
    page.wait_for("There is no key here yet.")
    page.press("Open the plan desk")
    assert page.went[-1].page == "plan_desk"
