"""A report is reviewed on screen: read, asked about, accepted; and nobody's word is lost to another's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.grant import Expense
from icbl_desktop.services.office import received, review
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.ui.inbox.review_panel import ReviewPanel
from tests.office_desk import confirm_all, deliver
from tests.office_reports import KHM, Made
from tests.ui.on_screen import OnScreen

HEARING = KHM.activity(
    1, title="Hearing in parliament", result="They will ask for a timetable.", participants=0
)
FIRST = KHM.report(1, HEARING, KHM.activity(2), in_short=("Parliament heard survivors.",))


@pytest.fixture
def store(app: App, tmp_path: Path) -> OfficeStore:
    """The inbox of the workspace, with one counted report."""
    store = app.office.store()
    deliver(store, tmp_path, FIRST)
    confirm_all(store)
    return store


@pytest.fixture
def shown(app: App, store: OfficeStore, qtbot: QtBot, opened: list[OnScreen]) -> Callable[[Made], OnScreen]:
    """Opens the panel on a report."""

    def show(report: Made = FIRST) -> OnScreen:
        page = OnScreen(app, qtbot, ReviewPanel)
        opened.append(page)
        panel = page.page
        assert isinstance(panel, ReviewPanel)
        panel.show_report(report.digest)
        page.wait_for(f"Report {report.report.number}")
        return page

    return show


def unfold(page: OnScreen) -> None:
    """Open the activities, and the hearing among them."""
    page.press("2 activities")
    page.press("Hearing in parliament")
    page.wait_for("What came of it?")


def state(store: OfficeStore, report: Made = FIRST) -> tuple[str, int]:
    one = received.get(store, report.digest)
    return one.state, one.questions


def test_a_report_is_read_and_accepted(store: OfficeStore, shown: Callable[..., OnScreen]) -> None:
    page = shown()
    page.wait_for("Parliament heard survivors.")
    assert "put in by Firoz" in page.read()
    unfold(page)
    assert "They will ask for a timetable." in page.read()
    assert "All participants\n0" in page.read(), "nobody is not nothing said"
    page.press("Accept")
    page.wait_for("The campaign does not know yet")
    page.wait_for("Take it back")
    assert state(store) == ("accepted", 0)
    page.press("Take it back")
    page.wait_for("To review")
    assert state(store) == ("received", 0)


def test_a_question_on_a_field_makes_issues_and_is_withdrawn(
    store: OfficeStore, shown: Callable[..., OnScreen]
) -> None:
    page = shown()
    unfold(page)
    page.press("Ask about “What came of it?”")
    page.wait_for("Hearing in parliament · What came of it?")
    page.press("Ask")
    page.wait_for("Write the question.")
    panel = page.page
    assert isinstance(panel, ReviewPanel)
    page.field("Begin from").entry.set_value("confirm")
    page.field("Begin from").entry.edited.emit()
    assert page.field("Question").entry.value() == "Who can confirm this outcome?"
    page.field("Question").entry.set_value("Who said so?")
    page.press("Ask")
    page.wait_for("What is asked")
    (asked,) = review.review(store, FIRST.digest).questions
    assert (asked.record_id, asked.field, asked.text) == (HEARING.id, "result", "Who said so?")
    assert "They will ask for a timetable." in page.read(), "what was opened stays open"
    page.press("Has issues")
    page.wait_for("Found to have issues by")
    page.press("Withdraw: Who said so?")
    page.wait_for("To review")
    assert state(store) == ("received", 0)


def test_another_reviewer_in_between_is_said_and_nothing_typed_is_lost(
    store: OfficeStore, shown: Callable[..., OnScreen]
) -> None:
    page = shown()
    page.press("Ask about it")
    page.field("Question").entry.set_value("Is this the whole quarter?")
    review.ask(store, FIRST.digest, QuestionDraft(text="Who wrote this?"), "Lucía", 1)
    page.press("Ask")
    page.wait_for("Lucía reviewed this report in the meantime.")
    page.wait_for("Who wrote this?")
    assert page.field("Question").entry.value() == "Is this the whole quarter?"
    page.press("Ask")
    page.wait_for("Is this the whole quarter?")
    assert state(store) == ("received", 2)


def test_an_amendment_says_what_it_changes(
    store: OfficeStore, shown: Callable[..., OnScreen], tmp_path: Path
) -> None:
    spent = Expense(
        id="x1", grant_id="g1", date=date(2018, 3, 1), what="Bus", paid_to="A driver", stream=KHM.stream,
        revision=1, made_at=HEARING.made_at, changed_at=HEARING.changed_at,
    )  # fmt: skip
    mended = KHM.activity(1, title="Hearing in parliament", result="No.", participants=46, revision=2)
    second = KHM.report(2, mended, spent, amends=FIRST)
    deliver(store, tmp_path, second)
    page = shown(second)
    page.wait_for("What it changes in report 1")
    text = page.read()
    assert "A figure was wrong." in text
    assert "All participants  0 → 46" in text
    assert "New: Bus" in text
    assert "Gone: Meeting 2" in text
    old = shown(FIRST)
    old.wait_for("Replaced by report 2")
    assert not old.has_button("Accept")


def test_a_long_list_of_records_comes_a_part_at_a_time(
    store: OfficeStore, shown: Callable[..., OnScreen], tmp_path: Path
) -> None:
    many = KHM.report(2, *(KHM.activity(at, title=f"Talk {at}") for at in range(100, 160)))
    deliver(store, tmp_path, many)
    page = shown(many)
    page.press("60 activities")
    page.wait_for("Talk 149")
    assert "Talk 150" not in page.read()
    page.button("Show 10 more").click()
    page.wait_for("Talk 159")


def test_the_real_pages_are_shown(shown: Callable[..., OnScreen]) -> None:
    page = shown()
    tabs = page.page.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentIndex(1)
    page.wait_for("Pages: 1")
