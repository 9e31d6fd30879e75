"""Saved reports on screen: what is noted of them, what the secretariat asks, and how one is corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.receipt import AskedQuestion
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.services import activities, receipts, report_history, reports, work_records
from icbl_desktop.services.record_kinds import OUTCOME
from icbl_desktop.store.database import Database
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.pages.activities import ActivitiesPage
from icbl_desktop.ui.pages.grants import GrantsPage
from icbl_desktop.ui.pages.outcomes import OutcomesPage
from icbl_desktop.ui.pages.overview import OverviewPage
from icbl_desktop.ui.pages.promises import PromisesPage
from icbl_desktop.ui.pages.reports import ReportsPage
from icbl_desktop.ui.report.report_card import ReportCard
from icbl_desktop.ui.report.report_history import ReportHistory
from icbl_desktop.ui.report.report_maker import ReportMaker
from tests import workspace
from tests.report_answers import answered, issued
from tests.ui.on_screen import OnScreen, answer, named, seen, text

Build = Callable[[Context], QWidget]
QUESTION = "How many of the participants came from the province?"


@pytest.fixture
def meeting(app: App) -> str:
    """The one activity of the report."""
    return workspace.log(app.db)


@pytest.fixture
def shown(app: App, meeting: str, qtbot: QtBot) -> Iterator[OnScreen]:
    """The page on reports, once report 1 was made; ``app`` closes itself."""
    issued(app)
    page = OnScreen(app, qtbot, ReportsPage)
    go(page, "saved")
    page.wait_for("Report 1")
    yield page
    page.close()


def page(shown: OnScreen) -> ReportsPage:
    assert isinstance(shown.page, ReportsPage)
    return shown.page


def tabs(shown: OnScreen) -> QTabWidget:
    found = shown.page.findChild(QTabWidget)
    assert found is not None
    return found


def tab(shown: OnScreen) -> str:
    """The title of the tab on show."""
    return tabs(shown).tabText(tabs(shown).currentIndex())


def ordered(shown: OnScreen) -> ReportOrder | None:
    """The report that is being prepared."""
    (maker,) = shown.page.findChildren(ReportMaker)
    return maker.steps.order()


def add_outcome(db: Database) -> str:
    return workspace.one(work_records.save(db, OUTCOME, workspace.OUTCOME).ids)


def go(shown: OnScreen, place: str) -> None:
    page(shown).open(Place("reports", id=place))


def ask(shown: OnScreen, meeting: str, field: str = "participants") -> None:
    """The secretariat asks about the meeting; the page hears of it."""
    (report,) = report_history.history(shown.app.db)
    asked = AskedQuestion(id="q1", text=QUESTION, kind="activity", record_id=meeting, field=field)
    page(shown).refresh(receipts.take_in(shown.app.db, answered(shown.app, report, asked)).changed)


def note_day(shown: OnScreen, words: str) -> None:
    answer("Note it")
    shown.press(words)


def test_a_saved_report_says_that_it_was_not_sent(shown: OnScreen) -> None:
    said = shown.read()
    assert "Report 1: Activity report, January – March 2018" in said
    assert "Saved, not sent" in said
    assert not shown.has_button("Correct a sent report"), "it did not go yet"


def test_sent_is_noted_and_what_to_expect_is_said(shown: OnScreen) -> None:
    note_day(shown, "I sent it")
    shown.wait_for("No receipt yet. You can send the same file again; it will not count twice.")
    assert report_history.history(shown.app.db)[0].sent == shown.app.db.clock().astimezone().date()


def test_that_it_was_sent_can_be_taken_back(shown: OnScreen, qtbot: QtBot) -> None:
    note_day(shown, "I sent it")
    shown.press("More")
    qtbot.waitUntil(lambda: bool(seen(shown.page, QMenu)))
    (menu,) = seen(shown.page, QMenu)
    next(one for one in menu.actions() if one.text() == "It was not sent").trigger()
    menu.close()
    shown.wait_for("Saved, not sent")


def test_a_confirmation_by_e_mail_is_noted(shown: OnScreen) -> None:
    note_day(shown, "I sent it")
    note_day(shown, "They confirmed by e-mail")
    shown.wait_for("The receipt comes with a plan update.")


def test_a_record_changed_since_is_counted(shown: OnScreen, meeting: str) -> None:
    note_day(shown, "I sent it")
    shown.wait_for("No receipt yet")
    draft = replace(workspace.MEETING, result="The note has come.")
    page(shown).refresh(activities.save(shown.app.db, draft, meeting))
    shown.wait_for("Changed since sent: 1")


def test_the_pages_are_opened_from_a_copy_that_cannot_be_written(
    shown: OnScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    outside: list[Path] = []

    def look(url: QUrl) -> None:
        outside.append(Path(url.toLocalFile()))

    monkeypatch.setattr(QDesktopServices, "openUrl", look)
    shown.press("Open the pages")
    qtbot.waitUntil(lambda: bool(outside))
    (report,) = report_history.history(shown.app.db)
    assert outside[0].read_bytes() == reports.pdf_of(shown.app.db, report.id)
    assert not outside[0].stat().st_mode & 0o222


def test_correcting_a_sent_report_begins_its_amendment(shown: OnScreen, qtbot: QtBot) -> None:
    note_day(shown, "I sent it")
    shown.press("Correct a sent report")
    (report,) = report_history.history(shown.app.db)
    qtbot.waitUntil(lambda: (order := ordered(shown)) is not None and order.replaces == report.id)
    assert tab(shown) == "Next report"


def test_an_amendment_and_the_report_it_replaces_name_each_other(shown: OnScreen) -> None:
    (report,) = report_history.history(shown.app.db)
    order = replace(reports.amend(shown.app.db, report.id), why="A number was wrong.")
    page(shown).refresh(reports.issue(shown.app.db, shown.app.folders, order).changed)
    shown.wait_for("Amends report 1")
    assert "Amended by report 2" in shown.read()


def test_a_hundred_reports_come_a_score_at_a_time(shown: OnScreen) -> None:
    (history,) = shown.page.findChildren(ReportHistory)
    (report,) = report_history.history(shown.app.db)
    history.show_reports([replace(report, id=str(one), number=one) for one in range(100, 0, -1)])
    shown.wait_for("Report 100:")
    assert len(seen(shown.page, ReportCard)) == 20
    shown.press("Show older reports (80 more)")
    shown.wait_for("Report 61:")
    history.show_report("3")
    shown.wait_for("Report 3:")


def test_without_a_report_the_page_leads_to_the_first(app: App, qtbot: QtBot) -> None:
    shown = OnScreen(app, qtbot, ReportsPage)
    go(shown, "saved")
    shown.wait_for("No report yet")
    shown.press("Prepare the first report")
    assert tab(shown) == "Next report"
    shown.close()


def test_a_question_stands_on_its_record_and_field_until_it_is_answered(
    shown: OnScreen, meeting: str, qtbot: QtBot
) -> None:
    ask(shown, meeting)
    shown.wait_for("The secretariat has read it and asks something")
    go(shown, "questions")
    shown.wait_for("Meeting with the Ministry of Foreign Affairs · All participants")
    assert QUESTION in shown.read()
    assert tabs(shown).tabText(2) == "Questions (1)"
    (note,) = seen(shown.page, QPlainTextEdit)
    qtbot.keyClicks(note, "Nine.")
    shown.press("Keep the answer")
    shown.wait_for("Answered ")
    assert receipts.questions(shown.app.db) == ()
    assert tabs(shown).tabText(2) == "Questions"


def test_a_question_opens_its_record_at_the_field(shown: OnScreen, meeting: str, qtbot: QtBot) -> None:
    ask(shown, meeting)
    go(shown, "questions")
    shown.press("Open the record")
    (place,) = shown.went
    form = OnScreen(shown.app, qtbot, ActivitiesPage)
    form.page.open(place)  # type: ignore[attr-defined]
    form.wait_for(f"The secretariat asks about “All participants”: {QUESTION}")
    wanted = form.field("All participants").entry.control
    qtbot.waitUntil(lambda: form.page.focusWidget() is wanted)
    form.close()


def test_an_answer_being_typed_survives_that_another_is_kept(
    shown: OnScreen, meeting: str, qtbot: QtBot
) -> None:
    (report,) = report_history.history(shown.app.db)
    first, second = (AskedQuestion(id=one, text=f"Question {one}?") for one in ("one", "two"))
    page(shown).refresh(receipts.take_in(shown.app.db, answered(shown.app, report, first, second)).changed)
    go(shown, "questions")
    shown.wait_for("Question two?")
    qtbot.keyClicks(named(shown.page, QPlainTextEdit, "Your answer to: Question two?"), "Not done yet")
    qtbot.keyClicks(named(shown.page, QPlainTextEdit, "Your answer to: Question one?"), "Yes.")
    shown.press("Keep the answer to: Question one?")
    shown.wait_for("Answered ")
    assert text(shown.page, "Your answer to: Question two?") == "Not done yet"
    page(shown).flush()  # the window closes
    shown.jobs.close()
    assert receipts.questions(shown.app.db) == ()


@pytest.mark.parametrize(
    ("build", "add", "field", "words"),
    [
        (GrantsPage, workspace.fund, "purpose", "What is it for?"),
        (PromisesPage, workspace.promise, "due", "By when?"),
        (OutcomesPage, add_outcome, "significance", "Why does it matter?"),
    ],
)
def test_the_form_of_each_kind_opens_at_a_field(
    app: App, build: Build, add: Callable[[Database], str], field: str, words: str, qtbot: QtBot
) -> None:
    form = OnScreen(app, qtbot, build)
    form.page.open(Place("", id=add(app.db), field=field))  # type: ignore[attr-defined]
    wanted = form.field(words).entry
    qtbot.waitUntil(lambda: wanted.isAncestorOf(form.page.focusWidget()))
    form.close()


def test_a_question_on_the_whole_report_has_no_record_to_open(shown: OnScreen) -> None:
    (report,) = report_history.history(shown.app.db)
    whole = AskedQuestion(id="q1", text="Who may we name as your contact?")
    page(shown).refresh(receipts.take_in(shown.app.db, answered(shown.app, report, whole)).changed)
    go(shown, "questions")
    shown.wait_for("The report as a whole")
    assert not shown.has_button("Open the record")


def test_questions_and_their_answers_become_the_reason_of_an_amendment(
    shown: OnScreen, meeting: str, qtbot: QtBot
) -> None:
    ask(shown, meeting)
    receipts.answer(shown.app.db, "q1", "Nine.")
    go(shown, "questions")
    shown.press("Amend report 1 with these")
    qtbot.waitUntil(lambda: (order := ordered(shown)) is not None and f"{QUESTION} Nine." in order.why)
    assert tab(shown) == "Next report"


def test_the_first_page_says_that_something_is_asked(shown: OnScreen, meeting: str, qtbot: QtBot) -> None:
    ask(shown, meeting)
    overview = OnScreen(shown.app, qtbot, OverviewPage)
    overview.wait_for("The secretariat asks about your reports")
    overview.press("The secretariat asks about your reports")
    assert overview.went == [Place("reports", id="questions")]
    overview.close()
