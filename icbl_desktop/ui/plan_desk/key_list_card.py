"""The key list: who signs plans, whom reports are sealed for, and a root that vouches for it all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.key_list import KeyList, OfficerKey
from icbl_desktop.services import key_list_making, key_office
from icbl_desktop.services import keys as trusted_keys
from icbl_desktop.services.key_list_making import KeptList
from icbl_desktop.services.plan_signing import Office
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.action_form import ActionForm
from icbl_desktop.ui.kit.layouts import FlowLayout
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button
from icbl_desktop.ui.plan_desk.key_list_forms import OfficerForm, recipient_form, revoke_form, root_form
from icbl_desktop.ui.plan_desk.key_list_lines import KeyListLines
from icbl_desktop.ui.words import number

T = TypeVar("T")


class KeyListCard(Card):
    """Changes gather in an edition that is not signed; they count once a root has signed it."""

    changed = Signal()
    """The list, or its signature, is another now."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("The key list: who signs plans"), gap=12)
        self._context = context
        self._folder = context.app.folders.keys
        self._revoking: OfficerKey | None = None
        self._standing, self._bar = Bar(closable=False), Bar()
        self._lines = Refill(self._build_lines)
        self._officer, self._recipient = OfficerForm(context), recipient_form()
        self._revoke, self._root = revoke_form(), root_form()
        self._forms = (self._officer, self._recipient, self._revoke, self._root)
        words = self.tr(
            "It travels inside plan bundles. A campaign that has confirmed a root on the phone takes plans "
            "of every officer in it, and refuses what a revoked key signs."
        )
        for part in (Paragraph(words, "secondary"), self._standing, self._bar, self._lines):
            self.body.addWidget(part)
        self.body.addWidget(self._build_buttons())
        for form in self._forms:
            self.body.addWidget(form)
        self._officer.submitted.connect(self._add_officer)
        self._recipient.submitted.connect(self._add_recipient)
        self._revoke.submitted.connect(self._revoke_key)
        self._root.submitted.connect(self._sign_list)

    def show_office(self, office: Office) -> None:
        """Show the list as it lies there now."""
        self._lines.show_content(office.kept)
        self._say_standing(office.kept)
        self._sign.setVisible(office.kept.keys is not None and office.kept.signed_by is None)

    def _say_standing(self, kept: KeptList) -> None:
        self._standing.hide()
        if kept.problems:
            self._standing.say(" ".join(kept.problems), "error")
        elif kept.keys is not None and kept.signed_by is None:
            words = self.tr("Edition {n} is not signed yet. Campaigns go on with the edition before it.")
            first = self.tr("Edition 1 is not signed yet: it counts for nobody until a root signs it.")
            this = kept.keys.number
            self._standing.say(first if this == 1 else words.format(n=number(this)), "caution")

    def _build_lines(self, kept: KeptList) -> QWidget:
        lines = KeyListLines(kept)
        lines.revoke_wanted.connect(self._begin_revoking)
        lines.removal_wanted.connect(self._remove_recipient)
        return lines

    def _build_buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        officer = button(self.tr("Add an officer"), "plain", "plus")
        recipient = button(self.tr("Add a recipient"), "quiet", "plus")
        self._sign = button(self.tr("Sign the list with a root"), "plain", "signature")
        officer.clicked.connect(lambda: self._begin(self._officer, name="", public=""))
        recipient.clicked.connect(lambda: self._begin(self._recipient, name="", public=""))
        self._sign.clicked.connect(lambda: self._begin(self._root, file=None))
        for one in (self._sign, officer, recipient):
            flow.addWidget(one)
        return made

    def _begin(self, wanted: ActionForm, title: str = "", **values: Any) -> None:
        for form in self._forms:
            form.done()
        self._bar.hide()
        wanted.begin(title, **values)

    def _begin_revoking(self, officer: OfficerKey) -> None:
        self._revoking = officer
        title = self.tr("Revoke the key of {name}?").format(name=officer.name)
        self._begin(self._revoke, title, reason="")

    def _add_officer(self, values: dict[str, Any]) -> None:
        folder, name, public = self._folder, values["name"], values["public"]

        def add() -> str:
            key_list_making.add_officer(folder, name, public, self._now())
            return trusted_keys.look_at(public).fingerprint

        words = self.tr("{name} is in the list. Compare on the phone: {fingerprint}")
        self._change(self._officer, add, lambda fingerprint: words.format(name=name, fingerprint=fingerprint))

    def _add_recipient(self, values: dict[str, Any]) -> None:
        folder, name, public = self._folder, values["name"], values["public"]
        words = self.tr("{name} is in the list.").format(name=name)
        self._change(
            self._recipient,
            lambda: key_list_making.add_recipient(folder, name, public, self._now()),
            lambda _keys: words,
        )

    def _remove_recipient(self, public: str) -> None:
        folder = self._folder
        self._context.jobs.write(
            lambda: key_list_making.remove_recipient(folder, public, self._now()),
            lambda _keys: self.changed.emit(),
            owner=self,
        )

    def _revoke_key(self, values: dict[str, Any]) -> None:
        officer, folder = self._revoking, self._folder
        if officer is None:
            return
        words = self.tr(
            "The key of {name} is revoked in the list. Sign it with a root, and send it in a bundle."
        )

        def revoke() -> KeyList:
            now = self._now()
            return key_list_making.revoke(folder, officer.public, values["reason"], now.date(), now)

        self._change(self._revoke, revoke, lambda _keys: words.format(name=officer.name))

    def _sign_list(self, values: dict[str, Any]) -> None:
        folder, file, passphrase = self._folder, values["file"], values["passphrase"]
        if file is None:
            self._root.complain("file", self.tr("Choose the root's key file."))
            return
        words = self.tr("The list is signed with {fingerprint}. Send it to campaigns in the next bundle.")
        self._change(
            self._root,
            lambda: key_list_making.sign_list(folder, key_office.secret_text(file), passphrase),
            lambda kept: words.format(fingerprint=kept.signed_by),
        )

    def _change(self, form: ActionForm, work: Callable[[], T], said: Callable[[T], str]) -> None:
        """Do it on the writer thread; then close the form and say so."""

        def then(result: T) -> None:
            form.done()
            self._bar.say(said(result), "success")
            self.changed.emit()

        self._context.jobs.write(work, then, owner=self, failed=form.refuse)

    def _now(self) -> datetime:
        return self._context.app.db.clock()
