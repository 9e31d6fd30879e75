"""The campaign's small grants: the list, one grant whole, and the forms for it and its outcomes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QWidget

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Grant, GrantDraft, Outcome, OutcomeDraft, as_draft
from icbl_desktop.services import grants
from icbl_desktop.services.grants import GrantView
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.undo_bar import UndoBar
from icbl_desktop.ui.worklog.grant_form import GrantForm
from icbl_desktop.ui.worklog.grant_list import GrantList
from icbl_desktop.ui.worklog.grant_pane import GrantPane
from icbl_desktop.ui.worklog.outcome_form import OutcomeForm
from icbl_desktop.ui.worklog.record_choices import Choices, load_choices
from icbl_desktop.ui.worklog.record_editor import Opening, RecordEditor
from icbl_desktop.ui.worklog.resume_bar import ResumeBar

_FORM = "grant"
"""The name of the form among the kept drafts; an outcome's names its grant as well."""


class GrantsPage(QWidget):
    """``open`` shows a grant. What is typed in a form is kept whatever happens."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._app = context.app
        db = context.app.db
        self._view: GrantView | None = None
        self._grant_id = ""
        self._covers = False
        self._list_read, self._view_read = LatestRead(context.jobs, self), LatestRead(context.jobs, self)
        self._list, self._pane = GrantList(), GrantPane(context.go)
        self._editor = RecordEditor(
            context, GrantForm, GrantDraft, lambda draft, id_, form: grants.save(db, draft, id_, form)
        )
        self._outcomes = RecordEditor(
            context,
            OutcomeForm,
            OutcomeDraft,
            lambda draft, id_, form: grants.save_outcome(db, draft, id_, form),
        )
        self._undo = UndoBar()
        self._resume = ResumeBar(context, _FORM, GrantDraft, lambda draft: draft.title, self._undo)
        self._detail = QStackedWidget()
        self._both = SideBySide(self._list, self._detail, (2, 5))
        self._lay_out()
        self._connect()
        self._content = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show a grant."""
        if place.id:
            self._choose(place.id)

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds & {"grant", "outcome", "activity"}:
            self._content.ask()

    def flush(self) -> None:
        """Hand over what is being typed, before the window closes."""
        self._editor.flush()
        self._outcomes.flush()

    def _load(self) -> None:
        db = self._app.db
        self._list_read.ask(lambda: grants.all_grants(db), self._show_list)
        if not self._editor.is_open():
            self._resume.check()

    def _show_list(self, found: tuple[Grant, ...]) -> None:
        self._list.show_grants(found, self._grant_id)
        if self._grant_id:
            self._read_view()
        elif found and not self._covers and not self._editor.is_open():
            self._choose(found[0].id)

    def _choose(self, grant_id: str) -> None:
        self._leave_forms()
        self._grant_id = grant_id
        self._list.mark(grant_id)
        self._read_view()

    def _read_view(self) -> None:
        db, grant_id = self._app.db, self._grant_id
        self._view_read.ask(lambda: grants.view(db, grant_id), self._show_view)

    def _show_view(self, view: GrantView) -> None:
        self._view = view
        self._pane.show_view(view)
        if not (self._editor.is_open() or self._outcomes.is_open()):
            self._show(self._pane)

    def _show(self, part: QWidget) -> None:
        self._detail.setCurrentWidget(part)
        self._both.show_second(True)

    def _leave_forms(self) -> None:
        for editor in (self._editor, self._outcomes):
            if editor.is_open():
                editor.close_record()

    def _close(self) -> None:
        """Back to the list."""
        self._grant_id, self._view = "", None
        self._list.mark("")
        self._both.show_second(False)

    def _form_closed(self) -> None:
        """Back to the grant, or where there is none yet to the list."""
        if self._view is not None:
            self._show(self._pane)
        else:
            self._both.show_second(False)
        self._resume.check()

    def _edit_new(self) -> None:
        self._open_editor(self.tr("New grant"), "", GrantDraft())

    def _edit_grant(self) -> None:
        if self._view is not None:
            draft = as_draft(self._view.grant, GrantDraft)
            self._open_editor(self.tr("Edit grant"), self._view.grant.id, draft)

    def _open_editor(self, title: str, grant_id: str, draft: GrantDraft) -> None:
        app = self._app
        self._leave_forms()
        self._editor.open(Opening(title, _FORM, grant_id, lambda: (load_choices(app), draft)))

    def _edit_outcome(self, outcome: Outcome | None) -> None:
        if self._view is None:
            return
        self._leave_forms()
        app, view = self._app, self._view
        blank = OutcomeDraft(grant_id=view.grant.id, objectives=view.grant.objectives)
        draft = as_draft(outcome, OutcomeDraft) if outcome else blank

        def load() -> tuple[Choices, OutcomeDraft]:
            return replace(load_choices(app), activities=view.activities), draft

        title = self.tr("Edit outcome") if outcome else self.tr("New outcome")
        form = f"outcome:{view.grant.id}"
        self._outcomes.open(Opening(title, form, outcome.id if outcome else "", load))

    def _grant_saved(self, changed: Changed) -> None:
        (self._grant_id,) = changed.ids
        self._resume.check()
        self._read_view()

    def _go_on(self, grant_id: str) -> None:
        """Go on with a kept draft; of a grant that is here already, with the grant behind it."""
        if not grant_id:
            self._edit_new()
            return
        db = self._app.db

        def then(view: GrantView) -> None:
            self._grant_id, self._view = grant_id, view
            self._list.mark(grant_id)
            self._pane.show_view(view)
            self._edit_grant()

        self._view_read.ask(lambda: grants.view(db, grant_id), then)

    def _arranged(self, covers: bool) -> None:
        self._covers = covers
        for part in (self._pane, self._editor, self._outcomes):
            part.set_covering(covers)

    def _connect(self) -> None:
        self._list.chosen.connect(self._choose)
        self._list.new_wanted.connect(self._edit_new)
        self._pane.edit_wanted.connect(self._edit_grant)
        self._pane.outcome_wanted.connect(self._edit_outcome)
        self._pane.closed.connect(self._close)
        self._editor.saved.connect(self._grant_saved)
        self._outcomes.saved.connect(lambda _: self._read_view())
        for editor in (self._editor, self._outcomes):
            editor.shown.connect(lambda _id, shown=editor: self._form_shown(shown))
            editor.closed.connect(self._form_closed)
        self._both.arranged.connect(lambda _open, covers: self._arranged(covers))
        self._resume.go_on.connect(self._go_on)

    def _form_shown(self, editor: QWidget) -> None:
        self._resume.hide()
        self._show(editor)
        editor.setFocus()

    def _lay_out(self) -> None:
        for editor in (self._editor, self._outcomes):
            editor.add_save(self.tr("Save"), lambda draft: draft, main=True)
        for part in (self._pane, self._editor, self._outcomes):
            self._detail.addWidget(part)
        self._list.bars.addWidget(self._undo)
        self._list.bars.addWidget(self._resume)
        row(self, [self._both])
