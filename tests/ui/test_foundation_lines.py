"""Lines under headings: opened, ticked and acted on by mouse and keyboard, and kept so when shown anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from icbl_desktop.ui.kit.line_tree import LineTree, TreeLine
from tests.ui.on_screen import show

FIELD = TreeLine("field", "What came of it?")
MEETING = TreeLine("meeting", "Meeting", "1 March", ticked=True, action="Secretariat", inside=(FIELD,))
TALKS = tuple(TreeLine(f"talk {number}", f"Talk {number}", ticked=True) for number in range(60))
NAMES = TreeLine("names", "Names", heading=True, folded=True, inside=(TreeLine("name", "Sok Dara"),))
ALL = (NAMES, TreeLine("activities", "Activities", heading=True, inside=(MEETING, *TALKS)))


@pytest.fixture
def tree(qtbot: QtBot) -> LineTree:
    made = LineTree("What leaves")
    made.show_lines(ALL)
    show(qtbot, made, width=480)
    return made


def place(tree: LineTree, key: str) -> QModelIndex:
    return tree.model().find(key)  # type: ignore[attr-defined, no-any-return]


def test_headings_stand_open_unless_folded_and_lines_closed(tree: LineTree) -> None:
    assert tree.isExpanded(place(tree, "activities"))
    assert not tree.isExpanded(place(tree, "names"))
    assert not tree.isExpanded(place(tree, "meeting"))


def test_the_arrow_opens_a_line_and_it_stays_open_when_shown_anew(tree: LineTree) -> None:
    tree.setCurrentIndex(place(tree, "meeting"))
    QTest.keyClick(tree, Qt.Key.Key_Right)
    tree.show_lines(ALL)
    assert tree.isExpanded(place(tree, "meeting"))
    assert tree.currentIndex().data() == "Meeting"


def test_what_is_in_sight_stays_there_when_shown_anew(tree: LineTree) -> None:
    bar = tree.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    tree.show_lines(ALL)
    assert bar.value() == before > 0


def test_space_ticks_and_unticks(tree: LineTree, qtbot: QtBot) -> None:
    tree.setCurrentIndex(place(tree, "meeting"))
    with qtbot.waitSignal(tree.ticked) as said:
        QTest.keyClick(tree, Qt.Key.Key_Space)
    assert said.args == ["meeting", False]
    with qtbot.waitSignal(tree.ticked) as said:
        QTest.keyClick(tree, Qt.Key.Key_Space)
    assert said.args == ["meeting", True]


def test_a_press_at_the_end_acts_and_one_on_the_words_does_not(tree: LineTree, qtbot: QtBot) -> None:
    acted: list[str] = []
    tree.acted.connect(acted.append)
    for column in (0, 1):
        middle = tree.visualRect(place(tree, "meeting").siblingAtColumn(column)).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert acted == ["meeting"]


def test_a_line_with_nothing_to_press_does_nothing(tree: LineTree) -> None:
    acted: list[str] = []
    tree.acted.connect(acted.append)
    tree.setCurrentIndex(place(tree, "talk 3"))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert acted == []


def test_a_screen_reader_hears_both_lines_of_words(tree: LineTree) -> None:
    said = place(tree, "meeting").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Meeting, 1 March"
