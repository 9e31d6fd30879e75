"""One grant on one page that scrolls, from where it stands to the files behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.domain.final_report import Gap, Lack
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.grant_life import AWARDED
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.words import GRANT_PROGRAMMES, GRANT_STATES
from icbl_desktop.domain.work import OutcomeDraft
from icbl_desktop.services.grants import GrantView
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import InTurn, Refill
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, button, label
from icbl_desktop.ui.words import say
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.file_drops import FileDrops
from icbl_desktop.ui.worklog.grant_cards import (
    activities_card,
    gaps_card,
    money_card,
    outcomes_card,
    results_card,
)
from icbl_desktop.ui.worklog.grant_expenses import expenses_card
from icbl_desktop.ui.worklog.grant_life_card import LifeCard
from icbl_desktop.ui.worklog.grant_words import STATE_TONES


class GrantPane(QScrollArea):
    """Shows a ``GrantView``; says what the person wants to change of it."""

    edit_wanted = Signal(str)
    """The field of the grant to go to; empty for its beginning."""
    expense_wanted = Signal(object)
    """An ``Expense`` to edit, or None to add one."""
    step_taken = Signal(object)
    """A ``Step`` in the grant's life."""
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._go = context.go
        self._view: GrantView | None = None
        self._in_turn = InTurn(self)
        self._files = EvidenceStrip(context)
        FileDrops(self._files, self._files.add_files)
        self._back = button(self.tr("All grants"), "quiet", "arrow-left")
        self._back.clicked.connect(self.closed)
        self._gutter = QWidget()
        self._gutter.setFixedWidth(32)
        canvas = Canvas()
        inside = self._cards = column(gap=16)
        inside.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self._parts = self._make_parts()
        inside.addWidget(self._files_card())
        inside.addStretch(1)
        whole = row(canvas, [self._gutter], gap=0, margins=(0, 24, 32, 24))
        whole.addLayout(inside, 1)
        set_up_scrolling(self, canvas)

    def show_view(self, view: GrantView, today: date) -> None:
        """Show this grant, card by card, so that the window is never held up."""
        self._view = view
        grant = view.grant
        gaps = view.missing(today) if grant.state in AWARDED else None
        contents = (
            grant,
            (grant, today),
            (grant, view.money),
            gaps,
            grant,
            view,
            view.outcomes,
            view.activities,
        )
        self._in_turn.run(
            [partial(part.show_content, content) for part, content in zip(self._parts, contents, strict=True)]
        )
        self._files.show_record(grant.id)

    def set_covering(self, covers: bool) -> None:
        """Covering the list it has a way back."""
        self._back.setVisible(covers)
        self._gutter.setVisible(covers)

    def _make_parts(self) -> list[Refill[Any]]:
        """A place for each card, in the order of the page; each is built again when its content differs."""
        builds: tuple[Callable[[Any], QWidget | None], ...] = (
            self._head,
            self._life,
            lambda shown: money_card(*shown),
            lambda gaps: None if gaps is None else gaps_card(gaps, self._open_gap),
            results_card,
            self._expenses,
            lambda outcomes: outcomes_card(outcomes, self._add_outcome, self._go),
            lambda activities: activities_card(activities, self._go),
        )
        parts: list[Refill[Any]] = [Refill(build) for build in builds]
        for part in parts:
            self._cards.addWidget(part)
        return parts

    def _life(self, shown: tuple[Grant, date]) -> QWidget:
        card = LifeCard(*shown)
        card.taken.connect(self.step_taken)
        return card

    def _expenses(self, view: GrantView) -> QWidget:
        return expenses_card(view, lambda: self.expense_wanted.emit(None), self.expense_wanted.emit)

    def _files_card(self) -> Card:
        card = Card(self.tr("Files"), gap=12)
        words = self.tr("The application, the agreement, letters. A receipt belongs to its expense.")
        card.body.addWidget(Paragraph(words, "secondary"))
        card.body.addWidget(self._files)
        return card

    def _open_gap(self, gap: Gap) -> None:
        """Go to where what is missing is written down."""
        if gap.field:
            self.edit_wanted.emit(gap.field)
        elif gap.lack == Lack.OUTCOME:
            self._add_outcome()
        elif self._view is not None:
            named = [one for one in self._view.expenses if one.id == gap.expense_id]
            self.expense_wanted.emit(named[0] if named else None)

    def _add_outcome(self) -> None:
        if self._view is not None:
            grant = self._view.grant
            draft = OutcomeDraft(grant_id=grant.id, objectives=grant.objectives)
            self._go(Place("outcomes", draft=draft))

    def _head(self, grant: Grant) -> QWidget:
        made = QWidget()
        edit = button(self.tr("Edit"), "plain", "pencil-simple")
        edit.clicked.connect(lambda: self.edit_wanted.emit(""))
        objectives = ", ".join(code_of(ref) for ref in grant.objectives)
        parts = (say(GRANT_PROGRAMMES, grant.programme), grant.call, objectives)
        chips = row(None, [Chip(say(GRANT_STATES, grant.state), STATE_TONES.get(grant.state, "neutral"))])
        chips.addWidget(label(" · ".join(part for part in parts if part), "secondary", wrap=True), 1)
        words = column(gap=4)
        words.addWidget(label(grant.title, "title", wrap=True))
        words.addLayout(chips)
        across = row(made, gap=16)
        across.addLayout(words, 1)
        across.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        return made
