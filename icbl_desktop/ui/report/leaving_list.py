"""What leaves, record by record: ticks are of this report, a press on its end changes its level."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.words import SHARING
from icbl_desktop.services import sharing
from icbl_desktop.services.report_leaving import Leaving, LeavingRecord
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.line_tree import LineTree
from icbl_desktop.ui.kit.widgets import label
from icbl_desktop.ui.report.leaving_lines import FILE, LEVEL_ICONS, OPEN, PEOPLE, RECORD, leaving_lines
from icbl_desktop.ui.words import choices
from icbl_desktop.ui.worklog.record_pages import PAGES


class LeavingList(QWidget):
    """Shows a ``Leaving``. Levels are kept at once, like any edit; ``left_out`` is of this report alone."""

    edited = Signal()
    """Something was ticked, or no longer."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: Leaving | None = None
        self._records: dict[str, LeavingRecord] = {}
        self.left_out: frozenset[str] = frozenset()
        """The ids of the records and files that are not ticked."""
        self._tree = LineTree(self.tr("What leaves this computer"))
        self._tree.ticked.connect(self._tick)
        self._tree.acted.connect(self._act)
        words = self.tr(
            "Untick what is not for this report; it waits for the next. Press a level to change it."
        )
        layout = column(self, gap=8)
        layout.addWidget(label(words, "secondary", wrap=True))
        layout.addWidget(self._tree, 1)

    def show_leaving(self, leaving: Leaving) -> None:
        """Show what the report on show would carry. While that is the same, the list stays as it is."""
        if leaving == self._shown:
            return
        self._shown = leaving
        self._records = {one.id: one for one in leaving.records}
        self._tree.show_lines(leaving_lines(leaving))

    def _tick(self, key: str, is_ticked: bool) -> None:
        record_id = key.partition(":")[2]
        self.left_out = self.left_out - {record_id} if is_ticked else self.left_out | {record_id}
        self.edited.emit()

    def _act(self, key: str) -> None:
        what, _, rest = key.partition(":")
        if what == OPEN:
            kind, record_id, field, _ = rest.split(":")
            self._context.go(Place(PAGES[kind], id=record_id, field=field))
        elif what == PEOPLE:
            self._share_people(self._records[rest])
        else:
            self._offer_levels(key)

    def _share_people(self, record: LeavingRecord) -> None:
        db, is_shared = self._context.app.db, any(f.goes for f in record.fields if f.name == "people")
        self._context.jobs.write(
            lambda: sharing.share_people(db, record.id, not is_shared), lambda _changed: None, owner=self
        )

    def _offer_levels(self, key: str) -> None:
        what, _, one_id = key.partition(":")
        menu = QMenu(self)
        for level, words in choices(SHARING):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(level == self._level(what, one_id))
            set_icon(action, LEVEL_ICONS[Sharing(level)])
            action.triggered.connect(lambda _on=False, level=level: self._set_level(what, one_id, level))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._tree.below_end_of(key))

    def _level(self, what: str, one_id: str) -> str:
        if what == RECORD:
            return self._records[one_id].sharing
        files = (file for record in self._records.values() for file in record.files)
        return next((file.sharing for file in files if file.id == one_id), "")

    def _set_level(self, what: str, one_id: str, level: str) -> None:
        db = self._context.app.db
        if what == FILE:
            self._context.jobs.write(
                lambda: sharing.set_file_level(db, one_id, level), lambda _changed: None, owner=self
            )
        else:
            kind = self._records[one_id].kind
            self._context.jobs.write(
                lambda: sharing.set_level(db, kind, one_id, level), lambda _changed: None, owner=self
            )
