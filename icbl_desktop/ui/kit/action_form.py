"""A form that opens in its card: what it does, its fields, a verb to do it, and a way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.errors import UserError
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.widgets import Paragraph, button, divider, label
from icbl_desktop.ui.words import sentence

SECRETS: Mapping[str, Any] = {"passphrase": "", "again": ""}
"""Fields that are emptied whenever the form has been read."""


class ActionForm(QWidget):
    """Hidden until ``begin``. ``done`` or ``refuse`` ends what ``submitted`` began."""

    submitted = Signal(object)
    """What stands in the form, by name: a ``dict``. The passphrases are gone from the screen by then."""

    def __init__(self, title: str, words: str, verb: str, icon: str) -> None:
        super().__init__()
        self.form = Form()
        self._title, self._words = label(title, "strong", wrap=True), Paragraph(words, "secondary")
        self._submit = button(verb, "plain", icon)
        self._cancel = button(self.tr("Cancel"), "quiet")
        self._submit.clicked.connect(self._read)
        self._cancel.clicked.connect(self.done)
        layout = column(self, gap=12)
        self._bar = Bar(closable=False)
        for part in (divider(), self._title, self._words, self.form, self._bar):
            layout.addWidget(part)
        buttons = row(None, [self._submit, self._cancel], gap=8)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.hide()

    def begin(self, title: str = "", **values: Any) -> None:
        """Open the form with these values, perhaps under another title."""
        if title:
            self._title.setText(title)
        self.form.set_values({**SECRETS, **values})
        self._set_busy(False)
        self.show()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.focusNextChild()
        bring_into_view(self._cancel)

    def done(self) -> None:
        """Empty what is secret and close."""
        self.form.set_values(SECRETS)
        self.hide()

    def refuse(self, refusal: UserError) -> None:
        """Say what is wrong beside its field, else below all of them; the form stays open."""
        self._set_busy(False)
        if not self.form.show_refusal(refusal):
            self._bar.say(sentence(refusal), "error")
            bring_into_view(self._cancel)

    def complain(self, name: str, words: str) -> None:
        """Say beside a field what is missing; the form stays open."""
        self._set_busy(False)
        self.form.show_error(name, words)

    def _read(self) -> None:
        if not self.form.is_readable():
            return
        values = self.form.values()
        self.form.set_values(SECRETS)
        self._set_busy(True)
        self.submitted.emit(values)

    def _set_busy(self, busy: bool) -> None:
        self._submit.setEnabled(not busy)
        self._bar.hide()
