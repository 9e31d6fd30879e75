"""The larger parts of a page: the scrolling page itself, its heading, bars, and the empty state."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import ALL_THE_ROOM, column, row
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import (
    TONE_ICON,
    TONE_INK,
    IconLabel,
    Paragraph,
    Tone,
    button,
    icon_button,
    label,
    set_look,
)

_EMPTY_WIDTH = 480


class Page(QScrollArea):
    """A page that scrolls: ``page.heading`` says its title, ``page.body`` takes what stands below."""

    def __init__(self, width: int = 1120) -> None:
        """``width`` in pixels before the text scale is the most its content takes."""
        super().__init__()
        self.heading = Heading()
        content = QWidget()
        hold_width(content, most=width)
        self.body = column(content, gap=16, margins=(0, 0, 0, 0))
        self.body.addWidget(self.heading)
        canvas = Canvas()
        outer = row(canvas, [], margins=(32, 24, 32, 32))
        outer.addWidget(content, ALL_THE_ROOM, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        set_up_scrolling(self, canvas)


class Heading(QWidget):
    """A page's title, a muted sentence below it, and its ``buttons`` at the end of the line."""

    def __init__(self, title: str = "", subtitle: str = "") -> None:
        super().__init__()
        self._title = label(title, "title", wrap=True)
        self._subtitle = label(subtitle, "secondary", wrap=True)
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self.buttons = row(gap=8)
        line = row(self, [], gap=16)
        line.addLayout(words, 1)
        line.addLayout(self.buttons)
        self._subtitle.setVisible(bool(subtitle))

    def say(self, title: str, subtitle: str = "") -> None:
        """Show another title."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))


class Bar(QFrame):
    """A sentence across a page, with an icon, an optional action, and a way to close it.

    For what stays until it is dismissed: "Removed. [Undo]", what is wrong, a way on.
    """

    dismissed = Signal()
    acted = Signal()

    def __init__(self, closable: bool = True) -> None:
        super().__init__()
        self._icon = IconLabel("info", "info")
        self._words = label("", "body", wrap=True)
        self._action = button("", "quiet")
        self._action.clicked.connect(self.acted)
        self._close = icon_button("x", self.tr("Close"))
        self._close.clicked.connect(self._dismiss)
        line = row(self, [self._icon], gap=12, margins=(12, 6, 6, 6))
        line.addWidget(self._words, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self._close.setVisible(closable)
        self.hide()

    def say(self, words: str, tone: Tone = "neutral", action: str = "") -> None:
        """Show the bar with these words; ``action`` is the word on its button, such as "Undo"."""
        self._words.setText(words)
        self._icon.set_icon(TONE_ICON[tone], TONE_INK[tone])
        self._action.setText(action)
        self._action.setVisible(bool(action))
        set_look(self, "bar", tone)
        self.show()

    def words(self) -> str:
        """What the bar says."""
        return self._words.text()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


class EmptyState(QWidget):
    """What a page shows when it has nothing: what it is for, and the next step."""

    acted = Signal()
    """The next step was chosen."""

    def __init__(self, icon: str, title: str, words: str, action: str = "") -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = column(self, gap=8, margins=(24, 48, 24, 32))
        layout.addWidget(IconLabel(icon, "muted", 40), 0, middle)
        for said in (label(title, "section", wrap=True), Paragraph(words)):
            said.setAlignment(middle)
            hold_width(said, most=_EMPTY_WIDTH)
            line = row()
            line.addStretch(1)
            line.addWidget(said, ALL_THE_ROOM)
            line.addStretch(1)
            layout.addLayout(line)
        if action:
            step = button(action)
            step.clicked.connect(self.acted)
            layout.addSpacing(8)
            layout.addWidget(step, 0, middle)
        layout.addStretch(1)
