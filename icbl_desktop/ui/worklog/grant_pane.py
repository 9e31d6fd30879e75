"""One grant on one page that scrolls, from its money to the activities it paid for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES
from icbl_desktop.services.grants import GrantView
from icbl_desktop.ui.context import Go
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Chip, button, label
from icbl_desktop.ui.words import say
from icbl_desktop.ui.worklog.grant_cards import (
    STATE_TONES,
    activities_card,
    dates_card,
    money_card,
    outcomes_card,
    purpose_card,
)


class GrantPane(QScrollArea):
    """Shows a ``GrantView``; says what the person wants to change of it."""

    edit_wanted = Signal()
    outcome_wanted = Signal(object)
    """An ``Outcome`` to edit, or None to add one."""
    closed = Signal()

    def __init__(self, go: Go) -> None:
        super().__init__()
        self._go = go
        self._content = Refill(self._build)
        self._back = button(self.tr("All grants"), "quiet", "arrow-left")
        self._back.clicked.connect(self.closed)
        self._gutter = QWidget()
        self._gutter.setFixedWidth(32)
        canvas = Canvas()
        inside = column(gap=8)
        inside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        inside.addWidget(self._content)
        inside.addStretch(1)
        whole = row(canvas, [self._gutter], gap=0, margins=(0, 24, 32, 24))
        whole.addLayout(inside, 1)
        set_up_scrolling(self, canvas)

    def show_view(self, view: GrantView) -> None:
        """Show this grant."""
        self._content.show_content(view)

    def set_covering(self, covers: bool) -> None:
        """Covering the list it has a way back."""
        self._back.setVisible(covers)
        self._gutter.setVisible(covers)

    def _build(self, view: GrantView) -> QWidget:
        made = QWidget()
        inside = column(made, gap=16)
        inside.addWidget(self._head(view))
        for card in (
            money_card(view.money),
            dates_card(view.grant),
            purpose_card(view.grant),
            outcomes_card(view, lambda: self.outcome_wanted.emit(None), self.outcome_wanted.emit),
            activities_card(view, self._go),
        ):
            inside.addWidget(card)
        return made

    def _head(self, view: GrantView) -> QWidget:
        grant = view.grant
        made = QWidget()
        edit = button(self.tr("Edit"), "plain", "pencil-simple")
        edit.clicked.connect(self.edit_wanted)
        parts = (say(GRANT_PROGRAMMES, grant.programme), ", ".join(code_of(ref) for ref in grant.objectives))
        chips = row(None, [Chip(say(GRANT_STATES, grant.state), STATE_TONES.get(grant.state, "neutral"))])
        chips.addWidget(label(" · ".join(part for part in parts if part), "secondary"), 1)
        words = column(gap=4)
        words.addWidget(label(grant.title, "title", wrap=True))
        words.addLayout(chips)
        across = row(made, gap=16)
        across.addLayout(words, 1)
        across.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return made
