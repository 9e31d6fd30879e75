"""The form of a grant in its frame: a new one, or one that is there."""

from __future__ import annotations

from icbl_desktop.domain.grant import Grant, GrantDraft
from icbl_desktop.domain.record import as_draft
from icbl_desktop.services import grants, work_records
from icbl_desktop.services.record_kinds import GRANT
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.worklog.grant_form import GrantForm
from icbl_desktop.ui.worklog.opening import Opening
from icbl_desktop.ui.worklog.record_choices import Choices, load_choices
from icbl_desktop.ui.worklog.record_editor import RecordEditor

GRANT_FORM = "grant"
"""The name of the form among the kept drafts."""


class GrantEditor(RecordEditor[GrantDraft]):
    """``begin`` a grant or ``edit`` one."""

    def __init__(self, context: Context) -> None:
        db = context.app.db
        super().__init__(
            context, GrantForm, GrantDraft, lambda draft, id_, form: grants.save(db, draft, id_, form)
        )
        self._app = context.app
        self._field = ""
        self.add_save(self.tr("Save"), lambda draft: draft, main=True)

    def begin(self, draft: GrantDraft) -> None:
        """Begin a grant with what is known of it."""
        self._open(self.tr("New grant"), "", draft)

    def edit(self, grant: Grant, field: str = "") -> None:
        """Change a grant, beginning at this field."""
        self._open(self.tr("Edit grant"), grant.id, as_draft(grant, GrantDraft), field)

    def take_focus(self) -> None:
        """Go to the field that was asked for, or to the form as a whole."""
        if self._field:
            self.form.go_to(self._field)
        else:
            self.setFocus()

    def _open(self, title: str, grant_id: str, draft: GrantDraft, field: str = "") -> None:
        app, self._field = self._app, field

        def load() -> tuple[Choices, GrantDraft]:
            saved = as_draft(work_records.get(app.db, GRANT, grant_id), GrantDraft) if grant_id else draft
            return load_choices(app), saved

        self.open(Opening(title, GRANT_FORM, grant_id, load))
