"""The grid of marks and the time line: by mouse and keyboard, from both directions, without colour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.ui.kit.map_signs import Sign
from icbl_desktop.ui.kit.mark_cells import Cell, CellMark
from icbl_desktop.ui.kit.mark_grid import MarkGrid, Title
from icbl_desktop.ui.kit.time_line import Stretch, TimeLine
from icbl_desktop.ui.picture.chart_drawing import drawn
from tests.ui.on_screen import show

WORK = Cell("Cambodia · 1A\n2 activities", (CellMark("list-checks", "2"),), framed=True)
SILENCE = Cell("Chad · 1A\nno work", (), "silence", framed=True)
SIGNS = (Sign("accent", "solid", "circle"), Sign("success", "slanted", "square"))
QUARTERS = [Stretch(f"Q{n} 2017", (n, 1), f"Q{n} 2017\n{n} activities, 1 outcome") for n in range(1, 5)]


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def grid(qtbot: QtBot, rows: int = 3, columns: int = 4) -> MarkGrid:
    made = MarkGrid("States by objectives")
    cells = [[WORK if (row + at) % 2 else SILENCE for at in range(columns)] for row in range(rows)]
    names, titles = [Title(f"State {row}") for row in range(rows)], [Title(f"{at}A") for at in range(columns)]
    made.show_cells(names, titles, cells)
    show(qtbot, made)
    return made


def line(qtbot: QtBot) -> TimeLine:
    made = TimeLine("Quarters", SIGNS)
    made.show_stretches(QUARTERS)
    show(qtbot, made)
    return made


def grey(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def test_arrows_walk_and_enter_opens_a_cell(qtbot: QtBot) -> None:
    made = grid(qtbot)
    made.setCurrentIndex(made.grid.index(0, 0))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(made, key)
    with qtbot.waitSignal(made.opened) as told:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert told.args == [1, 2]


def test_a_click_opens_a_cell(qtbot: QtBot) -> None:
    made = grid(qtbot)
    spot = made.visualRect(made.grid.index(2, 1)).center()
    with qtbot.waitSignal(made.opened) as told:
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [2, 1]


def test_a_cell_says_what_it_shows(qtbot: QtBot) -> None:
    made = grid(qtbot)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert made.grid.index(0, 1).data(role) == WORK.said


def test_many_rows_scroll_within_the_grid_and_the_names_stay(qtbot: QtBot) -> None:
    made = grid(qtbot, rows=200, columns=30)
    assert made.height() < 700
    made.scrollToBottom()
    made.horizontalScrollBar().setValue(made.horizontalScrollBar().maximum())
    assert made.verticalHeader().isVisible()
    assert made.verticalHeader().sectionViewportPosition(199) < made.viewport().height()
    assert made.horizontalHeader().sectionViewportPosition(29) < made.viewport().width()


def test_the_current_cell_stays_when_the_same_grid_is_shown_again(qtbot: QtBot) -> None:
    made = grid(qtbot)
    made.setCurrentIndex(made.grid.index(2, 3))
    made.show_cells([Title("S")] * 3, [Title("A")] * 4, [[WORK] * 4] * 3)
    assert (made.currentIndex().row(), made.currentIndex().column()) == (2, 3)


def test_work_silence_and_nothing_look_different_in_grey(qtbot: QtBot) -> None:
    made = MarkGrid("States by objectives")
    pictures = []
    for cell in (WORK, SILENCE, Cell(), Cell(WORK.said, WORK.marks)):
        made.show_cells([Title("S")], [Title("A")], [[cell]])
        show(qtbot, made)
        pictures.append(grey(made))
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])


def test_the_grid_is_mirrored(qtbot: QtBot, from_the_right: None) -> None:
    made = grid(qtbot)
    first, last = (made.visualRect(made.grid.index(0, at)).center().x() for at in (0, 3))
    assert first > last


def test_the_time_line_is_walked_and_a_quarter_chosen(qtbot: QtBot) -> None:
    made = line(qtbot)
    made.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(made, key)
    assert made.accessibleDescription() == QUARTERS[1].said
    with qtbot.waitSignal(made.chosen) as told:
        QTest.keyClick(made, Qt.Key.Key_Space)
    assert told.args == [1]


def test_time_runs_from_the_right_where_text_does(qtbot: QtBot, from_the_right: None) -> None:
    made = line(qtbot)
    assert made.column(0).x() > made.column(3).x()
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Home)
    QTest.keyClick(made, Qt.Key.Key_Left)
    assert made.accessibleDescription() == QUARTERS[1].said
    spot = made.column(3).center().toPoint()
    with qtbot.waitSignal(made.chosen) as told:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [3]


def test_the_mouse_is_told_what_a_quarter_holds(qtbot: QtBot) -> None:
    made = line(qtbot)
    spot: QPoint = made.column(2).center().toPoint()
    QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, spot, made.mapToGlobal(spot)))
    assert QToolTip.text() == QUARTERS[2].said
    QToolTip.hideText()


def test_parts_of_a_quarter_look_different_in_grey(qtbot: QtBot) -> None:
    made = TimeLine("Quarters", SIGNS)
    pictures = []
    for parts in ((4, 0), (0, 4)):
        made.show_stretches([Stretch("Q1", parts, "")])
        show(qtbot, made)
        pictures.append(grey(made))
    assert pictures[0] != pictures[1]


def test_a_time_line_of_nothing_is_empty_and_quiet(qtbot: QtBot) -> None:
    made = TimeLine("Quarters", SIGNS)
    show(qtbot, made)
    made.setFocus()
    with qtbot.assertNotEmitted(made.chosen):
        QTest.keyClick(made, Qt.Key.Key_Return)
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_a_chart_becomes_a_picture_of_its_proportions() -> None:
    shape = b'<rect width="50" height="50"/>'
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">' + shape + b"</svg>"
    picture = QImage.fromData(drawn(svg))
    assert (picture.width(), picture.height()) == (2000, 1000)
    assert picture.pixelColor(500, 500).name() == "#000000"
    assert picture.pixelColor(1500, 500).name() == "#ffffff", "the ground is white, not transparent"
