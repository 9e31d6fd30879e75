"""What changed because of the work, by Outcome Harvesting: the list, and beside it the one being written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import OutcomeDraft
from icbl_desktop.services import outcomes, trash, work_records
from icbl_desktop.services.record_kinds import OUTCOME
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.widgets import icon_button
from icbl_desktop.ui.worklog.editor_files import EditorFiles
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.linked_choices import load_linked
from icbl_desktop.ui.worklog.opening import Opening
from icbl_desktop.ui.worklog.outcome_form import OutcomeForm
from icbl_desktop.ui.worklog.outcome_list import OutcomeList
from icbl_desktop.ui.worklog.record_choices import Choices
from icbl_desktop.ui.worklog.record_editor import RecordEditor
from icbl_desktop.ui.worklog.resume_bar import ResumeBar

_FORM = "outcome"
"""The name of the form among the kept drafts."""


class OutcomesPage(QWidget):
    """``open`` shows an outcome, or begins the one that the place holds."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._app, self._jobs = context.app, context.jobs
        db = context.app.db
        self._read = LatestRead(context.jobs, self)
        self._list, self._files = OutcomeList(), EvidenceStrip(context)
        self._editor = RecordEditor(
            context,
            lambda: OutcomeForm(self._files),
            OutcomeDraft,
            lambda draft, id_, form: work_records.save(db, OUTCOME, draft, id_, form),
        )
        self._resume = ResumeBar(context, _FORM, OutcomeDraft, lambda draft: draft.change or draft.actor)
        self._both = SideBySide(self._list, self._editor, (2, 3))
        self._lay_out()
        self._connect()
        self._content = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show an outcome, or begin the new one that the place holds."""
        if place.draft is not None:
            self._begin(place.draft)
        elif place.id:
            self._editor.begin_at(place.id, place.field)
            self._edit(place.id)

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds & {"outcome", "evidence", "campaign"}:
            self._content.ask()

    def flush(self) -> None:
        """Hand over what is being typed, before the window closes."""
        self._editor.flush()

    def _load(self) -> None:
        db = self._app.db
        self._read.ask(lambda: outcomes.every(db), self._list.show_outcomes)
        if not self._editor.is_open():
            self._resume.check()

    def _begin(self, draft: OutcomeDraft | None = None) -> None:
        begun = draft or OutcomeDraft()
        self._open_editor(self.tr("New outcome"), "", lambda: begun)

    def _edit(self, outcome_id: str) -> None:
        db = self._app.db
        self._open_editor(
            self.tr("Outcome"),
            outcome_id,
            lambda: as_draft(work_records.get(db, OUTCOME, outcome_id), OutcomeDraft),
        )

    def _open_editor(self, title: str, outcome_id: str, load: Callable[[], OutcomeDraft]) -> None:
        app = self._app

        def load_all() -> tuple[Choices, OutcomeDraft]:
            draft = load()
            return load_linked(app, draft.activities, draft.promises), draft

        self._editor.open(Opening(title, _FORM, outcome_id, load_all))

    def _opened(self, outcome_id: str) -> None:
        self._trash.setVisible(bool(outcome_id))
        self._resume.hide()
        self._both.show_second(True)
        self._list.mark(outcome_id)
        first = self._editor.form.row("change" if outcome_id else "actor")
        first.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _closed(self) -> None:
        self._both.show_second(False)
        self._list.mark("")
        self._resume.check()

    def _go_on(self, outcome_id: str) -> None:
        if outcome_id:
            self._edit(outcome_id)
        else:
            self._begin()

    def _remove(self, outcome_id: str) -> None:
        """Into the trash; the window offers to undo it."""
        db = self._app.db
        if self._editor.is_open() and self._editor.record_id == outcome_id:
            self._editor.close_record()
        self._jobs.write(lambda: trash.put(db, OUTCOME, [outcome_id]), lambda _: None, owner=self)

    def _connect(self) -> None:
        self._list.opened.connect(self._edit)
        self._list.new_wanted.connect(self._begin)
        self._list.remove_wanted.connect(self._remove)
        self._resume.go_on.connect(self._go_on)
        self._editor.shown.connect(self._opened)
        self._editor.closed.connect(self._closed)
        self._both.arranged.connect(lambda _open, covers: self._editor.set_covering(covers))
        self._trash.clicked.connect(lambda: self._remove(self._editor.record_id))
        files = EditorFiles(self._editor, self._files)
        files.done.connect(lambda _id: self._closed())
        files.refused.connect(self._edit)

    def _lay_out(self) -> None:
        self._trash = icon_button("trash", self.tr("Move this outcome to the trash"))
        self._editor.tools.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignTop)
        self._editor.add_save(self.tr("Save"), lambda draft: draft, main=True)
        self._list.bars.addWidget(self._resume)
        row(self, [self._both])
