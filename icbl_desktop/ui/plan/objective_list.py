"""The objectives of a plan under their goals, to choose one from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QWidget

from icbl_desktop.domain.plan import Objective, Plan
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.plan.plan_words import activity_count

MINE, ALL = "mine", "all"


@dataclass(frozen=True)
class Listing:
    """A plan, the codes of the objectives that name the campaign's states, and own work by reference."""

    plan: Plan
    mine: frozenset[str]
    counts: Mapping[str, int]

    def shown(self, scope: str) -> tuple[Objective, ...]:
        """The objectives of a scope: ``MINE`` or ``ALL``."""
        return tuple(o for o in self.plan.objectives if scope == ALL or o.code in self.mine)


class ObjectiveList(QWidget):
    """A list with goals as headings; where there is little room, one combo box instead."""

    chosen = Signal(str)
    """The code of the objective that was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._code = ""
        self._buttons: dict[str, LineButton] = {}
        self._scope = ChipChoice([Option(MINE, self.tr("My state")), Option(ALL, self.tr("All"))])
        self._scope.name_for_readers(self.tr("Which objectives"))
        self._lines = Refill(self._build)
        self._short = Choice([])
        self._short.name_for_readers(self.tr("Objective"))
        self._scroll = QScrollArea()
        canvas = Canvas()
        inside = column(canvas, gap=0, margins=(0, 0, 12, 24))
        inside.addWidget(self._lines)
        inside.addStretch(1)
        set_up_scrolling(self._scroll, canvas)
        layout = column(self, gap=12)
        for widget in (self._scope, self._short, self._scroll):
            layout.addWidget(widget)
        self._scope.edited.connect(self._scope_changed)
        self._short.edited.connect(lambda: self.chosen.emit(self._short.value() or ""))

    def show_listing(self, listing: Listing, code: str) -> None:
        """Show a plan's objectives with one of them chosen; all of them where that is not the state's own."""
        self._listing, self._code = listing, code
        if self._scope.value() is None or code not in listing.mine:
            self._scope.set_value(MINE if code in listing.mine else ALL)
        self._scope.setVisible(bool(listing.mine))
        self._show()

    def set_short(self, short: bool) -> None:
        """One combo box, or the whole list."""
        self._short.setVisible(short)
        self._scroll.setVisible(not short)

    def _scope_changed(self) -> None:
        if self._listing is None:
            return
        shown = [objective.code for objective in self._listing.shown(self._scope.value() or ALL)]
        if self._code not in shown:
            self.chosen.emit(shown[0])
        self._show()

    def _show(self) -> None:
        assert self._listing is not None  # noqa: S101 - shown only once there is a plan
        scope = self._scope.value() or ALL
        self._lines.show_content((self._listing, scope))
        objectives = self._listing.shown(scope)
        self._short.set_options([Option(o.code, f"{o.code}  {o.title}") for o in objectives])
        self._short.set_value(self._code)
        if self._code in self._buttons:
            self._buttons[self._code].setChecked(True)
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll to the chosen one, once the lines have their places."""
        if self._code in self._buttons:
            self._scroll.ensureWidgetVisible(self._buttons[self._code])

    def _build(self, content: tuple[Listing, str]) -> QWidget:
        listing, scope = content
        lines = QWidget()
        group = QButtonGroup(lines)
        layout = column(lines, gap=0)
        self._buttons = {}
        goal = ""
        for objective in listing.shown(scope):
            if objective.goal != goal:
                goal = objective.goal
                layout.addWidget(_goal_heading(listing.plan, goal))
            line = self._line(listing, objective)
            group.addButton(line)
            layout.addWidget(line)
        return lines

    def _line(self, listing: Listing, objective: Objective) -> LineButton:
        mine = objective.code in listing.mine
        count = listing.counts.get(listing.plan.ref(objective.code), 0)
        parts = [self.tr("Target of your state") if mine else "", activity_count(count) if count else ""]
        line = LineButton(
            "target" if mine else "circle",
            f"{objective.code}  {objective.title}",
            " · ".join(part for part in parts if part),
            ink="accent" if mine else "muted",
        )
        line.setCheckable(True)
        line.clicked.connect(lambda: self.chosen.emit(objective.code))
        self._buttons[objective.code] = line
        return line


def _goal_heading(plan: Plan, code: str) -> QWidget:
    title = next(goal.title for goal in plan.goals if goal.code == code)
    heading = label(title, "caption", wrap=True)
    heading.setContentsMargins(8, 12, 8, 4)
    return heading
