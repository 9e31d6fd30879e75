"""The activities page: log, find, change, take away and bring back; no word typed is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Activity, ActivityDraft, ActivityEntry, FollowUpDraft
from icbl_desktop.services import activities, drafts, evidence, undo, views, work_records
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.record_kinds import FOLLOW_UP
from icbl_desktop.store.tables_work import ActivityRow
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit.table_view import LazyTableView
from icbl_desktop.ui.pages.activities import ActivitiesPage
from icbl_desktop.ui.worklog.activity_form import ActivityForm
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.list_saved import SavedFilters
from tests.ui.on_screen import Desk, button, click, named, reads, show, text, write
from tests.workspace import JOIN_CCM, fund, log

TITLE = "What did you do?"
RESULT = "What came of it?"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ActivitiesPage:
    return opened(qtbot, desk)


def opened(qtbot: QtBot, desk: Desk, width: int = 1280) -> ActivitiesPage:
    """The page, on screen."""
    page = ActivitiesPage(desk.context)
    desk.jobs.changed.connect(page.refresh)
    show(qtbot, page, width)
    return page


def table(page: ActivitiesPage) -> LazyTableView[Any]:
    (found,) = page.findChildren(LazyTableView)
    return found


def titles(page: ActivitiesPage) -> list[str]:
    """The titles in the list, from top to bottom."""
    shown = table(page)
    return [shown.lazy.index(line, 1).data() for line in range(shown.lazy.rowCount())]


def begin(qtbot: QtBot, page: ActivitiesPage, draft: ActivityDraft | None = None) -> None:
    page.begin_new(draft)
    qtbot.waitUntil(lambda: reads(page, "New activity"))


def open_first(qtbot: QtBot, page: ActivitiesPage) -> None:
    """Down to the first line, and Enter."""
    qtbot.waitUntil(lambda: titles(page) != [])
    table(page).setFocus()
    QTest.keyClick(table(page), Qt.Key.Key_Down)
    QTest.keyClick(table(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reads(page, "Activity") and button(page, "Save").isVisible())


def saved(app: App) -> list[Activity]:
    return [activities.get(app.db, one) for one in activities.ids(app.db, ActivityFilter())]


def press_save(page: ActivitiesPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def drop(page: ActivitiesPage, file: Path) -> None:
    """Drop a file on the form."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    (form,) = page.findChildren(ActivityForm)
    copy, pressed, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(form, QDragEnterEvent(QPoint(9, 9), copy, mime, pressed, keys))
    QApplication.sendEvent(form, QDropEvent(QPointF(9, 9), copy, mime, pressed, keys))


def test_an_empty_list_says_what_it_is_for_and_begins_the_first_activity(
    qtbot: QtBot, page: ActivitiesPage
) -> None:
    qtbot.waitUntil(lambda: reads(page, "What did you do last?"))
    click(page, "Log an activity")
    qtbot.waitUntil(lambda: reads(page, "New activity"))


