"""The plan objective by objective: what it asks, and what the campaign did about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.plan import code_of, targets_of
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import activities, campaign, countries, plans, progress
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.plan.objective_list import Listing, ObjectiveList
from icbl_desktop.ui.plan.objective_panel import ObjectivePanel
from icbl_desktop.ui.plan.objective_sections import Shown
from icbl_desktop.ui.plan.own_work import SHOWN_AT_ONCE, Work

_LIST_WIDTH = 300
_SHORT_BELOW = 880


@dataclass(frozen=True)
class _Found:
    """What the page shows: the list, and one objective of it."""

    listing: Listing
    shown: Shown
    work: Work


class TargetsPage(QWidget):
    """Objectives at the start edge, the chosen one beside them; below them where there is little room."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ref = ""
        self._read = LatestRead(context.jobs, self)
        self._list = ObjectiveList()
        self._list.chosen.connect(self._choose)
        self._panel = ObjectivePanel(context)
        self._layout = row(self, gap=24, margins=(32, 24, 16, 0))
        self._layout.addWidget(self._list)
        self._layout.addWidget(self._panel, 1)
        self._when_shown = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show the objective of a reference; without one what is shown already."""
        if place.id:
            self._ref = place.id
        self._when_shown.ask()

    def refresh(self, _changed: Changed) -> None:
        """A plan, an answer or an activity may have changed."""
        self._when_shown.ask()

    def flush(self) -> None:
        """Before the window closes: keep notes that wait."""
        self._panel.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or the choice above the objective."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The size of text may have changed meanwhile."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        short = self.width() < look.scaled(_SHORT_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if short else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(direction)
        self._list.set_short(short)
        self._list.setMinimumWidth(0 if short else look.scaled(_LIST_WIDTH))
        self._list.setMaximumWidth(self.width() if short else look.scaled(_LIST_WIDTH))

    def _choose(self, code: str) -> None:
        self._ref = code
        self._load()

    def _load(self) -> None:
        app, code = self._context.app, code_of(self._ref)
        self._read.ask(lambda: _find(app, code), self._show)

    def _show(self, found: _Found) -> None:
        self._list.show_listing(found.listing, found.shown.view.objective.code)
        self._panel.show_objective(found.shown, found.work)


def _find(app: App, code: str) -> _Found:
    """The list, and the objective of this code; where the plan has none, the first of the campaign's own."""
    plan, who, facts = plans.current(app.db), campaign.get(app.db), countries.facts()
    mine = frozenset(target.objective for target in targets_of(plan, who.states))
    codes = [objective.code for objective in plan.objectives]
    if code not in codes:
        code = next((one for one in codes if one in mine), codes[0])
    view = progress.objective_view(app.db, plan, code, who.states)
    states = tuple(facts.states[iso3] for iso3 in who.states if iso3 in facts.states)
    return _Found(
        Listing(plan, mine, progress.work_counts(app.db)),
        Shown(plan, view, states, facts),
        Work(view.work, tuple(activities.lines(app.db, view.work[:SHOWN_AT_ONCE]))),
    )
