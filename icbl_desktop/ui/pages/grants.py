"""The campaign's small grants: the list, one grant whole, and the forms for it and its expenses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from icbl_desktop.domain.grant import Expense, ExpenseDraft, GrantDraft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import drafts, grants, trash
from icbl_desktop.services.grants import GrantLine, GrantView
from icbl_desktop.services.record_kinds import EXPENSE, GRANT, Kind
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.refill import WhenShown
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.widgets import icon_button
from icbl_desktop.ui.worklog.expense_editor import ExpenseEditor, expense_form_name
from icbl_desktop.ui.worklog.grant_editor import GRANT_FORM, GrantEditor
from icbl_desktop.ui.worklog.grant_life_card import Step
from icbl_desktop.ui.worklog.grant_list import GrantList
from icbl_desktop.ui.worklog.grant_pane import GrantPane
from icbl_desktop.ui.worklog.record_editor import RecordEditor
from icbl_desktop.ui.worklog.resume_bar import ResumeBar


class GrantsPage(QWidget):
    """``open`` shows a grant. What is typed in a form is kept whatever happens."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._app, self._jobs = context.app, context.jobs
        self._view: GrantView | None = None
        self._grant_id = ""
        self._wanted: Callable[[], None] | None = None  # what to do once the grant is on show
        self._covers = False
        self._list_read, self._view_read = LatestRead(context.jobs, self), LatestRead(context.jobs, self)
        self._place_read = LatestRead(context.jobs, self)
        self._list, self._pane = GrantList(), GrantPane(context)
        self._editor = GrantEditor(context)
        self._expenses = ExpenseEditor(context)
        self._resume = ResumeBar(context, GRANT_FORM, GrantDraft, lambda draft: draft.title)
        self._resume_one = ResumeBar(context, "", ExpenseDraft, lambda draft: draft.what)
        self._detail = QStackedWidget()
        self._both = SideBySide(self._list, self._detail, (2, 5))
        self._lay_out()
        self._connect()
        self._content = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show a grant, or an expense of one, or begin the new grant that the place holds."""
        if isinstance(place.draft, GrantDraft):
            self._begin(place.draft)
        elif place.id:
            db = self._app.db
            self._place_read.ask(
                lambda: grants.grant_of(db, place.id), lambda grant_id: self._go_to(place, grant_id)
            )

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds & {"grant", "expense", "outcome", "activity", "evidence"}:
            self._content.ask()

    def flush(self) -> None:
        """Hand over what is being typed, before the window closes."""
        self._editor.flush()
        self._expenses.flush()

    def _load(self) -> None:
        db = self._app.db
        self._list_read.ask(lambda: grants.lines(db), self._show_list)
        if not self._editor.is_open():
            self._resume.check()

    def _show_list(self, found: tuple[GrantLine, ...]) -> None:
        if self._grant_id and self._grant_id not in {one.grant.id for one in found}:
            self._close()  # it is in the trash by now
        self._list.show_grants(found, self._grant_id, _today())
        if self._grant_id:
            self._read_view()
        elif found and not self._covers and not self._editor.is_open():
            self._choose(found[0].grant.id)

    def _go_to(self, place: Place, grant_id: str) -> None:
        if place.id != grant_id:
            self._expenses.begin_at(place.id, place.field)
            self._wanted = lambda: self._go_on_expense(place.id)
        elif place.field:
            self._editor.begin_at(place.id, place.field)
            self._wanted = self._edit_grant
        self._choose(grant_id)

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
        self._pane.show_view(view, _today())
        if not (self._editor.is_open() or self._expenses.is_open()):
            self._show(self._pane)
            self._resume_one.check_form(expense_form_name(view.grant.id))
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _show(self, part: QWidget) -> None:
        self._detail.setCurrentWidget(part)
        self._both.show_second(True)

    def _leave_forms(self) -> None:
        for editor in (self._editor, self._expenses):
            if editor.is_open():
                editor.close_record()

    def _close(self) -> None:
        """Back to the list."""
        self._grant_id, self._view = "", None
        self._resume_one.hide()
        self._list.mark("")
        self._both.show_second(False)

    def _form_closed(self) -> None:
        """Back to the grant, or where there is none yet to the list."""
        if self._view is not None:
            self._show(self._pane)
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
            self._resume_one.check_form(expense_form_name(self._view.grant.id))
        else:
            self._both.show_second(False)
        self._resume.check()

    def _begin(self, draft: GrantDraft = GrantDraft()) -> None:  # noqa: B008
        self._leave_forms()
        self._editor.begin(draft)

    def _edit_grant(self, field: str = "") -> None:
        if self._view is not None:
            self._leave_forms()
            self._editor.edit(self._view.grant, field)

    def _edit_expense(self, expense: Expense | None) -> None:
        if self._view is None:
            return
        self._leave_forms()
        if expense is None:
            self._expenses.begin(self._view)
        else:
            self._expenses.edit(self._view, expense)

    def _take_step(self, step: Step) -> None:
        db, grant_id = self._app.db, self._grant_id
        self._pane.setFocus(Qt.FocusReason.OtherFocusReason)  # the card with the button is built anew

        def work() -> Changed:
            return grants.take_step(db, grant_id, step.state, step.on, step.by)

        self._jobs.write(work, lambda _: self._read_view(), owner=self)

    def _grant_saved(self, changed: Changed) -> None:
        (self._grant_id,) = changed.ids
        self._resume.check()
        self._read_view()

    def _move_to_trash(self, editor: RecordEditor[Any], kind: Kind[Any, Any], form: str) -> None:
        """Into the trash, with what was typed of it."""
        db, record_id = self._app.db, editor.record_id
        editor.close_record()

        def work() -> Changed:
            drafts.discard(db, form, record_id)
            return trash.put(db, kind, [record_id])

        self._jobs.write(work, lambda _: None, owner=self)

    def _go_on(self, grant_id: str) -> None:
        """Go on with a kept draft; of a grant that is here already, with the grant behind it."""
        if not grant_id:
            self._begin()
            return
        db = self._app.db

        def then(view: GrantView) -> None:
            self._grant_id, self._view = grant_id, view
            self._list.mark(grant_id)
            self._pane.show_view(view, _today())
            self._edit_grant()

        self._view_read.ask(lambda: grants.view(db, grant_id), then)

    def _go_on_expense(self, expense_id: str) -> None:
        """Go on with a kept draft of an expense of the grant that is shown."""
        expenses = self._view.expenses if self._view else ()
        self._edit_expense(next((one for one in expenses if one.id == expense_id), None))

    def _arranged(self, covers: bool) -> None:
        self._covers = covers
        for part in (self._pane, self._editor, self._expenses):
            part.set_covering(covers)

    def _connect(self) -> None:
        self._list.chosen.connect(self._choose)
        self._list.new_wanted.connect(self._begin)
        self._pane.edit_wanted.connect(self._edit_grant)
        self._pane.expense_wanted.connect(self._edit_expense)
        self._pane.step_taken.connect(self._take_step)
        self._pane.closed.connect(self._close)
        self._editor.saved.connect(self._grant_saved)
        self._editor.shown.connect(self._grant_shown)
        self._expenses.shown.connect(self._expense_shown)
        self._expenses.done.connect(self._form_closed)
        for editor in (self._editor, self._expenses):
            editor.closed.connect(self._form_closed)
        self._both.arranged.connect(lambda _open, covers: self._arranged(covers))
        self._resume.go_on.connect(self._go_on)
        self._resume_one.go_on.connect(self._go_on_expense)
        self._trash.clicked.connect(lambda: self._move_to_trash(self._editor, GRANT, GRANT_FORM))
        self._trash_one.clicked.connect(
            lambda: self._move_to_trash(self._expenses, EXPENSE, self._expenses.form_name())
        )

    def _grant_shown(self, grant_id: str) -> None:
        self._trash.setVisible(bool(grant_id))
        self._show_form(self._editor)
        self._editor.take_focus()

    def _expense_shown(self, expense_id: str) -> None:
        self._trash_one.setVisible(bool(expense_id))
        self._show_form(self._expenses)

    def _show_form(self, editor: QWidget) -> None:
        self._resume.hide()
        self._resume_one.hide()
        self._show(editor)

    def _lay_out(self) -> None:
        self._trash = icon_button("trash", self.tr("Move this grant to the trash"))
        self._trash_one = icon_button("trash", self.tr("Move this expense to the trash"))
        self._editor.tools.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignTop)
        self._expenses.tools.addWidget(self._trash_one, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self._pane, self._editor, self._expenses):
            self._detail.addWidget(part)
        self._list.bars.addWidget(self._resume)
        self._list.bars.addWidget(self._resume_one)
        row(self, [self._both])


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's own day
