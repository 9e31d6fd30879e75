"""A short guide, the keys that work, and what to send when something is wrong."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from icbl_desktop.services.diagnostics import Diagnostics, diagnostics
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.page_parts import Page
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Paragraph, button, label
from icbl_desktop.ui.settings.guide import Topic, shortcuts, topics


class HelpPage(Page):
    """Reads without a network, as everything here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.heading.say(self.tr("Help"))
        self._context = context
        self._copied = label("", "secondary", wrap=True)
        cards = [*map(_topic_card, topics()), self._keys_card(), self._diagnostics_card()]
        self.body.addWidget(CardGrid(cards))

    def _keys_card(self) -> QWidget:
        card = Card(self.tr("Keys"))
        lines = QGridLayout()
        lines.setHorizontalSpacing(16)
        lines.setVerticalSpacing(8)
        lines.setColumnStretch(1, 1)
        for number, shortcut in enumerate(shortcuts()):
            lines.addWidget(label(shortcut.key, "strong"), number, 0)
            lines.addWidget(label(shortcut.does, "body", wrap=True), number, 1)
        card.body.addLayout(lines)
        card.body.addStretch(1)
        return card

    def _diagnostics_card(self) -> QWidget:
        card = Card(self.tr("When something is wrong"))
        words = self.tr(
            "Tell the secretariat what you did and what happened. The diagnostics help them: versions and "
            "counts, no names, nothing you wrote."
        )
        card.body.addWidget(Paragraph(words))
        copy = button(self.tr("Copy diagnostics"), "plain", "copy")
        copy.clicked.connect(self._gather)
        card.body.addWidget(copy)
        card.body.addWidget(self._copied)
        card.body.addStretch(1)
        return card

    def _gather(self) -> None:
        db = self._context.app.db
        self._context.jobs.read(lambda: diagnostics(db), self._copy, owner=self)

    def _copy(self, found: Diagnostics) -> None:
        lines = {**found.versions, "Qt": qVersion(), **found.counts}
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in lines.items()))
        self._copied.setText(self.tr("Copied. Paste it into your message, and read it before you send it."))


def _topic_card(topic: Topic) -> QWidget:
    card = Card()
    head = row(None, [IconLabel(topic.icon, "accent")])
    head.addWidget(label(topic.title, "section", wrap=True), 1)
    card.body.addLayout(head)
    for sentence in topic.sentences:
        card.body.addWidget(Paragraph(sentence))
    card.body.addStretch(1)
    return card
