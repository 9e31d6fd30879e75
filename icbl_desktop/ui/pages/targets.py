"""The plan objective by objective: what it asks, and what the campaign did about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.plan import Plan, Ref, code_of, objective_of, targets_of
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import (
    activities,
    campaign,
    choices,
    countries,
    own_work,
    plans,
    progress,
    toolkit,
)
from icbl_desktop.services.progress import Logged
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.plan.objective_list import Listing, ObjectiveList
from icbl_desktop.ui.plan.objective_panel import ObjectivePanel
from icbl_desktop.ui.plan.objective_sections import Shown
from icbl_desktop.ui.plan.work_done import SHOWN_AT_ONCE

_LIST_WIDTH = 300
_SHORT_BELOW = 880


@dataclass(frozen=True)
class _Found:
    """What the page shows: the list, and one objective of it."""

    listing: Listing
    shown: Shown
    work: Logged


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

    def _choose(self, ref: Ref) -> None:
        self._ref = ref
        self._load()

    def _load(self) -> None:
        app, ref = self._context.app, self._ref
        self._read.ask(lambda: _find(app, ref), self._show)

    def _show(self, found: _Found) -> None:
        self._list.show_listing(found.listing, found.shown.view.ref)
        self._panel.show_objective(found.shown, found.work)


def _find(app: App, ref: Ref) -> _Found:
    """The list, and the objective of this reference; where no plan has it, the first of one's own."""
    plan, who, facts = plans.current(app.db), campaign.get(app.db), countries.known(app.db)
    states = tuple(facts.states[iso3] for iso3 in who.states if iso3 in facts.states)
    mine = frozenset(target.objective for target in targets_of(plan, who.states))
    kept = own_work.kept(app.db, plan, who.states)
    holder = _plan_of(plan, kept, ref)
    code = code_of(ref) if holder else _first(plan, mine)
    view = progress.objective_view(app.db, holder or plan, code, who.states)
    shown = Shown(
        holder or plan,
        view,
        states,
        facts,
        choices.every(app.db),
        kept.work.get(view.ref, own_work.NO_WORK),
        tuple(one for one in kept.retired if one.ref == view.ref),
        tuple(one for one in toolkit.documents(app.db) if code in one.objectives),
        earlier=holder is not None and holder is not plan,
    )
    lines = activities.lines(app.db, view.work[:SHOWN_AT_ONCE])
    listing = Listing(plan, tuple(state.name for state in states), mine, kept)
    return _Found(listing, shown, Logged(view.work, tuple(lines)))


def _plan_of(plan: Plan, kept: own_work.OwnWork, ref: Ref) -> Plan | None:
    """The plan in force if it has this objective; else where own work stands, the last that had it."""
    if objective_of(plan, ref) is not None:
        return plan
    return next((one.plan for one in kept.left_behind if one.ref == ref), None)


def _first(plan: Plan, mine: Collection[str]) -> str:
    codes = [objective.code for objective in plan.objectives]
    return next((code for code in codes if code in mine), codes[0])
