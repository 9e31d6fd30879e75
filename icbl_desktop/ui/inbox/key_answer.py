"""An unknown key's question: whose is it? Its fingerprint to compare on the phone, and three answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.errors import UserError
from icbl_desktop.services.office.campaigns import KnownCampaign, KnownStream
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.layouts import FlowLayout, column
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.spoken_key import spoken_key
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import Paragraph, button
from icbl_desktop.ui.words import sentence

_NAMED = ""


class KeyAnswer(QWidget):
    """What follows from an answer is for the list that shows the question."""

    confirmed = Signal(str)
    """It was compared and is theirs: the id of the campaign it belongs to, empty for the one it names."""
    refused = Signal()
    """It is not theirs: what it signed does not count."""
    left = Signal()

    def __init__(self, stream: KnownStream, known: Sequence[KnownCampaign]) -> None:
        super().__init__()
        self._warning, self._wrong = Bar(closable=False), Bar(closable=False)
        self._form = self._build_form(stream, known)
        self._confirm = button(self.tr("They match: it is theirs"), "primary", "shield-check")
        self._confirm.clicked.connect(self._check)
        layout = column(self, gap=12)
        if stream.changed_key:
            self._warning.say(self._strong_words(), "error")
        layout.addWidget(self._warning)
        layout.addWidget(Paragraph(self._words(stream)))
        layout.addWidget(spoken_key(stream.fingerprint, stream.words))
        layout.addWidget(self._form)
        layout.addWidget(self._wrong)
        layout.addWidget(self._build_buttons())

    def refuse(self, refusal: UserError) -> None:
        """Say why the answer was not kept."""
        self._confirm.setEnabled(True)
        self._wrong.say(sentence(refusal), "error")

    def _build_form(self, stream: KnownStream, known: Sequence[KnownCampaign]) -> Form:
        form = Form()
        others = sorted((one for one in known if one.id != stream.named), key=lambda one: one.organisation)
        is_known = len(others) < len(known)
        named = self.tr("{name}, known already") if is_known else self.tr("{name}, a new campaign")
        options = [Option(_NAMED, named.format(name=stream.organisation))]
        options += [Option(one.id, one.organisation) for one in others]
        hint = self.tr("Choose a known campaign where it works on a new computer and began anew.")
        form.add("campaign", self.tr("Whose key is it?"), Choice(options), hint=hint)
        same = TickInput(self.tr("I compared it on the phone with someone I know there."))
        form.add("compared", self.tr("On the phone"), same)
        return form

    def _build_buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        refuse = button(self.tr("Not theirs: never count it"), "plain", "x")
        leave = button(self.tr("Not now"), "quiet")
        refuse.clicked.connect(self.refused)
        leave.clicked.connect(self.left)
        for one in (self._confirm, refuse, leave):
            flow.addWidget(one)
        return made

    def _check(self) -> None:
        values = self._form.values()
        if not values["compared"]:
            self._form.show_error("compared", self.tr("Compare the fingerprint first, then tick this."))
            bring_into_view(self)
            return
        self._confirm.setEnabled(False)
        self.confirmed.emit(values["campaign"] or _NAMED)

    def _words(self, stream: KnownStream) -> str:
        words = self.tr(
            "Call {name} on a number you knew before, not one from the report. Let them read the letters or "
            "the words below from their program. If one differs, the key is not theirs."
        )
        return words.format(name=stream.organisation)

    def _strong_words(self) -> str:
        return self.tr(
            "These reports say they come from a computer that is known under another key. A campaign's key "
            "does not change on its own: somebody else may be writing in its name. Confirm it only if they "
            "tell you on the phone why they have a new key."
        )
