"""The expenses of a grant written down, one after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal

from icbl_desktop.domain.grant import Expense, ExpenseDraft, Grant
from icbl_desktop.domain.record import as_draft
from icbl_desktop.services import grants, work_records
from icbl_desktop.services.grants import GrantView
from icbl_desktop.services.record_kinds import EXPENSE
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.worklog.editor_files import EditorFiles
from icbl_desktop.ui.worklog.evidence_strip import EvidenceStrip
from icbl_desktop.ui.worklog.expense_form import ExpenseForm
from icbl_desktop.ui.worklog.opening import Opening
from icbl_desktop.ui.worklog.record_choices import Choices, load_choices
from icbl_desktop.ui.worklog.record_editor import RecordEditor


class ExpenseEditor(RecordEditor[ExpenseDraft]):
    """Written in a row, each expense begins with the date, line, currency and rate of the one before."""

    done = Signal()
    """An expense is saved with its receipt, and no other is to be written."""

    def __init__(self, context: Context) -> None:
        files, db = EvidenceStrip(context), context.app.db
        super().__init__(
            context,
            lambda: ExpenseForm(files),
            ExpenseDraft,
            lambda draft, id_, form: grants.save_expense(db, draft, id_, form),
        )
        self._app = context.app
        self._view: GrantView | None = None
        self._written = ExpenseDraft()
        self._goes_on = False
        self.add_save(self.tr("Save and add another"), lambda draft: self._keep(draft, goes_on=True))
        self.add_save(self.tr("Save"), lambda draft: self._keep(draft, goes_on=False), main=True)
        kept = EditorFiles(self, files)
        kept.done.connect(self._go_on)
        kept.refused.connect(self._stay)
        self.shown.connect(self._was_shown)

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
        app, db, activities = self._app, self._app.db, self._view.activities

        def load() -> tuple[Choices, ExpenseDraft]:
            saved = as_draft(work_records.get(db, EXPENSE, expense_id), ExpenseDraft) if expense_id else draft
            return replace(load_choices(app), activities=activities), saved

        self.open(Opening(title, self.form_name(), expense_id, load))

    def _keep(self, draft: ExpenseDraft, *, goes_on: bool) -> ExpenseDraft:
        self._written, self._goes_on = draft, goes_on
        return draft

    def _was_shown(self, expense_id: str) -> None:
        first = "what" if expense_id or self._goes_on else "date"
        self.form.row(first).entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay(self, expense_id: str) -> None:
        """A file says why it was not added."""
        self._open(self.tr("Edit expense"), expense_id, self._written)

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
