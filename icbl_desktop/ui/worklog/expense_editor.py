"""The expenses of a grant written down, one after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from icbl_desktop.domain.grant import Expense, ExpenseDraft, Grant
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.services import grants
from icbl_desktop.services.grants import GrantView
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.expense_form import ExpenseForm
from icbl_desktop.ui.worklog.file_drops import FileDrops
from icbl_desktop.ui.worklog.record_choices import load_choices
from icbl_desktop.ui.worklog.record_editor import Opening, RecordEditor


class ExpenseEditor(RecordEditor[ExpenseDraft]):
    """Written in a row, each expense begins with the date, line, currency and rate of the one before."""

    done = Signal()
    """An expense is saved with its receipt, and no other is to be written."""

    def __init__(self, context: Context) -> None:
        self._files = EvidenceStrip(context)
        db = context.app.db
        super().__init__(
            context,
            lambda: ExpenseForm(self._files),
            ExpenseDraft,
            lambda draft, id_, form: grants.save_expense(db, draft, id_, form),
        )
        self._app = context.app
        self._view: GrantView | None = None
        self._written = ExpenseDraft()
        self._goes_on = False
        FileDrops(self, self._dropped)
        self.add_save(self.tr("Save and add another"), lambda draft: self._keep(draft, goes_on=True))
        self.add_save(self.tr("Save"), lambda draft: self._keep(draft, goes_on=False), main=True)
        self.shown.connect(self._was_shown)
        self.saved.connect(self._was_written)
        self._files.attached.connect(self._was_attached)

    def begin(self, view: GrantView, like: ExpenseDraft | None = None) -> None:
        """Begin an expense of this grant, like the one before it if there is one."""
        self._view = view
        draft = begun(view.grant, date.today(), like)  # noqa: DTZ011 - the person's own day
        self._open(self.tr("New expense"), "", draft)

    def edit(self, view: GrantView, expense: Expense) -> None:
        """Change an expense of this grant."""
        self._view = view
        self._open(self.tr("Edit expense"), expense.id, as_draft(expense, ExpenseDraft))

    def form_name(self) -> str:
        """The name of this grant's expense form among the kept drafts."""
        return expense_form_name(self._view.grant.id) if self._view else ""

    def _open(self, title: str, expense_id: str, draft: ExpenseDraft) -> None:
        assert self._view is not None  # noqa: S101 - set by both callers
        app, activities = self._app, self._view.activities
        self.open(
            Opening(
                title,
                self.form_name(),
                expense_id,
                lambda: (replace(load_choices(app), activities=activities), draft),
            )
        )

    def _dropped(self, paths: list[Path]) -> None:
        """A receipt may be dropped anywhere on the editor; it shows where that went."""
        self._files.add_files(paths)
        self.scroller.ensureWidgetVisible(self._files)

    def _keep(self, draft: ExpenseDraft, *, goes_on: bool) -> ExpenseDraft:
        self._written, self._goes_on = draft, goes_on
        return draft

    def _was_shown(self, expense_id: str) -> None:
        self._files.show_record(expense_id)
        first = "what" if expense_id or self._goes_on else "date"
        self.form.row(first).entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _was_written(self, changed: Changed) -> None:
        (expense_id,) = changed.ids
        if self._files.is_waiting():
            self._files.attach(expense_id)
        else:
            self._go_on()

    def _was_attached(self, all_kept: bool) -> None:
        """After a first save: go on, or stay where a file says why it was not added."""
        if self.is_open():
            return
        if all_kept:
            self._go_on()
        else:
            self._open(self.tr("Edit expense"), self._files.record_id, self._written)

    def _go_on(self) -> None:
        if self._goes_on and self._view is not None:
            self.begin(self._view, self._written)
        else:
            self.done.emit()


def expense_form_name(grant_id: str) -> str:
    """The name of the form for this grant's expenses among the kept drafts."""
    return f"expense:{grant_id}"


def begun(grant: Grant, today: date, like: ExpenseDraft | None) -> ExpenseDraft:
    """What a new expense begins with: what the one before it had, else the currency the grant is spent in."""
    if like is not None:
        return replace(like, what="", amount=None, paid_to="", receipt_missing="", activity_id="")
    foreign = grant.local_currency not in ("", grant.currency)
    return ExpenseDraft(
        grant_id=grant.id,
        date=today,
        currency=grant.local_currency or grant.currency,
        rate=grant.rate if foreign else None,
        rate_source=grant.rate_source if foreign else "",
        sharing=grant.sharing,
    )
