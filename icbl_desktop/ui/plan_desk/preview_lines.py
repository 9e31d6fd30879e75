"""What a new plan changes for campaigns, and what it brings beside, in the sentences they will read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.services import countries
from icbl_desktop.services.plan_desk import Preview
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import Line, add_lines
from icbl_desktop.ui.kit.layouts import FlowLayout, clear, column
from icbl_desktop.ui.kit.refill import InTurn
from icbl_desktop.ui.kit.widgets import Chip, Tone, divider, label
from icbl_desktop.ui.plan import plan_changes
from icbl_desktop.ui.plan.beside_plan import beside_lines
from icbl_desktop.ui.plan.plan_changes import Block
from icbl_desktop.ui.plan.plan_lines import Names, date_lines
from icbl_desktop.ui.words import number


class PreviewLines(QWidget):
    """Counts first, then objective by objective, then dates, alerts and the rest."""

    filled = Signal()
    """All of a preview stands there."""

    def __init__(self, name: Names) -> None:
        super().__init__()
        self._name = name
        self._column = column(self, gap=12)
        self._in_turn = InTurn(self)

    def show_preview(self, preview: Preview) -> None:
        """Show another preview; the window paints between its parts."""
        clear(self._column)
        self._in_turn.run([*self._steps(preview), self._say_nothing, self.filled.emit])

    def _steps(self, preview: Preview) -> list[Callable[[], None]]:
        old = preview.base.plan if preview.base else preview.plan
        make = plan_changes.for_states if preview.states else plan_changes.for_everyone
        blocks = make(old, preview.plan, preview.changes, self._name)
        return [
            partial(self._begin, preview),
            *(partial(self._add_block, block) for block in blocks),
            partial(self._add_dates, preview),
            partial(self._add_beside, preview),
        ]

    def _begin(self, preview: Preview) -> None:
        self._column.addWidget(_counts(preview))
        if preview.base is None:
            words = self.tr("There is no earlier plan to compare with: everything is new.")
            add_lines(self._column, [Line(words, "", "info", "info")])
        add_lines(self._column, plan_changes.not_named(preview.plan, preview.states, self._name))

    def _add_block(self, block: Block) -> None:
        """For a state its targets stand open; for all states everything of an objective is folded."""
        self._column.addWidget(divider())
        if block.title:
            self._column.addWidget(label(block.title, "strong", wrap=True))
            self._add_fold(self.tr("What changes ({n})"), block.lines)
        else:
            add_lines(self._column, block.lines)
            self._add_fold(self.tr("What it asks, and its questions ({n})"), block.more)

    def _add_fold(self, title: str, lines: Sequence[Line]) -> None:
        def fill(into: QBoxLayout) -> None:
            into.setSpacing(12)
            add_lines(into, lines)

        if lines:
            title = title.format(n=number(len(lines)))
            self._column.addWidget(FoldingSection(title, quiet=True, fill=fill))

    def _add_dates(self, preview: Preview) -> None:
        lines = date_lines(preview.changes)
        if lines:
            self._column.addWidget(divider())
            self._add_fold(self.tr("Dates ({n})"), lines)

    def _add_beside(self, preview: Preview) -> None:
        lines = beside_lines(preview.beside, None, 0, preview.states or tuple(countries.known_states()))
        if lines:
            self._column.addWidget(divider())
            add_lines(self._column, lines)

    def _say_nothing(self) -> None:
        """Where no line came of it all."""
        if self._column.count() == 1:
            add_lines(self._column, [Line(self.tr("Nothing else changes for campaigns."))])


def _counts(preview: Preview) -> QWidget:
    """How many targets come, go and stay, in chips."""
    changes = preview.changes
    made = QWidget()
    flow = FlowLayout(made)
    chips: list[tuple[str, Tone, str, int]] = [
        (_tr("Targets gained: {n}"), "success", "plus", len(changes.gained)),
        (_tr("Targets lost: {n}"), "caution", "minus", len(changes.lost)),
        (_tr("Targets kept: {n}"), "neutral", "equals", len(changes.kept)),
    ]
    for words, tone, icon, count in chips:
        if count:
            flow.addWidget(Chip(words.format(n=number(count)), tone, icon))
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("preview_lines", text)
