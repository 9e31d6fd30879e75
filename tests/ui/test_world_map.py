"""The map of the world: every state has its place, and mouse and keyboard find each that is marked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.services import countries
from icbl_desktop.ui.kit import theme
from icbl_desktop.ui.kit.map_signs import Sign
from icbl_desktop.ui.kit.palette import LIGHT
from icbl_desktop.ui.kit.world_map import Mark, WorldMap
from icbl_desktop.ui.kit.world_shapes import world
from tools import world_map

SIGN = Sign("accent", "solid", "circle")
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
CARIBBEAN = ("ATG", "KNA", "DMA", "LCA", "VCT", "BRB", "GRD", "TTO")


def show(qtbot: QtBot, codes: Iterable[str], mine: str = "", width: int = 626) -> WorldMap:
    made = WorldMap("Target states")
    qtbot.addWidget(made)
    names = countries.facts()
    marks = [Mark(one, names.name(one), SIGN, f"what is said of {one}", one == mine) for one in codes]
    made.show_marks(marks)
    made.resize(width, made.heightForWidth(width))
    made.show()
    return made


def take_keyboard(qtbot: QtBot, made: WorldMap) -> None:
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)


def test_every_state_and_other_area_has_a_place() -> None:
    assert countries.facts().states.keys() == world().states.keys()
    size = world().size
    for code, shape in world().states.items():
        assert 0 <= shape.at.x() <= size.width(), code
        assert 0 <= shape.at.y() <= size.height(), code


@pytest.mark.parametrize(
    "code", ["KHM", "VNM", "HRV", "CHL", "SOM", "RUS", "USA", "ZAF", "ESH", "XKX", "TWN"]
)
def test_the_point_of_a_state_lies_within_it_and_in_no_other(code: str) -> None:
    at = world().states[code].at
    assert [one for one, shape in world().states.items() if shape.outline.contains(at)] == [code]


def test_the_world_is_the_right_way_round() -> None:
    at = {code: shape.at for code, shape in world().states.items()}
    assert at["CAN"].x() < at["IRL"].x() < at["IND"].x() < at["NZL"].x()
    assert at["NOR"].y() < at["DZA"].y() < at["ZMB"].y() < at["ZAF"].y()
    assert world().states["RUS"].outline.boundingRect().width() < world().size.width() / 2, "in one piece"


@pytest.mark.parametrize("code", ["NRU", "NIU", "PLW", "TUV", "KNA", "KHM", "BRA"])
def test_a_click_chooses(qtbot: QtBot, code: str) -> None:
    made = show(qtbot, ("NRU", "NIU", "PLW", "TUV", "KNA", "KHM", "BRA"))
    with qtbot.waitSignal(made.chosen) as told:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=made.spot(code) + QPoint(2, 2))
    assert told.args == [code]


def test_a_click_on_land_without_a_mark_chooses_nothing(qtbot: QtBot) -> None:
    made = show(qtbot, ("KHM", "BRA", "CAN"))
    brazil = made.spot("BRA")
    made.show_marks([Mark("KHM", "Cambodia", SIGN, ""), Mark("CAN", "Canada", SIGN, "")])
    with qtbot.assertNotEmitted(made.chosen):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=brazil)


def test_dots_of_close_states_stand_side_by_side(qtbot: QtBot) -> None:
    made = show(qtbot, (*CARIBBEAN, "KHM", "NZL"))
    for one, other in combinations(CARIBBEAN, 2):
        apart = QPointF(made.spot(one) - made.spot(other))
        assert apart.manhattanLength() >= 9, (one, other)


def _lists() -> list[tuple[str, ...]]:
    found = []
    for plan in (Path(__file__).parents[2] / "data" / "plans").glob("*/plan.json"):
        targets = json.loads(plan.read_bytes()).get("targets") or []
        for objective in sorted({target["objective"] for target in targets}):
            codes = {target["iso3"] for target in targets if target["objective"] == objective}
            found.append(tuple(sorted(codes)))
    return found


@pytest.mark.parametrize("codes", _lists(), ids=lambda codes: f"{len(codes)}-{codes[0]}")
def test_the_arrow_keys_reach_every_mark(qtbot: QtBot, codes: tuple[str, ...]) -> None:
    made = show(qtbot, codes)
    at = [""]
    made.pointed.connect(lambda iso3: at.append(iso3))
    take_keyboard(qtbot, made)
    QTest.keyClick(made, Qt.Key.Key_Home)
    reached, todo = {at[-1]}, [at[-1]]
    while todo:
        here = todo.pop()
        for arrow in ARROWS:
            QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=made.spot(here))
            assert at[-1] == here
            QTest.keyClick(made, arrow)
            if at[-1] not in reached:
                reached.add(at[-1])
                todo.append(at[-1])
    assert reached == set(codes)


def test_the_keyboard_begins_at_home_and_walks(qtbot: QtBot) -> None:
    made = show(qtbot, ("CAN", "BRA", "KHM", "NZL", "NOR"), mine="KHM")
    at: list[str] = []
    made.pointed.connect(at.append)
    take_keyboard(qtbot, made)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_End)
    for key in keys:
        QTest.keyClick(made, key)
    assert at == ["KHM", "NZL", "CAN", "BRA", "NZL"]
    with qtbot.waitSignals([made.chosen, made.chosen]):
        QTest.keyClick(made, Qt.Key.Key_Return)
        QTest.keyClick(made, Qt.Key.Key_Space)


def test_a_letter_of_any_script_does_nothing(qtbot: QtBot) -> None:
    made = show(qtbot, ("BRA", "KHM"))
    take_keyboard(qtbot, made)
    with qtbot.assertNotEmitted(made.chosen):
        QApplication.sendEvent(made, QKeyEvent(QEvent.Type.KeyPress, 0x1780, Qt.KeyboardModifier(0), "ក"))


def test_tab_reaches_the_map_once_and_rings_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    before, made, after = QLineEdit(), WorldMap("Target states"), QLineEdit()
    made.show_marks([Mark(code, code, SIGN, "") for code in CARIBBEAN])
    for widget in (before, made, after):
        layout.addWidget(widget)
    window.resize(700, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    qtbot.waitUntil(made.hasFocus)
    left = QPoint(made.geometry().left() - 3, made.geometry().center().y())
    qtbot.waitUntil(lambda: window.grab().toImage().pixelColor(left) == QColor(LIGHT.accent))
    QTest.keyClick(made, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)


def test_a_screen_reader_hears_the_state_and_what_is_said_of_it(qtbot: QtBot) -> None:
    made = show(qtbot, ("BRA", "KHM"))
    take_keyboard(qtbot, made)
    QTest.keyClick(made, Qt.Key.Key_End)
    assert made.accessibleName() == "Target states"
    assert made.accessibleDescription() == "Cambodia, what is said of KHM"


def test_the_mouse_is_told_what_it_is_on(qtbot: QtBot) -> None:
    made = show(qtbot, ("BRA", "NRU"))
    spot = made.spot("NRU")
    QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, spot, made.mapToGlobal(spot)))
    assert QToolTip.text() == "Nauru\nwhat is said of NRU"
    QToolTip.hideText()


def test_the_map_keeps_its_proportions(qtbot: QtBot) -> None:
    made = show(qtbot, ("BRA",))
    assert made.heightForWidth(1000) / made.heightForWidth(500) == pytest.approx(2, abs=0.02)


def test_states_of_one_region_fill_the_map(qtbot: QtBot) -> None:
    near, whole = show(qtbot, CARIBBEAN), show(qtbot, (*CARIBBEAN, "NZL"))
    assert near.spot("TTO").y() - near.spot("KNA").y() > 2 * (whole.spot("TTO").y() - whole.spot("KNA").y())


def test_groups_differ_without_colour(qtbot: QtBot) -> None:
    """Drawn in grey, two groups still look different, on land and as a dot."""
    for code in ("BRA", "NRU"):
        made = show(qtbot, (code,))
        drawn = []
        for sign in (SIGN, Sign("accent", "level", "square")):
            made.show_marks([Mark(code, code, sign, "")])
            drawn.append(made.grab().toImage())
        assert drawn[0] != drawn[1]


@pytest.mark.parametrize("choice", [theme.ThemeChoice.DARK, theme.ThemeChoice.CONTRAST])
def test_the_map_follows_the_theme(qtbot: QtBot, qapp: QApplication, choice: theme.ThemeChoice) -> None:
    made = show(qtbot, ("BRA",))
    light = made.grab().toImage()
    theme.apply_theme(qapp, choice)
    other = made.grab().toImage()
    theme.apply_theme(qapp, theme.ThemeChoice.LIGHT)
    assert other != light
    assert made.grab().toImage() == light


def test_the_map_is_made_of_lines_and_what_two_parts_share_goes() -> None:
    """Two squares side by side, the eastern one a part of the same state, become one outline."""
    lines = [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
        [[50, 60], [10, 0], [0, 10], [-10, -10]],
    ]
    shapes = [
        {"properties": {"a3": "SOM"}, "arcs": [[[0, 1]]]},
        {"properties": {"a3": "SOL"}, "arcs": [[[2, -1]]]},
        {"properties": {"a3": "GRL"}, "arcs": [[[3]]]},
    ]
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"countries": {"geometries": shapes}},
        "arcs": lines,
    }
    made = world_map.world_map(topology, {"SOM"})
    (ring,) = made["states"]["SOM"]["rings"]
    assert len(ring) == 2 * 6
