"""The plans that are here: the one in force, the others, and which was worked under when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.services.plan_history import PlanStep
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, button, divider, label
from icbl_desktop.ui.words import day, days, number


@dataclass(frozen=True)
class Shelf:
    """What there is to show. ``signers`` gives the name of a known key by its fingerprint.

    ``back_to`` is the title of the plan that undoing the last update goes back to, if there was one.
    """

    versions: tuple[PlanVersion, ...]
    steps: tuple[PlanStep, ...]
    signers: Mapping[str, str]
    back_to: str
    today: date


class PlanShelf(QWidget):
    """Cards for the plan in force and for all plans, newest first; then the history."""

    choose_wanted = Signal(object)
    """The ``PlanVersion`` to work under."""
    look_wanted = Signal(object)
    """The ``PlanStep`` whose bundle is to be read again."""
    compare_wanted = Signal()
    file_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._in_force = Card(gap=4)
        self._all = Card(self.tr("Plans that are here"), gap=12)
        self._rows = column(gap=12)
        self._all.body.addLayout(self._rows)
        compare = button(self.tr("Compare two plans"), "quiet")
        compare.clicked.connect(self.compare_wanted)
        self._all.body.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeading)
        self._history = FoldingSection(self.tr("Which plan, since when"))
        self._history.body.setSpacing(8)
        layout = column(self, gap=16)
        for part in (self._in_force, self._open_card(), self._all, self._history):
            layout.addWidget(part)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show these plans."""
        self._show_in_force(next(one for one in shelf.versions if one.current), shelf)
        clear(self._rows)
        for at, version in enumerate(reversed(shelf.versions)):
            if at:
                self._rows.addWidget(divider())
            self._rows.addWidget(self._row(version, shelf.signers))
        self._show_history(shelf.steps, shelf.signers)
        tab_as_read(self)

    def _open_card(self) -> Card:
        card = Card(self.tr("A new plan"), gap=8)
        words = self.tr(
            "The secretariat sends a plan as a file whose name ends in .icblplan, by e-mail or on a stick. "
            "Open it here, or drop it anywhere on the window. You read what it changes before anything does."
        )
        card.body.addWidget(Paragraph(words))
        self.open_file = button(self.tr("Open a plan file"), "plain", "folder-open")
        self.open_file.clicked.connect(self.file_wanted)
        card.body.addSpacing(4)
        card.body.addWidget(self.open_file)
        return card

    def _show_in_force(self, version: PlanVersion, shelf: Shelf) -> None:
        clear(self._in_force.body)
        self._in_force.body.addWidget(label(self.tr("The plan you work under"), "caption"))
        self._in_force.body.addWidget(label(version.title, "section", wrap=True))
        self._in_force.body.addWidget(Paragraph(days(version.start, version.end)))
        self._in_force.body.addWidget(Paragraph(self._origin(version, shelf.signers), "secondary"))
        if version.end < shelf.today:
            self._in_force.body.addWidget(icon_note("info", self._ended(version.end)))
        if shelf.back_to:
            words = self.tr("Undo: back to {title}")
            if shelf.back_to == version.title:
                words = self.tr("Undo: back to {title} as it was before this update")
            undo = button(words.format(title=shelf.back_to), "quiet", "arrow-counter-clockwise")
            undo.clicked.connect(self.undo_wanted)
            self._in_force.body.addWidget(undo, 0, Qt.AlignmentFlag.AlignLeading)

    def _ended(self, end: date) -> str:
        words = self.tr(
            "This plan ended on {date}. Keep working; a new plan will not remove your work. "
            "Ask the secretariat for the new plan file, and open it here."
        )
        return words.format(date=day(end))

    def _row(self, version: PlanVersion, signers: Mapping[str, str]) -> QWidget:
        made = QWidget()
        words = column(gap=2)
        words.addWidget(label(version.title, "strong", wrap=True))
        words.addWidget(Paragraph(days(version.start, version.end)))
        words.addWidget(Paragraph(self._origin(version, signers), "secondary"))
        across = row(made, [], gap=16)
        across.addLayout(words, 1)
        if version.current:
            across.addWidget(Chip(self.tr("In force"), "success"))
        else:
            choose = button(self.tr("Work under this plan"))
            choose.setAccessibleName(self.tr("Work under {title}").format(title=version.title))
            choose.clicked.connect(lambda: self.choose_wanted.emit(version))
            across.addWidget(choose)
        return made

    def _origin(self, version: PlanVersion, signers: Mapping[str, str]) -> str:
        if version.origin == "bundled":
            return self.tr("Came with the program")
        signer = signers.get(version.signer, "")
        pattern = self.tr("Number {number} from {issuer}, issued on {date}. Signed with key {key}.")
        if signer:
            pattern = self.tr(
                "Number {number} from {issuer}, issued on {date}. Signed by {signer}, key {key}."
            )
        return pattern.format(
            number=number(version.sequence),
            issuer=version.issuer,
            date=day(version.issued_at),
            signer=signer,
            key=version.signer,
        )

    def _show_history(self, steps: Sequence[PlanStep], signers: Mapping[str, str]) -> None:
        clear(self._history.body)
        for step in steps:
            self._history.body.addWidget(Paragraph(self._sentence(step, signers)))
            if step.kept and step.action == "applied":
                self._history.body.addWidget(self._look(step), 0, Qt.AlignmentFlag.AlignLeading)

    def _look(self, step: PlanStep) -> QWidget:
        look = button(self.tr("Look at it"), "link")
        name = self.tr("Look at {title}, number {number}")
        look.setAccessibleName(name.format(title=step.title, number=number(step.sequence)))
        look.clicked.connect(lambda: self.look_wanted.emit(step))
        return look

    def _sentence(self, step: PlanStep, signers: Mapping[str, str]) -> str:
        sentences = {
            "began": self.tr("{date}: started with {title}."),
            "chosen": self.tr("{date}: chose {title}."),
            "applied": self.tr("{date}: applied {title}, number {number}, signed by {signer}."),
            "undone": self.tr("{date}: went back to {title}."),
        }
        return sentences[step.action].format(
            date=day(step.at),
            title=step.title,
            number=number(step.sequence),
            signer=signers.get(step.signer) or self.tr("key {key}").format(key=step.signer),
        )
