"""Step 3 of the plan desk: number, issuer, key and passphrase; then the signed bundle is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from icbl_desktop.config import PLAN_ENDING
from icbl_desktop.errors import UserError
from icbl_desktop.services import plan_signing
from icbl_desktop.services.key_office import HeldKey
from icbl_desktop.services.plan_desk import Book
from icbl_desktop.services.plan_signing import Office, Order, Proposal, Signed
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.input_secret import PassphraseInput, PathInput
from icbl_desktop.ui.kit.inputs import TextLine, WholeNumber
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import Card, button, label
from icbl_desktop.ui.plan_desk.receipts_going import ReceiptsGoing
from icbl_desktop.ui.words import day, number, sentence


class SignStep(Card):
    """Signing happens first, on the writer thread; only a good bundle is asked a place for."""

    saved = Signal(object, object)
    """The ``Signed`` and the ``Path`` where it lies now."""
    key_wanted = Signal()
    """There is no key yet, and the person wants to make one."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("3  Sign and save"), gap=16)
        self._context = context
        self._book: Book | None = None
        self._office: Office | None = None
        self._no_key = Bar(closable=False)
        self._no_key.acted.connect(self.key_wanted)
        self._caution = Bar(closable=False)
        self._number, self._why = WholeNumber(), label("", "secondary", wrap=True)
        self._receipts = ReceiptsGoing(context)
        self._key = Choice([])
        self._form = self._build_form()
        self._sign = button(self.tr("Sign and save…"), "primary", "signature")
        self._sign.clicked.connect(self._begin)
        self._busy = label(self.tr("Signing and checking…"), "secondary")
        self._busy.hide()
        for part in (self._no_key, self._form, self._caution):
            self.body.addWidget(part)
        line = row(None, [self._sign, self._busy], gap=12)
        line.addStretch(1)
        self.body.addLayout(line)

    def show_book(self, book: Book) -> None:
        """Sign this workbook's plan; nothing can be signed while it has problems."""
        known = self._book.checked.plan if self._book else None
        self._book = book
        plan = book.checked.plan
        self.setVisible(plan is not None)
        if plan is not None and (known is None or known.id != plan.id):
            self.propose()

    def show_office(self, office: Office) -> None:
        """Offer the keys that are here, and the key list if a root signed it."""
        self._office = office
        usable = plan_signing.signing_keys(office)
        self._key.set_options([Option(str(key.path), key.name) for key in usable])
        self._form.setVisible(bool(usable))
        self._sign.setVisible(bool(usable))
        self._no_key.setVisible(not usable)
        if not usable:
            words = self.tr("A plan is signed with a key of this office. There is no key here yet.")
            self._no_key.say(words, "info", self.tr("Make a key"))
        signed = office.kept.keys is not None and office.kept.signed_by is not None
        signed = signed and not office.kept.problems
        self._form.row("with_key_list").setVisible(signed)
        self._form.set_values({"with_key_list": signed})
        self._judge_key()

    def propose(self) -> None:
        """Ask anew for the next number and the issuer."""
        plan, app = self._book.checked.plan if self._book else None, self._context.app
        if plan is not None:
            self._context.jobs.read(
                lambda: plan_signing.propose(app.db, app.folders, plan.id), self._show_proposal, owner=self
            )
            self._receipts.ask()

    def _build_form(self) -> Form:
        form = Form()
        form.add("number", self.tr("Number"), self._number)
        form.body.addWidget(self._why)
        form.add("issuer", self.tr("Issued by"), TextLine(longest=200))
        form.add("key", self.tr("Key to sign with"), self._key)
        form.add("passphrase", self.tr("Passphrase of this key"), PassphraseInput(),
                 hint=self.tr("It is used once and kept nowhere."))  # fmt: skip
        carried = TickInput(
            self.tr("Send the key list along, so that campaigns learn of new and revoked keys")
        )
        form.add("with_key_list", self.tr("Key list"), carried)
        form.body.addWidget(self._receipts)
        more = form.section(self.tr("Receipts from elsewhere"))
        form.add(
            "receipts",
            self.tr("Folder with sealed receipts"),
            PathInput(self.tr("Choose the folder with sealed receipts")),
            hint=self.tr("Files named NAME.age. Each can be opened by one campaign only."),
            into=more,
        )
        form.edited.connect(lambda name: self._judge_key() if name == "key" else None)
        return form

    def _show_proposal(self, proposal: Proposal) -> None:
        self._form.set_values({"number": proposal.number, "issuer": proposal.issuer})
        last = proposal.last
        if last is None:
            words = self.tr("This plan is new here: its first bundle is number 1.")
        elif last.issued_at is None:
            words = self.tr("The plan came with the program; its first bundle is number 1.")
        else:
            words = self.tr("The last bundle of this plan known here is number {n} of {date}.").format(
                n=number(last.number), date=day(last.issued_at)
            )
        more = self.tr("Campaigns take only a higher number than they have. No number is given twice.")
        self._why.setText(f"{words} {more}")

    def _judge_key(self) -> None:
        """Say beforehand what campaigns will make of the chosen key."""
        self._caution.hide()
        chosen = next((key for key in self._held() if str(key.path) == self._key.value()), None)
        keys = self._office.kept.keys if self._office else None
        if chosen is None or keys is None:
            return
        found = plan_signing.listed(keys, chosen.public_text)
        if found is None:
            words = self.tr(
                "The key list does not hold this key. Each campaign is then asked on its own to confirm it."
            )
            self._caution.say(words, "caution")
        elif found.revoked:
            words = self.tr("This key was revoked on {date}: campaigns refuse what it signs.")
            self._caution.say(words.format(date=day(found.revoked)), "error")
        elif self._form.row("with_key_list").isHidden():
            words = self.tr("Edition {n} of the key list is not signed, so it does not travel along.")
            self._caution.say(words.format(n=number(keys.number)), "info")

    def _held(self) -> tuple[HeldKey, ...]:
        return tuple(key for key in self._office.held if not key.problem) if self._office else ()

    def _begin(self) -> None:
        values = self._form.values()
        passphrase = values["passphrase"]
        self._form.set_values({"passphrase": ""})
        self._judge_key()
        if self._book is None or not self._is_complete(values, passphrase):
            return
        book, app = self._book, self._context.app
        order = Order(
            number=values["number"],
            issuer=values["issuer"],
            key=Path(values["key"]),
            with_key_list=values["with_key_list"],
            receipts=values["receipts"],
        )
        seal = self._receipts.sealing()
        self._set_busy(True)
        self._context.jobs.write(
            lambda: plan_signing.sign(app.db, app.folders, book, replace(order, inbox=seal()), passphrase),
            self._ask_where,
            owner=self,
            failed=self._refused,
        )

    def _is_complete(self, values: Mapping[str, object], passphrase: str) -> bool:
        missing = {
            "passphrase": "" if passphrase else self.tr("Type the passphrase of this key."),
            "issuer": "" if values["issuer"] else self.tr("Write who issues the plan."),
            "number": "" if values["number"] else self.tr("Give the bundle a number, 1 or higher."),
        }
        for name, words in missing.items():
            if words:
                self._form.show_error(name, words)
        return not any(missing.values())

    def _ask_where(self, signed: Signed) -> None:
        self._set_busy(False)
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = self.tr("Plans ({pattern})").format(pattern=f"*{PLAN_ENDING}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the signed plan"), QDir(folder).filePath(signed.name), kinds
        )
        if not chosen:
            return
        path = Path(chosen) if chosen.lower().endswith(PLAN_ENDING) else Path(f"{chosen}{PLAN_ENDING}")
        app = self._context.app
        self._set_busy(True)
        self._context.jobs.write(
            lambda: plan_signing.save(app.db, app.folders, signed, path),
            lambda kept: self._saved(signed, kept),
            owner=self,
            failed=self._refused,
        )

    def _saved(self, signed: Signed, path: Path) -> None:
        self._set_busy(False)
        self.saved.emit(signed, path)
        if signed.inbox is not None:
            self._receipts.went(signed.inbox)

    def _refused(self, refusal: UserError) -> None:
        self._set_busy(False)
        if not self._form.show_refusal(refusal):
            self._caution.say(sentence(refusal), "error")

    def _set_busy(self, busy: bool) -> None:
        self._sign.setEnabled(not busy)
        self._busy.setVisible(busy)
