"""The inbox page: files come in, a person is told what became of them, decides, and sees what is due."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QTabWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.period import Period
from icbl_desktop.formats import sealing
from icbl_desktop.services import reading_key
from icbl_desktop.services.office import campaigns, deciding, received
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.inbox.report_list import ReportList
from icbl_desktop.ui.inbox.results_panel import ResultsPanel
from icbl_desktop.ui.pages.inbox import DUE, InboxPage
from tests.office_desk import confirm_all, deliver
from tests.office_reports import KHM, LAO, Made
from tests.ui.on_screen import OnScreen, named, seen, write

PASSPHRASE = "a long line that nobody guesses"
Q2 = Period.quarter(2018, 2)


@pytest.fixture
def inbox(app: App, qtbot: QtBot, opened: list[OnScreen]) -> Callable[[], OnScreen]:
    """Opens the page on what is in the inbox by then."""

    def show() -> OnScreen:
        opened.append(OnScreen(app, qtbot, InboxPage))
        return opened[-1]

    return show


def drop(page: OnScreen, *paths: Path) -> None:
    """Let files go over the middle of the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, copy = page.page.rect().center(), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page.page, QDragEnterEvent(where, copy, data, button, none))
    QApplication.sendEvent(page.page, QDropEvent(QPointF(where), copy, data, button, none))


def tab(page: OnScreen, words: str) -> None:
    """Turn to the tab whose title begins so."""
    tabs = page.page.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentIndex(next(at for at in range(tabs.count()) if tabs.tabText(at).startswith(words)))


def lines(panel: ResultsPanel | ReportList) -> list[str]:
    """What the first column of its table says, line by line."""
    lazy = panel.table.lazy
    return [str(lazy.index(at, 0).data()) for at in range(lazy.rowCount())]


def test_an_empty_inbox_says_what_it_is_for(inbox: Callable[[], OnScreen]) -> None:
    page = inbox()
    page.wait_for("No report came yet")
    assert page.has_button("Add files…")
    assert page.has_button("Add a folder…")


def test_dropped_files_come_in_and_each_is_told_of(inbox: Callable[[], OnScreen], tmp_path: Path) -> None:
    page, good = inbox(), KHM.report(1, KHM.activity(1))
    good.put(tmp_path / "sent", "good.pdf")
    Made(good.report, good.raw, good.pdf[:300], "").put(tmp_path / "sent", "cut.pdf")
    drop(page, tmp_path / "sent")
    page.wait_for("2 files")
    page.wait_for("1 held until somebody decides · 1 set aside, which stopped nothing")
    (panel,) = seen(page.page, ResultsPanel)
    assert lines(panel) == ["cut.pdf", "good.pdf"]  # what wants a person's eye comes first
    page.press("Show: Held: unknown key (1)")
    assert lines(panel) == ["good.pdf"]
    page.press("Back to the inbox")
    page.wait_for("Keys to confirm (1)")
    page.wait_for("Files set aside (1)")


