"""What began with the activity in the form, kept up to date while it is shown."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.worklog.begun_here import Begun, BegunHere, BegunWith, begun_with, settle


class BegunParts(QObject):
    """The two lists, to stand above the lines that add to them: ``promises`` and ``follow_ups``."""

    changed = Signal()
    """What began with the activity was read anew."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._jobs = context.app, context.jobs
        self._read = LatestRead(context.jobs, self)
        self._activity_id = ""
        self.begun = BegunWith()
        self.promises = BegunHere(self.tr("Promises so far"))
        self.follow_ups = BegunHere(self.tr("Follow-ups so far"))
        for part in (self.promises, self.follow_ups):
            part.ticked.connect(self._settle)
            part.open_wanted.connect(lambda record_id: context.go(Place("promises", id=record_id)))
        context.jobs.changed.connect(self._refresh)

    def show_activity(self, activity_id: str) -> None:
        """Show what began with this one; nothing with a new one, whose id is empty."""
        self._activity_id = activity_id
        self._show(BegunWith())
        self._refresh(Changed.of("promise"))

    def fill(self) -> None:
        """Show what was read in the two lists; they stand in their places by then."""
        self.promises.show_records(self.begun.promises)
        self.follow_ups.show_records(self.begun.follow_ups)

    def _refresh(self, changed: Changed) -> None:
        app, activity_id = self._app, self._activity_id
        if activity_id and changed.kinds & {"promise", "follow_up"}:
            self._read.ask(lambda: begun_with(app, activity_id), self._show)

    def _show(self, begun: BegunWith) -> None:
        self.begun = begun
        self.changed.emit()

    def _settle(self, one: Begun, is_so: bool) -> None:
        app, today = self._app, date.today()  # noqa: DTZ011 - the person's own day
        self._jobs.write(lambda: settle(app, one, today, is_so=is_so), lambda _: None, owner=self)
