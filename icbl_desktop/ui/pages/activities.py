"""What the campaign did: the list of activities, and beside it the one being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Changed, RecordState
from icbl_desktop.domain.work import ActivityDraft, as_draft
from icbl_desktop.services import activities, drafts
from icbl_desktop.services.drafts import Unsaved
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.undo_bar import UndoBar
from icbl_desktop.ui.kit.widgets import icon_button
from icbl_desktop.ui.worklog.activity_form import ActivityForm
from icbl_desktop.ui.worklog.activity_list import ActivityList
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.record_choices import Choices, load_choices, objective_options
from icbl_desktop.ui.worklog.record_editor import Opening, RecordEditor
from icbl_desktop.ui.worklog.resume_bar import ResumeBar

_FORM = "activity"
"""The name of the form among the kept drafts."""


class ActivitiesPage(QWidget):
    """``begin_new`` starts an activity, ``open`` shows one; what is typed is kept whatever happens."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._app, self._jobs = context.app, context.jobs
        self._files = EvidenceStrip(context)
        db = context.app.db
        self._list = ActivityList(context)
        self._editor = RecordEditor(
            context,
            lambda: ActivityForm(self._files),
            ActivityDraft,
            lambda draft, id_, form: activities.save(db, draft, id_, form),
        )
        self._undo = UndoBar()
        self._resume = ResumeBar(context, _FORM, ActivityDraft, lambda draft: draft.title, self._undo)
        self._both = SideBySide(self._list, self._editor, (2, 3))
        self._lay_out()
        self._connect()
        self._content = WhenShown(self, self._load)

    def begin_new(self, draft: ActivityDraft | None = None) -> None:
        """Start a new activity, from a draft if there is one; one that was not saved yet comes first."""
        is_begun = self._editor.is_open() and not self._editor.record_id and not self._editor.is_saving()
        if draft is None and is_begun:
            self._focus_form("")
            return
        db = self._app.db
        self._open_editor(self.tr("New activity"), "", lambda: draft or activities.blank(db))

    def open(self, place: Place) -> None:
        """Show an activity, or begin the new one that the place holds."""
        if place.draft is not None:
            self.begin_new(place.draft)
        elif place.id:
            self._open_record(place.id)

    def refresh(self, changed: Changed) -> None:
        """Show what changed, unless somebody is writing in it."""
        if changed.kinds & {"activity", "evidence", "report", "plan", "campaign"}:
            self._content.ask()
        shown = self._editor.record_id
        if "activity" in changed.kinds and shown in changed.ids and self._editor.is_open():
            self._show_again(shown)

    def flush(self) -> None:
        """Hand over what is being typed, before the window closes."""
        self._editor.flush()

    def _load(self) -> None:
        app = self._app
        self._jobs.read(lambda: load_choices(app), self._offer_objectives, owner=self)
        self._list.refresh()
        if not self._editor.is_open():
            self._resume.check()

    def _open_record(self, record_id: str) -> None:
        if self._editor.is_open() and self._editor.record_id == record_id:
            self._focus_form(record_id)
        else:
            self._read_record(record_id)

    def _show_again(self, record_id: str) -> None:
        if not self._editor.is_touched():
            self._read_record(record_id)

    def _read_record(self, record_id: str) -> None:
        db = self._app.db
        self._open_editor(
            self.tr("Activity"), record_id, lambda: as_draft(activities.get(db, record_id), ActivityDraft)
        )

    def _open_editor(self, title: str, record_id: str, load: Callable[[], ActivityDraft]) -> None:
        app = self._app
        self._editor.open(Opening(title, _FORM, record_id, lambda: (load_choices(app), load())))

    def _opened(self, record_id: str) -> None:
        self._files.show_record(record_id)
        self._trash.setVisible(bool(record_id))
        self._resume.hide()
        if record_id:
            self._list.choose(record_id)
        self._both.show_second(True)
        self._focus_form(record_id)

    def _focus_form(self, record_id: str) -> None:
        first = self._editor.form.row("title" if record_id else "type")
        first.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _closed(self) -> None:
        self._both.show_second(False)
        self._list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._resume.check()

    def _kept(self) -> None:
        if not self._editor.is_open():
            self._resume.check()

    def _saved(self, changed: Changed) -> None:
        (record_id,) = changed.ids
        self._list.choose(record_id)
        if self._files.is_waiting():
            self._files.attach(record_id)
        else:
            self._closed()

    def _attached(self, all_kept: bool) -> None:
        """After a first save: go back to the list, or stay where a file says why it was not added."""
        if self._editor.is_open():
            return
        if all_kept:
            self._closed()
        else:
            self._read_record(self._files.record_id)

    def _trash_record(self, record_id: str) -> None:
        """Into the trash, with what was typed and not saved; undo brings back both."""
        if self._editor.is_open() and self._editor.record_id == record_id:
            self._editor.close_record()
        db = self._app.db

        def work() -> tuple[Changed, str, Unsaved[ActivityDraft] | None]:
            kept = drafts.find(db, _FORM, record_id, ActivityDraft)
            title = activities.get(db, record_id).title
            drafts.discard(db, _FORM, record_id)
            return activities.trash(db, record_id), title, kept

        def then(done: tuple[Changed, str, Unsaved[ActivityDraft] | None]) -> None:
            _, title, kept = done
            words = self.tr("Removed: “{title}”.").format(title=title)
            self._undo.offer(words, lambda: self._restore(record_id, kept))
            self._resume.check()

        self._jobs.write(work, then, owner=self)

    def _restore(self, record_id: str, kept: Unsaved[ActivityDraft] | None) -> None:
        db = self._app.db

        def work() -> Changed:
            if kept is not None:
                drafts.keep(db, _FORM, record_id, kept.draft)
            return activities.restore(db, record_id)

        self._list.choose(record_id)
        self._jobs.write(work, lambda _: self._resume.check(), owner=self)

    def _go_on(self, record_id: str) -> None:
        if record_id:
            self._open_record(record_id)
        else:
            self.begin_new()

    def _offer_objectives(self, found: Choices) -> None:
        mine, others = objective_options(found)
        self._list.offer_objectives(mine + others)

    def _connect(self) -> None:
        self._list.opened.connect(self._open_record)
        self._list.trash_wanted.connect(self._trash_record)
        self._list.new_wanted.connect(self.begin_new)
        self._editor.shown.connect(self._opened)
        self._editor.closed.connect(self._closed)
        self._editor.kept.connect(self._kept)
        self._editor.saved.connect(self._saved)
        self._files.attached.connect(self._attached)
        self._both.arranged.connect(lambda _open, covers: self._editor.set_covering(covers))
        self._resume.go_on.connect(self._go_on)
        self._trash.clicked.connect(lambda: self._trash_record(self._editor.record_id))

    def _lay_out(self) -> None:
        self._trash = icon_button("trash", self.tr("Remove this activity"))
        self._editor.tools.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignTop)
        self._editor.add_save(self.tr("Save as draft"), lambda draft: replace(draft, state=RecordState.DRAFT))
        self._editor.add_save(
            self.tr("Save"), lambda draft: replace(draft, state=RecordState.READY), main=True
        )
        self._list.bars.addWidget(self._undo)
        self._list.bars.addWidget(self._resume)
        row(self, [self._both])
