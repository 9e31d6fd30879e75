"""Colours, type and icons: readable on every ground, at every size, on either side."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics, QIcon, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop import config
from icbl_desktop.ui.kit import icons, look, theme
from icbl_desktop.ui.kit.page_parts import Page
from icbl_desktop.ui.kit.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    PALETTES,
    Palette,
    contrast,
)
from icbl_desktop.ui.kit.search_line import SearchLine
from icbl_desktop.ui.kit.theme import ThemeChoice
from icbl_desktop.ui.kit.widgets import IconLabel, button, label

READABLE = 5.1
VISIBLE = 3.0
GROUNDS = ("page", "surface", "rail")
TONES = ("success", "caution", "error", "info", "accent")


@pytest.fixture
def restored(look: QApplication):
    yield look
    look.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(look, ThemeChoice.LIGHT)


def pixels(image: QImage) -> list[tuple[int, QColor]]:
    """The column and colour of each pixel."""
    return [(x, image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height())]


def same(image: QImage, colour: str) -> bool:
    """Whether the image has a pixel of this colour, as near as drawing on a fine grid comes to it."""
    wanted = QColor(colour)
    return any(pixel.alpha() > 60 and distance(pixel, wanted) < 12 for _, pixel in pixels(image))


def distance(one: QColor, other: QColor) -> int:
    """How far two colours are apart."""
    red, green, blue = one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue()
    return abs(red) + abs(green) + abs(blue)


def middle(image: QImage) -> float:
    """The column around which an icon is drawn."""
    weights = [(x, pixel.alpha()) for x, pixel in pixels(image)]
    return sum(x * weight for x, weight in weights) / sum(weight for _, weight in weights)


def texts_and_grounds():
    yield from product(("text", "muted"), (*GROUNDS, "accent_tint"))
    yield from product((*TONES, "accent_hover"), ("page", "surface"))
    yield from ((tone, f"{tone}_tint") for tone in TONES)
    yield from (("text", f"{tone}_tint") for tone in TONES)
    yield from (("accent_hover", "accent_tint"), ("on_accent", "accent"), ("on_accent", "accent_hover"))
    yield from (("accent", "rail"), ("text", "rail"))


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_text_can_be_read_on_each_of_its_grounds(palette: Palette):
    weak = {
        (text, ground): round(ratio, 2)
        for text, ground in texts_and_grounds()
        if (ratio := contrast(getattr(palette, text), getattr(palette, ground))) < READABLE
    }
    assert not weak


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_borders_of_controls_and_the_focus_ring_can_be_seen(palette: Palette):
    for ground in ("page", "surface"):
        assert contrast(palette.control, getattr(palette, ground)) >= VISIBLE
        assert contrast(palette.accent, getattr(palette, ground)) >= VISIBLE


def test_black_on_white_is_the_greatest_contrast():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize(
    ("choice", "shown"),
    [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK), (ThemeChoice.CONTRAST, CONTRAST_LIGHT)],
)
def test_a_choice_of_theme_shows_at_once(
    restored: QApplication, qtbot: QtBot, choice: ThemeChoice, shown: Palette
):
    window = button("Log activity", "primary", "plus")
    qtbot.addWidget(window)
    window.show()
    theme.apply_theme(restored, choice)
    image = window.grab().toImage()
    assert look.colours() == shown
    assert same(image, shown.accent)
    assert same(image, shown.on_accent)


def test_high_contrast_is_dark_where_the_system_is():
    assert CONTRAST_DARK.dark
    assert contrast(CONTRAST_DARK.text, CONTRAST_DARK.page) > contrast(DARK.text, DARK.page)


def test_text_and_what_holds_it_grow_together(restored: QApplication, qtbot: QtBot):
    words, step = label("Overview", "title"), button("Save")
    for widget in (words, step):
        qtbot.addWidget(widget)
        widget.show()
    before = [(QFontMetrics(w.font()).height(), w.sizeHint().height()) for w in (words, step)]
    theme.apply_theme(restored, ThemeChoice.LIGHT, 2.0)
    after = [(QFontMetrics(w.font()).height(), w.sizeHint().height()) for w in (words, step)]
    for (small, low), (large, high) in zip(before, after, strict=True):
        assert large == pytest.approx(2 * small, abs=2)
        assert high >= large
        assert high > low


def test_widths_follow_the_size_of_text_on_a_page_that_is_open(restored: QApplication, qtbot: QtBot):
    page = Page(width=300)
    page.body.addWidget(label("Words that fill the line. " * 20, wrap=True))
    qtbot.addWidget(page)
    page.resize(1200, 400)
    page.show()
    before = page.heading.width()
    theme.apply_theme(restored, ThemeChoice.LIGHT, 2.0)
    qtbot.waitUntil(lambda: page.heading.width() == 2 * before)


def test_the_icon_of_a_button_that_cannot_be_pressed_can_be_seen(qtbot: QtBot):
    step = button("Make the report", "primary", "file-pdf")
    qtbot.addWidget(step)
    drawn = step.icon().pixmap(step.iconSize(), QIcon.Mode.Disabled).toImage()
    assert same(drawn, LIGHT.muted)
    assert not same(drawn, LIGHT.on_accent)


def test_the_style_sheet_has_no_gap_left_in_any_theme():
    for palette, turned in product(PALETTES.values(), (False, True)):
        sheet = theme.style_sheet(palette, 1.5, turned)
        assert "$" not in sheet
        assert not [word for word in ("sp;", "lh;", "None") if word in sheet]


def test_pictures_of_the_style_sheet_come_along_and_no_others():
    for palette, turned in product((LIGHT, DARK), (False, True)):
        named = {Path(one) for one in re.findall(r'url\("(.+?)"\)', theme.style_sheet(palette, 1, turned))}
        shade = "dark" if palette.dark else "light"
        assert named == set(config.resource("icons", "controls", shade).glob("*.svg"))


@pytest.mark.parametrize("family", [theme.PRIMARY_FAMILY, *theme.FALLBACK_FAMILIES])
def test_each_script_has_its_two_weights(family: str):
    assert family in QFontDatabase.families()
    assert {"Regular", "SemiBold"} <= set(QFontDatabase.styles(family))


def test_each_icon_draws_in_the_ink_asked_for():
    names = sorted(file.stem for file in config.resource("icons").glob("*.svg") if file.stem != "app")
    blank = [name for name in names if not same(icons.pixmap(name, "error").toImage(), LIGHT.error)]
    assert names
    assert not blank


def test_icons_that_point_turn_round_from_right_to_left(restored: QApplication):
    names, last = ("caret-right", "sun"), look.scaled(icons.ICON_PIXELS) - 1
    pointing, round_one = (middle(icons.pixmap(name).toImage()) for name in names)
    restored.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned, still = (middle(icons.pixmap(name).toImage()) for name in names)
    assert turned == pytest.approx(last - pointing, abs=0.1)
    assert abs(turned - pointing) > 0.5
    assert still == pytest.approx(round_one, abs=0.01)


def test_icons_of_buttons_follow_the_theme(restored: QApplication, qtbot: QtBot):
    step = QPushButton("Save")
    qtbot.addWidget(step)
    icons.set_icon(step, "plus")
    assert same(step.icon().pixmap(step.iconSize()).toImage(), LIGHT.text)
    theme.apply_theme(restored, ThemeChoice.DARK)
    assert same(step.icon().pixmap(step.iconSize()).toImage(), DARK.text)


def test_the_ring_goes_round_what_has_the_keyboard(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(24, 24, 24, 24)
    field, step = QLineEdit(), QPushButton("Save")
    layout.addWidget(field)
    layout.addWidget(step)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    def ringed(widget: QWidget) -> bool:
        """Whether the pixel three to the left of the widget's middle has the accent's colour."""
        image, place = window.grab().toImage(), widget.geometry()
        return image.pixelColor(place.left() - 3, place.center().y()) == QColor(LIGHT.accent)

    field.setFocus()
    qtbot.waitUntil(lambda: ringed(field))
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ringed(step) and not ringed(field))
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ringed(field) and not ringed(step))
    window.resize(500, 300)
    qtbot.waitUntil(lambda: ringed(field))
    qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not ringed(step) and not ringed(field))


def test_the_glass_of_a_search_line_grows_with_the_text(restored: QApplication, qtbot: QtBot):
    line = SearchLine("Search", "Search")
    qtbot.addWidget(line)
    line.show()
    (glass,) = line.findChildren(IconLabel)
    small, room = glass.width(), line.textMargins().left()
    theme.apply_theme(restored, ThemeChoice.LIGHT, 2.0)
    qtbot.waitUntil(lambda: glass.width() == 2 * small)
    assert line.textMargins().left() > room
