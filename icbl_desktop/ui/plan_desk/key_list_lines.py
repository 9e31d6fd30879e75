"""The officers and recipients of a key list, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.key_list import OfficerKey, Recipient
from icbl_desktop.services import key_office, plan_making
from icbl_desktop.services.key_list_making import KeptList
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.widgets import Chip, button, label
from icbl_desktop.ui.plan_desk.key_line import KeyLine
from icbl_desktop.ui.words import day, number


class KeyListLines(QWidget):
    """A revoked key stays in the list, with the day and the reason."""

    revoke_wanted = Signal(object)
    """The ``OfficerKey``."""
    removal_wanted = Signal(str)
    """The public key of a recipient."""

    def __init__(self, kept: KeptList) -> None:
        super().__init__()
        self._column = column(self, gap=16)
        if kept.keys is None:
            words = self.tr("There is no key list yet. It begins with its first officer.")
            self._column.addWidget(label(words, "strong", wrap=True))
            return
        about = self.tr("Edition {n} of {date}").format(
            n=number(kept.keys.number), date=day(kept.keys.issued_at)
        )
        self._column.addWidget(label(about, "secondary", wrap=True))
        if kept.signed_by is not None:
            self._add_root(kept.signed_by, kept.spoken)
        for key in kept.keys.keys:
            self._add_officer(key)
        for recipient in kept.keys.recipients:
            self._add_recipient(recipient)

    def _add_root(self, fingerprint: str, spoken: Sequence[str]) -> None:
        why = self.tr("A campaign that calls about its first plan compares this key, not an officer's.")
        chip = Chip(self.tr("Signed this list"), "success", "seal-check")
        root = KeyLine("shield-check", self.tr("Root"), f"{fingerprint}\n{why}", chip, spoken=spoken)
        self._column.addWidget(root)

    def _add_officer(self, key: OfficerKey) -> None:
        below = plan_making.fingerprint_of(key.public)
        if key.revoked:
            chip = Chip(self.tr("Revoked"), "error", "x")
            gone = self.tr("Revoked on {date}: {reason}").format(date=day(key.revoked), reason=key.reason)
            self._column.addWidget(KeyLine("key", key.name, f"{below}\n{gone}", chip))
            return
        revoke = button(self.tr("Revoke"), "link", "x")
        revoke.setAccessibleName(self.tr("Revoke the key of {name}").format(name=key.name))
        revoke.clicked.connect(lambda: self.revoke_wanted.emit(key))
        chip = Chip(self.tr("Signs plans"), "success", "seal-check")
        spoken = key_office.words_of(key.public)
        self._column.addWidget(KeyLine("key", key.name, below, chip, [revoke], spoken))

    def _add_recipient(self, recipient: Recipient) -> None:
        remove = button(self.tr("Remove"), "link", "x")
        remove.setAccessibleName(self.tr("Remove the recipient {name}").format(name=recipient.name))
        remove.clicked.connect(lambda: self.removal_wanted.emit(recipient.public))
        chip = Chip(self.tr("Opens reports"), "neutral", "envelope-simple")
        self._column.addWidget(KeyLine("user", recipient.name, _short(recipient.public), chip, [remove]))


def _short(public: str) -> str:
    """Both ends of a long key: enough to compare it with another."""
    return f"{public[:16]}…{public[-12:]}"
