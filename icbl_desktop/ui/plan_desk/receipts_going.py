"""What the inbox says of the campaigns' reports: whether it goes along with a plan, and that it went."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from icbl_desktop.errors import UserError
from icbl_desktop.services.office import desk, receipt_files
from icbl_desktop.services.office.receipt_files import Sealed
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.words import number, sentence


class ReceiptsGoing(QWidget):
    """A tick, with how much there is to tell below it; ticked by itself where there is something."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._tick = TickInput(self.tr("Send along what the inbox says of the campaigns' reports"))
        self._waiting = label("", "secondary", wrap=True)
        layout = column(self, gap=4)
        layout.addWidget(label(self.tr("Receipts"), "label"))
        layout.addWidget(self._tick)
        layout.addWidget(self._waiting)

    def ask(self) -> None:
        """See anew how much there is to tell."""
        door = self._context.app.office
        self._context.jobs.read(
            lambda: receipt_files.waiting(door.store()), self._show, owner=self, failed=self._show_none
        )

    def sealing(self) -> Callable[[], Sealed | None]:
        """What seals the receipts that go along, on a job's thread: None where none shall."""
        door, wanted = self._context.app.office, self._tick.value()
        return lambda: receipt_files.seal_all(door.store()) if wanted else None

    def went(self, sealed: Sealed) -> None:
        """They lie in a file now."""
        app = self._context.app
        self._context.jobs.write(
            lambda: receipt_files.mark_handed(app.office.store(), sealed, desk.reviewer(app.folders, app.db)),
            lambda _changed: self.ask(),
            owner=self,
        )

    def _show(self, count: int) -> None:
        words = self.tr("Nothing is new since they were handed out last.")
        if count:
            words = self.tr("Answers that no campaign has yet: {n}.").format(n=number(count))
        more = self.tr("Each campaign's receipts can be opened by that campaign alone.")
        self._waiting.setText(f"{words} {more}")
        self._tick.set_value(bool(count))

    def _show_none(self, refusal: UserError) -> None:
        self._waiting.setText(sentence(refusal))
        self._tick.set_value(False)
