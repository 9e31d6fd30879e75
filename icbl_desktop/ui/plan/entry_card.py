"""A card of plan entries under headings; those the campaign hid are folded at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.choices import Choice, ChoiceKind
from icbl_desktop.services import choices
from icbl_desktop.services.progress import Logged
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.widgets import Card, button, label
from icbl_desktop.ui.plan.plan_entry import PlanEntry, PlanLine, own_sides
from icbl_desktop.ui.words import number


class EntryCard(Card):
    """Each line follows the campaign's own side of it; the others stay as they are."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title, gap=12)
        self._context = context
        self._lines: list[tuple[PlanLine, PlanEntry, QWidget | None]] = []
        self._heading: QWidget | None = None
        self._fold: FoldingSection | None = None
        self._hidden = Refill(self._build_hidden)

    def add_heading(self, words: str) -> None:
        """A heading over the lines that follow; it goes when all of them are hidden."""
        self._heading = label(words, "caption", wrap=True)
        self.body.addWidget(self._heading)

    def add_line(self, line: PlanLine) -> None:
        """A line under the last heading."""
        entry = PlanEntry(self._context, line)
        self._lines.append((line, entry, self._heading))
        self.body.addWidget(entry)

    def end(self) -> None:
        """After the last line: the place of those that are hidden."""
        self.body.addWidget(self._hidden)

    def show_own(self, made: Sequence[Choice], answered: Mapping[str, Logged]) -> None:
        """Show the campaign's side: its choices, and what was logged by "PLAN/ID"."""
        sides = own_sides([line for line, _, _ in self._lines], made, answered)
        shown, hidden = set[QWidget | None](), list[PlanLine]()
        for (line, entry, heading), side in zip(self._lines, sides, strict=True):
            entry.show_own(side)
            if side.hidden:
                hidden.append(line)
            else:
                shown.add(heading)
        for heading in {heading for _, _, heading in self._lines if heading is not None}:
            heading.setVisible(heading in shown)
        self._hidden.show_content(tuple(hidden))

    def _build_hidden(self, hidden: tuple[PlanLine, ...]) -> QWidget | None:
        opened, self._fold = self._fold is not None and self._fold.is_open(), None
        if not hidden:
            return None
        words = self.tr("Hidden by you ({n})").format(n=number(len(hidden)))
        self._fold = FoldingSection(words, opened)
        self._fold.body.setSpacing(8)
        for line in hidden:
            self._fold.body.addWidget(self._hidden_line(line))
        return self._fold

    def _hidden_line(self, line: PlanLine) -> QWidget:
        db = self._context.app.db
        again = button(self.tr("Show again"), "quiet", "eye")
        again.setAccessibleName(self.tr("Show again: {what}").format(what=line.words))
        again.clicked.connect(
            lambda: self._context.jobs.write(
                lambda: choices.forget(db, line.about, ChoiceKind.HIDDEN), lambda _changed: None, owner=self
            )
        )
        words = column(gap=2)
        words.addWidget(label(line.words, "body", wrap=True))
        if line.below:
            words.addWidget(label(line.below, "secondary", wrap=True))
        made = QWidget()
        across = row(made, [], gap=12)
        across.addLayout(words, 1)
        across.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        return made
