"""The long list: honest at any length, quick, and all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.palette import LIGHT
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView

MANY = [str(number) for number in range(100_000)]


@dataclass(frozen=True)
class Row:
    id: str
    title: str


class Shelf:
    """Rows by id, and a count of how many were asked for."""

    def __init__(self) -> None:
        self.asked = 0
        self.word = "Activity"

    def fetch(self, ids: Sequence[str]) -> Sequence[Row]:
        self.asked += len(ids)
        return [Row(id, f"{self.word} {id}") for id in ids]  # noqa: A001


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def table(shelf: Shelf, qtbot: QtBot) -> LazyTableView[Row]:
    columns: list[Column[Row]] = [
        Column("No.", lambda row: row.id, width=80),
        Column("Activity", lambda row: row.title, below=lambda row: "Meeting · Hanoi"),
        Column("Files", lambda row: "1", icon=lambda row: "paperclip", width=100, spare=True),
    ]
    table = LazyTableView(columns, shelf.fetch, TALL_ROW)
    qtbot.addWidget(table)
    table.resize(640, 480)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    return table


def shown(table: LazyTableView[Row], row: int, column: int = 1) -> str:
    return str(table.model().index(row, column).data())


def test_all_are_counted_and_only_what_is_seen_is_fetched(table: LazyTableView[Row], shelf: Shelf):
    table.show_ids(MANY)
    table.grab()
    assert table.model().rowCount() == 100_000
    assert shelf.asked <= 100
    table.scrollToBottom()
    table.grab()
    assert shown(table, 99_999) == "Activity 99999"
    assert shelf.asked <= 300


def test_scrolling_through_everything_keeps_only_a_few_pages(table: LazyTableView[Row], shelf: Shelf):
    table.show_ids(MANY)
    for row in range(0, 100_000, 50):
        assert shown(table, row) == f"Activity {row}"
    assert shelf.asked == 100_000
    assert shown(table, 99_999) == "Activity 99999"
    assert shelf.asked == 100_000


def test_arrow_keys_choose_and_enter_opens(table: LazyTableView[Row], qtbot: QtBot):
    table.show_ids(["a", "b", "c"])
    opened: list[str] = []
    table.opened.connect(opened.append)
    table.setFocus()
    table.choose("a")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen_id() == "b"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == ["c"]


def test_the_chosen_row_stays_chosen_in_another_order(table: LazyTableView[Row]):
    table.show_ids(["a", "b", "c"])
    table.choose("b")
    table.show_ids(["c", "b", "a"])
    assert table.chosen_id() == "b"
    table.show_ids(["c", "a"])
    assert table.chosen_id() is None


def test_a_change_is_fetched_again(table: LazyTableView[Row], shelf: Shelf):
    table.show_ids(["a", "b"])
    table.choose("b")
    shelf.word = "Meeting"
    table.show_ids(["a", "b"])
    assert shown(table, 1) == "Meeting b"
    assert table.chosen_id() == "b"


def test_the_selected_row_has_tint_and_a_bar_at_the_start_edge(table: LazyTableView[Row], qapp: QApplication):
    table.show_ids(["a", "b", "c"])
    table.choose("b")
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        table.setLayoutDirection(direction)
        table.choose("b")
        qapp.processEvents()
        viewport = table.viewport()
        image, row = viewport.grab().toImage(), table.visualRect(table.model().index(1, 0))
        start = 1 if direction == Qt.LayoutDirection.LeftToRight else viewport.width() - 2
        end = viewport.width() - start
        assert image.pixelColor(start, row.center().y()) == QColor(LIGHT.accent)
        assert image.pixelColor(end, row.top() + 5) == QColor(LIGHT.accent_tint)
        assert image.pixelColor(end, row.top() - 20) == QColor(LIGHT.surface)


def test_what_can_be_spared_goes_where_there_is_little_room(table: LazyTableView[Row], qtbot: QtBot):
    assert not table.isColumnHidden(2)
    table.resize(320, 400)
    qtbot.waitUntil(lambda: table.isColumnHidden(2))
    assert not table.isColumnHidden(1)
    table.resize(640, 400)
    qtbot.waitUntil(lambda: not table.isColumnHidden(2))


def test_a_screen_reader_hears_both_lines(table: LazyTableView[Row]):
    table.show_ids(["a"])
    index = table.model().index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Activity a, Meeting · Hanoi"


def test_an_empty_list_has_nothing_to_choose(table: LazyTableView[Row]):
    table.show_ids([])
    table.choose("a")
    assert (table.model().rowCount(), table.chosen_id()) == (0, None)
