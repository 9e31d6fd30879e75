"""Files and folders on their way into the inbox: chosen or dropped, and added in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import Cancelled, UserError
from icbl_desktop.services.office import arriving, desk, opening, search
from icbl_desktop.services.office.arriving import FileResult
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.jobs import Progress


@dataclass(frozen=True)
class Delivered:
    """What became of some files. One that was ``stopped`` tells of none: what is in stays in."""

    paths: tuple[Path, ...]
    results: tuple[FileResult, ...]
    stopped: bool
    changed: Changed


class Adding(QObject):
    """Adds what the person chose; one delivery at a time waits for the one before."""

    begun = Signal()
    ended = Signal(object)
    """A ``Delivered``."""
    refused = Signal(object)
    """A ``UserError``: nothing was added."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def ask_for_files(self) -> None:
        """Let the person choose files, and add them."""
        patterns = " ".join(f"*{one}" for one in opening.ENDINGS)
        kinds = self.tr("Reports and mails ({patterns})").format(patterns=patterns)
        chosen, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Add reports to the inbox"), "", kinds)
        self.add([Path(one) for one in chosen])

    def ask_for_folder(self) -> None:
        """Let the person choose a folder, and add what lies in it and below."""
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Add a folder of reports"))
        self.add([Path(chosen)] if chosen else [])

    def add(self, paths: Sequence[Path]) -> None:
        """Add these in the background; the bottom line shows how far it is, and Cancel."""
        if not paths:
            return
        app, wanted = self._context.app, tuple(paths)
        self.begun.emit()
        self._context.jobs.long(
            lambda progress: _deliver(app, wanted, progress),
            self._added,
            owner=self,
            title=self.tr("Adding reports to the inbox"),
            failed=self._fail,
        )

    def _added(self, delivered: Delivered) -> None:
        """Say what became of them; then what they brought is made findable, which a search would wait for."""
        self.ended.emit(delivered)
        app = self._context.app
        self._context.jobs.long(
            lambda progress: search.index_pending(app.office.store(), progress),
            lambda _count: None,
            owner=self,
            title=self.tr("Preparing new records for searching"),
        )

    def _fail(self, refusal: UserError) -> None:
        self.refused.emit(refusal)


def _deliver(app: App, paths: tuple[Path, ...], progress: Progress) -> Delivered:
    """On the writer thread. Stopped between two batches: those before are in the inbox."""
    store, by = app.office.store(), desk.reviewer(app.folders, app.db)
    try:
        added = arriving.add(store, paths, by, app.office.identities, progress)
    except Cancelled:
        return Delivered(paths, (), stopped=True, changed=Changed(frozenset({"inbox"})))
    return Delivered(paths, added.results, stopped=False, changed=added.changed)
