"""The first page: the campaign's targets, what needs it, what comes, what it did last."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import countries
from icbl_desktop.services.overview import overview
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import Page
from icbl_desktop.ui.kit.refill import InTurn, Refill, WhenShown
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.plan.not_named_card import not_named
from icbl_desktop.ui.plan.overview_cards import (
    Seen,
    alerts_card,
    coming_card,
    first_step,
    needs_card,
    recent_card,
    target_card,
)
from icbl_desktop.ui.plan.state_standing import standing_card
from icbl_desktop.ui.words import day, days
from icbl_desktop.ui.worklog.unfinished_bar import UnfinishedBar

_CARDS_SHOWN = 4


class OverviewPage(Page):
    """Where the campaign stands, on one page."""

    filled = Signal()
    """The page shows what it found."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._read = LatestRead(context.jobs, self)
        self._in_turn = InTurn(self)
        self._unfinished = UnfinishedBar(context)
        self._targets = Refill(self._build_targets)
        self._cards = Refill(self._build_cards)
        self.body.addWidget(self._unfinished)
        self.body.addWidget(self._targets)
        self.body.addWidget(self._cards)
        self._when_shown = WhenShown(self, self._load)

    def showEvent(self, event: QShowEvent) -> None:
        """What is being written on another page is no change of a record: it is looked for at each visit."""
        super().showEvent(event)
        self._unfinished.check()

    def refresh(self, _changed: Changed) -> None:
        """Any record may stand here."""
        self._when_shown.ask()

    def _load(self) -> None:
        db = self._context.app.db
        today = date.today()  # noqa: DTZ011 - the person's own day
        self._read.ask(lambda: Seen(overview(db, today), countries.known(db)), self._show)

    def _show(self, seen: Seen) -> None:
        plan = seen.view.plan
        self.heading.say(seen.view.campaign.organisation, f"{plan.title} · {days(plan.start, plan.end)}")
        self._in_turn.run(
            [
                lambda: self._targets.show_content(seen),
                lambda: self._cards.show_content(seen),
                self.filled.emit,
            ]
        )

    def _build_targets(self, seen: Seen) -> QWidget:
        view, go = seen.view, self._context.go
        content = QWidget()
        layout = column(content, gap=16)
        if view.ended:
            layout.addWidget(self._ended(view.ended))
        for card in (alerts_card(view, go), first_step(seen, go), not_named(seen, go)):
            if card is not None:
                layout.addWidget(card)
        if view.cards:
            layout.addWidget(label(self.tr("Your targets"), "section"))
            layout.addWidget(CardGrid([target_card(seen, one, go) for one in view.cards[:_CARDS_SHOWN]]))
        if len(view.cards) > _CARDS_SHOWN:
            layout.addWidget(self._all_targets(len(view.cards)))
        return content

    def _build_cards(self, seen: Seen) -> QWidget:
        view, go = seen.view, self._context.go
        cards = (
            needs_card(view, go),
            coming_card(view, go),
            recent_card(view, go),
            standing_card(view.states, view.treaty_dates, seen.facts.as_of),
        )
        return CardGrid([card for card in cards if card is not None])

    def _ended(self, end: date) -> QWidget:
        words = self.tr(
            "This plan ended on {date}. Keep working; a new plan will not remove your work. "
            "Ask the secretariat for the new plan file, and open it here (Ctrl+O)."
        )
        return icon_note("info", words.format(date=day(end)))

    def _all_targets(self, count: int) -> QWidget:
        more = button(self.tr("See all {n} targets").format(n=count), "quiet", "arrow-right")
        more.clicked.connect(lambda: self._context.go(Place("targets")))
        return more
