"""The files a report carries and how large it becomes, against what an e-mail takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from icbl_desktop.domain.file_budget import ReportSize
from icbl_desktop.domain.report_order import Sending
from icbl_desktop.services import evidence
from icbl_desktop.services.report_leaving import Leaving, LeavingFile, LeavingRecord
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.line_tree import LineTree
from icbl_desktop.ui.kit.menus import add_options
from icbl_desktop.ui.kit.meter import Meter
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.report.file_lines import file_lines, is_photo
from icbl_desktop.ui.report.file_words import sending_words, size_words

_PICTURE = QSize(48, 36)


class FilesPanel(QWidget):
    """Shows the files and the running total; ``chosen`` is how the person wants a file to go, by its id."""

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._files: dict[str, LeavingFile] = {}
        self._going: Sequence[LeavingRecord] = ()
        self._pictured: set[str] = set()
        self.chosen: dict[str, str] = {}
        self._total = Refill[ReportSize](_total)
        self._tree = LineTree(self.tr("Files of the report"), _PICTURE)
        self._tree.acted.connect(self._offer)
        self._none = label(self.tr("No files go with this report."), "secondary", wrap=True)
        layout = column(self, gap=12)
        layout.addWidget(self._total)
        layout.addWidget(self._none)
        layout.addWidget(self._tree, 1)
        layout.addStretch()

    def show_files(self, leaving: Leaving, size: ReportSize) -> None:
        """Show the files of the report on show, and its size."""
        going = [file for one in leaving.records if one.goes for file in one.files if file.goes]
        self._files = {file.id: file for file in going}
        self._total.show_content(size)
        self._tree.show_lines(file_lines(leaving.records, self.chosen))
        self._tree.setVisible(bool(going))
        self._none.setVisible(not going)
        self._going = [one for one in leaving.records if one.goes]
        if self.isVisible():
            self._fetch_pictures()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is somebody looking at the pictures."""
        super().showEvent(event)
        self._fetch_pictures()

    def _offer(self, file_id: str) -> None:
        menu = QMenu(self)
        ways = [Sending.WHOLE, *([Sending.SMALLER] if is_photo(self._files[file_id]) else ()), Sending.HELD]
        options = [Option("", self.tr("As it fits an e-mail")), *(Option(w, sending_words(w)) for w in ways)]
        add_options(menu, options, lambda way: self._choose(file_id, way), self.chosen.get(file_id, ""))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._tree.below_end_of(file_id))

    def _choose(self, file_id: str, way: str) -> None:
        self.chosen.pop(file_id, None)
        if way:
            self.chosen[file_id] = way
        self.edited.emit()

    def _fetch_pictures(self) -> None:
        """The small pictures of one record, then of the next: the pages need the reader in between."""
        for record in self._going:
            photos = {file.id for file in record.files if is_photo(file)} - self._pictured
            if photos:
                self._pictured |= photos
                self._context.jobs.read(self._pictures_of(record.id), self._show_pictures, owner=self)
                return

    def _pictures_of(self, record_id: str) -> Callable[[], list[tuple[str, bytes]]]:
        db, folders = self._context.app.db, self._context.app.folders

        def made() -> list[tuple[str, bytes]]:
            drawn = ((one.id, evidence.thumbnail(folders, one)) for one in evidence.of(db, record_id))
            return [(file_id, png) for file_id, png in drawn if png is not None]

        return made

    def _show_pictures(self, made: list[tuple[str, bytes]]) -> None:
        for file_id, png in made:
            picture = QPixmap()
            picture.loadFromData(png)
            self._tree.show_picture(file_id, picture)
        self._fetch_pictures()


def _total(size: ReportSize) -> QWidget:
    """How much of an e-mail is used, and what to do where it is too much."""
    made = QWidget()
    layout = column(made, gap=8)
    words = _tr("{total} of the {budget} that an e-mail takes")
    said = words.format(total=size_words(size.total), budget=size_words(size.budget))
    layout.addWidget(label(said, "strong", wrap=True))
    layout.addWidget(Meter(Decimal(size.total), Decimal(size.budget)))
    parts = _tr("Pages and data {pages}, files {files}")
    layout.addWidget(
        label(
            parts.format(pages=size_words(size.pages + size.data), files=size_words(size.files)),
            "secondary",
            wrap=True,
        )
    )
    if size.is_over:
        over = _tr(
            "{over} too much for most e-mail. Make photos smaller or hold files back, or hand the file over "
            "in another way."
        )
        words = over.format(over=size_words(size.total - size.budget))
        layout.addWidget(icon_note("warning", words, "caution", "body"))
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("files_panel", text)
