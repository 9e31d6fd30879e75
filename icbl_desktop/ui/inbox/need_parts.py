"""What the list of needs is made of: a line with one thing to do, and a card for a group of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Paragraph, button, divider, icon_button, label
from icbl_desktop.ui.words import number

AT_ONCE = 20
"""Lines of a group that are built at once; more on demand."""


@dataclass(frozen=True)
class Saying:
    """What a line says: ``below`` may have several lines; ``action`` is the word on its button."""

    icon: str
    ink: str
    title: str
    below: str
    action: str


class NeedLine(QWidget):
    """One thing that waits: what it is, what it means, and what to do, which may open something below."""

    def __init__(
        self, saying: Saying, act: Callable[[], object], put_away: Callable[[], object] | None = None
    ) -> None:
        """``put_away`` takes it off the list though it still stands."""
        super().__init__()
        self.action = _button(saying)
        self.action.clicked.connect(lambda: act())
        words = column(gap=2)
        words.addWidget(label(saying.title, "strong", wrap=True))
        words.addWidget(label(saying.below, "secondary", wrap=True))
        across = row(gap=12)
        across.addWidget(IconLabel(saying.icon, saying.ink), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        if put_away is not None:
            words_for = QCoreApplication.translate("need_parts", "Put away: {title}")
            away = icon_button("x", words_for.format(title=saying.title))
            away.clicked.connect(lambda: put_away())
            across.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.opened = column(gap=0)
        whole = column(self, gap=0, margins=(0, 8, 0, 8))
        whole.addLayout(across)
        whole.addLayout(self.opened)

    def open(self, content: QWidget) -> None:
        """Show this below the line, in the place of its button."""
        self.action.hide()
        self.opened.addSpacing(12)
        self.opened.addWidget(content)
        content.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_opened(self) -> None:
        """Back to the line as it was."""
        while (item := self.opened.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.action.show()
        self.action.setFocus(Qt.FocusReason.OtherFocusReason)


class NeedCard(Card):
    """A group of lines under a title that counts them; the first ones, and the others on demand."""

    def __init__(
        self, title: str, words: str, lines: Sequence[Callable[[], QWidget]], first: int = AT_ONCE
    ) -> None:
        """``lines`` build one line each, the ``first`` ones at once; ``words`` say what all of them mean."""
        super().__init__(title, gap=4)
        self._waiting = [*lines]
        if words:
            self.body.addWidget(Paragraph(words, "secondary"))
        self._lines = column(gap=0)
        self._more = button("", "quiet", "caret-down")
        self._more.clicked.connect(self._show_more)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._more)
        self._show(first)

    def _show_more(self) -> None:
        self._show(AT_ONCE)

    def _show(self, count: int) -> None:
        now, self._waiting = self._waiting[:count], self._waiting[count:]
        for build in now:
            self._lines.addWidget(divider())
            self._lines.addWidget(build())
        rest = len(self._waiting)
        words = QCoreApplication.translate("need_parts", "Show {n} more")
        self._more.setText(words.format(n=number(min(rest, AT_ONCE))))
        self._more.setVisible(rest > 0)


def _button(saying: Saying) -> QPushButton:
    made = button(saying.action)
    made.setAccessibleName(f"{saying.action} {saying.title}")
    made.setVisible(bool(saying.action))
    return made
