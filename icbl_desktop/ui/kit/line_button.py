"""A whole line that can be pressed: an icon, one or two lines of words, something short at its end."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import IconLabel, label


class LineButton(QPushButton):
    """One record, objective or task in a short list; the words wrap, and the height follows."""

    def __init__(self, icon: str, title: str, below: str = "", end: str = "", ink: str = "muted") -> None:
        super().__init__()
        self.setProperty("kind", "line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(", ".join(part for part in (title, *below.splitlines(), end) if part))
        words = column(gap=0)
        words.addWidget(_inside(label(title, "body", wrap=True)))
        if below:
            words.addWidget(_inside(label(below, "secondary", wrap=True)))
        line = self._line = row(self, [], gap=8, margins=(8, 8, 8, 8))
        self._icon = IconLabel(icon, ink)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if end:
            line.addWidget(_inside(label(end, "secondary")), 0, Qt.AlignmentFlag.AlignTop)

    def show_icon(self, icon: str, ink: str = "muted") -> None:
        """Show another icon."""
        self._icon.set_icon(icon, ink)

    def sizeHint(self) -> QSize:
        """As large as its words, not as a button's own text."""
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its words can wrap."""
        return self._line.minimumSize()


def _inside(words: QLabel) -> QLabel:
    """Words that leave the mouse to the button they stand on."""
    words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    if words.wordWrap():
        words.setMinimumWidth(1)  # a word without end is cut, and does not widen the page
    return words
