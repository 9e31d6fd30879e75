"""The rail at the start edge: one button a page, words beside icons, or icons alone where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QWidget

from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import divider, label, set_look

_WIDE = 208
_NARROW = 56
_LINE = 44
"""The height of a page's button, before the text scale."""


@dataclass(frozen=True)
class PageSpec:
    """How a page stands in the rail, and how it is built. ``more`` puts it in the lower group."""

    key: str
    title: str
    icon: str
    build: Callable[[], QWidget]
    more: bool = False


class Rail(QFrame):
    """Says with ``wanted`` which page was asked for, by its key."""

    wanted = Signal(str)

    def __init__(self, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self.setProperty("shell", "rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._pages = pages
        self._buttons = {page.key: self._button(page) for page in pages}
        self._more = label(self.tr("More"), "caption")
        self._line = divider()
        self._lay_out()
        self.set_narrow(False)

    def show_current(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def offer(self, key: str, offered: bool) -> None:
        """Have a page in the rail, or not."""
        self._buttons[key].setVisible(offered)

    def is_offered(self, key: str) -> bool:
        """Whether a page is in the rail."""
        return not self._buttons[key].isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons closer where the window is low, so that all pages are seen."""
        super().resizeEvent(event)
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        is_close = (len(shown) + 1) * look.scaled(_LINE) > self.height()
        for button in self._buttons.values():
            set_look(button, "close", is_close)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, with the words as tooltips; or words beside the icons."""
        self._more.setVisible(not narrow)
        self._line.setVisible(narrow)
        for page in self._pages:
            button = self._buttons[page.key]
            button.setText("" if narrow else page.title)
            button.setToolTip(page.title if narrow else "")
            set_icon(button, page.icon, "text", ink_on="accent")
        self.setFixedWidth(look.scaled(_NARROW) if narrow else self._wide())

    def _button(self, page: PageSpec) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "rail")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setAccessibleName(page.title)
        button.clicked.connect(lambda: self.wanted.emit(page.key))
        return button

    def _lay_out(self) -> None:
        lines = QWidget()
        layout = column(lines, gap=0, margins=(0, 8, 0, 8))
        for page in self._pages:
            if not page.more:
                layout.addWidget(self._buttons[page.key])
        layout.addStretch(1)
        if any(page.more for page in self._pages):
            layout.addWidget(self._line)
            layout.addLayout(row(None, [self._more], margins=(18, 0, 16, 4)))
        for page in self._pages:
            if page.more:
                layout.addWidget(self._buttons[page.key])
        scroll = QScrollArea()
        scroll.setWidget(lines)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(self).addWidget(scroll)

    def _wide(self) -> int:
        """Wide enough for the longest title in the language in use."""
        return max(look.scaled(_WIDE), *(button.sizeHint().width() for button in self._buttons.values()))
