"""The files that show what was done: add by button, drop or paste, describe, open, remove."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Evidence, EvidenceDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import evidence
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.words import sentence
from icbl_desktop.ui.worklog.evidence_line import EvidenceLine, waiting_line


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
        self._gone: Evidence | None = None
        self._note = Bar()
        self._note.acted.connect(self._put_back)
        self._note.hide()
        self._shown: dict[Evidence, EvidenceLine] = {}
        self._kept_lines, self._lines = column(gap=8), column(gap=8)
        self._clean = TickInput(self.tr("Make photos smaller, and take place and device out of them"))
        self._clean.set_value(True)
        self._original = TickInput(self.tr("Keep the original photos too, on this computer"))
        self._lay_out()

    def show_record(self, record_id: str) -> None:
        """Show the files of this record; none for a new one, whose id is empty."""
        if not record_id or record_id != self.record_id:
            self._kept, self._waiting, self._refused = (), [], {}
            self._note.hide()
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

    def paste(self) -> None:
        """Add what was copied: files, or a picture."""
        copied = QGuiApplication.clipboard().mimeData()
        if files := [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]:
            self.add_files(files)
        elif copied.hasImage():
            picture, folder = QImage(copied.imageData()), self._copies.path()
            self._jobs.read(
                lambda: _as_file(picture, folder), lambda path: self.add_files([path]), owner=self
            )
        else:
            self._note.say(self.tr("There is no picture or file to paste. Copy one first."), "info")

    def is_waiting(self) -> bool:
        """Whether files wait for their record to be saved."""
        return bool(self._waiting)

    def has_files(self) -> bool:
        """Whether there are files, kept or waiting."""
        return bool(self._kept or self._waiting)

    def attach(self, record_id: str) -> None:
        """Keep the files that wait behind this record; those that cannot be kept say so beside them."""
        self.record_id = record_id
        paths, self._waiting = self._waiting, []
        db, folders = self._app.db, self._app.folders
        clean, original = self._clean.value(), self._original.value()

        def work() -> tuple[Changed, dict[Path, UserError]]:
            refused: dict[Path, UserError] = {}
            for path in paths:
                try:
                    evidence.add(db, folders, record_id, [path], clean=clean, original=original)
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
        self._show_kept()
        clear(self._lines)
        for path in self._waiting:
            self._lines.addWidget(self._waiting_line(path, self.tr("Is added when you save"), wrong=False))
        for path, why in self._refused.items():
            self._lines.addWidget(self._waiting_line(path, why, wrong=True))
        if self._kept or self._lines.count():
            self.filled.emit()

    def _show_kept(self) -> None:
        """Lines that say the same stay as they are: somebody may be writing in one."""
        for one in [one for one in self._shown if one not in self._kept]:
            self._shown.pop(one).deleteLater()
        for number, one in enumerate(self._kept):
            if one not in self._shown:
                self._shown[one] = self._kept_line(one)
                self._kept_lines.insertWidget(number, self._shown[one])

    def _kept_line(self, one: Evidence) -> EvidenceLine:
        made = EvidenceLine(one)
        made.opened.connect(lambda original: self._open(one, original=original))
        made.removed.connect(lambda: self._remove(one))
        made.described.connect(lambda draft: self._describe(made, one, draft))
        folders = self._app.folders
        self._jobs.read(lambda: evidence.thumbnail(folders, one), made.show_thumbnail, owner=made)
        return made

    def _waiting_line(self, path: Path, words: str, *, wrong: bool) -> QWidget:
        return waiting_line(path.name, words, lambda: self._leave_out(path), wrong=wrong)

    def _leave_out(self, path: Path) -> None:
        self._refused.pop(path, None)
        self._waiting = [one for one in self._waiting if one != path]
        self._show()

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files"))
        self.add_files([Path(name) for name in names])

    def _open(self, one: Evidence, *, original: bool) -> None:
        """In the system's program, from a copy, so that what is kept stays as it is."""
        app, folder = self._app, self._copies.path()

        def work() -> Path:
            place = Path(tempfile.mkdtemp(dir=folder))
            return evidence.copy_to(app.db, app.folders, one.id, place, original=original)

        self._jobs.read(work, _open_outside, owner=self)

    def _describe(self, line: EvidenceLine, one: Evidence, draft: EvidenceDraft) -> None:
        db = self._app.db
        self._jobs.write(
            lambda: evidence.describe(db, one.id, draft),
            lambda _: self._fetch(),
            owner=line,
            failed=line.show_refusal,
        )

    def _remove(self, one: Evidence) -> None:
        db = self._app.db

        def then(_: Changed) -> None:
            self._gone = one
            words = self.tr("Removed: “{title}”.").format(title=one.name)
            self._note.say(words, "neutral", self.tr("Undo"))
            self._fetch()

        self._jobs.write(lambda: evidence.remove(db, one.id), then, owner=self)

    def _put_back(self) -> None:
        one, db = self._gone, self._app.db
        self._note.hide()
        if one is not None:
            self._jobs.write(lambda: evidence.put_back(db, one), lambda _: self._fetch(), owner=self)

    def _lay_out(self) -> None:
        add = button(self.tr("Add files"), "plain", "paperclip")
        add.clicked.connect(self._choose)
        paste = button(self.tr("Paste"), "plain", "clipboard")
        paste.setToolTip(self.tr("Paste a copied picture or file"))
        paste.clicked.connect(self.paste)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        line = row(None, [add, paste], gap=12)
        line.addWidget(label(self.tr("or drop them here; up to 25 MB each"), "secondary", wrap=True), 1)
        photos = FoldingSection(self.tr("How photos are kept"), quiet=True)
        photos.body.addWidget(self._clean)
        photos.body.addWidget(self._original)
        whole = column(self, gap=8)
        whole.addLayout(self._kept_lines)
        whole.addLayout(self._lines)
        whole.addWidget(self._note)
        whole.addLayout(line)
        whole.addWidget(photos)


def _open_outside(copy: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))


def _as_file(picture: QImage, folder: str) -> Path:
    now = QDateTime.currentDateTime().toString("yyyy-MM-dd HH-mm-ss")
    path = Path(tempfile.mkdtemp(dir=folder)) / f"Picture {now}.png"
    if not picture.save(str(path)):
        raise UserError("The picture could not be pasted: the disk is full. Nothing was added.")
    return path