def test_five_answers_and_ctrl_s_log_an_activity(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    begin(qtbot, page)
    click(page, "Type: Meeting with officials")
    write(page, TITLE, "Meeting at the ministry")
    click(page, "1A  At least 130 States Parties to the Convention on Cluster Munitions by 2020")
    write(page, RESULT, "They will answer in May.")
    press_save(page)

    qtbot.waitUntil(lambda: titles(page) == ["Meeting at the ministry"])
    (one,) = saved(app)
    assert (one.type, one.objectives, one.result) == ("meeting", (JOIN_CCM,), "They will answer in May.")
    assert (one.start, one.precision) == (date.today(), "day")  # noqa: DTZ011
    assert (one.states, one.level, one.treaty) == (("KHM",), "national", "CCM")
    assert table(page).chosen_id() == one.id


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_saved(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    begin(qtbot, page)
    press_save(page)
    qtbot.waitUntil(lambda: reads(page, "Choose what kind of activity it was."))
    assert reads(page, "Write in a few words what you did.")
    assert button(page, "Type: Meeting with officials").hasFocus()
    assert saved(app) == []


def test_more_women_than_participants_is_said_though_the_section_was_closed(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    log(app.db, participants=4, women=3)
    page.refresh(Changed.of("activity"))
    open_first(qtbot, page)
    write(page, "Women", "5")
    click(page, "Participants")
    assert not named_is_shown(page, "Women")
    press_save(page)
    qtbot.waitUntil(lambda: reads(page, "This is more than all participants."))
    assert named_is_shown(page, "Women")


def named_is_shown(page: ActivitiesPage, name: str) -> bool:
    return any(one.isVisible() for one in page.findChildren(QLineEdit) if one.accessibleName() == name)


def test_a_number_left_open_stays_not_asked(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    begin(qtbot, page)
    click(page, "Type: Workshop or training")
    write(page, TITLE, "Training in Battambang")
    women = named(page, QLineEdit, "Women")
    assert (women.text(), women.placeholderText()) == ("", "Not asked")
    write(page, "Men", "0")
    press_save(page)
    qtbot.waitUntil(lambda: len(saved(app)) == 1)
    assert (saved(app)[0].women, saved(app)[0].men) == (None, 0)


def test_nothing_yet_sets_a_reminder_in_thirty_days(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    begin(qtbot, page)
    click(page, "Type: Letter or correspondence")
    write(page, TITLE, "Letter to the minister")
    click(page, "Nothing yet, remind me in 30 days")
    assert reads(page, "Overview reminds you on")
    press_save(page)
    qtbot.waitUntil(lambda: len(saved(app)) == 1)
    due = date.today() + timedelta(days=30)  # noqa: DTZ011
    (follow_up,) = work_records.every(app.db, FOLLOW_UP, activity_id=saved(app)[0].id)
    assert (follow_up.due, follow_up.what) == (due, "See what came of it")


def test_the_line_beside_save_says_truly_where_it_goes(qtbot: QtBot, page: ActivitiesPage) -> None:
    begin(qtbot, page)
    assert reads(page, "Goes to the secretariat. Names stay here.")
    click(page, "Who you met")
    tick = next(one for one in page.findChildren(QCheckBox) if "names may go" in one.accessibleName())
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert reads(page, "Goes to the secretariat. Names go with it.")
    click(page, "Sharing")
    click(page, "How far may this activity travel?: May be published")
    words = "Goes to the secretariat and may be published. Names go to the secretariat only."
    assert reads(page, words)
    click(page, "How far may this activity travel?: Only on this computer")
    assert reads(page, "Stays on this computer.")


def test_a_draft_needs_no_answers_and_is_shown_as_one(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    begin(qtbot, page)
    write(page, TITLE, "Something at the border")
    click(page, "Save as draft")
    qtbot.waitUntil(lambda: titles(page) == ["Something at the border"])
    assert saved(app)[0].state == "draft"
    assert table(page).lazy.index(0, 5).data() == "Draft"


def test_what_was_typed_is_kept_within_two_seconds(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    begin(qtbot, page)
    write(page, TITLE, "Half a sent")

    def kept() -> bool:
        found = drafts.find(app.db, "activity", "", ActivityEntry)
        return found is not None and found.draft.title == "Half a sent"

    qtbot.waitUntil(kept)


def test_after_a_restart_the_unsaved_draft_is_offered_and_gone_once_saved(qtbot: QtBot, app: App) -> None:
    before = Desk(app)
    page = opened(qtbot, before)
    begin(qtbot, page)
    click(page, "Type: Media article")
    write(page, TITLE, "Article on pensions")
    page.flush()
    before.close()

    desk = Desk(app)
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "You were writing “Article on pensions”."))
    click(page, "Go on")
    qtbot.waitUntil(lambda: reads(page, "New activity"))
    assert text(page, TITLE) == "Article on pensions"
    press_save(page)
    qtbot.waitUntil(lambda: titles(page) == ["Article on pensions"])
    assert drafts.latest(app.db, "activity", ActivityEntry) is None
    assert not reads(page, "You were writing")
    desk.close()


def test_a_discarded_draft_can_be_brought_back(qtbot: QtBot, desk: Desk, app: App) -> None:
    drafts.keep(app.db, "activity", "", ActivityDraft(title="Talk on the radio", states=("KHM",)))
    page = opened(qtbot, desk)
    qtbot.waitUntil(lambda: reads(page, "You were writing “Talk on the radio”."))
    click(page, "Discard")
    qtbot.waitUntil(lambda: reads(page, "What you were writing was discarded."))
    assert drafts.latest(app.db, "activity", ActivityEntry) is None
    click(page, "Undo")
    qtbot.waitUntil(lambda: reads(page, "You were writing “Talk on the radio”."))


def test_going_to_another_activity_and_back_loses_nothing(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    first, second = log(app.db, title="First"), log(app.db, title="Second")
    page.open(Place("activities", id=first))
    qtbot.waitUntil(lambda: text_is(page, "First"))
    write(page, RESULT, "Half of what came")
    page.open(Place("activities", id=second))
    qtbot.waitUntil(lambda: text_is(page, "Second"))
    page.open(Place("activities", id=first))
    qtbot.waitUntil(lambda: text_is(page, "First"))
    assert text(page, RESULT) == "Half of what came"
    assert reads(page, "This was being written and is not saved yet.")
    click(page, "Back to what is saved")
    assert text(page, RESULT) == activities.get(app.db, first).result
    click(page, "Undo")
    assert text(page, RESULT) == "Half of what came"


def text_is(page: ActivitiesPage, title: str) -> bool:
    fields = [one for one in page.findChildren(QLineEdit) if one.accessibleName() == TITLE]
    return bool(fields) and fields[0].text() == title


def test_a_place_with_a_draft_does_not_write_over_what_was_being_typed(
    qtbot: QtBot, page: ActivitiesPage
) -> None:
    begin(qtbot, page)
    write(page, TITLE, "Not saved yet")
    page.open(Place("activities", draft=ActivityDraft(title="From the targets", states=("KHM",))))
    qtbot.waitUntil(lambda: reads(page, "This was being written and is not saved yet."))
    assert text(page, TITLE) == "Not saved yet"
    click(page, "Start afresh")
    assert text(page, TITLE) == "From the targets"


def test_delete_moves_to_the_trash_and_undo_brings_back(
    qtbot: QtBot, desk: Desk, page: ActivitiesPage, app: App
) -> None:
    log(app.db, title="Walk with students")
    page.refresh(Changed.of("activity"))
    qtbot.waitUntil(lambda: titles(page) == ["Walk with students"])
    table(page).setFocus()
    QTest.keyClick(table(page), Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.jobs.changed) as said:
        QTest.keyClick(table(page), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: titles(page) == [])
    page.refresh(undo.undo(app.db, said.args[0].undoable).changed)
    qtbot.waitUntil(lambda: titles(page) == ["Walk with students"])


def test_what_comes_back_into_the_list_can_be_seen_and_is_chosen(
    qtbot: QtBot, desk: Desk, page: ActivitiesPage, app: App
) -> None:
    for number in range(30):
        log(app.db, title=f"Letter {number}")
    page.refresh(Changed.of("activity"))
    qtbot.waitUntil(lambda: len(titles(page)) == 30)
    shown = table(page)
    first = list(shown.lazy.ids[:20])
    shown.choose_all(first)
    shown.setFocus()
    with qtbot.waitSignal(desk.jobs.changed) as said:
        QTest.keyClick(shown, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(titles(page)) == 10)
    desk.jobs.write(lambda: undo.undo(app.db, said.args[0].undoable), lambda _: None, owner=page)
    qtbot.waitUntil(lambda: len(titles(page)) == 30)
    assert shown.chosen_ids() == first
    assert shown.rowAt(0) == 0


def test_search_finds_while_typing_and_counts_honestly(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    for title in ("Letter to parliament", "Meeting with parliament", "Radio talk"):
        log(app.db, title=title)
    page.refresh(Changed.of("activity"))
    qtbot.waitUntil(lambda: reads(page, "3 logged"))
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = named(page, QLineEdit, "Search activities")
    assert search.hasFocus()
    QTest.keyClicks(search, "parliam")
    qtbot.waitUntil(lambda: reads(page, "2 of 3 logged"))
    assert set(titles(page)) == {"Letter to parliament", "Meeting with parliament"}
    QTest.keyClicks(search, " nobody")
    qtbot.waitUntil(lambda: reads(page, "No activity fits"))
    click(page, "Show all")
    qtbot.waitUntil(lambda: reads(page, "3 logged"))


def test_a_running_grant_for_the_same_objective_is_suggested_not_assigned(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    fund(app.db, title="Accession", objectives=(JOIN_CCM,))
    begin(qtbot, page, ActivityDraft(title="Letter", objectives=(JOIN_CCM,), states=("KHM",)))
    click(page, "Grant and cost")
    assert reads(page, "“Accession” is for the same objective.")
    click(page, "Type: Letter or correspondence")
    press_save(page)
    qtbot.waitUntil(lambda: len(saved(app)) == 1)
    assert saved(app)[0].grant_id == ""


def test_a_cost_that_is_no_amount_is_said_beside_it(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    begin(qtbot, page)
    click(page, "Type: Letter or correspondence")
    write(page, TITLE, "Letter")
    click(page, "Grant and cost")
    write(page, "Cost", "a lot")
    press_save(page)
    qtbot.waitUntil(lambda: reads(page, "Write the amount in figures"))
    write(page, "Cost", "12.50")
    press_save(page)
    qtbot.waitUntil(lambda: reads(page, "Give the currency as three letters"))
    write(page, "Currency", "khr")
    press_save(page)
    qtbot.waitUntil(lambda: len(saved(app)) == 1)
    assert (str(saved(app)[0].cost), saved(app)[0].currency) == ("12.50", "KHR")


def test_what_the_form_does_not_show_comes_back_unchanged(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    one = log(
        app.db,
        objectives=(JOIN_CCM, "strategy-2012-2015/6"),
        planned_activity="2012-2015/6-a01",
        end=date(2018, 3, 4),
        institutions=("Ministry of Foreign Affairs", "Parliament"),
        currency="",
    )
    before = activities.get(app.db, one)
    page.open(Place("activities", id=one))
    qtbot.waitUntil(lambda: text_is(page, before.title))
    press_save(page)
    qtbot.waitUntil(lambda: not reads(page, "Activity"))
    assert activities.get(app.db, one) == before


def test_files_of_a_new_activity_are_added_when_it_is_saved(
    qtbot: QtBot, page: ActivitiesPage, app: App, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_bytes(b"jpeg")
    begin(qtbot, page)
    click(page, "Type: Public event")
    write(page, TITLE, "Walk with students")
    drop(page, tmp_path / "letter.txt")
    qtbot.waitUntil(lambda: reads(page, "letter.txt"))
    assert reads(page, "Is added when you save")
    press_save(page)
    qtbot.waitUntil(lambda: [one.name for one in kept_files(app)] == ["letter.txt"])
    qtbot.waitUntil(lambda: table(page).lazy.index(0, 4).data() == "1")


def kept_files(app: App) -> list[Any]:
    return [file for one in saved(app) for file in evidence.of(app.db, one.id)]


def test_a_file_that_cannot_be_read_says_so_beside_it_and_the_activity_is_saved(
    qtbot: QtBot, page: ActivitiesPage, app: App, tmp_path: Path
) -> None:
    begin(qtbot, page)
    click(page, "Type: Public event")
    write(page, TITLE, "Walk with students")
    drop(page, tmp_path / "gone.pdf")
    press_save(page)
    qtbot.waitUntil(lambda: reads(page, "gone.pdf cannot be read. It was not added."))
    assert [one.title for one in saved(app)] == ["Walk with students"]


def test_a_file_opens_as_a_copy_and_can_be_removed(
    qtbot: QtBot, page: ActivitiesPage, app: App, tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_text("names", encoding="utf-8")
    one = log(app.db)
    evidence.add(app.db, app.folders, one, [tmp_path / "list.txt"])
    page.open(Place("activities", id=one))
    qtbot.waitUntil(lambda: reads(page, "list.txt"))
    program = OtherProgram()
    QDesktopServices.setUrlHandler("file", program, "take")  # type: ignore[arg-type]  # the stub is wrong
    click(page, "Open list.txt")
    qtbot.waitUntil(lambda: program.opened != [])
    QDesktopServices.unsetUrlHandler("file")
    copy = Path(program.opened[0])
    assert (copy.name, copy.read_text(encoding="utf-8")) == ("list.txt", "names")
    assert copy != tmp_path / "list.txt"
    click(page, "Remove list.txt")
    qtbot.waitUntil(lambda: not reads(page, "list.txt"))
    assert evidence.of(app.db, one) == ()


class OtherProgram(QObject):
    """Stands for the program the system opens files with."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_in_a_narrow_window_the_editor_covers_the_list_and_escape_goes_back(qtbot: QtBot, desk: Desk) -> None:
    log(desk.context.app.db)
    page = opened(qtbot, desk, width=1024)
    open_first(qtbot, page)
    assert not table(page).isVisible()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert table(page).isVisible()
    assert table(page).hasFocus()


def test_another_page_s_change_is_shown_but_never_over_what_is_typed(
    qtbot: QtBot, page: ActivitiesPage, desk: Desk, app: App
) -> None:
    def change(title: str) -> None:
        changed = replace(draft_of(app, one), title=title)
        desk.jobs.write(lambda: activities.save(app.db, changed, one), lambda _: None, owner=page)

    one = log(app.db, title="Before")
    page.open(Place("activities", id=one))
    qtbot.waitUntil(lambda: text_is(page, "Before"))
    change("Changed elsewhere")
    qtbot.waitUntil(lambda: text_is(page, "Changed elsewhere"))
    write(page, TITLE, "Mine")
    change("Again")
    qtbot.waitUntil(lambda: reads(page, "This was changed since."))
    assert titles(page) == ["Again"]
    assert text(page, TITLE) == "Mine"
    click(page, "Back to what is saved")
    assert text(page, TITLE) == "Again"


def draft_of(app: App, record_id: str) -> ActivityDraft:
    known = vars(activities.get(app.db, record_id))
    return ActivityDraft(**{name: known[name] for name in vars(ActivityDraft())})


def test_the_form_is_made_only_when_it_is_needed(qtbot: QtBot, page: ActivitiesPage) -> None:
    qtbot.waitUntil(lambda: reads(page, "What did you do last?"))
    assert page.findChildren(ActivityForm) == []
    begin(qtbot, page)
    assert len(page.findChildren(EvidenceStrip)) == 1


def test_log_activity_pressed_while_a_save_is_under_way_comes_after_it(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    begin(qtbot, page)
    for number in range(1, 6):
        click(page, "Type: Media article")
        write(page, TITLE, f"Article {number}")
        write(page, RESULT, f"Result {number}")
        click(page, "Save")
        page.begin_new()
        qtbot.waitUntil(lambda: reads(page, "New activity") and text(page, TITLE) == "")
    assert {(one.title, one.result) for one in saved(app)} == {
        (f"Article {number}", f"Result {number}") for number in range(1, 6)
    }


def test_what_cannot_be_saved_stays_in_the_form_and_on_the_disk(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    begin(qtbot, page)
    write(page, TITLE, "No type was chosen")
    click(page, "Save")
    page.begin_new()  # while the save is under way
    qtbot.waitUntil(lambda: reads(page, "Choose what kind of activity it was."))
    assert text(page, TITLE) == "No type was chosen"
    found = drafts.find(app.db, "activity", "", ActivityEntry)
    assert found is not None
    assert found.draft.title == "No type was chosen"
    assert saved(app) == []


def test_what_is_wrong_comes_into_view(qtbot: QtBot, page: ActivitiesPage) -> None:
    begin(qtbot, page)
    click(page, "Type: Media article")
    write(page, TITLE, "Article on pensions")
    click(page, "Grant and cost")
    write(page, "Cost", "12x")
    press_save(page)
    cost = named(page, QLineEdit, "Cost")
    qtbot.waitUntil(lambda: not cost.visibleRegion().isEmpty())


def test_a_file_refused_after_the_next_activity_was_begun_is_said_all_the_same(
    qtbot: QtBot, desk: Desk, page: ActivitiesPage, tmp_path: Path
) -> None:
    begin(qtbot, page)
    click(page, "Type: Media article")
    write(page, TITLE, "With a file that is gone")
    drop(page, tmp_path / "gone.pdf")
    with qtbot.waitSignal(desk.jobs.refused) as said:
        click(page, "Save")
        page.begin_new()
    assert "gone.pdf" in str(said.args[0])
    qtbot.waitUntil(lambda: reads(page, "New activity"))
    assert not reads(page, "gone.pdf")


def listed(qtbot: QtBot, page: ActivitiesPage, app: App, *titles_: str, **fields: Any) -> list[str]:
    """Activities of these titles, the first the newest, and the list that shows them."""
    made = [
        log(app.db, title=title, start=date(2018, 3, 28 - n), **fields) for n, title in enumerate(titles_)
    ]
    page.refresh(Changed.of("activity"))
    qtbot.waitUntil(lambda: titles(page) == list(titles_))
    table(page).setFocus()
    return made


def choose_all(page: ActivitiesPage) -> None:
    QTest.keyClick(table(page), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def pick(menu: QMenu, *words: str) -> None:
    """Choose a line of a menu, through its submenus."""
    action = next(one for one in menu.actions() if one.text() == words[0])
    below = action.menu()
    if isinstance(below, QMenu):
        pick(below, *words[1:])
    else:
        action.trigger()
    menu.close()


def opened_menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def saved_names(page: ActivitiesPage) -> list[str]:
    """The filters that the menu would offer now."""
    kept = page.findChild(SavedFilters)
    assert kept is not None
    return [one.name for one in kept._saved]


def test_filters_are_chips_that_can_be_taken_away_and_kept_by_name(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    listed(qtbot, page, app, "Meeting", "Second meeting")
    log(app.db, title="Letter", type="letter", start=date(2017, 1, 1))
    page.refresh(Changed.of("activity"))
    click(page, "Add filter")
    pick(opened_menu(qtbot), "Type", "Letter or correspondence")
    qtbot.waitUntil(lambda: titles(page) == ["Letter"])
    assert reads(page, "1 of 3 logged")
    click(page, "Saved filters")
    pick(opened_menu(qtbot), "Save this filter…")
    write(page, "Name of this filter", "Post")
    click(page, "Save filter")
    qtbot.waitUntil(lambda: "Post" in saved_names(page))
    assert [one.name for one in views.saved(app.db)] == ["Post"]
    click(page, "Remove the filter Type: Letter or correspondence")
    qtbot.waitUntil(lambda: reads(page, "3 logged"))
    click(page, "Saved filters")
    pick(opened_menu(qtbot), "Post")
    qtbot.waitUntil(lambda: titles(page) == ["Letter"])


def test_all_chosen_are_changed_at_once_and_the_count_is_honest(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    ids = listed(qtbot, page, app, "One", "Two", "Three")
    choose_all(page)
    assert reads(page, "3 chosen")
    click(page, "Sharing")
    pick(opened_menu(qtbot), "Only on this computer")
    qtbot.waitUntil(lambda: {one.sharing for one in saved(app)} == {"local"})
    qtbot.waitUntil(lambda: table(page).chosen_ids() == ids)
    click(page, "Tag")
    pick(opened_menu(qtbot), "New tag…")
    write(page, "New tag", "law")
    click(page, "Add tag")
    qtbot.waitUntil(lambda: {one.tags for one in saved(app)} == {("law",)})
    click(page, "Sharing")
    pick(opened_menu(qtbot), "Only on this computer")
    qtbot.waitUntil(lambda: reads(page, "Nothing had to be changed"))
    click(page, "Choose none")
    assert not reads(page, "3 chosen")


def test_what_would_break_a_rule_is_said_and_nothing_is_changed(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    ids = listed(qtbot, page, app, "One", "Two")
    with app.db.write() as session:
        session.execute(update(ActivityRow).where(ActivityRow.id == ids[1]).values(women=5, participants=2))
    choose_all(page)
    click(page, "Sharing")
    pick(opened_menu(qtbot), "May be published")
    qtbot.waitUntil(lambda: reads(page, "1 of 2 activities would break a rule. The first is “Two”"))
    assert {one.sharing for one in saved(app)} == {"secretariat"}


def test_the_chosen_one_is_read_beside_the_list_and_space_puts_it_away(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    (one,) = listed(qtbot, page, app, "Walk with students", tags=("law",), result="")
    work_records.save(app.db, FOLLOW_UP, FollowUpDraft(what="Send the photos", activity_id=one))
    QTest.keyClick(table(page), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: button(page, "Edit").isVisible() and reads(page, "Follow-ups"))
    assert not reads(page, "What came of it"), "what is empty is not shown"
    QTest.keyClick(table(page), Qt.Key.Key_Space)
    assert [one for one in page.findChildren(QPushButton) if one.text() == "Edit" and one.isVisible()] == []
    qtbot.waitUntil(lambda: not views.look(app.db).preview)
    QTest.keyClick(table(page), Qt.Key.Key_Space)
    click(page, "Edit")
    qtbot.waitUntil(lambda: text_is(page, "Walk with students"))


def test_copied_as_text_and_duplicated_by_keys(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    listed(qtbot, page, app, "First", "Second", result="They agreed.")
    choose_all(page)
    QTest.keyClick(table(page), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = "{} March 2018 · Meeting with officials · {} · Phnom Penh\n    They agreed."
    copied = "\n".join((lines.format(28, "First"), lines.format(27, "Second")))
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == copied)
    QTest.keyClick(table(page), Qt.Key.Key_Home)
    QTest.keyClick(table(page), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: reads(page, "New activity") and text_is(page, "First"))


def test_columns_and_rows_are_as_the_person_chose_them_after_a_restart(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    listed(qtbot, page, app, "One", tags=("law",))
    for words in (("Columns", "Result"), ("Columns", "Tags"), ("Rows", "Compact")):
        click(page, "Columns, order and rows")
        pick(opened_menu(qtbot), *words)
    qtbot.waitUntil(lambda: views.look(app.db).compact)
    desk = Desk(app)
    again = opened(qtbot, desk)
    qtbot.waitUntil(lambda: not table(again).isColumnHidden(11))
    assert table(again).isColumnHidden(3)
    qtbot.waitUntil(lambda: table(again).rowHeight(0) == 36)
    desk.close()


def test_a_press_on_a_title_sorts_by_it(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    listed(qtbot, page, app, "b", "A", "c")
    header = table(page).horizontalHeader()
    title = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=title)
    qtbot.waitUntil(lambda: titles(page) == ["A", "b", "c"])
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=title)
    qtbot.waitUntil(lambda: titles(page) == ["c", "b", "A"])
