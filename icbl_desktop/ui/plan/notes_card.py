"""A place for the campaign's own notes on an objective, saved while typing."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from icbl_desktop.services import notes
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.inputs import TextBox
from icbl_desktop.ui.kit.widgets import Card

_PAUSE = 1000
"""Milliseconds after the last key."""


class NotesCard(Card):
    """Shows one objective's notes; what is typed is kept a second after the last key, and when it goes."""

    def __init__(self, context: Context, about: str) -> None:
        super().__init__(gap=8)
        self._jobs, self._db, self._about = context.jobs, context.app.db, about
        self._box = TextBox(lines=3)
        self._timer = QTimer(self, interval=_PAUSE, singleShot=True)
        self._timer.timeout.connect(self._keep)
        self._box.edited.connect(self._timer.start)
        hint = self.tr("Only on this computer. No report carries them, and a new plan does not remove them.")
        self.body.addWidget(FieldRow(self.tr("Your own notes"), self._box, hint))
        db = self._db
        self._jobs.read(lambda: notes.note(db, about), self._show, owner=self)

    def _show(self, words: str) -> None:
        if not self._timer.isActive():  # whoever typed at once is not overwritten
            self._box.set_value(words)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what waits when another page or objective is shown."""
        self.flush()
        super().hideEvent(event)

    def flush(self) -> None:
        """Keep now what waits to be kept."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def _keep(self) -> None:
        db, about, words = self._db, self._about, self._box.value()
        self._jobs.write(lambda: notes.keep(db, about, words), lambda _done: None, owner=self._jobs)
