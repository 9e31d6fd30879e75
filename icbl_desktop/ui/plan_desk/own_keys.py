"""The keys of this office: each with what is read out on the phone; made, taken in, backed up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.errors import UserError
from icbl_desktop.services import key_backup, key_office
from icbl_desktop.services.key_office import HeldKey
from icbl_desktop.services.plan_signing import Office
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.action_form import ActionForm
from icbl_desktop.ui.kit.input_secret import PassphraseInput, PathInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import FlowLayout, column
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, button, label
from icbl_desktop.ui.plan_desk.key_line import KeyLine
from icbl_desktop.ui.plan_desk.keys_copied import ask_and_copy
from icbl_desktop.ui.words import sentence


class OwnKeys(Card):
    """Secret keys never leave their folder but as locked copies that the person asks for."""

    changed = Signal()
    """The folder of keys holds something else now."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Keys on this computer"), gap=12)
        self._context = context
        self._folder = context.app.folders.keys
        self._bar = Bar()
        self._bar.acted.connect(self._ask_for_backup)
        self._list = Refill(self._build_list)
        self._make = self._build_make()
        self._take_in = self._build_take_in()
        words = self.tr(
            "A key signs plans. It lies on this computer, locked with a passphrase that is kept nowhere."
        )
        for part in (Paragraph(words, "secondary"), self._bar, self._list, self._build_buttons()):
            self.body.addWidget(part)
        self.body.addWidget(self._make)
        self.body.addWidget(self._take_in)

    def show_office(self, office: Office) -> None:
        """Show the keys that are here now."""
        self._list.show_content(office.held)
        self._copy.setVisible(bool(office.held))

    def begin_making(self) -> None:
        """Open the form for a new key."""
        self._take_in.done()
        self._make.begin(name="")

    def _build_buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        make = button(self.tr("Make a key"), "plain", "plus")
        take_in = button(self.tr("Take in a key file"), "quiet", "key")
        self._copy = button(self.tr("Back up…"), "quiet", "export")
        restore = button(self.tr("Restore a backup…"), "quiet", "arrow-counter-clockwise")
        for one, press in (
            (make, self.begin_making),
            (take_in, self._begin_taking_in),
            (self._copy, self._ask_for_backup),
            (restore, self._ask_to_restore),
        ):
            one.clicked.connect(press)
            flow.addWidget(one)
        return made

    def _build_make(self) -> ActionForm:
        lose = self.tr(
            "Lose this passphrase and nobody can open this key. Write it down; keep it away from this "
            "computer."
        )
        made = ActionForm(self.tr("Make a key"), lose, self.tr("Make this key"), "key")
        hint = self.tr("Letters, digits and “-”, such as “geneva-1”.")
        made.form.add("name", self.tr("Name of the key"), TextLine(longest=60), hint=hint)
        least = self.tr("{n} characters or more; best a few words.").format(n=key_office.MIN_PASSPHRASE)
        made.form.add("passphrase", self.tr("New passphrase"), PassphraseInput(), hint=least)
        made.form.add("again", self.tr("The passphrase again"), PassphraseInput())
        made.submitted.connect(self._make_key)
        return made

    def _build_take_in(self) -> ActionForm:
        words = self.tr(
            "From a stick or another computer. It is opened once, to see that it works; the file "
            "stays where it is."
        )
        made = ActionForm(self.tr("Take in a key file"), words, self.tr("Take it in"), "key")
        kinds = self.tr("Keys ({pattern});;All files ({all})").format(pattern="*.key", all="*")
        made.form.add("file", self.tr("Key file"), PathInput(self.tr("Choose the key file"), kinds))
        made.form.add("name", self.tr("Name it here"), TextLine(longest=60))
        hint = self.tr("A key without a passphrase gets this one.")
        made.form.add("passphrase", self.tr("Its passphrase"), PassphraseInput(), hint=hint)
        made.submitted.connect(self._take_key_in)
        return made

    def _begin_taking_in(self) -> None:
        self._make.done()
        self._take_in.begin(name="", file=None)

    def _make_key(self, values: dict[str, Any]) -> None:
        name, passphrase, folder = values["name"], values["passphrase"], self._folder
        if passphrase != values["again"]:
            self._make.complain("passphrase", self.tr("The two passphrases differ. Type both again."))
            return
        self._context.jobs.write(
            lambda: key_office.make(folder, name, passphrase),
            lambda key: self._added(self._make, self.tr("The key {name} is made."), key),
            owner=self,
            failed=self._make.refuse,
        )

    def _take_key_in(self, values: dict[str, Any]) -> None:
        name, file, passphrase, folder = values["name"], values["file"], values["passphrase"], self._folder
        if file is None:
            self._take_in.complain("file", self.tr("Choose the key's file."))
            return
        self._context.jobs.write(
            lambda: key_office.take_in(folder, name, file, passphrase),
            lambda key: self._added(self._take_in, self.tr("The key {name} is here now."), key),
            owner=self,
            failed=self._take_in.refuse,
        )

    def _added(self, form: ActionForm, words: str, key: HeldKey) -> None:
        form.done()
        advice = self.tr("Back it up now: a disk that breaks takes the key with it.")
        self._bar.say(f"{words.format(name=key.name)} {advice}", "success", self.tr("Back up…"))
        self.changed.emit()

    def _ask_for_backup(self) -> None:
        ask_and_copy(self._context, self, self._bar)

    def _ask_to_restore(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of a backup"))
        if chosen:
            folder, backup = self._folder, Path(chosen)
            self._context.jobs.write(
                lambda: key_backup.restore(folder, backup),
                self._restored,
                owner=self,
                failed=self._refused,
            )

    def _restored(self, names: tuple[str, ...]) -> None:
        words = self.tr("Taken in from the backup: {names}.").format(names=", ".join(names))
        self._bar.say(words if names else self.tr("All keys of this backup are here already."), "success")
        self.changed.emit()

    def _refused(self, refusal: UserError) -> None:
        self._bar.say(sentence(refusal), "error")

    def _build_list(self, held: tuple[HeldKey, ...]) -> QWidget:
        lines = QWidget()
        layout = column(lines, gap=16)
        for key in held:
            layout.addWidget(self._line(key))
        if not held:
            words = self.tr("There is no key here yet. Make one, or take in a file.")
            layout.addWidget(label(words, "strong", wrap=True))
        return lines

    def _line(self, key: HeldKey) -> QWidget:
        if key.problem:
            return KeyLine("warning", key.name, key.problem)
        locked, not_locked = self.tr("Locked"), self.tr("Not locked")
        chip = Chip(locked, "neutral", "lock-simple") if key.locked else Chip(not_locked, "caution")
        return KeyLine("key", key.name, key.fingerprint, chip, spoken=key.words)
