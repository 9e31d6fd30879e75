"""Records that are gone come back from one's own saved reports: look first, then rebuild."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QProgressBar, QScrollArea, QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import identity, rebuild
from icbl_desktop.services.rebuild import RebuildOffer
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.jobs import Progress
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.icon_line import add_lines
from icbl_desktop.ui.kit.input_secret import PassphraseInput, PathInput
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import Canvas, bring_into_view, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.settings import rebuild_lines
from icbl_desktop.ui.words import sentence

_SIZE = QSize(680, 640)
_OF_THE_SCREEN = 0.95


@dataclass(frozen=True)
class _Looked:
    """What was found, and how it is brought back."""

    offer: RebuildOffer
    rebuild: Callable[[Progress], Changed]


class RebuildDialog(QDialog):
    """Accepted once the records are back; until then nothing is changed."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._app, self._jobs = context.app, context.jobs
        self._looked: _Looked | None = None
        self.setWindowTitle(self.tr("Rebuild from my reports"))
        self._form, self._bar = self._build_form(), Bar(closable=False)
        self._lines = column(gap=12)
        self._found = Card(self.tr("What was found"), gap=12)
        self._found.body.addLayout(self._lines)
        self._busy = QProgressBar()
        self._busy.setTextVisible(False)
        self._look = button(self.tr("Look into the reports"), "primary", "magnifying-glass")
        self._rebuild = button(self.tr("Rebuild"), "primary", "check")
        self._leave = button(self.tr("Cancel"))
        self._look.clicked.connect(self._look_into)
        self._rebuild.clicked.connect(self._begin)
        self._leave.clicked.connect(self.reject)
        self._form.edited.connect(lambda _name: self._forget())
        self._lay_out()
        self._jobs.long_progress.connect(self._advance)
        self._forget()

    def reject(self) -> None:
        """Leave. What is under way is stopped before it changes anything."""
        self._jobs.cancel()
        super().reject()

    def _look_into(self) -> None:
        values, app = self._form.values(), self._app
        if values["folder"] is None:
            self._form.show_error("folder", self.tr("Choose the folder with your reports."))
            return
        self._form.set_values({"passphrase": ""})
        self._set_busy(self.tr("Reading the reports…"))
        self._jobs.read(
            lambda: _look(app, values["folder"], values["file"], values["passphrase"]),
            self._show,
            owner=self,
            failed=self._refused,
            slow=True,
        )

    def _show(self, looked: _Looked) -> None:
        self._set_busy("")
        self._looked = looked
        clear(self._lines)
        add_lines(self._lines, rebuild_lines.found_lines(looked.offer))
        self._lines.addWidget(label(self.tr("This does not come back"), "strong", wrap=True))
        add_lines(self._lines, rebuild_lines.missing_lines())
        self._found.show()
        self._look.hide()
        self._rebuild.show()
        self._rebuild.setFocus()
        bring_into_view(self._found)

    def _begin(self) -> None:
        if self._looked is None:
            return
        title = self.tr("Bringing the records back…")
        self._set_busy(title)
        self._jobs.long(
            self._looked.rebuild, lambda _changed: self.accept(), self, title, failed=self._refused
        )

    def _refused(self, refusal: UserError) -> None:
        self._set_busy("")
        if not self._form.show_refusal(refusal):
            self._bar.say(sentence(refusal), "error")
            bring_into_view(self._bar)

    def _forget(self) -> None:
        """Another folder or backup is asked for: what was found does not count any more."""
        self._looked = None
        for part in (self._found, self._rebuild, self._bar, self._busy):
            part.hide()
        self._look.show()

    def _advance(self, done: int, total: int) -> None:
        self._busy.setRange(0, total)
        self._busy.setValue(done)

    def _set_busy(self, words: str) -> None:
        self._bar.hide()
        self._busy.setRange(0, 0)  # moves to and fro until there is something to count
        self._busy.setVisible(bool(words))
        self._busy.setAccessibleName(words)
        self._doing.setText(words)
        for part in (self._form, self._look, self._rebuild):
            part.setEnabled(not words)

    def _build_form(self) -> Form:
        form = Form()
        form.add(
            "folder",
            self.tr("Folder with your reports"),
            PathInput(self.tr("Choose the folder with your reports")),
            hint=self.tr("All files you saved or sent: .pdf and .pdf.age. The more, the better."),
        )
        kinds = self.tr("Copies of keys ({pattern})").format(pattern=f"*{identity.ENDING}")
        form.add(
            "file",
            self.tr("Copy of your keys, if you have one"),
            PathInput(self.tr("Choose the copy of your keys"), kinds),
            hint=self.tr(
                "Without it sealed files cannot be opened, and Geneva will ask by phone whether it is you."
            ),
        )
        form.add("passphrase", self.tr("Its passphrase"), PassphraseInput())
        return form

    def _lay_out(self) -> None:
        canvas, scroll = Canvas(), QScrollArea()
        inside = column(canvas, gap=16, margins=(24, 24, 24, 16))
        words = self.tr(
            "Your reports hold what you sent. From their files your records, their numbers and the files "
            "you attached come back into this empty workspace. First you see what is there."
        )
        inside.addWidget(label(self.windowTitle(), "section", wrap=True))
        for part in (Paragraph(words), self._form, self._bar, self._found):
            inside.addWidget(part)
        inside.addStretch(1)
        set_up_scrolling(scroll, canvas)
        self._doing = label("", "secondary", wrap=True)
        foot = column(gap=8, margins=(24, 0, 24, 24))
        foot.addWidget(self._busy)
        buttons = row(None, [self._look, self._rebuild, self._leave], gap=12)
        buttons.addWidget(self._doing, 1)
        foot.addLayout(buttons)
        whole = column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        wanted = QSize(look.scaled(_SIZE.width()), look.scaled(_SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableSize() * _OF_THE_SCREEN))


def _look(app: App, folder: Path, file: Path | None, passphrase: str) -> _Looked:
    """On the reader thread."""
    known = identity.read(file, passphrase) if file else None
    offer = rebuild.look([folder], known)
    return _Looked(offer, lambda progress: rebuild.rebuild(app.db, app.folders, offer, known, progress))
