"""The reading keys: what campaigns seal for the office is opened with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.key_list import KeyList
from icbl_desktop.services import key_list_making, key_office, reading_key
from icbl_desktop.services.reading_key import ReadingKey
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
from icbl_desktop.ui.words import number


@dataclass(frozen=True)
class _Shown:
    """The keys that are here, and the recipients of the key list."""

    held: tuple[ReadingKey, ...]
    listed: frozenset[str]


class ReadingKeyCard(Card):
    """A key is opened when sealed reports come in; here it is made, taken in, and put into the key list."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Reading keys"), gap=12)
        self._context = context
        self._folder = context.app.folders.keys
        self._listing: ReadingKey | None = None
        self._bar = Bar()
        self._bar.acted.connect(lambda: ask_and_copy(context, self, self._bar))
        self._list = Refill(self._build_list)
        self._make, self._take_in = self._build_make(), self._build_take_in()
        self._recipient = self._build_recipient()
        self._make.submitted.connect(self._make_key)
        self._take_in.submitted.connect(self._take_key_in)
        self._recipient.submitted.connect(self._add_recipient)
        words = self.tr(
            "Campaigns seal reports to the reading keys in your key list, so that only the office opens "
            "them. A key lies on this computer, locked with a passphrase that is kept nowhere."
        )
        for part in (Paragraph(words, "secondary"), self._bar, self._list, self._build_buttons()):
            self.body.addWidget(part)
        for form in (self._make, self._take_in, self._recipient):
            self.body.addWidget(form)

    def load(self) -> None:
        """Read anew which keys are here."""
        folder = self._folder

        def read() -> _Shown:
            keys = key_list_making.key_list(folder).keys
            listed = frozenset(one.public for one in keys.recipients) if keys else frozenset[str]()
            return _Shown(reading_key.held(folder), listed)

        self._context.jobs.read(read, self._list.show_content, owner=self)

    def _build_buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        make = button(self.tr("Make a reading key"), "plain", "plus")
        take_in = button(self.tr("Take in an age key"), "quiet", "key")
        make.clicked.connect(lambda: self._begin(self._make, name=""))
        take_in.clicked.connect(lambda: self._begin(self._take_in, name="", file=None))
        flow.addWidget(make)
        flow.addWidget(take_in)
        return made

    def _build_make(self) -> ActionForm:
        lose = self.tr(
            "Lose this key or its passphrase, and nobody can open what was sealed for it. "
            "Write the passphrase down; keep it away from this computer."
        )
        made = ActionForm(self.tr("Make a reading key"), lose, self.tr("Make this key"), "key")
        hint = self.tr("Letters, digits and “-”, such as “reports-1”.")
        made.form.add("name", self.tr("Name of the reading key"), TextLine(longest=60), hint=hint)
        least = self.tr("{n} characters or more; best a few words.").format(n=key_office.MIN_PASSPHRASE)
        made.form.add("passphrase", self.tr("New passphrase"), PassphraseInput(), hint=least)
        made.form.add("again", self.tr("The passphrase again"), PassphraseInput())
        return made

    def _build_take_in(self) -> ActionForm:
        words = self.tr("A key file that age-keygen made. It is copied, locked; the file stays where it is.")
        made = ActionForm(self.tr("Take in an age key"), words, self.tr("Take it in"), "key")
        kinds = self.tr("All files ({all})").format(all="*")
        made.form.add("file", self.tr("Key file"), PathInput(self.tr("Choose the key file"), kinds))
        made.form.add("name", self.tr("Name it here"), TextLine(longest=60))
        hint = self.tr("A key without a passphrase gets this one.")
        made.form.add("passphrase", self.tr("Its passphrase"), PassphraseInput(), hint=hint)
        return made

    def _build_recipient(self) -> ActionForm:
        words = self.tr("Campaigns read this name when they seal a report, such as “Reports desk”.")
        made = ActionForm(self.tr("Put it into the key list"), words, self.tr("Put it in"), "plus")
        made.form.add("name", self.tr("Name of the recipient"), TextLine(longest=200))
        return made

    def _begin(self, wanted: ActionForm, **values: Any) -> None:
        for form in (self._make, self._take_in, self._recipient):
            form.done()
        self._bar.hide()
        wanted.begin(**values)

    def _make_key(self, values: dict[str, Any]) -> None:
        folder, name, passphrase = self._folder, values["name"], values["passphrase"]
        if passphrase != values["again"]:
            self._make.complain("passphrase", self.tr("The two passphrases differ. Type both again."))
            return
        self._context.jobs.write(
            lambda: reading_key.make(folder, name, passphrase),
            lambda key: self._added(self._make, key),
            owner=self,
            failed=self._make.refuse,
        )

    def _take_key_in(self, values: dict[str, Any]) -> None:
        folder, file, name, passphrase = self._folder, values["file"], values["name"], values["passphrase"]
        if file is None:
            self._take_in.complain("file", self.tr("Choose the key's file."))
            return
        self._context.jobs.write(
            lambda: reading_key.take_in(folder, name, file, passphrase),
            lambda key: self._added(self._take_in, key),
            owner=self,
            failed=self._take_in.refuse,
        )

    def _added(self, form: ActionForm, key: ReadingKey) -> None:
        form.done()
        words = self.tr("The key {name} is here now. Back it up: a disk that breaks takes the key with it.")
        self._bar.say(words.format(name=key.name), "success", self.tr("Back up…"))
        self.load()

    def _add_recipient(self, values: dict[str, Any]) -> None:
        key, folder, clock = self._listing, self._folder, self._context.app.db.clock
        if key is None:
            return
        self._context.jobs.write(
            lambda: key_list_making.add_recipient(folder, values["name"], key.recipient, clock()),
            self._listed,
            owner=self,
            failed=self._recipient.refuse,
        )

    def _listed(self, keys: KeyList) -> None:
        self._recipient.done()
        words = self.tr(
            "It is in edition {n} of the key list. A root signs that edition on the Plan desk; campaigns "
            "have it with their next plan."
        )
        self._bar.say(words.format(n=number(keys.number)), "success")
        self.load()

    def _build_list(self, shown: _Shown) -> QWidget:
        lines = QWidget()
        layout = column(lines, gap=16)
        for key in shown.held:
            layout.addWidget(self._line(key, listed=key.recipient in shown.listed))
        if not shown.held:
            words = self.tr("There is no reading key here yet. Make one, or take in yours.")
            layout.addWidget(label(words, "strong", wrap=True))
        return lines

    def _line(self, key: ReadingKey, *, listed: bool) -> QWidget:
        if not key.recipient:
            return KeyLine("warning", key.name, self.tr("Its public half is missing or damaged."))
        if listed:
            return KeyLine("key", key.name, key.recipient, Chip(self.tr("In the key list"), "success"))
        put = button(self.tr("Put it into the key list"), "link", "plus")
        put.clicked.connect(lambda: self._begin_listing(key))
        return KeyLine("key", key.name, key.recipient, actions=[put])

    def _begin_listing(self, key: ReadingKey) -> None:
        self._listing = key
        self._begin(self._recipient, name="")
