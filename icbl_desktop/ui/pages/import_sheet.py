"""Records from a sheet: looked at first, then taken in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.errors import UserError
from icbl_desktop.services import sheet_import
from icbl_desktop.services.sheet_columns import IMPORTABLE
from icbl_desktop.services.sheet_import import Preview
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.jobs import Progress
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.page_parts import Bar, Page
from icbl_desktop.ui.kit.widgets import Paragraph, button
from icbl_desktop.ui.sheets.sheet_card import SheetCard
from icbl_desktop.ui.words import counted, say, sentence

_WIDTH = 800
_PAGES = {
    "activity": "activities",
    "expense": "grants",
    "promise": "promises",
    "follow_up": "promises",
    "outcome": "outcomes",
}
"""Where records of a kind are seen."""


class ImportSheetPage(Page):
    """A sheet is opened or dropped here; nothing is written before the person takes its rows in."""

    def __init__(self, context: Context) -> None:
        super().__init__(_WIDTH)
        self._context = context
        self._read = LatestRead(context.jobs, self)
        self._path: Path | None = None
        self._preview: Preview | None = None
        self._seen_at = ""
        self._taken: frozenset[str] = frozenset()
        self.heading.say(self.tr("Import"), self.tr("Records from an Excel workbook or a CSV file"))
        self._bar, self._card = Bar(), SheetCard()
        self._bar.acted.connect(lambda: self._context.go(Place(self._seen_at)))
        self._card.wanted.connect(self._take_in)
        self._card.kind_wanted.connect(self._read_as)
        self._card.again.connect(lambda: self._read_as(""))
        self._lay_out()
        self.setAcceptDrops(True)

    def read(self, path: Path, kind: str = "") -> None:
        """Look into this file; nothing changes."""
        self._path = path
        db = self._context.app.db
        self._read.ask(lambda: sheet_import.check_file(db, path, kind), self._show, failed=self._refused)

    def refresh(self, changed: Changed) -> None:
        """What was taken in is said no longer once it was undone or changed."""
        if self._taken & changed.ids:
            self._taken = frozenset()
            self._bar.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A sheet may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into the file."""
        path = next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
        self.read(path)

    def _read_as(self, kind: str) -> None:
        if self._path is not None:
            self.read(self._path, kind)

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        self._bar.hide()
        if self._path is not None:
            self._card.show_preview(self._path, preview)
            self._card.show()

    def _refused(self, refusal: UserError) -> None:
        self._card.hide()
        self._bar.say(sentence(refusal), "error")

    def _take_in(self, leave_out: bool) -> None:
        preview, db = self._preview, self._context.app.db
        if preview is None:
            return

        def work(progress: Progress) -> Changed:
            return sheet_import.apply(db, preview, leave_out=leave_out, progress=progress)

        self._context.jobs.long(
            work, self._taken_in, owner=self, title=self.tr("Taking in the sheet"), failed=self._refused
        )

    def _taken_in(self, changed: Changed) -> None:
        (kind,) = changed.kinds
        self._seen_at, self._taken = _PAGES[kind], changed.ids
        self._card.hide()
        count = len(changed.ids)
        words = self.tr("Taken in: {records}.").format(records=counted(kind, count))
        self._bar.say(words, "success", self.tr("See it") if count == 1 else self.tr("See them"))

    def _choose(self) -> None:
        kinds = self.tr("Sheets ({patterns})").format(patterns="*.xlsx *.csv *.txt")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a sheet"), "", kinds)
        if chosen:
            self.read(Path(chosen))

    def save_template(self, kind: str) -> None:
        """Ask where the workbook to fill in is to be saved, and save it."""
        name = f"{say(RECORD_KINDS, kind)}.xlsx"
        pattern = self.tr("Workbooks ({pattern})").format(pattern="*.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the template"), name, pattern)
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")
        self._context.jobs.write(
            lambda: sheet_import.save_template(kind, path),
            lambda saved: self._bar.say(
                self.tr("The template is saved as {path}. Fill it in, then open it here.").format(path=saved),
                "success",
            ),
            owner=self,
            failed=self._refused,
        )

    def _lay_out(self) -> None:
        choose = button(self.tr("Open a sheet…"), "plain", "folder-open")
        choose.clicked.connect(self._choose)
        empty = button(self.tr("Save an empty template"), "quiet", "table")
        menu = QMenu(empty)
        for kind in IMPORTABLE:
            menu.addAction(say(RECORD_KINDS, kind)).triggered.connect(
                lambda _checked=False, kind=kind: self.save_template(kind)
            )
        empty.setMenu(menu)
        buttons = row(None, [choose, empty])
        buttons.addStretch(1)
        self.body.addWidget(self._bar)
        self.body.addWidget(
            Paragraph(
                self.tr(
                    "Did you keep your activities or expenses in a spreadsheet? Open it, or drop it on this "
                    "page. Columns are matched by their headings, and you see every row before anything "
                    "is taken in."
                )
            )
        )
        self.body.addLayout(buttons)
        self.body.addWidget(self._card)
        self._bar.hide()
        self._card.hide()
