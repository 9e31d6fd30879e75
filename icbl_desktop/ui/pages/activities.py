"""What the campaign did: the list of activities, and beside it the one being written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Changed, RecordState
from icbl_desktop.domain.work import ActivityDraft, ActivityEntry
from icbl_desktop.services import activities, trash
from icbl_desktop.services.record_kinds import ACTIVITY
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.widgets import icon_button
from icbl_desktop.ui.worklog.activity_list import ActivityList
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.list_filter_words import FilterChoices
from icbl_desktop.ui.worklog.list_preview import ActivityPreview
from icbl_desktop.ui.worklog.opening import Opening
from icbl_desktop.ui.worklog.record_choices import Choices, grant_options, load_choices, objective_options
from icbl_desktop.ui.worklog.record_editor import RecordEditor
from icbl_desktop.ui.worklog.resume_bar import ResumeBar

if TYPE_CHECKING:
    from icbl_desktop.ui.worklog.activity_form import ActivityForm

_FORM = "activity"
"""The name of the form among the kept drafts."""


class ActivitiesPage(QWidget):
    """``begin_new`` starts an activity, ``open`` shows one; what is typed is kept whatever happens."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._app, self._jobs = context.app, context.jobs
        self._files = EvidenceStrip(context)
        db = context.app.db
        self._list, self._preview = ActivityList(context), ActivityPreview(context)
        self._peeks = False  # in a narrow window, where the preview covers the list
        self._editor = RecordEditor(
            context,
            lambda: self._make_form(context),
            ActivityEntry,
            lambda draft, id_, form: activities.save(db, draft, id_, form),
        )
        self._resume = ResumeBar(context, _FORM, ActivityEntry, lambda draft: draft.title)
        self._reading = SideBySide(self._list, self._preview, (3, 2))
        self._both = SideBySide(self._reading, self._editor, (2, 3))
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
        self._open_editor(
            self.tr("New activity"), "", lambda: _entry(draft) if draft else activities.blank(db)
        )

    def open(self, place: Place) -> None:
        """Show an activity, or begin the new one that the place holds."""
        if place.draft is not None:
            self.begin_new(place.draft)
        elif place.id:
            self._editor.begin_at(place.id, place.field)
            self._open_record(place.id)

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds & {"activity", "evidence", "report", "plan", "campaign"}:
            self._content.ask()
        if changed.kinds & {"activity", "promise", "follow_up", "evidence"}:
            self._arrange_preview()

    def flush(self) -> None:
        """Hand over what is being typed, before the window closes."""
        self._editor.flush()

    def _make_form(self, context: Context) -> ActivityForm:
        from icbl_desktop.ui.worklog.activity_form import ActivityForm  # long to load: not with the list

        return ActivityForm(context, self._files)

    def _load(self) -> None:
        app = self._app
        self._jobs.read(lambda: load_choices(app), self._offer_filters, owner=self)
        self._list.refresh()
        if not self._editor.is_open():
            self._resume.check()

    def _open_record(self, record_id: str) -> None:
        if self._editor.is_open() and self._editor.record_id == record_id:
            self._focus_form(record_id)
        else:
            self._read_record(record_id)

    def _read_record(self, record_id: str) -> None:
        db = self._app.db
        self._open_editor(self.tr("Activity"), record_id, lambda: activities.entry(db, record_id))

    def _open_editor(self, title: str, record_id: str, load: Callable[[], ActivityEntry]) -> None:
        app = self._app
        self._editor.open(Opening(title, _FORM, record_id, lambda: (load_choices(app), load())))

    def _opened(self, record_id: str) -> None:
        self._files.show_record(record_id)
        self._trash.setVisible(bool(record_id))
        self._resume.hide()
        if record_id:
            self._list.choose(record_id)
        self._both.show_second(True)
        self._arrange_preview()
        self._focus_form(record_id)

    def _focus_form(self, record_id: str) -> None:
        first = self._editor.form.row("title" if record_id else "type")
        first.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _closed(self) -> None:
        self._both.show_second(False)
        self._arrange_preview()
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
        """Into the trash; what was typed and not saved stays with it."""
        db = self._app.db
        self._leave([record_id])
        self._jobs.write(lambda: trash.put(db, ACTIVITY, [record_id]), lambda _: None, owner=self)

    def _leave(self, taken: Sequence[str]) -> None:
        """Close the editor where its record is taken away."""
        if self._editor.is_open() and self._editor.record_id in taken:
            self._editor.close_record()

    def _duplicate(self, record_id: str) -> None:
        db = self._app.db
        self._open_editor(self.tr("New activity"), "", lambda: activities.duplicate(db, record_id))

    def _toggle_preview(self) -> None:
        """Beside the list it stays as chosen; where it would cover the list it is a look at one."""
        if self._is_narrow():
            self._peeks = not self._peeks
            self._arrange_preview()
        else:
            shown = self._list.look.look
            self._list.look.keep(replace(shown, preview=not shown.preview))

    def _close_preview(self) -> None:
        self._toggle_preview()
        self._list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange_preview(self) -> None:
        """The chosen activity to be read, while none is being written."""
        chosen = self._list.chosen_id()
        wished = self._peeks if self._is_narrow() else self._list.look.look.preview
        shown = bool(chosen) and wished and not self._editor.is_open()
        self._peeks = self._peeks and shown
        if shown:
            self._preview.show_record(chosen)
        self._reading.show_second(shown)
        if self._peeks and not self._list.isVisible():
            self._preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_narrow(self) -> bool:
        return look.is_narrow(self.window().width())

    def _go_on(self, record_id: str) -> None:
        if record_id:
            self._open_record(record_id)
        else:
            self.begin_new()

    def _follow_click(self) -> None:
        """Beside the list stands the record that is chosen in it, not another one."""
        chosen = self._list.table.chosen_ids()
        if self._editor.is_open() and len(chosen) == 1:
            self._open_record(chosen[0])

    def _offer_filters(self, found: Choices) -> None:
        mine, others = objective_options(found)
        self._list.offer(FilterChoices([*mine, *others], grant_options(found)))

    def _connect(self) -> None:
        self._list.opened.connect(self._open_record)
        self._list.new_wanted.connect(self.begin_new)
        self._list.taking.connect(self._leave)
        self._list.duplicate_wanted.connect(self._duplicate)
        self._list.preview_wanted.connect(self._toggle_preview)
        self._list.chosen.connect(lambda _id: self._arrange_preview())
        self._list.look.changed.connect(self._arrange_preview)
        self._list.table.clicked.connect(lambda _line: self._follow_click())
        self._reading.arranged.connect(lambda _open, covers: self._preview.set_covering(covers))
        self._preview.edit_wanted.connect(self._open_record)
        self._preview.closed.connect(self._close_preview)
        self._editor.shown.connect(self._opened)
        self._editor.closed.connect(self._closed)
        self._editor.kept.connect(self._kept)
        self._editor.saved.connect(self._saved)
        self._files.attached.connect(self._attached)
        self._both.arranged.connect(lambda _open, covers: self._editor.set_covering(covers))
        self._resume.go_on.connect(self._go_on)
        self._trash.clicked.connect(lambda: self._trash_record(self._editor.record_id))

    def _lay_out(self) -> None:
        self._trash = icon_button("trash", self.tr("Move this activity to the trash"))
        self._editor.tools.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignTop)
        self._editor.add_save(self.tr("Save as draft"), lambda draft: replace(draft, state=RecordState.DRAFT))
        self._editor.add_save(self.tr("Save and log another"), _ready, another=self.begin_new)
        self._editor.add_save(self.tr("Save"), _ready, main=True)
        self._list.bars.addWidget(self._resume)
        row(self, [self._both])


def _entry(draft: ActivityDraft) -> ActivityEntry:
    return draft if isinstance(draft, ActivityEntry) else ActivityEntry(**vars(draft))


def _ready(draft: ActivityEntry) -> ActivityEntry:
    return replace(draft, state=RecordState.READY)
