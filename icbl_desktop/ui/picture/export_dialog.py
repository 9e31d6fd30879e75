"""The picture as files to take along: which, of what scope, into which folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QProgressBar, QScrollArea, QWidget

from icbl_desktop.app import App
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import exports
from icbl_desktop.services.office.exports import Exported, ExportOrder, Publisher, What
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.inbox.inbox_words import period_words
from icbl_desktop.ui.jobs import Progress
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.forms import FoldingSection, Form
from icbl_desktop.ui.kit.icon_line import Line, add_lines
from icbl_desktop.ui.kit.input_choices import CheckList, Option
from icbl_desktop.ui.kit.input_secret import PathInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import Canvas, bring_into_view, set_up_scrolling
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.picture.chart_drawing import draw_beside
from icbl_desktop.ui.picture.picture_data import Head
from icbl_desktop.ui.picture.picture_words import objective_name, state_name
from icbl_desktop.ui.words import number, sentence

_SIZE = QSize(640, 680)
_OF_THE_SCREEN = 0.95


class ExportDialog(QDialog):
    """Stays open after the files are written, and says what they are and what is not in them."""

    def __init__(self, context: Context, head: Head, parent: QWidget) -> None:
        super().__init__(parent)
        self._app, self._jobs, self._head = context.app, context.jobs, head
        self.setWindowTitle(self.tr("Export the picture"))
        self._form, self._bar = self._build_form(), Bar(closable=False)
        self._lines = column(gap=12)
        self._done = Card(self.tr("Written"), gap=12)
        self._done.body.addLayout(self._lines)
        self._busy = QProgressBar()
        self._busy.setTextVisible(False)
        self._begin = button(self.tr("Export"), "primary", "export")
        self._begin.clicked.connect(self._export)
        self._folder = button(self.tr("Open the folder"), "plain", "folder-open")
        self._folder.clicked.connect(self._open_folder)
        self._leave = button(self.tr("Close"))
        self._leave.clicked.connect(self.reject)
        self._lay_out()
        self._jobs.long_progress.connect(self._advance)
        self._form.edited.connect(self._arrange)
        self._arrange("what")
        for part in (self._bar, self._done, self._busy, self._folder):
            part.hide()

    def reject(self) -> None:
        """Leave. What is under way is stopped; files that were written are whole."""
        if not self._begin.isEnabled():
            self._jobs.cancel()
        super().reject()

    def _export(self) -> None:
        values, app = self._form.values(), self._app
        if not self._is_complete(values["what"], values["folder"]):
            return
        order = ExportOrder(
            plan=self._head.plan,
            scope=self._head.scope,
            what=frozenset(What(one) for one in values["what"]),
            publisher=Publisher(name=values["publisher"], identifier=values["identifier"]),
            all_grants=values["all_grants"],
        )
        folder, with_png = values["folder"], values["png"]
        title = self.tr("Writing the picture…")
        self._set_busy(title)
        self._jobs.long(
            lambda progress: _write(app, order, folder, with_png, progress),
            self._show,
            self,
            title,
            failed=self._refused,
        )

    def _is_complete(self, what: Sequence[str], folder: Path | None) -> bool:
        if not what:
            self._form.show_error("what", self.tr("Choose what to write."))
        if folder is None:
            self._form.show_error("folder", self.tr("Choose a folder."))
        return bool(what) and folder is not None

    def _show(self, written: Exported) -> None:
        self._set_busy("")
        clear(self._lines)
        words = self.tr("{n} files are in the folder, each of them whole.")
        self._lines.addWidget(Paragraph(words.format(n=number(len(written.files)))))
        add_lines(self._lines, (Line(sentence(note), icon="info", ink="info") for note in written.notes))
        names = FoldingSection(self.tr("Their names"), quiet=True)
        add_lines(names.body, (Line(path.name, icon="file-text") for path in written.files))
        self._lines.addWidget(names)
        self._done.show()
        self._folder.show()
        bring_into_view(self._done)

    def _refused(self, refusal: UserError) -> None:
        self._set_busy("")
        if not self._form.show_refusal(refusal):
            self._bar.say(sentence(refusal), "error")
            bring_into_view(self._bar)

    def _set_busy(self, words: str) -> None:
        self._bar.hide()
        self._done.hide()
        self._busy.setRange(0, 0)  # moves to and fro until there is something to count
        self._busy.setVisible(bool(words))
        self._busy.setAccessibleName(words)
        self._form.setEnabled(not words)
        self._begin.setEnabled(not words)
        self._leave.setText(self.tr("Cancel") if words else self.tr("Close"))

    def _advance(self, done: int, total: int) -> None:
        self._busy.setRange(0, total)
        self._busy.setValue(done)

    def _arrange(self, _name: str) -> None:
        """What is asked goes with what is ticked."""
        chosen = self._form.values()["what"]
        for name in ("publisher", "identifier", "all_grants"):
            self._form.row(name).setVisible(What.IATI in chosen)
        self._form.row("png").setVisible(What.CHARTS in chosen)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._form.values()["folder"])))

    def _build_form(self) -> Form:
        form = Form()
        what = CheckList([Option(key, words) for key, words in _whats()])
        form.add("what", self.tr("What to write"), what)
        form.add("png", self.tr("Pictures"), TickInput(self.tr("Also as PNG, for slides and letters")))
        form.add("publisher", self.tr("Who publishes the grants"), TextLine(longest=200))
        form.add(
            "identifier",
            self.tr("Its identifier in the IATI registry"),
            TextLine(longest=100),
            hint=self.tr("Leave it empty if there is none: the file then says so, and cannot be published."),
        )
        every = self.tr(
            "Also grants that campaigns shared with the secretariat alone. IATI files are public."
        )
        form.add("all_grants", self.tr("Which grants"), TickInput(every))
        form.add("folder", self.tr("Folder"), PathInput(self.tr("Choose a folder for the files")))
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        form.set_values(
            {
                "what": (What.PDF, What.XLSX),
                "png": True,
                "publisher": Publisher().name,
                "identifier": "",
                "all_grants": False,
                "folder": Path(home) if home else None,
            }
        )
        return form

    def _lay_out(self) -> None:
        canvas, scroll = Canvas(), QScrollArea()
        inside = column(canvas, gap=16, margins=(24, 24, 24, 16))
        inside.addWidget(label(self.windowTitle(), "section", wrap=True))
        inside.addWidget(Paragraph(_scope_words(self._head), "secondary"))
        for part in (self._form, self._bar, self._done):
            inside.addWidget(part)
        inside.addStretch(1)
        set_up_scrolling(scroll, canvas)
        foot = column(gap=8, margins=(24, 0, 24, 24))
        foot.addWidget(self._busy)
        buttons = row(None, [self._begin, self._folder, self._leave], gap=12)
        buttons.addStretch(1)
        foot.addLayout(buttons)
        whole = column(self, gap=0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        wanted = QSize(look.scaled(_SIZE.width()), look.scaled(_SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableSize() * _OF_THE_SCREEN))


def _scope_words(head: Head) -> str:
    """What the files are of: plan, time, state, objective, campaign."""
    scope = head.scope
    named = {one.id: one.organisation for one in head.campaigns}
    parts = [
        head.plan.title,
        period_words(scope.period) if scope.period else _tr("the plan's time"),
        state_name(head.facts, scope.iso3) if scope.iso3 else _tr("all states"),
        objective_name(head.plan, scope.objective) if scope.objective else _tr("all objectives"),
        named.get(scope.campaign, scope.campaign) if scope.campaign else _tr("all campaigns"),
    ]
    return " · ".join(parts)


def _write(app: App, order: ExportOrder, folder: Path, with_png: bool, progress: Progress) -> Exported:
    """On the writer thread."""
    written = exports.export(app.office.store(), order, folder, progress)
    if not with_png:
        return written
    drawn = [draw_beside(path) for path in written.files if path.suffix == ".svg"]
    return Exported((*written.files, *drawn), written.notes)


def _whats() -> list[tuple[str, str]]:
    return [
        (What.PDF, _tr("A consolidated report, as PDF")),
        (What.XLSX, _tr("A workbook with HXL tags, as XLSX")),
        (What.CSV, _tr("The same sheets as CSV files")),
        (What.IATI, _tr("Grants as IATI 2.03")),
        (What.CHARTS, _tr("The charts as pictures")),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("export_dialog", text)
