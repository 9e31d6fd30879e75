"""The outcomes, to choose one from: by words, objective and kind, in a chosen order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from icbl_desktop.domain.matching import closeness, words_in
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.words import OUTCOME_KINDS
from icbl_desktop.domain.work import Outcome
from icbl_desktop.services.outcomes import OutcomeLine
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.page_parts import EmptyState, Heading
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import scrolled
from icbl_desktop.ui.kit.search_line import SearchLine
from icbl_desktop.ui.kit.widgets import Card, button, divider
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.words import day, number, say
from icbl_desktop.ui.worklog.outcome_words import gaps_words

_SHOWN = 30
_NARROWEST = 168


@dataclass(frozen=True)
class _Shown:
    """What the list shows, how many at most, and whether there are others."""

    lines: tuple[OutcomeLine, ...]
    most: int
    narrowed: bool


class OutcomeList(QWidget):
    """Says which outcome was pressed, is wanted away, or that a new one is wanted."""

    opened = Signal(str)
    new_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[OutcomeLine, ...] = ()
        self._marked, self._most = "", _SHOWN
        self._lines: dict[str, LineButton] = {}
        self._words = SearchLine(self.tr("Search outcomes"), self.tr("Search (Ctrl+F)"))
        kinds = [Option(*one) for one in words_of(OUTCOME_KINDS)]
        self._objective = Choice((), none=self.tr("All objectives"))
        self._kind = Choice(kinds, none=self.tr("All kinds"))
        self._order = Choice(self._orders())
        self._content = Refill(self._build)
        self.bars = column(gap=8)
        self._lay_out()
        self._words.textEdited.connect(self._narrow)
        for one in (self._objective, self._kind, self._order):
            one.edited.connect(self._narrow)

    def show_outcomes(self, found: Sequence[OutcomeLine]) -> None:
        """Show these."""
        self._found = tuple(found)
        refs = sorted({ref for line in found for ref in line.outcome.objectives}, key=code_of)
        self._objective.set_options([Option(ref, code_of(ref)) for ref in refs])
        self._show()

    def mark(self, outcome_id: str) -> None:
        """Mark the outcome that is shown beside the list; none for an empty id."""
        self._marked = outcome_id
        for one, line in self._lines.items():
            line.setChecked(one == outcome_id)

    def _narrow(self) -> None:
        self._most = _SHOWN
        self._show()

    def _show(self) -> None:
        words, objective, kind = words_in(self._words.text()), self._objective.value(), self._kind.value()
        found = [
            line
            for line in self._found
            if objective in (None, *line.outcome.objectives)
            and kind in (None, line.outcome.outcome_kind)
            and _answers(line.outcome, words)
        ]
        found.sort(key=_ORDERS[self._order.value() or "newest"])
        some = bool(self._found)
        self._filters.setVisible(some)
        self._add.setVisible(some)
        self._content.show_content(_Shown(tuple(found), self._most, some))
        self.mark(self._marked)

    def _build(self, shown: _Shown) -> QWidget:
        self._lines = {}
        if not shown.lines:
            return self._nothing_found() if shown.narrowed else self._empty()
        card = Card(gap=0)
        card.body.setContentsMargins(1, 8, 1, 8)
        for position, line in enumerate(shown.lines[: shown.most]):
            if position:
                card.body.addWidget(divider())
            card.body.addWidget(self._line(line))
        if (rest := len(shown.lines) - shown.most) > 0:
            more = button(self.tr("Show {n} more").format(n=number(rest)), "quiet")
            more.clicked.connect(self._show_rest)
            card.body.addWidget(more)
        return card

    def _show_rest(self) -> None:
        self._most = len(self._found)
        self._show()

    def _line(self, line: OutcomeLine) -> LineButton:
        one = line.outcome
        codes = ", ".join(code_of(ref) for ref in one.objectives)
        said = (one.actor, day(one.when, one.precision), say(OUTCOME_KINDS, one.outcome_kind), codes)
        below = [" · ".join(part for part in said if part), self._unusual(one), gaps_words(line.gaps)]
        icon, ink = ("plant", "success") if one.positive else ("warning", "caution")
        made = LineButton(icon, one.change, "\n".join(part for part in below if part), ink=ink)
        made.setCheckable(True)
        made.clicked.connect(lambda: self._open(one.id))
        remove = QShortcut(QKeySequence.StandardKey.Delete, made, lambda: self.remove_wanted.emit(one.id))
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._lines[one.id] = made
        return made

    def _unusual(self, one: Outcome) -> str:
        """A change for the worse, or one nobody worked for."""
        parts = (
            "" if one.positive else self.tr("A change for the worse"),
            "" if one.intended else self.tr("Not what we worked for"),
        )
        return " · ".join(part for part in parts if part)

    def _open(self, outcome_id: str) -> None:
        self.mark(outcome_id)
        self.opened.emit(outcome_id)

    def _show_all(self) -> None:
        self._words.clear()
        for one in (self._objective, self._kind):
            one.set_value(None)
        self._narrow()

    def _orders(self) -> list[Option]:
        return [
            Option("newest", self.tr("Newest first")),
            Option("objective", self.tr("By objective")),
            Option("kind", self.tr("By kind")),
            Option("missing", self.tr("Most missing first")),
        ]

    def _nothing_found(self) -> QWidget:
        made = EmptyState(
            "magnifying-glass",
            self.tr("None found"),
            self.tr("No outcome answers your words and filters."),
            self.tr("Show all"),
        )
        made.acted.connect(self._show_all)
        return made

    def _empty(self) -> QWidget:
        made = EmptyState(
            "plant",
            self.tr("No outcome yet"),
            self.tr(
                "An outcome is a change by somebody else, such as a ministry or a parliament, that your "
                "campaign had a part in. Outcome Harvesting asks who changed what, when and where, why it "
                "matters, what you contributed, and who can confirm it."
            ),
            self.tr("Add an outcome"),
        )
        made.acted.connect(self.new_wanted)
        return made

    def _lay_out(self) -> None:
        heading = Heading(self.tr("Outcomes"), self.tr("What changed because of the work."))
        self._add = button(self.tr("Add an outcome"), "plain", "plus")
        self._add.clicked.connect(self.new_wanted)
        heading.buttons.addWidget(self._add)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._words.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._filters = QWidget()
        lines = column(self._filters)
        lines.addWidget(self._words)
        named = {
            self.tr("Objective"): self._objective,
            self.tr("Kind of change"): self._kind,
            self.tr("Order"): self._order,
        }
        for name, choice in named.items():
            choice.name_for_readers(name)
            choice.control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        lines.addWidget(CardGrid([*named.values()], narrowest=_NARROWEST, most=3, gap=8))
        whole = column(self, gap=12, margins=(32, 24, 32, 24))
        whole.addLayout(self.bars)
        for part in (heading, self._filters):
            whole.addWidget(part)
        whole.addWidget(scrolled(self._content), 1)


def _answers(one: Outcome, words: Sequence[str]) -> bool:
    text = " ".join((one.actor, one.place, one.significance, one.contribution, one.others))
    return closeness(words, one.change, text) is not None


def _age(one: Outcome) -> int:
    return -(one.when or date.min).toordinal()


_ORDERS: dict[str, Callable[[OutcomeLine], tuple[object, ...]]] = {
    "newest": lambda line: (_age(line.outcome),),
    "objective": lambda line: (min(map(code_of, line.outcome.objectives), default="~"), _age(line.outcome)),
    "kind": lambda line: (list(OUTCOME_KINDS).index(line.outcome.outcome_kind), _age(line.outcome)),
    "missing": lambda line: (-len(line.gaps), _age(line.outcome)),
}
