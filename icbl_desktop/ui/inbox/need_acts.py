"""What a person decides about the needs of the inbox, done on the writer thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import campaigns, deciding, desk, received, seen
from icbl_desktop.services.office.campaigns import KnownStream
from icbl_desktop.services.office.deciding import Doubt
from icbl_desktop.ui.context import Context

if TYPE_CHECKING:
    from icbl_desktop.services.office.desk import OfficeStore

Failed = Callable[[UserError], None]


class NeedActs(QObject):
    """What has changed is shown by whoever listens to the jobs; a refusal goes to where it was asked."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def confirm(self, stream: KnownStream, campaign: str, failed: Failed) -> None:
        """The key is theirs."""
        self._do(lambda store, by: campaigns.confirm(store, stream.id, stream.key, by, campaign), failed)

    def refuse(self, stream: KnownStream, failed: Failed) -> None:
        """The key is not theirs."""
        self._do(lambda store, by: campaigns.refuse(store, stream.id, stream.key, by), failed)

    def reconsider(self, stream: KnownStream) -> None:
        """Ask about the key anew."""
        self._do(lambda store, by: campaigns.reconsider(store, stream.id, stream.key, by))

    def decide(self, doubt: Doubt, choice: str, failed: Failed) -> None:
        """One of the options counts."""
        self._do(lambda store, by: deciding.decide(store, doubt, choice, by), failed)

    def reopen(self, subject: str) -> None:
        """Ask again what was decided."""
        self._do(lambda store, by: deciding.reopen(store, subject, by))

    def put_away(self, sha256: str) -> None:
        """A file that was set aside has been seen to."""
        self._do(lambda store, by: received.put_away(store, sha256, by))

    def see_to(self, subject: str) -> None:
        """Something that still stands was seen to."""
        self._do(lambda store, by: seen.put_away(store, subject, by))

    def _do(self, act: Callable[[OfficeStore, str], Changed], failed: Failed | None = None) -> None:
        app = self._context.app
        self._context.jobs.write(
            lambda: act(app.office.store(), desk.reviewer(app.folders, app.db)),
            lambda _changed: None,
            owner=self,
            failed=failed,
        )
