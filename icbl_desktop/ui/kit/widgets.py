"""The small parts that pages are made of: words, buttons, icons, chips, cards.

Plain functions return plain Qt widgets with the properties that ``style.qss`` knows; a class stands
only where there is something to change later.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import ICON_PIXELS, icon_size, pixmap, set_icon
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.plain_tip import plain_tip

Role = Literal["title", "section", "strong", "body", "secondary", "caption", "label", "error", "figure"]
Tone = Literal["neutral", "accent", "success", "caution", "error", "info"]
Kind = Literal["plain", "primary", "quiet", "link"]

TONE_INK = {
    "neutral": "text",
    "accent": "accent_hover",
    "success": "success",
    "caution": "caution",
    "error": "error",
    "info": "info",
}
TONE_ICON = {
    "neutral": "info",
    "accent": "info",
    "success": "check-circle",
    "caution": "warning",
    "error": "warning-circle",
    "info": "info",
}


def label(words: str, role: Role = "body", wrap: bool = False) -> QLabel:
    """A line of text, or with ``wrap`` a paragraph of it. Never read as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setAlignment(look.start_side() | Qt.AlignmentFlag.AlignVCenter)
    made.setText(words)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class Paragraph(QLabel):
    """Wrapped text to be read at length, with the line height of the type scale; can be selected."""

    def __init__(self, words: str, role: Role = "body") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(look.start_side() | Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show other words; line breaks stay."""
        lines = round(115 * look.line_scale())
        body = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
        self.setText(f'<p style="margin:0; line-height:{lines}%">{body}</p>')
        self.setAccessibleName(words)


def button(words: str, kind: Kind = "plain", icon: str | None = None) -> QPushButton:
    """A button with words. One ``primary`` a view; ``link`` stands flush with the text around it."""
    made = QPushButton(words)
    made.setProperty("kind", kind)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon is not None:
        ink = {"primary": "on_accent", "quiet": "accent", "link": "accent"}.get(kind, "text")
        set_icon(made, icon, ink)
    return made


def icon_button(icon: str, name: str) -> QToolButton:
    """A button that is only an icon: ``name`` is its tooltip and what a screen reader says."""
    made = QToolButton()
    set_icon(made, icon)
    made.setToolTip(plain_tip(name))
    made.setAccessibleName(name)
    return made


class IconLabel(QWidget):
    """An icon beside words; follows the theme. Says nothing to a screen reader: the words do."""

    def __init__(self, name: str, ink: str = "text", pixels: int = ICON_PIXELS) -> None:
        super().__init__()
        self._name, self._ink, self._pixels = name, ink, pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:
        """The icon's size."""
        return icon_size(self._pixels)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the theme's colour."""
        painter = QPainter(self)
        drawn = pixmap(self._name, self._ink, self._pixels)
        size = drawn.deviceIndependentSize()
        painter.drawPixmap(
            round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2), drawn
        )


class Chip(QFrame):
    """A status of one or two words: an icon and the words, so that colour is never the only sign."""

    def __init__(self, words: str, tone: Tone = "neutral", icon: str | None = None) -> None:
        super().__init__()
        self._icon = IconLabel(TONE_ICON[tone], TONE_INK[tone], 16)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row(self, [self._icon, self._words], gap=4, margins=(8, 0, 10, 0))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_status(words, tone, icon)

    def show_status(self, words: str, tone: Tone, icon: str | None = None) -> None:
        """Show another status."""
        self._words.setText(words)
        self._icon.set_icon(icon or TONE_ICON[tone], TONE_INK[tone])
        set_look(self, "chip", tone)


class Card(QFrame):
    """A bordered surface; ``card.body`` takes what stands in it."""

    def __init__(self, title: str = "", gap: int = 8) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.body = column(self, gap=gap, margins=(16, 16, 16, 16))
        if title:
            self.body.addWidget(label(title, "section", wrap=True))


def divider() -> QFrame:
    """A horizontal line."""
    line = QFrame()
    line.setProperty("line", True)
    return line


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and apply it at once to what was shown already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
