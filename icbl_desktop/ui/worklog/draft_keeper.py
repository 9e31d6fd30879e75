"""Keeps what is being typed, so that neither a crash nor a walk to another page loses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from PySide6.QtCore import QObject, QTimer, Signal

from icbl_desktop.domain.record import DraftT
from icbl_desktop.services import drafts
from icbl_desktop.ui.context import Context

_PAUSE = 1000
"""Milliseconds after the last key."""


class DraftKeeper(QObject, Generic[DraftT]):
    """Saves a form's draft a second after each edit. One for each form on screen."""

    kept = Signal()
    """What stood in the form is on the disk."""

    def __init__(self, context: Context, unsaved: Callable[[], DraftT | None], parent: QObject) -> None:
        """``unsaved`` gives what stands in the form, or None while it is what is saved already."""
        super().__init__(parent)
        self._jobs, self._db = context.jobs, context.app.db
        self._unsaved: Callable[[], DraftT | None] = unsaved
        self._form, self._record_id = "", ""
        self._timer = QTimer(self, interval=_PAUSE, singleShot=True)
        self._timer.timeout.connect(self._keep)

    def watch(self, form: str, record_id: str) -> None:
        """From now on the form shows this record, or a new one for an empty id."""
        self._form, self._record_id = form, record_id

    def touch(self) -> None:
        """The person typed."""
        self._timer.start()

    def flush(self) -> bool:
        """Keep now what waits to be kept; whether there was anything."""
        waiting = self._timer.isActive()
        if waiting:
            self._timer.stop()
            self._keep()
        return waiting

    def stop(self) -> None:
        """Nothing waits any more: what stands in the form is being saved, or is not wanted."""
        self._timer.stop()

    def _keep(self) -> None:
        db, form, record_id, draft = self._db, self._form, self._record_id, self._unsaved()
        if draft is None:
            self._jobs.write(lambda: drafts.discard(db, form, record_id), self._say_kept, owner=self)
        else:
            self._jobs.write(lambda: drafts.keep(db, form, record_id, draft), self._say_kept, owner=self)

    def _say_kept(self, _result: None) -> None:
        self.kept.emit()
