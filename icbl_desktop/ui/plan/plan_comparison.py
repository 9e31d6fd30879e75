"""Two plans side by side, objective by objective: what each holds, and what changes from one to the other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_diff import PlanDiff, diff, under
from icbl_desktop.domain.plan_sides import Side, Sides, side_by_side
from icbl_desktop.domain.words import GROUPS
from icbl_desktop.services.plan_history import KeptPlan
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.forms import FieldRow, FoldingSection
from icbl_desktop.ui.kit.icon_line import Line, add_lines
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.refill import InTurn
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, divider, label
from icbl_desktop.ui.plan.plan_lines import Names, date_lines, event_when, everyone_lines
from icbl_desktop.ui.plan.plan_words import commitment_words
from icbl_desktop.ui.words import day, number, say

_COLUMN = 300


@dataclass(frozen=True)
class Comparable:
    """The versions to choose from, the one in force (its digest), one's own states, all states' names."""

    versions: tuple[KeptPlan, ...]
    in_force: str
    mine: tuple[str, ...]
    name: Names


class PlanComparison(QWidget):
    """Choose two plans, and one state or all; the cards below follow."""

    away_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Comparable | None = None
        self._left, self._right = Choice([]), Choice([])
        self._state = Choice([], none=self.tr("All states"))
        fields = (
            FieldRow(self.tr("Plan"), self._left),
            FieldRow(self.tr("Compared with"), self._right),
            FieldRow(self.tr("State"), self._state),
        )
        self._rows = column(gap=16)
        self._in_turn = InTurn(self)
        for choice in (self._left, self._right, self._state):
            choice.edited.connect(self._compare)
        away = button(self.tr("Close"))
        away.clicked.connect(self.away_wanted)
        layout = column(self, gap=16)
        layout.addWidget(CardGrid(fields, _COLUMN))
        layout.addLayout(self._rows)
        end = row(None, [away])
        end.addStretch(1)
        layout.addLayout(end)
        self.setFocusProxy(self._left)

    def show_plans(self, shown: Comparable) -> None:
        """Offer these; at first the plan in force beside the one before it."""
        self._shown = shown
        options = [Option(one.digest, version_name(one)) for one in shown.versions]
        for choice, one in zip((self._left, self._right), first_pair(shown), strict=True):
            choice.set_options(options)
            choice.set_value(one.digest)
        self._compare()

    def _compare(self) -> None:
        shown = self._shown
        if shown is None:
            return
        kept = {one.digest: one for one in shown.versions}
        pair = kept[str(self._left.value())], kept[str(self._right.value())]
        left, right = (one.plan for one in pair)
        self._offer_states(shown, left, right)
        chosen = self._state.value()
        states = (chosen,) if chosen else ()
        found = diff(left, right, states)
        clear(self._rows)
        steps = [
            lambda sides=sides: self._rows.addWidget(_card(sides, pair, found, bool(states), shown.name))
            for sides in side_by_side(left, right, states)
        ]
        self._in_turn.run([*steps, lambda: self._add_dates(found), lambda: tab_as_read(self)])

    def _add_dates(self, found: PlanDiff) -> None:
        """Last, all events that change: many belong to no objective."""
        lines = date_lines(found)
        if lines:
            card = Card(_tr("Dates that change ({n})").format(n=number(len(lines))), gap=12)
            add_lines(card.body, lines)
            self._rows.addWidget(card)

    def _offer_states(self, shown: Comparable, left: Plan, right: Plan) -> None:
        """One's own first, then those that either plan names."""
        others = {target.iso3 for plan in (left, right) for target in plan.targets} - set(shown.mine)
        codes = [*shown.mine, *sorted(others, key=shown.name)]
        self._state.set_options([Option(iso3, shown.name(iso3)) for iso3 in codes])


def first_pair(shown: Comparable) -> tuple[KeptPlan, KeptPlan]:
    """The plan in force and its neighbour of the same strategy and kind, the earlier one first."""
    now = next(one for one in shown.versions if one.digest == shown.in_force)
    alike = [
        one
        for one in shown.versions
        if (one.plan.strategy.id, one.plan.kind) == (now.plan.strategy.id, now.plan.kind)
    ]
    at = max(1, alike.index(now))
    return (alike[at - 1], alike[at]) if len(alike) > 1 else (now, now)


def version_name(one: KeptPlan) -> str:
    """A version of a plan in one line: "2018-2019 Operational Plan, number 2"."""
    if not one.sequence:
        return one.plan.title
    return _tr("{title}, number {number}").format(title=one.plan.title, number=number(one.sequence))


def _card(
    sides: Sides, pair: tuple[KeptPlan, KeptPlan], found: PlanDiff, one_state: bool, name: Names
) -> Card:
    card = Card(f"{sides.objective.code}  {sides.objective.title}", gap=12)
    beside = zip(pair, (sides.left, sides.right), strict=True)
    columns = [_column(version_name(one), side, one_state, name) for one, side in beside]
    card.body.addWidget(CardGrid(columns, _COLUMN))
    if sides.left is not None and sides.right is not None:
        card.body.addWidget(divider())
        lines = everyone_lines(under(found, pair[0].plan, pair[1].plan, sides.ref), name)
        add_lines(card.body, lines or [Line(_tr("Nothing changes here."))])
    dates = [_dates(side) if side else [] for side in (sides.left, sides.right)]
    if any(dates):
        card.body.addWidget(_dates_beside(*dates))
    return card


def _dates_beside(left: list[str], right: list[str]) -> FoldingSection:
    def fill(into: QBoxLayout) -> None:
        none = _tr("No dates.")
        columns = [Paragraph("\n".join(dates) or none, "secondary") for dates in (left, right)]
        into.addWidget(CardGrid(columns, _COLUMN))

    title = _tr("Dates ({left} and {right})").format(left=number(len(left)), right=number(len(right)))
    return FoldingSection(title, quiet=True, fill=fill)


def _column(title: str, side: Side | None, one_state: bool, name: Names) -> QWidget:
    made = QWidget()
    layout = column(made, gap=4)
    layout.addWidget(label(title, "label", wrap=True))
    facts = _facts(side, one_state, name) if side else [_tr("This objective is not in this plan.")]
    layout.addWidget(Paragraph("\n".join(facts)))
    layout.addStretch(1)
    return made


def _facts(side: Side, one_state: bool, name: Names) -> list[str]:
    facts = [_targets(side, one_state, name)]
    if side.activities:
        facts.append(_tr("Planned activities: {n}").format(n=number(side.activities)))
    if side.strategies:
        facts.append(_tr("Ways of working: {n}").format(n=number(side.strategies)))
    return facts + [commitment_words(one) for one in side.commitments]


def _dates(side: Side) -> list[str]:
    """The dates in their order; a key date that stands in the calendar too is said once."""
    pattern, starts = _tr("{when}: {title}"), {one.start for one in side.events}
    dates = [(one.start, pattern.format(title=one.title, when=event_when(one))) for one in side.events]
    dates += (
        (one.date, pattern.format(title=one.title, when=day(one.date)))
        for one in side.key_dates
        if one.date not in starts
    )
    return [words for _, words in sorted(dates)]


def _targets(side: Side, one_state: bool, name: Names) -> str:
    states = {target.iso3 for target in side.targets}
    if not states:
        return _tr("Not named here.") if one_state else _tr("No states named.")
    if not one_state:
        return _tr("States named: {n}").format(n=number(len(states)))
    groups = ", ".join(say(GROUPS, target.group) for target in side.targets)
    return _tr("{state} is named: {groups}").format(state=name(side.targets[0].iso3), groups=groups)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_comparison", text)
