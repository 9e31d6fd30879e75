"""The look of the program: colours, type sizes and the style sheet, set on the whole application.

``apply_theme(app, ThemeChoice.SYSTEM, 1.0)`` may be called again at any time; what is open follows.
Widgets that paint themselves ask ``look`` while they paint.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from icbl_desktop import config
from icbl_desktop.ui.kit import icons, look
from icbl_desktop.ui.kit.focus_ring import FocusRing
from icbl_desktop.ui.kit.held_width import hold_widths_again
from icbl_desktop.ui.kit.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Palette

PRIMARY_FAMILY = "Noto Sans"
FALLBACK_FAMILIES = (
    "Noto Naskh Arabic",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Sans Lao",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Sinhala",
    "Noto Sans Ethiopic",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Hebrew",
)
BODY_PIXELS = 14


class ThemeChoice(StrEnum):
    """What a person can choose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def load_fonts() -> None:
    """Make the bundled fonts known to Qt, before the first window: under 10 ms for all, so none waits."""
    for file in config.resource("fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))


def apply_theme(app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, scale: float = 1.0) -> None:
    """Give the whole application its look. ``scale`` is the size of text, 1.0 to 2.0."""
    hints = app.styleHints()
    if choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        hints.setColorScheme(Qt.ColorScheme[choice.name.capitalize()])
    else:
        hints.unsetColorScheme()
    chosen = _palette_for(choice, hints.colorScheme() == Qt.ColorScheme.Dark)
    app.setProperty("theme_choice", choice.value)
    app.setProperty("theme", chosen.name)
    app.setProperty("text_scale", scale)
    if app.findChild(FocusRing) is None:
        app.setStyle("Fusion")
        FocusRing(app)
    app.setPalette(_qt_palette(chosen))
    app.setFont(_body_font(scale))
    app.setStyleSheet(style_sheet(chosen, scale, app.isRightToLeft(), look.line_scale()))
    icons.tint_again(app)
    hold_widths_again(app)


def follow_system(app: QApplication) -> None:
    """Change with the system between light and dark, as long as the choice is to follow it. Call once."""

    def system_changed() -> None:
        choice = ThemeChoice(app.property("theme_choice"))
        if choice in (ThemeChoice.SYSTEM, ThemeChoice.CONTRAST):
            apply_theme(app, choice, look.text_scale())

    app.styleHints().colorSchemeChanged.connect(system_changed)


def style_sheet(palette: Palette, scale: float, right_to_left: bool, lines: float = 1.0) -> str:
    """``style.qss`` with its colours, sizes (``sp`` grow with the text, ``lh`` with the lines) and sides."""
    values = {name: value for name, value in vars(palette).items() if isinstance(value, str)}
    values |= {"start": "right", "end": "left"} if right_to_left else {"start": "left", "end": "right"}
    values["controls"] = config.resource("icons", "controls", "dark" if palette.dark else "light").as_posix()
    sheet = Template(_template()).substitute(values)
    sheet = re.sub(r"\b(\d+)sp\b", lambda found: f"{round(int(found[1]) * scale)}px", sheet)
    return re.sub(r"\b(\d+)lh\b", lambda found: f"{round(int(found[1]) * scale * lines)}px", sheet)


@lru_cache(maxsize=1)
def _template() -> str:
    return config.resource("style.qss").read_text(encoding="utf-8")


def _palette_for(choice: ThemeChoice, system_is_dark: bool) -> Palette:
    if choice is ThemeChoice.CONTRAST:
        return CONTRAST_DARK if system_is_dark else CONTRAST_LIGHT
    dark = system_is_dark if choice is ThemeChoice.SYSTEM else choice is ThemeChoice.DARK
    return DARK if dark else LIGHT


def _body_font(scale: float) -> QFont:
    font = QFont([PRIMARY_FAMILY, *FALLBACK_FAMILIES])
    font.setPixelSize(round(BODY_PIXELS * scale))
    return font


def _qt_palette(colours: Palette) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for names, colour in (
        ((role.Window,), colours.page),
        ((role.Base, role.Button, role.Light), colours.surface),
        ((role.AlternateBase, role.ToolTipBase, role.Midlight), colours.rail),
        ((role.Text, role.WindowText, role.ButtonText, role.ToolTipText, role.HighlightedText), colours.text),
        ((role.PlaceholderText,), colours.muted),
        ((role.Mid,), colours.divider),
        ((role.Dark, role.Shadow), colours.control),
        ((role.Highlight,), colours.accent_tint),
        ((role.Link, role.LinkVisited, role.Accent), colours.accent),
    ):
        for name in names:
            palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.muted))
    return palette
