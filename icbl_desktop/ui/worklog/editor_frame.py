"""The frame around a form: heading, bars, what scrolls, and the line with the Save buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import button, divider, icon_button, label

_GUTTER = 32


class EditorFrame(QWidget):
    """``content`` takes the form, ``tools`` and ``foot`` take buttons; ``bars`` stand below the heading."""

    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.note = label("", "title", wrap=True), label("", "secondary", wrap=True)
        self.resumed, self.wrong = Bar(closable=False), Bar()
        self.bars = column(gap=8)
        self.tools, self.content = row(gap=4), row(margins=(24, 16, 24, 24))
        self.foot = row(None, [self.note], gap=8, margins=(24, 12, 24, 12))
        self.foot.setStretch(0, 1)
        self._buttons: list[QPushButton] = []
        self.canvas, self.scroller, self.middle = Canvas(), QScrollArea(), column(gap=0)
        self.canvas.setLayout(self.content)
        set_up_scrolling(self.scroller, self.canvas)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what stands in it takes the keys
        self._back = icon_button("arrow-left", self.tr("Back to the list (Esc)"))
        self._close = icon_button("x", self.tr("Close (Esc)"))
        for way_out in (self._back, self._close):
            way_out.clicked.connect(self.leave_wanted)
        self._gutter = QWidget()
        self._gutter.setFixedWidth(_GUTTER)
        row(self, [self._gutter, self._card()], gap=0, margins=(0, 24, _GUTTER, 24))

    def add_button(self, words: str, *, main: bool, goes_on: bool) -> QPushButton:
        """A button in the foot: Ctrl+S presses the ``main`` one, Ctrl+Enter the one that ``goes_on``."""
        made = button(words, "primary" if main else "plain")
        if main:
            made.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
            made.setToolTip(self.tr("{words} (Ctrl+S)").format(words=words))
        if goes_on:
            made.setShortcut(QKeySequence("Ctrl+Return"))
            made.setToolTip(self.tr("{words} (Ctrl+Enter)").format(words=words))
        self._buttons.append(made)
        self.foot.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def hide_buttons(self, hidden: bool) -> None:
        """Where there is nothing to save."""
        for one in self._buttons:
            one.setHidden(hidden)

    def enable(self, may: bool) -> None:
        """Let the form be typed into and the buttons be pressed, or not."""
        for one in (self.canvas, *self._buttons):
            one.setEnabled(may)

    def set_covering(self, covers: bool) -> None:
        """Covering its list it has a way back; beside it, a way to close."""
        self._back.setVisible(covers)
        self._close.setVisible(not covers)
        self._gutter.setVisible(covers)

    def _card(self) -> QFrame:
        head = row(None, [self._back], gap=8)
        head.addWidget(self.title, 1)
        head.addLayout(self.tools)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        top = column(gap=8, margins=(24, 16, 16, 12))
        top.addLayout(head)
        top.addWidget(self.resumed)
        top.addWidget(self.wrong)
        top.addLayout(self.bars)
        card = QFrame()
        card.setProperty("card", True)
        whole = column(card, gap=0)
        whole.addLayout(top)
        whole.addWidget(divider())
        self.middle.addWidget(self.scroller, 1)
        whole.addLayout(self.middle, 1)
        whole.addWidget(divider())
        whole.addLayout(self.foot)
        return card
