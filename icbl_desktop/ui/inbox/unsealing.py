"""Opens the office's reading key, once a session, so that sealed reports can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.app import App
from icbl_desktop.services import reading_key
from icbl_desktop.services.reading_key import ReadingKey
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.action_form import ActionForm
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.input_secret import PassphraseInput
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.page_parts import Bar


class Unsealing(QWidget):
    """Hidden until ``begin``. The passphrase is used once and kept nowhere."""

    opened = Signal()
    """The key is open now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._key = Choice([])
        self._none = Bar()
        self._none.acted.connect(lambda: context.go(Place("settings")))
        words = self.tr("Its passphrase is asked once; the key stays open until the program ends.")
        self._form = ActionForm(self.tr("Open the reading key"), words, self.tr("Open sealed reports"), "key")
        self._form.form.add("key", self.tr("Reading key"), self._key)
        self._form.form.add("passphrase", self.tr("Passphrase of this key"), PassphraseInput())
        self._form.submitted.connect(self._open)
        layout = column(self, gap=12)
        layout.addWidget(self._none)
        layout.addWidget(self._form)

    def begin(self) -> None:
        """Ask for the passphrase; where there is no reading key, say where one is made."""
        folder = self._context.app.folders.keys
        self._context.jobs.read(lambda: reading_key.held(folder), self._ask, owner=self)

    def done(self) -> None:
        """Close the form."""
        self._form.done()
        self._none.hide()

    def _ask(self, keys: Sequence[ReadingKey]) -> None:
        if not keys:
            words = self.tr(
                "There is no reading key on this computer. Make one, or take yours in, under Settings."
            )
            self._none.say(words, "info", self.tr("Open Settings"))
            return
        self._key.set_options([Option(one.name, one.name) for one in keys])
        self._form.begin(key=keys[0].name)

    def _open(self, values: dict[str, Any]) -> None:
        app, name, passphrase = self._context.app, values["key"], values["passphrase"]
        if not passphrase:
            self._form.complain("passphrase", self.tr("Type the passphrase of this key."))
            return
        self._context.jobs.write(
            lambda: _open_key(app, name, passphrase), self._opened, owner=self, failed=self._form.refuse
        )

    def _opened(self, _nothing: None) -> None:
        self._form.done()
        self.opened.emit()


def _open_key(app: App, name: str, passphrase: str) -> None:
    """On the writer thread."""
    app.office.remember([reading_key.open_key(app.folders.keys, name, passphrase)])
