"""The picture on screen: figures open what is behind them, the filter narrows it, not known is no 0."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.services.office import campaigns
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit.mark_cells import CELL_ROLE, Cell
from icbl_desktop.ui.kit.mark_grid import MarkGrid
from icbl_desktop.ui.kit.table_view import LazyTableView
from icbl_desktop.ui.kit.time_line import TimeLine
from icbl_desktop.ui.kit.world_map import WorldMap
from icbl_desktop.ui.picture.behind_panel import BehindPanel
from icbl_desktop.ui.picture.picture_view import PictureView
from icbl_desktop.ui.picture.scope_line import ScopeLine
from icbl_desktop.ui.picture.traced_table import TracedTable
from tests import office_data, workspace
from tests.ui.on_screen import OnScreen, named, seen

YEAR = "2017"


class Shown(OnScreen):
    """The picture in a window wide enough for what opens beside it."""

    page: PictureView

    def grid(self) -> MarkGrid:
        return named(self.page, MarkGrid, "States by objectives")

    def place(self, state: str, column: str) -> tuple[int, int]:
        """Row and column of a cell, by the words at its edges."""
        model, across, down = self.grid().grid, Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        rows = [model.headerData(at, down) for at in range(model.rowCount())]
        columns = [model.headerData(at, across) for at in range(model.columnCount())]
        return rows.index(state), columns.index(column)

    def cell(self, state: str, column: str) -> Cell:
        found: Cell = self.grid().grid.index(*self.place(state, column)).data(CELL_ROLE)
        return found

    def lines(self) -> list[str]:
        """What stands in the list beside the picture, line by line."""
        (table,) = seen(self.page, TracedTable)
        return [
            ", ".join(
                table.model().index(row, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(2)
            )
            for row in range(table.model().rowCount())
        ]

    def wait_for_lines(self, count: int, qtbot: QtBot) -> list[str]:
        qtbot.waitUntil(lambda: bool(seen(self.page, TracedTable)) and len(self.lines()) == count)
        return self.lines()

    def open_line(self, number: int) -> None:
        (table,) = seen(self.page, TracedTable)
        spot = table.visualRect(table.model().index(number, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def begin(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen], filled: bool = True) -> Shown:
    """The picture of a workspace under the plan of 2017."""
    app = workspace.fresh(tmp_path / "office", plan_id=YEAR)
    if filled:
        office_data.fill(app.office.store(), tmp_path / "delivered")
    made = Shown(app, qtbot, PictureView)
    opened.append(made)
    made.page.resize(1400, 900)
    with qtbot.waitSignal(made.page.shown):
        pass
    return made


@pytest.fixture(scope="module")
def once() -> Iterator[list[OnScreen]]:
    """Takes the page that all tests look at which change nothing in the inbox."""
    pages: list[OnScreen] = []
    yield pages
    for page in pages:
        page.close()
        page.app.close()


@pytest.fixture
def shown(once: list[OnScreen], tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot) -> Shown:
    """The picture of a filled inbox, with nothing opened beside it."""
    made = once[0] if once else begin(tmp_path_factory.mktemp("picture"), qtbot, once)
    assert isinstance(made, Shown)
    made.page.resize(1400, 900)
    made.went.clear()
    if made.has_button("Close (Esc)"):
        made.press("Close (Esc)")
    return made


def test_the_line_of_figures_says_what_counts_and_what_does_not(shown: Shown) -> None:
    words = shown.read()
    assert shown.has_button("5 reports counted")
    assert shown.has_button("16 activities")
    assert shown.has_button("4 promises: kept")
    assert "Reports not counted: 1. Held: key not confirmed" in words
    assert "Records that name no day, and so are in no period: 1" in words


def test_what_nobody_asked_is_not_said_to_be_none_and_audiences_are_not_added_up(shown: Shown) -> None:
    shown.press("Activities by type, and people")
    words = shown.read()
    assert "Men: not asked" in words
    assert "All participants: counted at 8 activities, at most 80 at one of them" in words
    assert "audiences overlap, so they are never added up" in words


def test_a_figure_opens_the_lines_behind_it_each_with_its_report(shown: Shown, qtbot: QtBot) -> None:
    shown.press("16 activities")
    lines = shown.wait_for_lines(16, qtbot)
    mission = next(line for line in lines if "Mission to the ministry in 2017" in line and "Lao" in line)
    assert "Activity · Lao Campaign · Lao" in mission
    assert f"Report 1 · {office_data.LAO.code}" in mission


def test_a_line_opens_the_record_and_its_report(shown: Shown, qtbot: QtBot) -> None:
    shown.press("3 grants")
    shown.wait_for_lines(3, qtbot)
    shown.open_line(0)
    shown.wait_for("the record stands as said here")
    shown.press("Report 1")
    (gone,) = shown.went
    assert gone.page == "inbox"
    assert len(gone.id) == 64
    shown.press("Back to the list")
    assert len(shown.lines()) == 3


def test_escape_goes_from_the_record_to_the_list_and_away(shown: Shown, qtbot: QtBot) -> None:
    shown.press("3 grants")
    shown.wait_for_lines(3, qtbot)
    shown.open_line(0)
    back = shown.button("Back to the list")
    (panel,) = seen(shown.page, BehindPanel)
    QTest.keyClick(back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(seen(shown.page, TracedTable)))
    assert panel.isVisible()
    QTest.keyClick(seen(shown.page, TracedTable)[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.isVisible())


def test_the_matrix_tells_work_silence_and_targets(shown: Shown) -> None:
    cambodia = shown.cell("Cambodia", "1A")
    assert [mark.words for mark in cambodia.marks] == ["2", "1", "1", "2", "2"]
    assert cambodia.framed
    assert "2 activities, 1 outcome, 1 grant, 2 promises, 2 indicator updates" in cambodia.said
    angola = shown.cell("Angola", "1A")
    assert (angola.words, angola.framed, angola.marks) == ("silence", True, ())
    assert "The plan targets this, and no work was reported." in angola.said
    assert shown.cell("Colombia", "None").marks
    assert not shown.cell("Bosnia and Herzegovina", "1B").marks


def test_a_cell_opens_by_keyboard_with_all_its_kinds(shown: Shown, qtbot: QtBot) -> None:
    grid = shown.grid()
    grid.setCurrentIndex(grid.grid.index(*shown.place("Cambodia", "1A")))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    shown.wait_for_lines(2, qtbot)
    assert "Cambodia · 1A" in shown.read()
    shown.press("1 outcome")
    (line,) = shown.wait_for_lines(1, qtbot)
    assert "put accession on its agenda in 2017" in line


def test_a_silent_cell_says_so(shown: Shown, qtbot: QtBot) -> None:
    grid = shown.grid()
    grid.setCurrentIndex(grid.grid.index(*shown.place("Angola", "1A")))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    shown.wait_for("The plan targets this, and no work was reported.")
    assert shown.lines() == []


def test_a_state_on_the_map_becomes_the_filter_and_is_cleared_again(shown: Shown, qtbot: QtBot) -> None:
    world = named(shown.page, WorldMap, "World map of what was done")
    with qtbot.waitSignal(shown.page.shown):
        QTest.mouseClick(world, Qt.MouseButton.LeftButton, pos=world.spot("LAO"))
    assert shown.has_button("1 report counted")
    assert shown.grid().grid.rowCount() == 2, "all states together, and this one"
    with qtbot.waitSignal(shown.page.shown):
        shown.press("Show all of the plan again")
    assert shown.has_button("5 reports counted")


def test_time_state_objective_and_campaign_narrow_together(shown: Shown, qtbot: QtBot) -> None:
    def choose(name: str, words: str) -> None:
        combo = named(shown.page, QComboBox, name)
        with qtbot.waitSignal(shown.page.shown):
            combo.setCurrentIndex(combo.findText(words, Qt.MatchFlag.MatchContains))
            combo.activated.emit(combo.currentIndex())

    choose("Time", "Q2 2017")
    assert shown.has_button("4 activities")
    choose("State", "Cambodia")
    assert shown.has_button("1 activity")
    choose("Objective", "3B")
    assert shown.has_button("1 activity")
    choose("Campaign", "Survivors of Phnom Penh")
    assert shown.has_button("0 activities")
    assert not shown.button("0 activities").isEnabled()
    with qtbot.waitSignal(shown.page.shown):
        shown.press("Show all of the plan again")
    assert shown.has_button("16 activities")


def test_days_of_ones_own_are_asked_for_and_shown(shown: Shown, qtbot: QtBot) -> None:
    combo = named(shown.page, QComboBox, "Time")
    combo.setCurrentIndex(combo.findText("Other dates…"))
    combo.activated.emit(combo.currentIndex())
    first, last = (named(shown.page, QDateEdit, name) for name in ("From", "To"))
    first.setDate(QDate(2017, 6, 2))
    last.setDate(QDate(2017, 6, 1))
    shown.press("Show")
    assert "The last day comes before the first." in shown.read()
    first.setDate(QDate(2017, 5, 31))
    with qtbot.waitSignal(shown.page.shown):
        shown.press("Show")
    assert shown.has_button("4 activities")
    assert combo.currentText() == "31 May 2017 – 1 June 2017"
    with qtbot.waitSignal(shown.page.shown):
        shown.press("Show all of the plan again")


def test_another_plan_is_chosen(shown: Shown, qtbot: QtBot) -> None:
    plans = named(shown.page, QComboBox, "Plan")
    for words, activities in (("2018-2019", "13"), ("2017 Operational", "16")):
        plans.setCurrentIndex(plans.findText(words, Qt.MatchFlag.MatchContains))
        with qtbot.waitSignal(shown.page.shown):
            plans.activated.emit(plans.currentIndex())
        assert shown.has_button(f"{activities} activities")


def test_a_quarter_opens_by_keyboard(shown: Shown, qtbot: QtBot) -> None:
    line = named(shown.page, TimeLine, "What was reported of each quarter")
    line.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(line, key)
    shown.wait_for("Q2 2017")
    shown.wait_for_lines(4, qtbot)
    assert all("Letter to the Prime Minister, 2017" in one for one in shown.lines())


def test_missing_numbers_are_named(shown: Shown) -> None:
    assert f"Number 3 of stream {office_data.LAO.code}" in shown.read()


def test_commitments_are_counted_and_what_reports_cannot_tell_is_no_zero(shown: Shown, qtbot: QtBot) -> None:
    words = shown.read()
    assert "At least 6 national campaigns" in words
    assert "No report tells of it" in words
    shown.press("At least 6 national campaigns: 1 of 6")
    (line,) = shown.wait_for_lines(1, qtbot)
    assert "Grant · Lao Campaign" in line or "Grant · Cambodia Campaign" in line


def test_currencies_stand_side_by_side_and_open(shown: Shown, qtbot: QtBot) -> None:
    assert shown.has_button("10,000.00 awarded")
    assert shown.has_button("5,000.00 awarded")
    assert "Currencies are not added up without a rate." in shown.read()
    shown.press("10,000.00 awarded")
    lines = shown.wait_for_lines(2, qtbot)
    assert all(line.startswith("USD 5,000.00") for line in lines)


def test_money_is_added_up_by_a_rate_with_its_day_and_source(shown: Shown) -> None:
    shown.press("Add up in one currency")
    combo = named(shown.page, QComboBox, "Add up in")
    combo.setCurrentIndex(combo.findText("USD"))
    combo.activated.emit(combo.currentIndex())
    shown.field("What one EUR is worth in it").entry.set_value(Decimal("1.1"))
    shown.field("Rates of").entry.set_value((date(2017, 3, 1), Precision.DAY))
    shown.type("Where the rates were read", "The bank")
    shown.press("Show the sum")
    shown.wait_for("awarded: USD 15,500.00")
    shown.wait_for("1 EUR = 1.1 USD on 1 March 2017. The bank")
    shown.field("What one EUR is worth in it").entry.set_value(None)
    shown.press("Show the sum")
    shown.wait_for("awarded: USD 10,000.00")
    shown.wait_for("Not in it, for want of a rate: EUR")


def test_a_grant_opens_from_its_table(shown: Shown) -> None:
    table = named(shown.page, LazyTableView, "Grants")
    table.opened.emit(table.lazy.ids[0])
    shown.wait_for("Work from")


def test_an_indicator_is_told_in_sum_and_by_state(shown: Shown, qtbot: QtBot) -> None:
    shown.press("Has your state condemned use?: Yes: 3")
    shown.wait_for_lines(3, qtbot)
    assert "Campaigns differ: 1" in [one.text() for one in seen(shown.page, type(shown.button("By state")))]


def test_words_find_reported_records(shown: Shown, qtbot: QtBot) -> None:
    line = named(shown.page, QLineEdit, "Search all reported records")
    qtbot.keyClicks(line, "prime minister 2018")
    shown.wait_for("Records with “prime minister 2018”")
    lines = shown.wait_for_lines(3, qtbot)
    assert all("Letter to the Prime Minister, 2018" in one for one in lines)


def test_it_follows_the_inbox(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> None:
    shown = begin(tmp_path, qtbot, opened)
    store = shown.app.office.store()
    (stranger,) = campaigns.unknown(store)
    with qtbot.waitSignal(shown.page.shown):
        shown.jobs.write(
            lambda: campaigns.confirm(store, stranger.id, stranger.key, "Officer"), lambda _: None, shown.page
        )
    assert shown.has_button("6 reports counted")
    assert "not counted" not in shown.read()


def test_an_empty_inbox_says_what_comes_first(tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]) -> None:
    made = begin(tmp_path, qtbot, opened, filled=False)
    assert "No report counts yet" in made.read()
    assert not made.button("Export…").isEnabled()
    assert not seen(made.page, MarkGrid)


def test_a_store_that_does_not_open_is_said_and_tried_again(
    tmp_path: Path, qtbot: QtBot, opened: list[OnScreen]
) -> None:
    app = workspace.fresh(tmp_path / "office", plan_id=YEAR)
    app.folders.office.mkdir()
    made = Shown(app, qtbot, PictureView)
    opened.append(made)
    made.button("Try again")
    app.folders.office.rmdir()
    made.press("Try again")
    made.wait_for("No report counts yet")
    assert not made.has_button("Try again")


def test_what_is_beside_covers_the_picture_in_a_narrow_window(shown: Shown, qtbot: QtBot) -> None:
    shown.page.resize(1024, 640)
    shown.press("3 grants")
    shown.wait_for_lines(3, qtbot)
    assert not seen(shown.page, MarkGrid)
    shown.press("Close (Esc)")
    assert seen(shown.page, MarkGrid)


def test_every_part_fits_a_small_window(shown: Shown) -> None:
    shown.page.resize(900, 600)
    widest = max(seen(shown.page, QWidget), key=lambda one: one.minimumSizeHint().width())
    assert widest.minimumSizeHint().width() <= 900, widest


def test_where_there_is_little_height_the_filter_scrolls_away(shown: Shown, qtbot: QtBot) -> None:
    (line,) = seen(shown.page, ScopeLine)
    for height, scrolls in ((900, False), (300, True), (900, False)):
        shown.page.resize(1400, height)
        qtbot.waitUntil(line.isVisible)
        areas = [one for one in seen(shown.page, QScrollArea) if one.isAncestorOf(line)]
        assert bool(areas) == scrolls


def test_a_report_line_goes_to_the_report(shown: Shown, qtbot: QtBot) -> None:
    shown.press("5 reports counted")
    shown.wait_for_lines(5, qtbot)
    shown.open_line(0)
    (gone,) = shown.went
    assert gone == Place("inbox", id=gone.id)
    assert gone.id
