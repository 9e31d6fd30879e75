"""Outcomes: what a campaigner reads of them, what is missing, and how one is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.work import OutcomeDraft
from icbl_desktop.services import work_records
from icbl_desktop.services.record_kinds import OUTCOME
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.outcomes import OutcomesPage
from tests import workspace
from tests.ui.on_screen import OnScreen, named

Open = Callable[..., OnScreen]


@pytest.fixture
def show(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> Open:
    """Opens the page after ``prepare`` has filled the records."""

    def show(prepare: Callable[[App], object] | None = None) -> OnScreen:
        app = workspace.fresh(tmp_path / "workspace")
        if prepare is not None:
            prepare(app)
        opened.append(OnScreen(app, qtbot, OutcomesPage))
        return opened[-1]

    return show


def reap(app: App, **fields: object) -> str:
    """Save an outcome; its id."""
    draft = replace(workspace.OUTCOME, **fields)  # type: ignore[arg-type]
    return workspace.one(work_records.save(app.db, OUTCOME, draft).ids)


def test_the_empty_page_says_what_an_outcome_is(show: Open) -> None:
    page = show()
    page.wait_for("Outcome Harvesting asks who changed what, when and where")
    page.press("Add an outcome")
    page.field("Who changed?")
    assert "Still missing: why it matters, what your campaign contributed" in page.read()


def test_a_file_dropped_on_the_form_is_kept_behind_the_outcome(show: Open, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A note verbale")
    ids: list[str] = []
    page = show(lambda app: ids.append(reap(app)))
    page.page.open(Place("outcomes", id=ids[0]))  # type: ignore[attr-defined]
    field = page.field("Who changed?")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(letter))])
    how = (Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, QDragEnterEvent(QPoint(4, 4), *how))
    QApplication.sendEvent(field, QDropEvent(QPointF(4, 4), *how))
    page.wait_for("letter.txt")


def test_an_outcome_begun_from_a_promise_is_saved_with_what_lies_behind_it(show: Open) -> None:
    ids: list[str] = []

    def prepare(app: App) -> None:
        ids.append(workspace.log(app.db))
        ids.append(workspace.promise(app.db, activity_id=ids[0]))
        workspace.log(app.db, title="Another meeting", start=date(2018, 4, 1))

    page = show(prepare)
    assert isinstance(page.page, OutcomesPage)
    page.page.open(Place("outcomes", draft=OutcomeDraft(actor="Ministry of Defence", promises=(ids[1],))))
    page.type("What do they do differently?", "It published the list.")
    page.type("Why does it matter?", "For the first time.")
    activities = named(page.page, QListWidget, "Activities")
    assert activities.item(0).text().startswith("Another meeting")
    activities.item(1).setCheckState(Qt.CheckState.Checked)
    page.wait_for("Still missing: what your campaign contributed, who can confirm it")
    page.press("Save")
    page.wait_for("Ministry of Defence ·")
    (made,) = work_records.every(page.app.db, OUTCOME)
    assert (made.activities, made.promises) == ((ids[0],), (ids[1],))


def test_what_the_form_does_not_show_of_an_outcome_stays(show: Open) -> None:
    kept = {"indicators": ("an-older-strategy/i1",), "objectives": ("an-older-strategy/9Z",)}
    page = show(lambda app: reap(app, **kept))
    page.press("Named a focal point")
    page.type("Why does it matter?", "It answers now.")
    page.press("Save")
    page.wait_for("Outcomes")
    (saved,) = work_records.every(page.app.db, OUTCOME)
    assert {name: getattr(saved, name) for name in kept} == kept


def test_kind_and_order_choose_among_the_outcomes(show: Open, qtbot: QtBot) -> None:
    def prepare(app: App) -> None:
        reap(app, change="An old law", when=date(2018, 1, 1), outcome_kind="policy")
        reap(app, change="A new word", when=date(2018, 6, 1), positive=False, outcome_kind="behaviour")

    page = show(prepare)
    page.wait_for("A change for the worse")
    assert page.read().index("A new word") < page.read().index("An old law")
    order, kind = (named(page.page, QComboBox, name) for name in ("Order", "Kind of change"))
    order.setCurrentIndex(order.findData("kind"))
    order.activated.emit(order.currentIndex())
    qtbot.waitUntil(lambda: "An old law" in page.read().partition("A new word")[0])
    kind.setCurrentIndex(kind.findData("policy"))
    kind.activated.emit(kind.currentIndex())
    qtbot.waitUntil(lambda: "A new word" not in page.read())


def test_delete_takes_an_outcome_away(show: Open) -> None:
    page = show(reap)
    line = page.button("Named a focal point")
    page.page.activateWindow()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    page.wait_for("No outcome yet")
