"""The keys whose plans may be applied here: what each may sign, its fingerprint, how to add or remove one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import keys
from icbl_desktop.services.keys import Officer, Officers, TrustedKey
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.icon_line import Line, icon_line
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.tab_order import tab_as_read
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Paragraph, button, label
from icbl_desktop.ui.settings.key_adder import KeyAdder
from icbl_desktop.ui.settings.key_words import KeyWords
from icbl_desktop.ui.words import day, number


@dataclass(frozen=True)
class _Found:
    """The keys a person confirmed, and the officers that a root among them vouches for."""

    trusted: tuple[TrustedKey, ...]
    officers: Officers | None


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
        app = self._context.app
        self._context.jobs.read(lambda: _find(app), self._show, owner=self)

    def _show(self, found: _Found) -> None:
        self._list.show_content(found)
        tab_as_read(self)

    def _build(self, found: _Found) -> QWidget:
        lines = QWidget()
        layout = column(lines, gap=16)
        for key in found.trusted:
            layout.addWidget(self._line(key, found.officers))
        if not found.trusted:
            layout.addWidget(label(self.tr("No key yet."), "secondary"))
        return lines

    def _line(self, key: TrustedKey, officers: Officers | None) -> QWidget:
        remove = button(self.tr("Remove"), "quiet")
        remove.setAccessibleName(self.tr("Remove the key of {name}").format(name=key.name))
        remove.clicked.connect(lambda: self._ask_to_remove(key))
        fingerprint = label(key.fingerprint, "body", wrap=True)
        fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = column(gap=0)
        words.addWidget(label(key.name, "strong", wrap=True))
        words.addWidget(fingerprint)
        words.addWidget(label(self._role(key).format(date=day(key.added_at)), "secondary", wrap=True))
        words.addWidget(KeyWords(self._context, key))
        if officers is not None and officers.root == key.text:
            words.addSpacing(8)
            words.addWidget(self._vouched(officers))
        line = QWidget()
        across = row(line, gap=12)
        across.addWidget(IconLabel("key", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _role(self, key: TrustedKey) -> str:
        if key.role == KeyRole.ROOT:
            return self.tr("Root key: vouches for the officers who sign plans. Trusted since {date}.")
        return self.tr("Signs plans. Trusted since {date}.")

    def _vouched(self, officers: Officers) -> QWidget:
        vouched = QWidget()
        layout = column(vouched, gap=8)
        title = self.tr("Officers it vouches for (key list {number})").format(number=number(officers.number))
        layout.addWidget(label(title, "label", wrap=True))
        for officer in officers.keys:
            layout.addWidget(icon_line(self._officer(officer)))
        return vouched

    def _officer(self, officer: Officer) -> Line:
        if officer.revoked is None:
            return Line(officer.name, officer.fingerprint, "user")
        words = self.tr("{name}: revoked on {date}. {reason}").format(
            name=officer.name, date=day(officer.revoked), reason=officer.reason
        )
        return Line(words.strip(), officer.fingerprint, "warning", "caution")

    def _ask_to_remove(self, key: TrustedKey) -> None:
        loss = self.tr("New plans signed with it can then not be applied. Plans applied before stay.")
        if key.role == KeyRole.ROOT:
            loss = self.tr(
                "New plans of the officers it vouches for can then not be applied. Plans applied before stay."
            )
        agreed = messages.ask(
            self.window(),
            self.tr("Remove the key of {name}?").format(name=key.name),
            loss,
            self.tr("Remove"),
            self.tr("Keep it"),
        )
        if agreed:
            db = self._context.app.db
            self._context.jobs.write(lambda: keys.distrust(db, key.text), _nothing, owner=self)


def _find(app: App) -> _Found:
    """On the reader thread."""
    return _Found(keys.trusted(app.db), keys.officers(app.db))


def _nothing(_changed: Changed) -> None:
    """The list follows the change by itself."""
