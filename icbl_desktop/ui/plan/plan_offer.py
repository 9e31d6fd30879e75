"""A plan bundle that was opened: who signed it, what it changes, and the button that applies it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from icbl_desktop.services.plan_updates import Offer
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import add_lines
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.plan import plan_changes
from icbl_desktop.ui.plan.plan_changes import Names, Topic
from icbl_desktop.ui.words import day, days, number

_SHORT = 4
"""Topics of no more lines than this are shown unfolded."""


class OfferView(QWidget):
    """Shows one offer at a time. Applying it, or putting it away, is for the page."""

    apply_wanted = Signal()
    away_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._obstacle = Bar(closable=False)
        self._content = column(gap=16)
        self._promise = label("", "secondary", wrap=True)
        self.apply = button(self.tr("Work under this plan"), "primary", "check")
        self.apply.clicked.connect(self.apply_wanted)
        self.put_away = button("")
        self.put_away.clicked.connect(self.away_wanted)
        layout = column(self, gap=16)
        layout.addWidget(self._obstacle)
        layout.addLayout(self._content)
        layout.addWidget(self._promise)
        buttons = row(None, [self.apply, self.put_away], gap=12)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def show_offer(self, offer: Offer, name: Names) -> None:
        """Show who signed it, then what changes for one's own states, then the rest."""
        clear(self._content)
        self._content.addWidget(_about(offer))
        self._content.addWidget(_for_you(offer, name))
        self._content.addWidget(_for_everyone(offer, name))
        self._show_way_on(QCoreApplication.translate("errors", offer.obstacle))

    def set_busy(self, busy: bool) -> None:
        """While it is being applied nothing can be pressed."""
        self.apply.setEnabled(not busy)
        self.put_away.setEnabled(not busy)

    def _show_way_on(self, obstacle: str) -> None:
        self.set_busy(False)
        self._obstacle.setVisible(bool(obstacle))
        self.apply.setVisible(not obstacle)
        if obstacle:
            self._obstacle.say(obstacle, "caution")
            self._promise.setText(self.tr("Nothing was changed."))
            self.put_away.setText(self.tr("Close"))
        else:
            self._promise.setText(
                self.tr("A backup is made first. No work is removed, whatever the new plan names.")
            )
            self.put_away.setText(self.tr("Not now"))


def _about(offer: Offer) -> Card:
    plan, manifest = offer.bundle.plan, offer.bundle.manifest
    card = Card(plan.title, gap=8)
    card.body.addWidget(label(days(plan.start, plan.end), "secondary"))
    facts = [
        (_tr("Signed by"), _signer(offer)),
        (_tr("From"), manifest.issuer),
        (_tr("Issued on"), day(manifest.issued_at)),
        (_tr("Number"), number(manifest.sequence)),
        (_tr("Replaces"), _replaced(offer)),
    ]
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(facts):
        grid.addWidget(label(name, "secondary"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Paragraph(value), at, 1)
    card.body.addLayout(grid)
    return card


def _signer(offer: Offer) -> str:
    if not offer.signer:
        return _tr("Nobody: this file is not signed")
    return _tr("{name}\nKey {fingerprint}").format(name=offer.signer_name, fingerprint=offer.signer)


def _replaced(offer: Offer) -> str:
    if offer.replaces.id == offer.bundle.plan.id:
        return _tr("An earlier version of the same plan")
    return _tr("{title}, which stays here").format(title=offer.replaces.title)


def _for_you(offer: Offer, name: Names) -> Card:
    """First the states' own lists, then dates, promises and questions under their objectives."""
    old, new = offer.replaces, offer.bundle.plan
    card = Card(_tr("What changes for {states}").format(states=", ".join(map(name, offer.states))), gap=12)
    for iso3 in offer.states:
        add_lines(card.body, plan_changes.for_state(old, new, offer.mine, iso3, name))
    for topic in plan_changes.for_objectives(offer.mine, new, offer.states):
        card.body.addWidget(_folded(topic))
    return card


def _for_everyone(offer: Offer, name: Names) -> FoldingSection:
    section = FoldingSection(_tr("Everything that changes, by objective"))
    topics = plan_changes.for_everyone(offer.replaces, offer.bundle.plan, offer.all, name)
    for topic in topics:
        card = Card(topic.title, gap=12)
        add_lines(card.body, topic.lines)
        section.body.addWidget(card)
    if not topics:
        section.body.addWidget(Paragraph(_tr("Nothing else changes.")))
    return section


def _folded(topic: Topic) -> FoldingSection:
    title = _tr("{title} ({count})").format(title=topic.title, count=number(len(topic.lines)))
    section = FoldingSection(title, opened=len(topic.lines) <= _SHORT)
    section.body.setSpacing(12)
    add_lines(section.body, topic.lines)
    return section


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_offer", text)
