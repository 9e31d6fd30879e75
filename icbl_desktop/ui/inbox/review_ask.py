"""A question being written: about a report, a record in it, or one field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal

from icbl_desktop.errors import UserError
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.services.office.templates import Template
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.inputs import TextBox
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.ticks import TickInput
from icbl_desktop.ui.kit.widgets import Card, button, label
from icbl_desktop.ui.worklog.history_words import field_words


@dataclass(frozen=True)
class Subject:
    """What a question is about; all empty for the report as a whole."""

    kind: str = ""
    record_id: str = ""
    title: str = ""
    field: str = ""


class AskBox(Card):
    """Hidden until something is to be asked. What is typed stays until it is asked or given up."""

    asked = Signal(object, bool)
    """The ``QuestionDraft``, and whether to keep its words to begin from."""

    def __init__(self) -> None:
        super().__init__(self.tr("Ask the campaign"), gap=12)
        self._subject = Subject()
        self._templates: dict[str, Template] = {}
        self._about = label("", "secondary", wrap=True)
        self._form = Form()
        self._begin = Choice([], none=self.tr("Write your own"))
        self._form.add("template", self.tr("Begin from"), self._begin)
        self._form.add("text", self.tr("Question"), TextBox(lines=3))
        self._keep = TickInput(self.tr("Keep it among the questions to begin from"))
        self._begin.edited.connect(self._take_words)
        ask, give_up = button(self.tr("Ask"), "primary", "question"), button(self.tr("Cancel"))
        ask.clicked.connect(self._ask)
        give_up.clicked.connect(self.put_away)
        buttons = row(None, [ask, give_up], gap=12)
        buttons.addStretch(1)
        self.body.addWidget(self._about)
        self.body.addWidget(self._form)
        self.body.addWidget(self._keep)
        self.body.addLayout(buttons)
        self.hide()

    def offer(self, templates: Sequence[Template]) -> None:
        """Offer these questions to begin from."""
        self._templates = {one.id: one for one in templates}
        self._begin.set_options([Option(one.id, _said(one, one.title)) for one in templates])

    def begin(self, subject: Subject) -> None:
        """Write a question about this."""
        self._subject = subject
        field = field_words(subject.kind, subject.field) if subject.field else ""
        whole = self.tr("About the report as a whole")
        self._about.setText(" · ".join(filter(None, (subject.title, field))) or whole)
        self.show()
        self._form.row("text").setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: UserError) -> bool:
        """Say at its field why it was not asked; False where it is about something else."""
        return self._form.show_refusal(refusal)

    def put_away(self) -> None:
        """Nothing is to be asked any more."""
        self._form.set_values({"template": None, "text": ""})
        self._keep.set_value(False)
        self.hide()

    def _take_words(self) -> None:
        chosen = self._templates.get(self._begin.value() or "")
        if chosen is not None:
            self._form.set_values({"text": _said(chosen, chosen.text)})

    def _ask(self) -> None:
        values, about = self._form.values(), self._subject
        if not values["text"]:
            self._form.show_error("text", self.tr("Write the question."))
            return
        draft = QuestionDraft(text=values["text"], record_id=about.record_id, field=about.field)
        self.asked.emit(draft, self._keep.value())


def _said(template: Template, words: str) -> str:
    """What came with the program in the window's language; the office's own as it was written."""
    return QCoreApplication.translate("templates", words) if template.shipped else words
