"""A plan bundle that was opened: who signed it, what it changes, and the button that applies it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.domain.choices import Conflict
from icbl_desktop.services.plan_offers import KEPT
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import Line, add_lines, icon_note
from icbl_desktop.ui.kit.icons import ICON_PIXELS
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.kit.widgets import Card, Paragraph, Tone, button, divider, label
from icbl_desktop.ui.plan import plan_changes
from icbl_desktop.ui.plan.beside_plan import beside_lines
from icbl_desktop.ui.plan.key_question import KeyQuestion
from icbl_desktop.ui.plan.opened_plan import Kept, OpenedPlan
from icbl_desktop.ui.plan.plan_about import about_card
from icbl_desktop.ui.plan.plan_changes import Block
from icbl_desktop.ui.plan.plan_conflicts import PlanConflicts
from icbl_desktop.ui.plan.plan_lines import date_lines
from icbl_desktop.ui.plan.work_link import add_work_link
from icbl_desktop.ui.words import number

_SHORT = 4
"""No more lines than this are shown unfolded."""
_PADDING = 10
"""Of a quiet button, in pixels."""


class OfferView(QWidget):
    """Shows one offer at a time. Applying it, trusting its key, or putting it away, is for the page."""

    apply_wanted = Signal()
    away_wanted = Signal()

    def __init__(self, go: Go) -> None:
        super().__init__()
        self._go = go
        self._obstacle = Bar(closable=False)
        self._about, self._changes, self._more = column(), column(), column(gap=16)
        self.question = KeyQuestion()
        self.question.left.connect(self.away_wanted)
        self._conflicts = PlanConflicts()
        self._promise = label("", "secondary", wrap=True)
        self.apply = button(self.tr("Work under this plan"), "primary", "check")
        self.apply.clicked.connect(self.apply_wanted)
        self.put_away = button("")
        self.put_away.clicked.connect(self.away_wanted)
        layout = column(self, gap=16)
        layout.addWidget(self._obstacle)
        layout.addLayout(self._about)
        layout.addWidget(self.question)
        layout.addLayout(self._changes)
        layout.addWidget(self._conflicts)
        layout.addLayout(self._more)
        layout.addWidget(self._promise)
        buttons = row(None, [self.apply, self.put_away], gap=12)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def show_plan(self, opened: OpenedPlan) -> None:
        """Show who signed it, then what changes for one's own states, then the rest."""
        for part in (self._about, self._changes, self._more):
            clear(part)
        self._about.addWidget(about_card(opened))
        self._changes.addWidget(self._for_you(opened))
        self._conflicts.show_conflicts(() if opened.offer.obstacle else opened.offer.conflicts)
        for card in (_kept_note(opened.kept), _beside(opened), self._for_everyone(opened)):
            if card is not None:
                self._more.addWidget(card)
        self._show_question(opened)
        self._show_way_on(opened)
        tab_as_read(self)

    def settled(self) -> dict[Conflict, bool]:
        """For each conflict, whether the own choice is kept."""
        return self._conflicts.settled()

    def set_busy(self, busy: bool) -> None:
        """While it is being applied nothing can be pressed."""
        self.apply.setEnabled(not busy)
        self.put_away.setEnabled(not busy)

    def _show_question(self, opened: OpenedPlan) -> None:
        offer = opened.offer
        self.question.setVisible(offer.stranger is not None)
        if offer.stranger is not None:
            self.question.ask(offer.stranger, opened.spoken, offer.bundle.manifest.issuer)

    def _show_way_on(self, opened: OpenedPlan) -> None:
        obstacle = opened.offer.obstacle
        asked = opened.offer.stranger is not None  # the question says it already
        self.set_busy(False)
        self._obstacle.setVisible(bool(obstacle) and not asked)
        self.apply.setVisible(not obstacle)
        self.put_away.setVisible(not asked)
        if obstacle:
            if not asked:
                tone: Tone = "info" if obstacle == KEPT else "caution"
                self._obstacle.say(QCoreApplication.translate("errors", obstacle), tone)
            first = self.tr("Nothing was changed. To work under this plan confirm its key first, further up.")
            self._promise.setText(first if asked else self.tr("Nothing was changed."))
            self.put_away.setText(self.tr("Close"))
        else:
            self._promise.setText(
                self.tr("A backup is made first. No work is removed, whatever the new plan names.")
            )
            self.put_away.setText(self.tr("Not now"))

    def _for_you(self, opened: OpenedPlan) -> Card:
        """The states' own lists, objective by objective; then the dates."""
        offer, name = opened.offer, opened.name
        old, new = offer.replaces, offer.plan
        states = ", ".join(map(name, offer.states))
        card = Card(self.tr("What changes for {states}").format(states=states), gap=12)
        add_lines(card.body, plan_changes.not_named(new, offer.states, name))
        for at, block in enumerate(plan_changes.for_states(old, new, offer.mine, name)):
            if at:
                card.body.addWidget(divider())
            self._add_block(card, block, opened, self.tr("What it asks, and its questions ({count})"))
        dates = date_lines(offer.mine)
        if dates:
            card.body.addWidget(divider())
            card.body.addWidget(_folded(self.tr("Dates ({count})"), dates))
            link = button(self.tr("See what stands in your calendar now"), "link")
            link.clicked.connect(lambda: self._go(Place("calendar")))
            card.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _add_block(self, card: Card, block: Block, opened: OpenedPlan, more: str) -> None:
        add_lines(card.body, block.lines)
        past_icon = look.scaled(ICON_PIXELS) + 12
        link = row(margins=(past_icon, 0, 0, 0))
        card.body.addLayout(link)
        add_work_link(link, block.ref, opened.work, self._go)
        if block.more:
            indented = row(margins=(past_icon - _PADDING, 0, 0, 0))
            indented.addWidget(_folded(more, block.more))
            card.body.addLayout(indented)

    def _for_everyone(self, opened: OpenedPlan) -> FoldingSection:
        offer = opened.offer
        blocks = plan_changes.for_everyone(offer.replaces, offer.plan, offer.all, opened.name)

        def fill(into: QBoxLayout) -> None:
            for block in blocks:
                card = Card(block.title, gap=12)
                self._add_block(card, block, opened, "")
                into.addWidget(card)
            if not blocks:
                into.addWidget(Paragraph(self.tr("Nothing else changes.")))

        return FoldingSection(self.tr("Everything that changes, by objective"), fill=fill)


