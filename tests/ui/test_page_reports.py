"""Reports on screen: what goes and stays, the real pages, the file, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QFileDialog,
    QPushButton,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.services import activities, reports
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.pages.reports import ReportsPage
from icbl_desktop.ui.report.report_history import ReportHistory
from icbl_desktop.ui.report.report_maker import ReportMaker
from icbl_desktop.ui.report.report_sent import SavedNotice
from tests import workspace
from tests.ui.on_screen import answer, read

FIRST_QUARTER = Period.quarter(2018, 1)

W = TypeVar("W", bound=QWidget)


class Shown:
    """The page on screen, and where it asked to go."""

    def __init__(self, app: App) -> None:
        self.app, self.jobs, self.went = app, Jobs(), list[Place]()
        self.crashes: list[str] = []
        self.jobs.crashed.connect(self.crashes.append)
        self.page = ReportsPage(Context(app, self.jobs, self.went.append))
        self.jobs.changed.connect(self.page.refresh)
        self.page.resize(1100, 800)
        self.page.show()

    @property
    def maker(self) -> ReportMaker:
        return only(self.page, ReportMaker)

    @property
    def history(self) -> ReportHistory:
        return only(self.page, ReportHistory)

    @property
    def notice(self) -> SavedNotice:
        return only(self.page, SavedNotice)

    def said(self) -> str:
        """The words of the bar at the top of the page."""
        return " ".join(bar.words() for bar in self.page.findChildren(Bar) if bar.isVisible())

    def make(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(self.maker.make.isEnabled)
        qtbot.mouseClick(self.maker.make, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: self.notice.isVisible() or bool(self.said()))

    def open_history(self, qtbot: QtBot, words: str) -> None:
        """Turn to the saved reports and wait until they say this."""
        only(self.page, QTabWidget).setCurrentWidget(self.history)
        qtbot.waitUntil(lambda: words in read(self.history))

    def press(self, words: str, qtbot: QtBot) -> None:
        buttons = (one for one in self.page.findChildren(QPushButton) if one.isVisible())
        qtbot.mouseClick(next(one for one in buttons if one.text() == words), Qt.MouseButton.LeftButton)

    def close(self) -> None:
        self.jobs.close()
        self.page.close()
        self.page.deleteLater()
        assert not self.crashes


def only(page: QWidget, kind: type[W]) -> W:
    """The one widget of this kind on the page."""
    (found,) = page.findChildren(kind)
    return found


@pytest.fixture
def meeting(app: App) -> str:
    """The one activity that goes into the report."""
    return workspace.log(app.db)


@pytest.fixture
def shown(app: App, meeting: str, qtbot: QtBot) -> Iterator[Shown]:
    """The meeting goes; a draft and a private activity stay."""
    workspace.log(app.db, title="Not finished", state="draft")
    workspace.log(app.db, title="For us alone", sharing="local")
    shown = Shown(app)
    qtbot.waitUntil(shown.maker.make.isEnabled)
    yield shown
    shown.close()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the person saves to, under the suggested name."""
    folder = tmp_path / "for the secretariat"
    folder.mkdir()

    def choose(_parent: QWidget, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        return str(folder / Path(suggested).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return folder


def test_the_quarter_of_the_oldest_unreported_activity_is_offered(shown: Shown) -> None:
    assert shown.maker.period.value() == FIRST_QUARTER


def test_what_goes_and_what_stays_is_said_with_reasons(shown: Shown) -> None:
    text = read(shown.maker)
    goes, stays = text.split("Stays on this computer")
    assert "Activities: 1" in goes.split("Goes into the report")[1]
    assert "Drafts: 1\nFinish them first." in stays
    assert "Activities: 1\nOnly on this computer, as you chose." in stays
    assert "Anyone who gets this file can read it." in text


def test_the_real_pages_are_shown_and_hold_nothing_that_stays(shown: Shown) -> None:
    text = shown.maker.pages.text()
    assert shown.maker.pages.page_count() >= 1
    assert "Meeting with the Ministry of Foreign Affairs" in text
    assert "Not finished" not in text
    assert "For us alone" not in text


def test_the_pages_follow_the_period_and_the_records(shown: Shown, qtbot: QtBot) -> None:
    workspace.log(shown.app.db, title="Talk at the National Assembly", start=date(2018, 5, 2))
    shown.page.refresh(Changed.of("activity"))
    shown.maker.period.set_value(Period.quarter(2018, 2))
    shown.maker.period.edited.emit()
    qtbot.waitUntil(lambda: "Talk at the National Assembly" in shown.maker.pages.text())
    assert shown.maker.make.isEnabled()


def test_dates_the_wrong_way_round_make_no_report(shown: Shown, qtbot: QtBot) -> None:
    shown.press("Other dates", qtbot)
    qtbot.waitUntil(shown.maker.make.isEnabled)
    last = shown.maker.period.findChildren(QDateEdit)[-1]
    last.setDate(QDate(2017, 12, 31))
    assert "The last day comes before the first." in read(shown.maker)
    assert not shown.maker.make.isEnabled()


def test_where_the_pages_cannot_be_prepared_the_reason_stands_in_their_place(shown: Shown) -> None:
    shown.maker.preview_again()
    assert "Preparing the pages…" in read(shown.maker)
    shown.maker.show_failure("The folder of the records cannot be read.")
    assert "The folder of the records cannot be read." in read(shown.maker)
    assert "Preparing the pages…" not in read(shown.maker)
    assert shown.maker.pages.page_count() == 0
    assert not shown.maker.make.isEnabled()


def test_a_report_is_saved_and_not_yet_sent(shown: Shown, target: Path, qtbot: QtBot) -> None:
    shown.make(qtbot)
    assert shown.notice.words() == "Report 1 is saved as a file. It has not been sent."
    (file,) = target.iterdir()
    assert file.name.startswith("KHM-CCBL-2018-Q1-")
    assert file.name.endswith("-r0001.pdf")
    assert reports.verify(file.read_bytes()).number == 1
    shown.open_history(qtbot, "Not sent yet")
    assert "Report 1: January – March 2018" in read(shown.history)


def test_i_sent_it_is_noted_and_can_be_taken_back(shown: Shown, target: Path, qtbot: QtBot) -> None:
    shown.make(qtbot)
    qtbot.mouseClick(shown.notice.sent_button, Qt.MouseButton.LeftButton)
    shown.open_history(qtbot, "Sent ")
    assert not shown.notice.isVisible()
    shown.press("It was not sent", qtbot)
    qtbot.waitUntil(lambda: "Not sent yet" in read(shown.history))
    answer("Note it")
    shown.press("I sent it", qtbot)
    qtbot.waitUntil(lambda: "Sent " in read(shown.history))


def test_the_same_file_can_be_saved_again(shown: Shown, target: Path, qtbot: QtBot) -> None:
    shown.make(qtbot)
    (file,) = target.iterdir()
    first = file.read_bytes()
    file.unlink()
    shown.open_history(qtbot, "Report 1")
    shown.press("Save the file again", qtbot)
    qtbot.waitUntil(lambda: "It will not count twice." in shown.said())
    assert file.read_bytes() == first


def test_a_record_edited_afterwards_is_said_to_have_changed(
    shown: Shown, meeting: str, target: Path, qtbot: QtBot
) -> None:
    shown.make(qtbot)
    workspace.log(shown.app.db, meeting, result="The note has come.")
    shown.page.refresh(Changed.of("activity"))
    shown.open_history(qtbot, "Changed since: 1.")


def test_a_record_trashed_afterwards_is_taken_back_by_the_next_report(
    shown: Shown, meeting: str, target: Path, qtbot: QtBot
) -> None:
    shown.make(qtbot)
    shown.page.refresh(activities.trash(shown.app.db, meeting))
    qtbot.waitUntil(lambda: "Taken back: 1" in read(shown.maker))
    assert "Nothing from this period." not in read(shown.maker)
    shown.open_history(qtbot, "Changed since: 1.")
    reports.issue(shown.app.db, shown.app.folders, FIRST_QUARTER)
    shown.page.refresh(Changed.of("report"))
    qtbot.waitUntil(lambda: "Report 2" in read(shown.history))
    assert "Changed since" not in read(shown.history)


def test_where_the_file_cannot_be_written_the_report_is_kept(
    shown: Shown, target: Path, qtbot: QtBot
) -> None:
    target.rmdir()
    shown.make(qtbot)
    assert "could not be saved" in shown.said()
    assert "stands under Saved reports" in shown.said()
    target.mkdir()
    shown.open_history(qtbot, "Report 1")
    shown.press("Save the file again", qtbot)
    qtbot.waitUntil(lambda: len(list(target.iterdir())) == 1)


def test_choosing_no_file_issues_nothing(shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    qtbot.mouseClick(shown.maker.make, Qt.MouseButton.LeftButton)
    assert reports.history(shown.app.db) == ()
    assert shown.maker.make.isEnabled()


def test_an_empty_history_leads_to_the_first_report(shown: Shown, qtbot: QtBot) -> None:
    shown.open_history(qtbot, "No report yet")
    shown.press("Prepare the first report", qtbot)
    assert shown.maker.isVisible()


def test_a_draft_can_be_finished_from_here(shown: Shown, qtbot: QtBot) -> None:
    shown.press("Open activities", qtbot)
    assert [place.page for place in shown.went] == ["activities"]


def test_a_script_the_pages_do_not_shape_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    app = workspace.fresh(tmp_path / "khmer", CampaignDraft(organisation="យុទ្ធនាការ", states=("KHM",)))
    shown = Shown(app)
    qtbot.waitUntil(shown.maker.make.isEnabled)
    qtbot.waitUntil(lambda: "Nothing from this period." in read(shown.maker))
    assert "The pages may not show these scripts well: Khmer." in read(shown.maker)
    shown.close()
    app.close()


def test_the_pages_can_be_made_larger_and_fitted_again(shown: Shown, qtbot: QtBot) -> None:
    pages = shown.maker.pages
    before = pages.zoom()
    next(one for one in pages.findChildren(QToolButton) if one.accessibleName() == "Larger").click()
    assert pages.zoom() > before
    shown.press("Fit width", qtbot)
    assert pages.zoom() == pytest.approx(before)
