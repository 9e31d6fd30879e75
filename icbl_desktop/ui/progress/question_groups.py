"""A plan's questions by objective: those about this state in the open, the others folded away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator, Plan, Ref
from icbl_desktop.domain.work import IndicatorUpdateDraft
from icbl_desktop.services.indicator_values import Series
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import InTurn
from icbl_desktop.ui.kit.widgets import Card, Chip, divider, label
from icbl_desktop.ui.progress.indicator_card import IndicatorCard


@dataclass(frozen=True)
class Group:
    """The questions of one objective; in 2012-2015, of one goal."""

    code: str
    title: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Asked:
    """A plan's questions about these states; ``own`` are the codes of groups that stand in the open."""

    plan: Plan
    states: tuple[State, ...]
    own: frozenset[str]
    read_only: bool


def groups_of(plan: Plan) -> tuple[Group, ...]:
    """By objective or goal, in the plan's order."""
    heads = [(one.code, one.title, one.code, "") for one in plan.objectives]
    heads += [(goal.code, goal.title, "", goal.code) for goal in plan.goals]
    found = (
        Group(code, title, tuple(one for one in plan.indicators if _belongs(one, objective, goal)))
        for code, title, objective, goal in heads
    )
    return tuple(one for one in found if one.indicators)


class QuestionGroups(QWidget):
    """What is being typed into a question stays while values change."""

    def __init__(self, context: Context, asked: Asked, new: Callable[[], IndicatorUpdateDraft]) -> None:
        """``new`` gives what a new answer begins with. ``build_next`` is to be called for each open group."""
        super().__init__()
        self._context, self._asked, self._new = context, asked, new
        groups = groups_of(asked.plan)
        self._own = [one for one in groups if one.code in asked.own]
        self._others = [one for one in groups if one.code not in asked.own]
        self._cards: dict[Ref, IndicatorCard] = {}
        self._places: dict[str, QBoxLayout] = {}
        self._series: Mapping[Ref, Series] = {}
        self._in_turn = InTurn(self)
        layout = column(self, gap=16)
        self._make_room(layout, self._own)
        title = self.tr("Other objectives") if self._own else self.tr("All objectives")
        self._fold = FoldingSection(title, fill=self._fill)
        self._fold.setVisible(bool(self._others))
        self._fold.open(not self._own)
        layout.addWidget(self._fold)

    def build_next(self) -> None:
        """Make the next card that stands in the open, if there is one to be made."""
        if waiting := [one for one in self._own if one.code in self._places]:
            self._build(waiting[0])

    def show_series(self, series: Iterable[Series]) -> None:
        """Show the values of all questions."""
        self._series = {one.ref: one for one in series}
        for ref, card in self._cards.items():
            if ref in self._series:
                card.show_series(self._series[ref])

    def card(self, ref: Ref) -> IndicatorCard | None:
        """The card of a question, unfolded; None where the plan does not ask it."""
        for groups in (self._own, self._others):
            if any(ref in self._refs(one) for one in groups):
                self._fold.open(self._fold.is_open() or groups is self._others)
                self._build_up_to(ref, groups)
                return self._cards[ref]
        return None

    def _build_up_to(self, ref: Ref, groups: Sequence[Group]) -> None:
        """What stands above is there too, so that nothing moves the question out of sight again."""
        for group in groups:
            self._build(group)
            if ref in self._refs(group):
                return

    def _fill(self, body: QBoxLayout) -> None:
        self._make_room(body, self._others)
        self._in_turn.run([partial(self._build, group) for group in self._others])

    def _make_room(self, into: QBoxLayout, groups: Sequence[Group]) -> None:
        for group in groups:
            place = QWidget()
            self._places[group.code] = column(place)
            into.addWidget(place)

    def _build(self, group: Group) -> None:
        """Make a group's card where there is room for it and it is not made yet."""
        place = self._places.pop(group.code, None)
        if place is None:
            return
        asked, card = self._asked, Card(gap=12)
        head = row(None, [Chip(group.code, "accent", "target")])
        head.addWidget(label(group.title, "section", wrap=True), 1)
        card.body.addLayout(head)
        for ref, indicator in zip(self._refs(group), group.indicators, strict=True):
            made = IndicatorCard(self._context, ref, indicator, asked.states, asked.read_only, self._new)
            made.show_series(self._series.get(ref, Series(indicator, ref)))
            self._cards[ref] = made
            card.body.addWidget(divider())
            card.body.addWidget(made)
        place.addWidget(card)

    def _refs(self, group: Group) -> list[Ref]:
        return [self._asked.plan.ref(one.id) for one in group.indicators]


def _belongs(indicator: Indicator, objective: str, goal: str) -> bool:
    return bool(objective and indicator.objective == objective) or bool(goal and indicator.goal == goal)
