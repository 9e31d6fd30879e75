"""A file of receipts alone that was opened: ready, once a person has confirmed the key that signed it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from icbl_desktop.services import key_office, keys, receipts_opening
from icbl_desktop.services.receipts_opening import ReceiptsOffer
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.page_parts import Page
from icbl_desktop.ui.plan.key_question import KeyQuestion


class ReceiptsIn(Page):
    """Asks about a stranger's key. Taking the receipts in, and leaving, is for whoever shows it."""

    ready = Signal(object)
    """The bytes of the file: a trusted key signed it."""
    asked = Signal()
    """There is a key to ask about: show this."""
    left = Signal()
    """The person does not trust the key, or not yet."""
    refused = Signal(object)
    """The file is refused, with this ``UserError``."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=880)
        self._context = context
        self._offer: ReceiptsOffer | None = None
        self.heading.say(
            self.tr("Receipts from the secretariat"),
            self.tr("They are signed with a key that is new here. Nothing is taken in yet."),
        )
        self.question = KeyQuestion()
        self.question.trusted.connect(self._trust)
        self.question.left.connect(self.left)
        self.body.addWidget(self.question)

    def look_into(self, path: Path) -> None:
        """Look into this file."""
        db = self._context.app.db
        self._context.jobs.read(
            lambda: receipts_opening.look(db, path), self._show, owner=self, failed=self.refused.emit
        )

    def _show(self, offer: ReceiptsOffer) -> None:
        self._offer = offer
        if offer.stranger is None:
            self.ready.emit(offer.data)
            return
        self.question.ask(offer.stranger, key_office.words_of(offer.stranger.text), offer.issuer)
        self.asked.emit()

    def _trust(self, name: str) -> None:
        """Trust the key that was compared on the phone."""
        offer, db = self._offer, self._context.app.db
        if offer is None or offer.stranger is None:
            return
        stranger, data = offer.stranger, offer.data
        self._context.jobs.write(
            lambda: keys.trust(db, stranger.text, name, stranger.role),
            lambda _changed: self.ready.emit(data),
            owner=self,
            failed=self.question.refuse,
        )
