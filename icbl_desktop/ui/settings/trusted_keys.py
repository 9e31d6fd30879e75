"""The keys whose plans may be applied here: each with its fingerprint, and the way to add or remove one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import keys
from icbl_desktop.services.keys import TrustedKey
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Paragraph, button, label
from icbl_desktop.ui.settings.key_adder import KeyAdder
from icbl_desktop.ui.words import day


class TrustedKeys(Card):
    """A plan signed with one of these keys can be applied; any other can only be read."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Keys you trust"), gap=12)
        self._context = context
        words = self.tr(
            "A plan is signed with its maker's key. Only plans signed with a key you trust can be applied."
        )
        self._list = Refill(self._build)
        self.body.addWidget(Paragraph(words))
        self.body.addWidget(self._list)
        self.body.addWidget(KeyAdder(context))

    def load(self) -> None:
        """Read the keys."""
        db = self._context.app.db
        self._context.jobs.read(lambda: keys.trusted(db), self._list.show_content, owner=self)

    def _build(self, trusted: Sequence[TrustedKey]) -> QWidget:
        lines = QWidget()
        layout = column(lines, gap=12)
        for key in trusted:
            layout.addWidget(self._line(key))
        if not trusted:
            layout.addWidget(label(self.tr("No key yet."), "secondary"))
        return lines

    def _line(self, key: TrustedKey) -> QWidget:
        remove = button(self.tr("Remove"), "quiet")
        remove.setAccessibleName(self.tr("Remove the key of {name}").format(name=key.name))
        remove.clicked.connect(lambda: self._ask_to_remove(key))
        fingerprint = label(key.fingerprint, "body", wrap=True)
        fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = column(gap=0)
        words.addWidget(label(key.name, "strong", wrap=True))
        words.addWidget(fingerprint)
        words.addWidget(label(self.tr("Trusted since {date}").format(date=day(key.added_at)), "secondary"))
        line = QWidget()
        across = row(line, gap=12)
        across.addWidget(IconLabel("key", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _ask_to_remove(self, key: TrustedKey) -> None:
        agreed = messages.ask(
            self.window(),
            self.tr("Remove the key of {name}?").format(name=key.name),
            self.tr("New plans signed with it can then not be applied. Plans applied before stay."),
            self.tr("Remove"),
            self.tr("Keep it"),
        )
        if agreed:
            db = self._context.app.db
            self._context.jobs.write(lambda: keys.distrust(db, key.text), _nothing, owner=self)


def _nothing(_changed: Changed) -> None:
    """The list follows the change by itself."""
