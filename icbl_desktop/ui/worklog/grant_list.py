"""The campaign's grants, newest first, to choose one from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES
from icbl_desktop.services.grants import GrantLine
from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.page_parts import EmptyState, Heading
from icbl_desktop.ui.kit.scrolling import scrolled
from icbl_desktop.ui.kit.widgets import Card, button
from icbl_desktop.ui.words import say
from icbl_desktop.ui.worklog.grant_words import money_and_due


class GrantList(QWidget):
    """Says which grant was pressed, or that a new one is wanted."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, LineButton] = {}
        self._group = QButtonGroup(self)
        cards = QWidget()
        self._column = column(cards, gap=12)
        self._shown = QStackedWidget()
        self.bars = column(gap=8)
        heading = Heading(self.tr("Grants"))
        self._add = button(self.tr("Add a grant"), "plain", "plus")
        self._add.clicked.connect(self.new_wanted)
        heading.buttons.addWidget(self._add)
        self._shown.addWidget(scrolled(cards))
        self._shown.addWidget(self._empty())
        whole = column(self, gap=12, margins=(32, 24, 24, 24))
        whole.addLayout(self.bars)
        whole.addWidget(heading)
        whole.addWidget(self._shown, 1)

    def show_grants(self, grants: Sequence[GrantLine], chosen: str, today: date) -> None:
        """Show these as they stand today, with one of them marked."""
        clear(self._column)
        self._lines = {}
        for one in grants:
            self._column.addWidget(self._card(one, today))
        self._shown.setCurrentIndex(0 if grants else 1)
        self._add.setVisible(bool(grants))
        self.mark(chosen)

    def mark(self, grant_id: str) -> None:
        """Mark the grant that is shown beside the list; none for an empty id."""
        self._group.setExclusive(False)
        for one, line in self._lines.items():
            line.setChecked(one == grant_id)
        self._group.setExclusive(True)

    def _card(self, one: GrantLine, today: date) -> Card:
        grant = one.grant
        kind = f"{say(GRANT_PROGRAMMES, grant.programme)} · {say(GRANT_STATES, grant.state)}"
        below = "\n".join(part for part in (kind, money_and_due(one, today)) if part)
        line = LineButton("hand-coins", grant.title, below)
        line.setCheckable(True)
        line.clicked.connect(lambda: self.chosen.emit(grant.id))
        self._lines[grant.id] = line
        self._group.addButton(line)
        card = Card()
        card.body.setContentsMargins(1, 10, 1, 10)
        card.body.addWidget(line)
        return card

    def _empty(self) -> QWidget:
        empty = EmptyState(
            "hand-coins",
            self.tr("No grant yet"),
            self.tr(
                "When your campaign applies for Investing in Action or Together in Action, keep the account "
                "of it here: what was asked, awarded and spent, what happened, and what changed because of "
                "it. The final report is made from this."
            ),
            self.tr("Add a grant"),
        )
        empty.acted.connect(self.new_wanted)
        return empty
