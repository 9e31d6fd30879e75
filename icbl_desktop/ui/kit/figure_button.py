"""A number that can be pressed: large, with what it counts below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.plain_tip import plain_tip
from icbl_desktop.ui.kit.widgets import label


class FigureButton(QPushButton):
    """Stands in a line of figures; as wide as its words."""

    def __init__(self, figure: str, words: str, note: str = "") -> None:
        """``note`` is more on it, as a tooltip and for a screen reader."""
        super().__init__()
        self.setProperty("kind", "line")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{figure} {words}")
        self.setAccessibleDescription(note)
        self.setToolTip(plain_tip(note))
        self._column = column(self, gap=0, margins=(10, 6, 10, 6))
        for part in (label(figure, "figure"), label(words, "secondary")):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(part)

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same: a figure is never cut."""
        return self._column.sizeHint()
