"""What was taken away, of every kind in one list; beside it what a record said; and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.services import trash
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.trash import Trashed
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.words import day, say
from icbl_desktop.ui.worklog.editor_frame import EditorFrame
from icbl_desktop.ui.worklog.history_view import HistoryView
from icbl_desktop.ui.worklog.trash_list import TrashList, searched_text, trashed_title


class TrashPage(QWidget):
    """The one chosen record is shown with its history; several can be restored at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._db, self._jobs = context.app.db, context.jobs
        self._reads = LatestRead(context.jobs, self)
        self._open: Trashed | None = None
        self._covers = False
        self._list, self._record = TrashList(), EditorFrame()
        self._history = HistoryView(context, may_bring_back=False)
        self._fill_record()
        self._both = SideBySide(self._list, self._record, (1, 1))
        row(self, [self._both])
        self._both.arranged.connect(self._arranged)
        self._list.chosen.connect(self._chosen)
        self._list.opened.connect(self._show_record)
        self._list.restore_wanted.connect(self._restore)
        self._list.activities_wanted.connect(lambda: context.go(Place("activities")))
        self._record.leave_wanted.connect(self._leave)
        self._content = WhenShown(self, self._load)

    def refresh(self, changed: Changed) -> None:
        """Something may have come into the trash, or left it."""
        if changed.kinds & KINDS.keys():
            self._content.ask()

    def _load(self) -> None:
        db = self._db

        def work() -> tuple[Sequence[Trashed], Sequence[str]]:
            found = trash.listing(db)
            return found, [searched_text(one) for one in found]

        self._reads.ask(work, lambda found: self._show(*found))

    def _show(self, found: Sequence[Trashed], texts: Sequence[str]) -> None:
        self._list.show_trash(found, texts)
        if self._open not in found:
            self._close()

    def _chosen(self, chosen: list[Trashed]) -> None:
        """One record is shown beside the list, where there is room; with several none is."""
        if self._covers:
            return
        if len(chosen) == 1:
            self._show_record(chosen[0])
        else:
            self._close()

    def _show_record(self, one: Trashed) -> None:
        if one == self._open:
            return
        self._open = one
        self._record.title.setText(trashed_title(one))
        words = self.tr("{kind}, removed on {date}.")
        said = words.format(kind=say(RECORD_KINDS, one.kind), date=day(one.trashed_at))
        self._record.note.setText(said)
        self._history.show_record(one.kind, one.id)
        self._both.show_second(True)

    def _close(self) -> None:
        self._open = None
        self._both.show_second(False)

    def _leave(self) -> None:
        self._close()
        self._list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, chosen: Sequence[Trashed]) -> None:
        db, wanted = self._db, [(one.kind, one.id) for one in chosen]
        self._jobs.write(lambda: trash.restore_each(db, wanted), lambda _changed: None, owner=self)

    def _arranged(self, _open: bool, covers: bool) -> None:
        self._covers = covers
        self._record.set_covering(covers)

    def _fill_record(self) -> None:
        self._record.scroller.hide()
        self._record.middle.addWidget(self._history, 1)
        restore = button(self.tr("Restore this"), "primary", "arrow-counter-clockwise")
        restore.clicked.connect(lambda: self._restore([self._open] if self._open else []))
        self._record.foot.addWidget(restore, 0, Qt.AlignmentFlag.AlignVCenter)
        QShortcut(QKeySequence.StandardKey.Cancel, self._record, self._leave).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
