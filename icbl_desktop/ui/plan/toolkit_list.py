"""Toolkit documents in a list: each with its language and objectives, to be opened or saved."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.domain.plan_extras import ToolkitDocument
from icbl_desktop.errors import UserError
from icbl_desktop.services import toolkit
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.widgets import IconLabel, Paragraph, button, divider, label, set_look
from icbl_desktop.ui.words import sentence


class ToolkitList(QWidget):
    """The documents below each other, in the order they are given."""

    def __init__(self, context: Context, documents: Sequence[ToolkitDocument]) -> None:
        super().__init__()
        layout = column(self, gap=12)
        for number, document in enumerate(documents):
            if number:
                layout.addWidget(divider())
            layout.addWidget(_DocumentLine(context, document))


class _DocumentLine(QWidget):
    """One document; what came of opening or saving it stands below it."""

    def __init__(self, context: Context, document: ToolkitDocument) -> None:
        super().__init__()
        self._context, self._document = context, document
        self._said = label("", "secondary", wrap=True)
        self._said.hide()
        words = column(gap=2)
        words.addWidget(label(document.title, "strong", wrap=True))
        words.addWidget(label(about(document), "secondary", wrap=True))
        if document.note:
            words.addWidget(Paragraph(document.note))
        words.addWidget(self._buttons())
        words.addWidget(self._said)
        across = row(self, [], gap=12)
        across.addWidget(IconLabel("file-text", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)

    def _buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        flow.setSpacing(20)
        if toolkit.is_harmless(self._document):
            look_at = button(self.tr("Open"), "link", "arrow-square-out")
            look_at.setAccessibleName(self.tr("Open {title}").format(title=self._document.title))
            look_at.clicked.connect(self._open)
            flow.addWidget(look_at)
        save = button(self.tr("Save…"), "link", "download-simple")
        save.setAccessibleName(self.tr("Save {title}").format(title=self._document.title))
        save.clicked.connect(self._save)
        flow.addWidget(save)
        return made

    def _open(self) -> None:
        """In the system's program, from a copy of this run."""
        db, document = self._context.app.db, self._document
        self._said.hide()

        def work() -> Path:
            path = Path(tempfile.mkdtemp(dir=_copies()), document.file)
            return toolkit.save_as(db, document, path, mode=0o600)

        self._context.jobs.read(work, self._open_outside, owner=self, failed=self._refused)

    def _open_outside(self, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            words = self.tr("No program on this computer opens this file. Save it, and ask somebody who can.")
            self._say(words, wrong=True)

    def _save(self) -> None:
        db, document = self._context.app.db, self._document
        if not (toolkit.is_harmless(document) or self._is_wanted()):
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        title = self.tr("Save {title}").format(title=document.title)
        chosen, _ = QFileDialog.getSaveFileName(self, title, QDir(folder).filePath(document.file))
        if chosen:
            path = Path(chosen)
            self._context.jobs.write(
                lambda: toolkit.save_as(db, document, path), self._saved, owner=self, failed=self._refused
            )

    def _is_wanted(self) -> bool:
        words = self.tr(
            "“{file}” is a kind of file that may run as a program. Save it only if the secretariat told you "
            "what it is for."
        ).format(file=self._document.file)
        return messages.ask(
            self, self.tr("Save this file?"), words, self.tr("Save it"), self.tr("Do not save it")
        )

    def _saved(self, path: Path) -> None:
        self._say(self.tr("Saved as {path}.").format(path=QDir.toNativeSeparators(str(path))), wrong=False)

    def _refused(self, refusal: UserError) -> None:
        self._say(sentence(refusal), wrong=True)

    def _say(self, words: str, *, wrong: bool) -> None:
        self._said.setText(words)
        set_look(self._said, "role", "error" if wrong else "secondary")
        self._said.show()


def about(document: ToolkitDocument) -> str:
    """Language and objectives: "Français · 1A, 2B"."""
    everywhere = QCoreApplication.translate("toolkit_list", "any objective")
    return f"{language_name(document.language)} · {', '.join(document.objectives) or everywhere}"


@cache
def _copies() -> str:
    """The folder of this run's copies, that only this person can read; it goes when the program ends."""
    folder = tempfile.mkdtemp(prefix="icbl-toolkit-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