def _kept_note(kept: Kept) -> QWidget | None:
    """One quiet line about what of one's own the plan leaves as it is."""
    parts = [
        (kept.notes, _tr("1 note"), _tr("{n} notes")),
        (kept.dates, _tr("1 chosen date"), _tr("{n} chosen dates")),
        (kept.hidden, _tr("1 hidden thing"), _tr("{n} hidden things")),
    ]
    said = [one if count == 1 else many.format(n=number(count)) for count, one, many in parts if count]
    if not said:
        return None
    return icon_note("note-pencil", _tr("Of your own, this stays: {what}.").format(what=", ".join(said)))


def _beside(opened: OpenedPlan) -> Card | None:
    read = opened.offer.bundle
    lines = beside_lines(opened.beside, opened.key_list, len(read.receipts), opened.offer.states)
    if not lines:
        return None
    card = Card(_tr("What it brings beside the plan"), gap=12)
    add_lines(card.body, lines)
    return card


def _folded(title: str, lines: Sequence[Line]) -> FoldingSection:
    def fill(into: QBoxLayout) -> None:
        into.setSpacing(12)
        add_lines(into, lines)

    title = title.format(count=number(len(lines)))
    return FoldingSection(title, opened=len(lines) <= _SHORT, quiet=True, fill=fill)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_offer", text)
