"""A plan signed with a key that nobody here has confirmed: its fingerprint, and the question, once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.errors import UserError
from icbl_desktop.services.plan_offers import Stranger
from icbl_desktop.ui import messages
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.spoken_key import spoken_key
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button


class KeyQuestion(Card):
    """Asks whether the key is the secretariat's. Trusting it, or leaving, is for the page."""

    trusted = Signal(str)
    """Whose key it is: compared on the phone."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("You have not confirmed this key yet"), gap=12)
        words = self.tr(
            "Ask the secretariat to read you its fingerprint on the phone. Call a number you knew before. "
            "The letters or the words are enough. If one differs, do not trust this key."
        )
        self._key = column()
        self._root = Paragraph(
            self.tr(
                "The key below is said to be the secretariat's root, not the key of the officer who signed: "
                "ask for the root's fingerprint. The root vouches for the officers' keys. You will not be "
                "asked again when an officer changes."
            )
        )
        self._form = Form()
        same = TickInput(self.tr("I compared it on the phone with someone I know."))
        self._form.add("compared", self.tr("On the phone"), same)
        self._form.add("name", self.tr("Whose key is it?"), TextLine(longest=200))
        self._trust = button(self.tr("They match: trust this key"), "primary", "shield-check")
        self._trust.clicked.connect(self._check)
        leave = button(self.tr("Not now"))
        leave.clicked.connect(self.left)
        self.body.addWidget(Paragraph(words))
        self.body.addWidget(self._root)
        self.body.addLayout(self._key)
        self.body.addWidget(self._form)
        buttons = row(None, [self._trust, leave], gap=12)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def ask(self, stranger: Stranger, spoken: Sequence[str], issuer: str) -> None:
        """Ask about this key; ``issuer`` is who the plan says it is from."""
        clear(self._key)
        self._key.addWidget(spoken_key(stranger.fingerprint, spoken))
        self._root.setVisible(stranger.role == KeyRole.ROOT)
        self._form.set_values({"compared": False, "name": issuer})
        self._trust.setEnabled(True)

    def refuse(self, refusal: UserError) -> None:
        """Say why the key was not kept."""
        self._trust.setEnabled(True)
        if not self._form.show_refusal(refusal):
            messages.error(self.window(), refusal)

    def _check(self) -> None:
        values = self._form.values()
        if not values["compared"]:
            self._form.show_error("compared", self.tr("Compare the fingerprint first, then tick this."))
            return
        self._trust.setEnabled(False)
        self.trusted.emit(values["name"])
