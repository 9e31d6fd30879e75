"""A new key: looked at first, its fingerprint compared on the phone, then trusted for what it may sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import key_office, keys
from icbl_desktop.services.keys import TrustedKey
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.inputs import TextBox, TextLine
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.spoken_key import spoken_key
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import Paragraph, button
from icbl_desktop.ui.words import sentence


@dataclass(frozen=True)
class _Spoken:
    """A key that was looked at, and its fingerprint in words."""

    key: TrustedKey
    words: tuple[str, ...]


class KeyAdder(QWidget):
    """Two ways in, by file or pasted; then one form that shows the fingerprint and asks whose key it is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: TrustedKey | None = None
        self._problem = Bar()
        self._ways = self._build_ways()
        self._pasting, self._paste = self._build_pasting()
        self._spoken = column()
        self._form = Form()
        self._comparing = self._build_comparing()
        layout = column(self, gap=12)
        for part in (self._problem, self._ways, self._pasting, self._comparing):
            layout.addWidget(part)
        self._show_step(self._ways)

    def _build_ways(self) -> QWidget:
        ways = QWidget()
        from_file = button(self.tr("Add a key from a file"), "plain", "key")
        from_file.clicked.connect(self._choose_file)
        pasted = button(self.tr("Paste a key"), "quiet")
        pasted.clicked.connect(self._begin_pasting)
        row(ways, [from_file, pasted]).addStretch(1)
        return ways

    def _build_pasting(self) -> tuple[QWidget, Form]:
        pasting = QWidget()
        form = Form()
        form.add("key", self.tr("The key's one line, or its whole file"), TextBox(lines=2))
        show = button(self.tr("Show its fingerprint"), "plain")
        show.clicked.connect(self._look_at_pasted)
        layout = column(pasting, gap=12)
        layout.addWidget(form)
        layout.addWidget(_line(show, self._cancel_button()))
        return pasting, form

    def _build_comparing(self) -> QWidget:
        comparing = QWidget()
        advice = self.tr(
            "Compare it on the phone with the secretariat. Call a number you knew before, and let them "
            "read out all eight groups, or all the words. If one differs, do not trust this key."
        )
        same = TickInput(self.tr("All groups, or all words, are the same."))
        self._form.add("compared", self.tr("On the phone"), same)
        whose = TextLine(self.tr("ICBL-CMC secretariat"), longest=200)
        self._form.add("name", self.tr("Whose key is it?"), whose)
        roles = [
            Option(KeyRole.PLANS, self.tr("It signs plans")),
            Option(KeyRole.ROOT, self.tr("It is a root key")),
        ]
        hint = self.tr(
            "A root key vouches for the officers who sign plans. The secretariat says which it is."
        )
        self._form.add("role", self.tr("What does the key do?"), ChipChoice(roles), hint)
        trust = button(self.tr("Trust this key"), "plain", "shield-check")
        trust.clicked.connect(self._trust)
        layout = column(comparing, gap=12)
        layout.addLayout(self._spoken)
        layout.addWidget(Paragraph(advice))
        layout.addWidget(self._form)
        layout.addWidget(_line(trust, self._cancel_button()))
        return comparing

    def _cancel_button(self) -> QWidget:
        cancel = button(self.tr("Cancel"), "quiet")
        cancel.clicked.connect(lambda: self._show_step(self._ways))
        return cancel

    def _show_step(self, step: QWidget) -> None:
        for part in (self._ways, self._pasting, self._comparing):
            part.setVisible(part is step)

    def _choose_file(self) -> None:
        self._problem.hide()
        kinds = self.tr("Keys ({pattern});;All files ({all})").format(pattern="*.pub", all="*")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a key file"), "", kinds)
        if chosen:
            path = Path(chosen)
            self._look(lambda: keys.look_into(path), self._file_refused)

    def _file_refused(self, refusal: UserError) -> None:
        self._problem.say(sentence(refusal), "error")

    def _begin_pasting(self) -> None:
        self._problem.hide()
        self._paste.set_values({"key": ""})
        self._show_step(self._pasting)
        self._paste.row("key").entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at_pasted(self) -> None:
        text = self._paste.values()["key"]
        self._look(lambda: keys.look_at(text), self._paste_refused)

    def _paste_refused(self, refusal: UserError) -> None:
        self._paste.show_error("key", sentence(refusal))

    def _look(self, look: Callable[[], TrustedKey], failed: Callable[[UserError], None]) -> None:
        self._context.jobs.read(lambda: _with_words(look()), self._compare, owner=self, failed=failed)

    def _compare(self, found: _Spoken) -> None:
        self._found = found.key
        clear(self._spoken)
        self._spoken.addWidget(spoken_key(found.key.fingerprint, found.words))
        self._form.set_values({"compared": False, "name": "", "role": KeyRole.PLANS})
        self._show_step(self._comparing)
        self._form.row("compared").entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _trust(self) -> None:
        if self._found is None:
            return
        values, text, db = self._form.values(), self._found.text, self._context.app.db
        if not values["compared"]:
            self._form.show_error("compared", self.tr("Compare the fingerprint first, then tick this."))
            return
        self._context.jobs.write(
            lambda: keys.trust(db, text, values["name"], KeyRole(values["role"])),
            self._trusted,
            owner=self,
            failed=self._refused,
        )

    def _trusted(self, _changed: Changed) -> None:
        self._show_step(self._ways)

    def _refused(self, refusal: UserError) -> None:
        if not self._form.show_refusal(refusal):
            messages.error(self.window(), refusal)


def _with_words(key: TrustedKey) -> _Spoken:
    """On the reader thread: the list of words is read from a file."""
    return _Spoken(key, key_office.words_of(key.text))


def _line(*widgets: QWidget) -> QWidget:
    line = QWidget()
    row(line, widgets).addStretch(1)
    return line
