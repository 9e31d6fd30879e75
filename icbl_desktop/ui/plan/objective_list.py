"""The objectives of a plan under their goals, to choose one from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from icbl_desktop.domain.plan import Objective, Plan, Ref, code_of
from icbl_desktop.domain.retired import LeftBehind
from icbl_desktop.services.own_work import NO_WORK, OwnWork
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.plan.plan_words import work_words

MINE, ALL = "mine", "all"


@dataclass(frozen=True)
class Listing:
    """A plan, the names of the campaign's states, the codes of objectives that name them, and own work."""

    plan: Plan
    states: tuple[str, ...]
    mine: frozenset[str]
    kept: OwnWork

    def shown(self, scope: str) -> tuple[Objective, ...]:
        """The objectives of a scope: all, or those that name a state and those with own work.

        Where the plan names none of the states, the objectives of responsive targeting are theirs, if it has
        any; else all are.
        """
        every = {one.code for one in self.plan.objectives}
        mine = self.mine or {one.objective for one in self.plan.responsive} or every
        wanted = every if scope == ALL else mine
        worked = self.kept.work
        return tuple(o for o in self.plan.objectives if o.code in wanted or self.plan.ref(o.code) in worked)

    def is_retired(self, ref: Ref) -> bool:
        """Whether the plan named a state here once, and names none now, though work stands here."""
        return code_of(ref) not in self.mine and any(one.ref == ref for one in self.kept.retired)

    def refs(self, scope: str) -> tuple[Ref, ...]:
        """All that can be chosen; what is left from earlier plans stands at the end."""
        left = tuple(one.ref for one in self.kept.left_behind)
        return (*(self.plan.ref(one.code) for one in self.shown(scope)), *left)


class ObjectiveList(QWidget):
    """A list with goals as headings; where there is little room, one combo box instead."""

    chosen = Signal(str)
    """The reference of the objective that was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._ref = ""
        self._buttons: dict[Ref, LineButton] = {}
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

    def show_listing(self, listing: Listing, ref: Ref) -> None:
        """Show a plan's objectives with one of them chosen.

        What was last chosen to see stays, unless it does not hold this objective.
        """
        self._listing, self._ref = listing, ref
        if self._scope.value() is None:
            self._scope.set_value(MINE if listing.mine else ALL)
        if ref not in listing.refs(self._scope_now()):
            self._scope.set_value(ALL)
        self._show()

    def set_short(self, short: bool) -> None:
        """One combo box, or the whole list."""
        self._short.setVisible(short)
        self._scroll.setVisible(not short)

    def _scope_now(self) -> str:
        return self._scope.value() or ALL

    def _scope_changed(self) -> None:
        if self._listing is None:
            return
        refs = self._listing.refs(self._scope_now())
        if self._ref not in refs:
            self.chosen.emit(refs[0])
        self._show()

    def _show(self) -> None:
        assert self._listing is not None  # noqa: S101 - shown only once there is a plan
        listing, scope = self._listing, self._scope_now()
        self._lines.show_content((listing, scope))
        self._short.set_options(self._options(listing, scope))
        self._short.set_value(self._ref)
        if self._ref in self._buttons:
            self._buttons[self._ref].setChecked(True)
            QTimer.singleShot(0, self, self._reveal)

    def _options(self, listing: Listing, scope: str) -> list[Option]:
        """The same as a list of words."""
        marked, plan = self.tr("{objective} (retired)"), listing.plan
        named = ((plan.ref(one.code), _words(one)) for one in listing.shown(scope))
        return [
            *(
                Option(ref, marked.format(objective=words) if listing.is_retired(ref) else words)
                for ref, words in named
            ),
            *(
                Option(left.ref, f"{_words(left.objective)} ({left.plan.title})")
                for left in listing.kept.left_behind
            ),
        ]

    def _reveal(self) -> None:
        """Scroll to the chosen one, once the lines have their places."""
        if self._ref in self._buttons:
            self._scroll.ensureWidgetVisible(self._buttons[self._ref])

    def _build(self, content: tuple[Listing, str]) -> QWidget:
        listing, scope = content
        lines = QWidget()
        group = QButtonGroup(lines)
        layout = column(lines, gap=0)
        self._buttons = {}
        if scope == MINE and not listing.mine:
            layout.addWidget(self._not_named(listing))
        goal = ""
        for objective in listing.shown(scope):
            if objective.goal != goal:
                goal = objective.goal
                _add_heading(layout, next(one.title for one in listing.plan.goals if one.code == goal))
            line = self._line(listing, objective)
            group.addButton(line)
            layout.addWidget(line)
        if listing.kept.left_behind:
            _add_heading(layout, self.tr("From earlier plans"))
        for left in listing.kept.left_behind:
            line = self._left_line(listing, left)
            group.addButton(line)
            layout.addWidget(line)
        return lines

    def _not_named(self, listing: Listing) -> QWidget:
        words = self.tr("The plan does not name {state}. These objectives are open to every campaign.")
        return icon_note("info", words.format(state=", ".join(listing.states)), role="body")

    def _line(self, listing: Listing, objective: Objective) -> LineButton:
        ref, mine = listing.plan.ref(objective.code), objective.code in listing.mine
        gone = listing.is_retired(ref)
        state = self.tr("Target of your state") if mine else self.tr("Retired") if gone else ""
        work = work_words(listing.kept.work.get(ref, NO_WORK))
        return self._button(
            ref,
            LineButton(
                "target" if mine else "clock" if gone else "circle",
                _words(objective),
                " · ".join(part for part in (state, work) if part),
                ink="accent" if mine else "caution" if gone else "muted",
            ),
        )

    def _left_line(self, listing: Listing, left: LeftBehind) -> LineButton:
        below = f"{left.plan.title} · {work_words(listing.kept.work.get(left.ref, NO_WORK))}"
        line = LineButton("clock", _words(left.objective), below, ink="caution")
        return self._button(left.ref, line)

    def _button(self, ref: Ref, line: LineButton) -> LineButton:
        line.setCheckable(True)
        line.clicked.connect(lambda: self.chosen.emit(ref))
        self._buttons[ref] = line
        return line


def _add_heading(into: QVBoxLayout, words: str) -> None:
    heading = label(words, "caption", wrap=True)
    heading.setContentsMargins(8, 12, 8, 4)
    into.addWidget(heading)


def _words(one: Objective) -> str:
    return f"{one.code}  {one.title}"