def test_a_key_is_confirmed_after_it_was_compared(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    deliver(app.office.store(), tmp_path, KHM.report(1, KHM.activity(1)))
    page = inbox()
    page.press("Compare the key… Cambodia Campaign")
    (stranger,) = campaigns.unknown(app.office.store())
    page.wait_for(stranger.words[14])
    page.press("They match: it is theirs")
    page.wait_for("Compare the fingerprint first, then tick this.")
    page.press("On the phone")
    page.press("They match: it is theirs")
    page.wait_for("1 report to review")
    assert [one.organisation for one in campaigns.campaigns(app.office.store())] == ["Cambodia Campaign"]


def test_a_key_that_is_not_theirs_never_counts(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    deliver(app.office.store(), tmp_path, KHM.report(1, KHM.activity(1)))
    page = inbox()
    page.press("Compare the key… Cambodia Campaign")
    page.press("Not theirs: never count it")
    page.wait_for("No report came yet")
    (report,) = received.reports(app.office.store())
    assert report.standing == "refused"
    page.press("Take back Cambodia Campaign")
    page.wait_for("Keys to confirm (1)")


def test_one_number_twice_is_compared_and_decided(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    store = app.office.store()
    first, second = KHM.report(1, KHM.activity(1)), KHM.report(1, KHM.activity(2))
    deliver(store, tmp_path, first, second)
    confirm_all(store)
    page = inbox()
    page.press("Compare…")
    page.press("This one counts")
    page.wait_for("1 report to review")
    assert not deciding.doubts(store)
    assert sorted(one.standing for one in received.reports(store)) == ["counted", "refused"]
    page.press("Take back Which report has a number")
    page.wait_for("To decide (1)")


def test_a_file_that_was_set_aside_is_put_away(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    made = KHM.report(1, KHM.activity(1))
    deliver(app.office.store(), tmp_path, Made(made.report, made.raw, made.pdf[:300], "cut.pdf"))
    page = inbox()
    page.press("Put away cut.pdf")
    page.wait_for("No report came yet")


def test_what_did_not_come_is_asked_for_in_words_to_copy(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    store = app.office.store()
    deliver(store, tmp_path, KHM.report(1, KHM.activity(1)), KHM.report(4, KHM.activity(4)))
    confirm_all(store)
    page = inbox()
    page.wait_for("Missing numbers (1)")
    page.press("Copy words to ask with Cambodia Campaign")
    assert "2 and 3" in QApplication.clipboard().text()


def test_due_shows_each_quarter_and_the_states_without_a_campaign(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    store = app.office.store()
    deliver(store, tmp_path, LAO.report(1, LAO.activity(1), period=Q2))
    confirm_all(store)
    page = inbox()
    assert isinstance(page.page, InboxPage)
    page.page.open(Place("inbox", id=DUE))
    page.press("Show: 2018")
    page.wait_for("Received: 1")
    table = named(page.page, QTableView, "Due, not received").model()
    assert [table.index(0, at).data() for at in range(3)] == ["Lao Campaign", "Not begun", "Received"]
    page.press("Show: No known campaign")
    page.wait_for("no campaign that is known here works in them")


def test_reports_are_narrowed_and_opened_by_keyboard(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path, qtbot: QtBot
) -> None:
    store = app.office.store()
    deliver(store, tmp_path, LAO.report(1, LAO.activity(1)), KHM.report(1, KHM.activity(1), period=Q2))
    confirm_all(store)
    page = inbox()
    tab(page, "Reports")
    page.wait_for("2 reports")
    (list_,) = seen(page.page, ReportList)
    write(page.page, "Search reports", "lao")
    page.wait_for("1 of 2 reports")
    assert lines(list_) == ["Lao Campaign"]
    with qtbot.waitSignal(list_.opened) as opening:
        list_.table.choose(list_.table.lazy.ids[0])
        QTest.keyClick(list_.table, Qt.Key.Key_Return)
    assert opening.args == [list_.table.lazy.ids[0]]


def test_a_stopped_delivery_goes_on(inbox: Callable[[], OnScreen], app: App, tmp_path: Path) -> None:
    for number in range(1, 4):
        KHM.report(number, KHM.activity(number)).put(tmp_path / "sent")
    page = inbox()
    page.jobs.long_started.connect(lambda _title: page.jobs.cancel())
    drop(page, tmp_path / "sent")
    page.wait_for("Stopped. What was added until then is here.")
    page.jobs.long_started.disconnect()
    page.press("Go on")
    page.wait_for("3 files")
    assert len(received.reports(app.office.store())) == 3


def test_a_sealed_report_is_opened_with_the_reading_key(
    inbox: Callable[[], OnScreen], app: App, tmp_path: Path
) -> None:
    key = reading_key.make(app.folders.keys, "geneva", PASSPHRASE)
    report = KHM.report(1, KHM.activity(1))
    (tmp_path / "sealed.pdf.age").write_bytes(sealing.seal(report.pdf, [key.recipient]))
    page = inbox()
    drop(page, tmp_path / "sealed.pdf.age", KHM.report(2, KHM.activity(2)).put(tmp_path))
    page.wait_for("Sealed for the office: 1.")
    page.press("Open them…")
    page.type("Passphrase of this key", PASSPHRASE)
    page.press("Open sealed reports")
    page.wait_for("2 held until somebody decides", 15)
    assert not page.has_button("Open them…")
