"""Taking away and bringing back, as a person sees it: the trash, the undo bar, the history of a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.grant import GrantDraft
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.work import PromiseDraft
from icbl_desktop.services import activities, bulk, trash, work_records
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.services.record_kinds import ACTIVITY, GRANT, PROMISE
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.activities import ActivitiesPage
from icbl_desktop.ui.pages.grants import GrantsPage
from icbl_desktop.ui.pages.trash import TrashPage
from icbl_desktop.ui.program import Program
from icbl_desktop.ui.undo_line import UndoLine
from tests.ui.on_screen import OnScreen, button, named, read, seen
from tests.ui.running import running
from tests.workspace import MEETING, fund, log, one

PROMISED = PromiseDraft(who="Parliament", what="Debate the treaty in May")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(app: App, qtbot: QtBot) -> Iterator[Program]:
    """The program on two activities."""
    for title in ("Letter", "Workshop"):
        log(app.db, title=title)
    with running(app, qtbot) as program:
        yield program


def table(page: OnScreen) -> QTableView:
    return named(page.page, QTableView, "Trash")


def rows(page: OnScreen) -> list[str]:
    """What can be read in the list."""
    found = seen(page.page, QTableView)
    return [
        str(found[0].model().index(line, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for line in range(found[0].model().rowCount() if found else 0)
    ]


def undo_line(program: Program) -> UndoLine:
    (found,) = program.window.findChildren(UndoLine)
    return found


def wait_for(qtbot: QtBot, program: Program, words: str) -> None:
    qtbot.waitUntil(lambda: words in read(undo_line(program)))


def test_the_trash_shows_all_kinds_and_restores_several(app: App, qtbot: QtBot) -> None:
    promise = one(work_records.save(app.db, PROMISE, PROMISED).ids)
    grant, activity = fund(app.db), log(app.db)
    log(app.db, activity, result="They said no.")
    trash.put(app.db, GRANT, [grant])
    trash.put(app.db, PROMISE, [promise])
    trash.put(app.db, ACTIVITY, [activity])
    page = OnScreen(app, qtbot, TrashPage)
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    assert rows(page) == [
        f"{MEETING.title}, Activity",
        "Debate the treaty in May, Promise",
        "Survivor network, Grant",
    ]
    assert not page.button("Restore").isEnabled()

    search = named(page.page, QLineEdit, "Search the trash")
    QTest.keyClicks(search, "TREATY debate")
    assert rows(page) == ["Debate the treaty in May, Promise"]
    assert search.hasFocus() or not page.page.isActiveWindow()
    search.selectAll()
    QTest.keyClicks(search, "no such thing")
    page.press("Show all")

    page.page.resize(1300, 800)
    table(page).selectRow(0)
    page.wait_for(f"{MEETING.result} → They said no.")
    assert "Activity, removed on" in page.read()
    assert not page.has_button("Bring back"), "first it is restored"
    table(page).selectAll()
    page.press("Restore 3 records")
    page.wait_for("Nothing was taken away")
    assert activities.ids(app.db, ActivityFilter()) == [activity]
    page.close()


def test_the_undo_bar_goes_back_step_by_step(program: Program, qtbot: QtBot) -> None:
    db = program._context().app.db
    letter, workshop = sorted(
        activities.ids(db, ActivityFilter()), key=lambda one_: activities.get(db, one_).title
    )
    both = [letter, workshop]
    program.jobs.write(
        lambda: bulk.edit(db, both, BulkChange(add_tags=("a",))), lambda _: None, owner=program
    )
    wait_for(qtbot, program, "Changed: 2 activities.")
    log(db, workshop, title="Workshop", tags=("a", "since"))
    program.jobs.write(lambda: trash.put(db, ACTIVITY, [letter]), lambda _: None, owner=program)
    wait_for(qtbot, program, "Moved to the trash: “Letter”.")
    program.window.go("calendar")
    assert "Moved to the trash: “Letter”." in read(undo_line(program)), "it stays from page to page"

    QTest.mouseClick(button(undo_line(program), "Undo"), Qt.MouseButton.LeftButton)
    wait_for(qtbot, program, "Brought back: “Letter”.")
    wait_for(qtbot, program, "Changed: 2 activities.")
    button(undo_line(program), "Undo").setFocus()
    QTest.keyClick(program.window, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, program, "As before: 1 activity. Left as they are, because they were changed since: 1.")
    assert activities.get(db, letter).tags == ()
    assert activities.get(db, workshop).tags == ("a", "since")
    QTest.keyClick(program.window, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, program, "There is nothing to undo.")


def test_delete_undo_and_delete_again_go_on_in_the_list(program: Program, qtbot: QtBot) -> None:
    db = program._context().app.db
    program.go(Place("activities"))
    qtbot.waitUntil(lambda: bool(seen(program.window, QTableView)))
    activities_table = named(program.window, QTableView, "Activities")
    qtbot.waitUntil(lambda: activities_table.model().rowCount() == 2)
    activities_table.setFocus()
    QTest.keyClick(activities_table, Qt.Key.Key_Down)
    for _again in range(2):
        QTest.keyClick(activities_table, Qt.Key.Key_Delete)
        wait_for(qtbot, program, "Moved to the trash:")
        qtbot.waitUntil(lambda: activities_table.model().rowCount() == 1)
        undo_button = button(undo_line(program), "Undo")
        undo_button.setFocus()
        QTest.keyClick(undo_button, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: activities_table.model().rowCount() == 2)
        assert program.window.focusWidget() is activities_table
        assert activities_table.currentIndex().row() == 0
    assert trash.listing(db) == ()


def test_what_was_done_before_other_changes_is_offered_and_not_undone_at_once(
    program: Program, qtbot: QtBot
) -> None:
    db = program._context().app.db
    (letter, *_) = activities.ids(db, ActivityFilter())
    program.jobs.write(lambda: trash.put(db, ACTIVITY, [letter]), lambda _: None, owner=program)
    wait_for(qtbot, program, "Moved to the trash:")
    saved: list[object] = []
    program.jobs.write(lambda: activities.save(db, MEETING), saved.append, owner=program)
    qtbot.waitUntil(lambda: bool(saved))
    QTest.keyClick(program.window, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, program, "Moved to the trash:")
    assert [found.id for found in trash.listing(db)] == [letter]
    QTest.mouseClick(button(undo_line(program), "Undo"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: trash.listing(db) == ())


def test_in_a_text_field_ctrl_z_undoes_typing_alone(program: Program, qtbot: QtBot) -> None:
    db = program._context().app.db
    (letter, *_) = activities.ids(db, ActivityFilter())
    program.jobs.write(lambda: trash.put(db, ACTIVITY, [letter]), lambda _: None, owner=program)
    wait_for(qtbot, program, "Moved to the trash:")
    program.window.go("trash")
    qtbot.waitUntil(lambda: bool(seen(program.window, QTableView)))
    search = named(program.window, QLineEdit, "Search the trash")
    search.setFocus()
    QTest.keyClicks(search, "meet")
    QTest.keyClick(search, Qt.Key.Key_Z, CTRL)
    assert search.text() == ""
    assert [found.id for found in trash.listing(db)] == [letter]


def test_an_older_version_is_brought_back_from_the_history(app: App, qtbot: QtBot) -> None:
    record_id = log(app.db, women=4)
    log(app.db, record_id, title="Another title", women=None)
    page = OnScreen(app, qtbot, ActivitiesPage)
    assert isinstance(page.page, ActivitiesPage)
    page.page.open(Place("activities", id=record_id))
    page.press("History")
    page.wait_for(f"{MEETING.title} → Another title")
    shown = page.read()
    assert "Taken out: 4" in shown
    assert "this computer" in shown
    assert "Meeting with officials" in shown
    assert not page.has_button("Save"), "beside the history there is nothing to save"
    page.press("Bring back the version")
    qtbot.waitUntil(lambda: activities.get(app.db, record_id).title == MEETING.title)
    assert activities.get(app.db, record_id).women == 4
    history = page.button("History")
    qtbot.waitUntil(lambda: page.page.focusWidget() is history)  # where Ctrl+Z undoes it, not typing
    page.wait_for("What did you do?")
    page.close()


def test_a_version_brought_back_never_goes_unseen_below_what_is_typed(app: App, qtbot: QtBot) -> None:
    grant = fund(app.db, title="Before")
    saved = as_draft(work_records.get(app.db, GRANT, grant), GrantDraft)
    work_records.save(app.db, GRANT, replace(saved, title="After"), grant)
    page = OnScreen(app, qtbot, GrantsPage)
    assert isinstance(page.page, GrantsPage)
    page.page.open(Place("grants", id=grant))
    page.press("Edit")
    page.type("What is it called?", "Typed ")
    page.press("History")
    page.press("Bring back the version")
    page.wait_for("This was changed since.")
    assert page.field("What is it called?").entry.value() == "Typed After"
    assert page.page.focusWidget() is page.button("History")
    page.press("Back to what is saved")
    assert page.field("What is it called?").entry.value() == "Before"
    page.close()
