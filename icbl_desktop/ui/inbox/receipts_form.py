"""One campaign's receipts in a file of their own: which key signs it, and where it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.app import App
from icbl_desktop.config import RECEIPTS_ENDING
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import bundle_contents, plan_signing
from icbl_desktop.services.key_office import HeldKey
from icbl_desktop.services.office import desk, receipt_files
from icbl_desktop.services.office.receipt_files import ToHand
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.input_secret import PassphraseInput
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.widgets import Paragraph, button
from icbl_desktop.ui.words import sentence


class ReceiptsForm(QWidget):
    """Opened below the line of a campaign. The passphrase is used once and kept nowhere."""

    saved = Signal(str)
    """The path of the file that was made."""
    left = Signal()

    def __init__(self, context: Context, campaign: ToHand) -> None:
        super().__init__()
        self._context, self._campaign = context, campaign
        self._key, self._form = Choice([]), Form()
        self._form.add("key", self.tr("Key to sign with"), self._key)
        self._form.add("passphrase", self.tr("Passphrase of this key"), PassphraseInput())
        self._wrong = Bar(closable=False)
        self._wrong.acted.connect(lambda: context.go(Place("plan_desk")))
        self._make = button(self.tr("Save the file…"), "primary", "download-simple")
        self._make.clicked.connect(self._begin)
        self._form.hide()  # until it is known which keys there are
        self._make.hide()
        leave = button(self.tr("Not now"), "quiet")
        leave.clicked.connect(self.left)
        words = self.tr("Only this campaign's program can open the file. Send it by e-mail or on a stick.")
        layout = column(self, gap=12)
        for part in (Paragraph(words, "secondary"), self._form, self._wrong):
            layout.addWidget(part)
        buttons = row(None, [self._make, leave], gap=8)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        context.jobs.read(lambda: _keys(context.app), self._offer, owner=self)

    def _offer(self, keys: Sequence[HeldKey]) -> None:
        self._key.set_options([Option(str(one.path), one.name) for one in keys])
        if keys:
            self._form.show()
            self._make.show()
            self._form.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            words = self.tr("The file is signed with a key of this office. There is no key here yet.")
            self._wrong.say(words, "info", self.tr("Open the plan desk"))
        bring_into_view(self)

    def _begin(self) -> None:
        values = self._form.values()
        if not values["passphrase"]:
            self._form.show_error("passphrase", self.tr("Type the passphrase of this key."))
            bring_into_view(self)
            return
        target = self._ask_where()
        if target is None:
            return
        app, campaign = self._context.app, self._campaign.campaign
        self._form.set_values({"passphrase": ""})
        self._make.setEnabled(False)
        self._context.jobs.write(
            lambda: _make(app, campaign, Path(values["key"]), values["passphrase"], target),
            lambda _changed: self.saved.emit(str(target)),
            owner=self,
            failed=self._refuse,
        )

    def _ask_where(self) -> Path | None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self.tr("Receipts for {campaign}").format(campaign=self._campaign.organisation)
        kinds = self.tr("Receipts ({pattern})").format(pattern=f"*{RECEIPTS_ENDING}")
        proposed = QDir(folder).filePath(name.replace("/", "-") + RECEIPTS_ENDING)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the receipts"), proposed, kinds)
        if not chosen:
            return None
        return Path(chosen if chosen.lower().endswith(RECEIPTS_ENDING) else f"{chosen}{RECEIPTS_ENDING}")

    def _refuse(self, refusal: UserError) -> None:
        self._make.setEnabled(True)
        if not self._form.show_refusal(refusal):
            self._wrong.say(sentence(refusal), "error")


def _keys(app: App) -> Sequence[HeldKey]:
    return plan_signing.signing_keys(plan_signing.office(app.db, app.folders))


def _make(app: App, campaign: str, key: Path, passphrase: str, target: Path) -> Changed:
    """On the writer thread."""
    key_list = bundle_contents.signed_key_list(app.folders.keys)
    store, by = app.office.store(), desk.reviewer(app.folders, app.db)
    return receipt_files.own_file(store, campaign, key, passphrase, target, by, key_list)
