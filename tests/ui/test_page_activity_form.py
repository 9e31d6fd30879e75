"""The parts of the activity form: lines of promises and follow-ups, what is raised, what is offered again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.work import (
    ActivityEntry,
    FollowUp,
    FollowUpDraft,
    IndicatorUpdateDraft,
    OutcomeDraft,
    Promise,
    PromiseDraft,
)
from icbl_desktop.services import activities, work_records
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.pages.activities import ActivitiesPage
from tests.ui.on_screen import Desk, button, click, named, reads, seen, show, text, write
from tests.workspace import JOIN_CCM, MEETING, log, one

RESPONSE = "A working group on the Convention on Cluster Munitions will meet in May."
ENTRY = replace(
    ActivityEntry(**vars(MEETING)), institutions=("Ministry of Foreign Affairs",), state_response=RESPONSE
)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ActivitiesPage:
    page = ActivitiesPage(desk.context)
    desk.jobs.changed.connect(page.refresh)
    show(qtbot, page)
    return page


def begin(qtbot: QtBot, page: ActivitiesPage, **fields: Any) -> None:
    page.begin_new(replace(ENTRY, **fields))
    qtbot.waitUntil(lambda: reads(page, "New activity"))


def open_saved(qtbot: QtBot, page: ActivitiesPage, app: App, **fields: Any) -> str:
    saved = one(activities.save(app.db, replace(ENTRY, **fields)).ids)
    page.open(Place("activities", id=saved))
    qtbot.waitUntil(lambda: any(field.text() == MEETING.title for field in seen(page, QLineEdit)))
    return saved


def press_save(page: ActivitiesPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def saved_ids(app: App) -> list[str]:
    return activities.ids(app.db, ActivityFilter())


def promises(app: App) -> tuple[Promise, ...]:
    return work_records.every(app.db, PROMISE)


def follow_ups(app: App) -> tuple[FollowUp, ...]:
    return work_records.every(app.db, FOLLOW_UP)


def test_promises_are_added_line_by_line_and_saved_with_the_activity(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    begin(qtbot, page)
    click(page, "Add a promise")
    write(page, "Promise 1: What was promised?", "Call the working group together")
    who = named(page, QLineEdit, "Promise 1: Who promised?")
    assert who.text() == "Ministry of Foreign Affairs", "filled in from whom they met"
    who.setFocus()
    QTest.keyClick(who, Qt.Key.Key_Return)
    write(page, "Promise 2: What was promised?", "Send the list")
    write(page, "Promise 2: Who promised?", "CMAA")
    click(page, "Add a promise")  # and nothing in it
    press_save(page)
    qtbot.waitUntil(lambda: len(saved_ids(app)) == 1)
    assert {(made.who, made.what) for made in promises(app)} == {
        ("Ministry of Foreign Affairs", "Call the working group together"),
        ("CMAA", "Send the list"),
    }


def test_a_line_that_lacks_something_says_so_beside_its_field(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    good = FollowUpDraft(what="Ask for the date")
    begin(qtbot, page, promises=(PromiseDraft(what="Send it"),), follow_ups=(good, FollowUpDraft(who="Sok")))
    click(page, "Follow-ups")  # folded
    press_save(page)
    qtbot.waitUntil(lambda: reads(page, "Write who promised: an office or an institution."))
    assert reads(page, "Write what is to be done.")
    assert named(page, QLineEdit, "Promise 1: Who promised?").hasFocus()
    wrong = named(page, QPlainTextEdit, "Follow-up 2: What is to be done?")
    assert wrong.accessibleDescription() == "Write what is to be done."
    assert saved_ids(app) == []
    click(page, "Follow-up 2: remove")
    write(page, "Promise 1: Who promised?", "CMAA")
    press_save(page)
    qtbot.waitUntil(lambda: len(saved_ids(app)) == 1)
    assert [made.what for made in follow_ups(app)] == ["Ask for the date"]


def test_what_was_promised_is_ticked_kept_where_it_stands_or_opened(
    qtbot: QtBot, page: ActivitiesPage, desk: Desk, app: App
) -> None:
    open_saved(
        qtbot,
        page,
        app,
        promises=(PromiseDraft(who="CMAA", what="Send the list"),),
        follow_ups=(FollowUpDraft(what="Ask for the list", due=date(2018, 5, 2)),),
    )
    qtbot.waitUntil(lambda: reads(page, "Overview reminds you on 2 May 2018."))
    kept = button(page, "Kept: Send the list")
    kept.setFocus()
    QTest.keyClick(kept, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: promises(app)[0].state == "kept")
    assert promises(app)[0].settled_on == date.today()  # noqa: DTZ011
    assert kept.hasFocus()
    click(page, "Done: Ask for the list")
    qtbot.waitUntil(lambda: follow_ups(app)[0].done)
    qtbot.waitUntil(lambda: not reads(page, "Overview reminds you"))
    click(page, "Open “Send the list”")
    assert desk.went == [Place("promises", id=promises(app)[0].id)]


def test_what_officials_did_becomes_an_outcome_once_the_activity_is_saved(
    qtbot: QtBot, page: ActivitiesPage, desk: Desk, app: App
) -> None:
    begin(qtbot, page, title="")
    click(page, "Also record as: Outcome")
    qtbot.waitUntil(lambda: reads(page, "Write in a few words what you did."))
    assert (desk.went, saved_ids(app)) == ([], [])
    write(page, "What did you do?", "Meeting")
    click(page, "Also record as: Outcome")
    qtbot.waitUntil(lambda: desk.went != [])
    outcome = OutcomeDraft(
        actor="Ministry of Foreign Affairs",
        change=RESPONSE,
        when=date(2018, 3, 1),
        place="Phnom Penh",
        objectives=(JOIN_CCM,),
        activities=tuple(saved_ids(app)),
    )
    assert desk.went == [Place("outcomes", draft=outcome)]


def test_what_officials_did_becomes_an_answer_to_an_indicator(
    qtbot: QtBot, page: ActivitiesPage, desk: Desk, app: App
) -> None:
    begin(qtbot, page)
    click(page, "Also record as: Step or indicator value")
    (menu,) = seen(page, QMenu)
    question = menu.actions()[0]
    question.trigger()
    menu.close()
    qtbot.waitUntil(lambda: desk.went != [])
    (place,) = desk.went
    assert place.page == "progress"
    assert place.draft == IndicatorUpdateDraft(
        indicator=place.draft.indicator,
        iso3="KHM",
        date=date(2018, 3, 1),
        source=MEETING.title,
        activity_id=saved_ids(app)[0],
    )
    assert place.draft.indicator.startswith("strategy-2017-2021/")


def test_what_officials_did_becomes_a_promise_and_a_follow_up_in_the_form(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    begin(qtbot, page)
    click(page, "Also record as: Promise")
    assert text(page, "Promise 1: What was promised?") == RESPONSE
    click(page, "Also record as: Follow-up")
    assert text(page, "Follow-up 1: What is to be done?") == RESPONSE
    for field in ("Promised or done by officials", "What came of it?"):
        write(page, field, " ")
    assert not any("Also record" in one.accessibleName() for one in seen(page, QAbstractButton))
    press_save(page)
    qtbot.waitUntil(lambda: len(saved_ids(app)) == 1)
    assert [made.who for made in promises(app)] == ["Ministry of Foreign Affairs"]
    assert [made.what for made in follow_ups(app)] == [RESPONSE]


def test_a_result_alone_is_raised_from_one_row_that_gives_way_to_what_officials_did(
    qtbot: QtBot, page: ActivitiesPage, desk: Desk, app: App
) -> None:
    raised, later = "Also record as: Outcome", "Nothing yet, remind me in 30 days"

    def offered() -> list[str]:
        names = (one.accessibleName() or one.text() for one in seen(page, QAbstractButton))
        return [name for name in names if name in (raised, later)]

    begin(qtbot, page, state_response="", result="")
    assert offered() == [later]
    write(page, "What came of it?", "The Ministry opened its records.")
    assert offered() == [raised]
    write(page, "Promised or done by officials", RESPONSE)
    assert offered() == [raised]
    write(page, "Promised or done by officials", " ")
    click(page, "Also record as: Outcome")
    qtbot.waitUntil(lambda: desk.went != [])
    assert desk.went[0].draft.change == "The Ministry opened its records."


def test_what_was_typed_before_is_offered_also_inside_a_box_and_between_commas(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    log(app.db, institutions=("Cambodian Mine Action Authority",), tags=("border villages",))
    begin(qtbot, page, tags=("youth",))
    box = named(page, QPlainTextEdit, "Institutions")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "mine")
    take_first(qtbot)
    assert text(page, "Institutions").splitlines() == [
        "Ministry of Foreign Affairs",
        "Cambodian Mine Action Authority",
    ]
    tags = named(page, QLineEdit, "Tags")
    tags.setFocus()
    tags.end(False)
    QTest.keyClicks(tags, ", bor")
    take_first(qtbot)
    qtbot.waitUntil(lambda: tags.text() == "youth, border villages")
    press_save(page)
    qtbot.waitUntil(lambda: len(saved_ids(app)) == 2)
    assert activities.last(app.db).tags == ("youth", "border villages")  # type: ignore[union-attr]


def take_first(qtbot: QtBot) -> None:
    """The first of the words offered, by Down and Enter."""
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(offered, key)


def test_ctrl_enter_saves_and_begins_the_next_unless_something_is_wrong(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    begin(qtbot, page, type="")
    save_and_another(page)
    qtbot.waitUntil(lambda: reads(page, "Choose what kind of activity it was."))
    assert text(page, "What did you do?") == MEETING.title
    QTest.keyClicks(button(page, "Type: Meeting with officials"), "m")
    save_and_another(page)
    qtbot.waitUntil(lambda: len(saved_ids(app)) == 1)
    qtbot.waitUntil(lambda: reads(page, "New activity") and text(page, "What did you do?") == "")
    assert not reads(page, "This was being written")


def save_and_another(page: ActivitiesPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ages_are_counted_beside_sex_and_blank_is_not_nobody(
    qtbot: QtBot, page: ActivitiesPage, app: App
) -> None:
    begin(qtbot, page, participants=5)
    write(page, "Under 18", "0")
    write(page, "18 to 59", "6")
    press_save(page)
    qtbot.waitUntil(lambda: reads(page, "This is more than all participants."))
    write(page, "18 to 59", "4")
    press_save(page)
    qtbot.waitUntil(lambda: len(saved_ids(app)) == 1)
    kept = activities.get(app.db, saved_ids(app)[0])
    assert (kept.under_18, kept.aged_18_to_59, kept.aged_60_and_over) == (0, 4, None)


def test_half_a_promise_is_offered_back_after_a_crash(qtbot: QtBot, page: ActivitiesPage, app: App) -> None:
    begin(qtbot, page)
    click(page, "Add a promise")
    write(page, "Promise 1: What was promised?", "Call the work")
    page.flush()
    again = Desk(app)
    other = ActivitiesPage(again.context)
    show(qtbot, other)
    qtbot.waitUntil(lambda: reads(other, "You were writing"))
    click(other, "Go on")
    qtbot.waitUntil(lambda: reads(other, "New activity"))
    assert text(other, "Promise 1: What was promised?") == "Call the work"
    again.close()
