"""The files that show what was done: add by button or drop, open, remove."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Evidence
from icbl_desktop.errors import UserError
from icbl_desktop.services import evidence
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.widgets import IconLabel, button, icon_button, label
from icbl_desktop.ui.words import sentence


class EvidenceStrip(QWidget):
    """The files of one record. Those of a new record wait until it is saved: see ``attach``."""

    filled = Signal()
    """There are files."""
    attached = Signal(bool)
    """After ``attach``: whether every file could be kept."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._jobs, self._app = context.jobs, context.app
        self.record_id = ""
        self._kept: Sequence[Evidence] = ()
        self._waiting: list[Path] = []
        self._refused: dict[Path, str] = {}
        self._copies = QTemporaryDir()
        self._lines = column(gap=4)
        add = button(self.tr("Add files"), "plain", "paperclip")
        add.clicked.connect(self._choose)
        hint = self.tr("or drop them on this form; up to 25 MB each")
        line = row(None, [add], gap=12)
        line.addWidget(label(hint, "secondary", wrap=True), 1)
        whole = column(self, gap=8)
        whole.addLayout(self._lines)
        whole.addLayout(line)

    def show_record(self, record_id: str) -> None:
        """Show the files of this record; none for a new one, whose id is empty."""
        if not record_id or record_id != self.record_id:
            self._kept, self._waiting, self._refused = (), [], {}
        self.record_id = record_id
        self._show()
        self._fetch()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files: at once behind a saved record, behind a new one as soon as it is saved."""
        self._waiting += [path for path in paths if path not in self._waiting]
        if self.record_id:
            self.attach(self.record_id)
        else:
            self._show()

    def is_waiting(self) -> bool:
        """Whether files wait for their record to be saved."""
        return bool(self._waiting)

    def attach(self, record_id: str) -> None:
        """Keep the files that wait behind this record; those that cannot be kept say so beside them."""
        self.record_id = record_id
        paths, self._waiting = self._waiting, []
        db, folders = self._app.db, self._app.folders

        def work() -> tuple[Changed, dict[Path, UserError]]:
            refused: dict[Path, UserError] = {}
            for path in paths:
                try:
                    evidence.add(db, folders, record_id, [path])
                except UserError as refusal:
                    refused[path] = refusal
            return Changed.of("evidence", record_id), refused

        self._jobs.write(work, lambda done: self._attached(record_id, done[1]), owner=self)

    def _attached(self, record_id: str, refused: dict[Path, UserError]) -> None:
        if record_id == self.record_id:
            self._refused |= {path: sentence(refusal) for path, refusal in refused.items()}
            self._fetch()
            self.attached.emit(not refused)
            return
        for refusal in refused.values():  # another record is in the form by now
            self._jobs.refused.emit(refusal)

    def _fetch(self) -> None:
        record_id, db = self.record_id, self._app.db
        if record_id:
            self._jobs.read(
                lambda: evidence.of(db, record_id), lambda kept: self._fetched(record_id, kept), owner=self
            )

    def _fetched(self, record_id: str, kept: Sequence[Evidence]) -> None:
        if record_id == self.record_id:
            self._kept = kept
            self._show()

    def _show(self) -> None:
        clear(self._lines)
        for one in self._kept:
            self._lines.addWidget(self._kept_line(one))
        for path in self._waiting:
            self._lines.addWidget(self._waiting_line(path, self.tr("Is added when you save"), wrong=False))
        for path, why in self._refused.items():
            self._lines.addWidget(self._waiting_line(path, why, wrong=True))
        if self._lines.count():
            self.filled.emit()

    def _kept_line(self, one: Evidence) -> QWidget:
        size = QLocale().formattedDataSize(one.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        made, tools = _line("file-text", one.name, size, wrong=False)
        look_at = icon_button("arrow-square-out", self.tr("Open {name}").format(name=one.name))
        look_at.clicked.connect(lambda: self._open(one))
        remove = icon_button("trash", self.tr("Remove {name}").format(name=one.name))
        remove.clicked.connect(lambda: self._remove(one))
        tools.addWidget(look_at)
        tools.addWidget(remove)
        return made

    def _waiting_line(self, path: Path, words: str, *, wrong: bool) -> QWidget:
        made, tools = _line("warning-circle" if wrong else "clock", path.name, words, wrong=wrong)
        remove = icon_button("x", self.tr("Leave out {name}").format(name=path.name))
        remove.clicked.connect(lambda: self._leave_out(path))
        tools.addWidget(remove)
        return made

    def _leave_out(self, path: Path) -> None:
        self._refused.pop(path, None)
        self._waiting = [one for one in self._waiting if one != path]
        self._show()

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files"))
        self.add_files([Path(name) for name in names])

    def _open(self, one: Evidence) -> None:
        """In the system's program, from a copy, so that what is kept stays as it is."""
        app, folder = self._app, self._copies.path()

        def work() -> Path:
            return evidence.copy_to(app.db, app.folders, one.id, Path(tempfile.mkdtemp(dir=folder)))

        self._jobs.read(work, _open_outside, owner=self)

    def _remove(self, one: Evidence) -> None:
        db = self._app.db
        self._jobs.write(lambda: evidence.remove(db, one.id), lambda _: self._fetch(), owner=self)


def _open_outside(copy: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))


def _line(icon: str, name: str, words: str, *, wrong: bool) -> tuple[QWidget, QHBoxLayout]:
    """A file's line, and the layout at its end for what can be done with it."""
    made = QWidget()
    tools = row(gap=0)
    texts = column(gap=0)
    texts.addWidget(label(name, "body", wrap=True))
    texts.addWidget(label(words, "error" if wrong else "secondary", wrap=True))
    line = row(made, [IconLabel(icon, "error" if wrong else "muted")], gap=12)
    line.addLayout(texts, 1)
    line.addLayout(tools)
    return made, tools
