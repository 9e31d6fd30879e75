"""The forms that change the key list, and the one with which a root signs it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from icbl_desktop.errors import UserError
from icbl_desktop.services import keys
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.action_form import ActionForm
from icbl_desktop.ui.kit.input_secret import PassphraseInput, PathInput
from icbl_desktop.ui.kit.inputs import TextBox, TextLine
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.words import sentence


class OfficerForm(ActionForm):
    """Name and public key; the key pasted, or read from its file."""

    def __init__(self, context: Context) -> None:
        words = self.tr("Compare the key with its owner on the phone before a root signs the list.")
        super().__init__(self.tr("Add an officer"), words, self.tr("Add this officer"), "plus")
        self._context = context
        self.form.add("name", self.tr("Name of the officer"), TextLine(longest=200))
        hint = self.tr("The text of the officer's .pub file, or its second line.")
        self.form.add("public", self.tr("Public key"), TextBox(lines=2), hint=hint)
        from_file = button(self.tr("Take it from a file…"), "link", "folder-open")
        from_file.clicked.connect(self._choose)
        self.form.body.addWidget(from_file)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose the public key"), str(self._context.app.folders.keys), _key_files("*.pub")
        )
        if chosen:
            path = Path(chosen)
            self._context.jobs.read(
                lambda: keys.look_into(path).text, self._take, owner=self, failed=self._not_a_key
            )

    def _take(self, text: str) -> None:
        self.form.set_values({"public": text})

    def _not_a_key(self, refusal: UserError) -> None:
        self.complain("public", sentence(refusal))


def recipient_form() -> ActionForm:
    """Name and age key of somebody whom reports may be sealed for."""
    words = _tr("Campaigns can seal reports so that only recipients in this list can open them.")
    made = ActionForm(_tr("Add a recipient"), words, _tr("Add this recipient"), "plus")
    made.form.add("name", _tr("Name of the recipient"), TextLine(longest=200))
    hint = _tr("“age1” and 58 small letters and digits.")
    made.form.add("public", _tr("Public key (age)"), TextLine(longest=200), hint=hint)
    return made


def revoke_form() -> ActionForm:
    """The reason for which a key is revoked."""
    words = _tr(
        "For a key that is lost, stolen, or whose owner left. Once campaigns have the signed list they "
        "refuse every plan this key signed. Plans applied before stay. A revoked key never comes back."
    )
    made = ActionForm("", words, _tr("Revoke for good"), "x")
    hint = _tr("It stands in the list for everyone to read, such as “Laptop stolen”.")
    made.form.add("reason", _tr("Why?"), TextLine(longest=200), hint=hint)
    return made


def root_form() -> ActionForm:
    """The root's key file, on its stick, and its passphrase."""
    words = _tr(
        "A root is a key made like any other, but kept on a stick in a safe place, and used for nothing but "
        "this list. Put the stick in: the key is read from there and not copied. Best done on a computer "
        "that is never online."
    )
    made = ActionForm(_tr("Sign the list with a root"), words, _tr("Sign the list"), "signature")
    file = PathInput(_tr("Choose the root key file"), _key_files("*.key"))
    made.form.add("file", _tr("Root key file"), file)
    made.form.add("passphrase", _tr("Passphrase of the root"), PassphraseInput())
    return made


def _key_files(pattern: str) -> str:
    return _tr("Keys ({pattern});;All files ({all})").format(pattern=pattern, all="*")


def _tr(text: str) -> str:
    return QCoreApplication.translate("key_list_forms", text)
