"""A locked copy of the keys that sign this campaign's reports and open what is sealed for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from icbl_desktop.errors import UserError
from icbl_desktop.services import identity, key_office
from icbl_desktop.services.identity import ENDING
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.action_form import ActionForm
from icbl_desktop.ui.kit.input_secret import PassphraseInput
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.paths import shown_path
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button
from icbl_desktop.ui.settings.rebuild_dialog import RebuildDialog


class IdentityCard(Card):
    """Copies the keys under a passphrase; and with such a copy, rebuilds from the reports."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("The keys of your reports"), gap=12)
        self._context = context
        words = self.tr(
            "Your reports are signed with a key that is on this computer alone, and a second key opens what "
            "is sealed for you. If this computer breaks, your saved reports and a copy of these keys bring "
            "back what you sent."
        )
        self._bar = Bar()
        self._form = self._build_form()
        self._copy = button(self.tr("Keep a copy of the keys…"), "plain", "key")
        self._copy.clicked.connect(lambda: self._form.begin())
        rebuild = button(self.tr("Rebuild from my reports…"), "quiet", "arrow-counter-clockwise")
        rebuild.clicked.connect(self._rebuild)
        for part in (Paragraph(words), self._bar, self._copy, rebuild, self._form):
            self.body.addWidget(part)

    def _build_form(self) -> ActionForm:
        lose = self.tr(
            "Lose this passphrase and nobody can open the copy, not even the secretariat. "
            "Write it down; keep it away from this computer and from the copy."
        )
        made = ActionForm(self.tr("Keep a copy of the keys"), lose, self.tr("Save the copy…"), "key")
        hint = self.tr("{n} characters or more; best a few words.").format(n=key_office.MIN_PASSPHRASE)
        made.form.add("passphrase", self.tr("New passphrase"), PassphraseInput(), hint=hint)
        made.form.add("again", self.tr("The passphrase again"), PassphraseInput())
        made.submitted.connect(self._save)
        return made

    def _save(self, values: dict[str, Any]) -> None:
        passphrase, db = values["passphrase"], self._context.app.db
        if passphrase != values["again"]:
            self._form.complain("passphrase", self.tr("The two passphrases differ. Type both again."))
            return
        try:
            key_office.check_new_passphrase(passphrase)
        except UserError as refusal:
            self._form.refuse(refusal)
            return
        path = self._ask_file()
        if path is None:
            self._form.done()
            return
        self._context.jobs.write(
            lambda: identity.back_up(db, path, passphrase, replace=True),
            self._saved,
            owner=self,
            failed=self._form.refuse,
        )

    def _saved(self, path: Path) -> None:
        self._form.done()
        words = self.tr(
            "The copy is saved as {path}. Take it to another place, and keep the passphrase apart from it."
        )
        self._bar.say(words.format(path=shown_path(path)), "success")

    def _ask_file(self) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        today = self._context.app.db.clock().astimezone().date().isoformat()
        kinds = self.tr("Copies of keys ({pattern})").format(pattern=f"*{ENDING}")
        name = QDir(folder).filePath(f"my-reports-{today}{ENDING}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the copy of the keys"), name, kinds)
        return Path(chosen) if chosen else None

    def _rebuild(self) -> None:
        dialog = RebuildDialog(self._context, self)
        if dialog.exec():
            self._bar.say(self.tr("Your records are back. Read through them before you go on."), "success")
        dialog.deleteLater()
