"""In which form a report goes: sealed for the secretariat, plain, or a public copy; and what each means."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from icbl_desktop.errors import UserError
from icbl_desktop.services.report_sending import SendChoices, SendForm
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import Paragraph
from icbl_desktop.ui.words import sentence


class FormChoice(QWidget):
    """Offers the forms a report can go in, and says in a sentence who can read the chosen one."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: SendChoices | None = None
        self._form = ChipChoice([])
        self._forms = column()
        self._meaning = Paragraph("")
        words = self.tr("There is no public copy of it: what it is about is for the secretariat only.")
        self._private = Paragraph(words, "secondary")
        self._cannot = Bar(closable=False)
        layout = column(self, gap=12)
        layout.addLayout(self._forms)
        layout.addWidget(self._meaning)
        layout.addWidget(self._private)
        layout.addWidget(self._cannot)

    def show_choices(self, choices: SendChoices) -> None:
        """Offer these; where the report cannot go in a form, say why."""
        self._choices = choices
        self._form = ChipChoice(self._options(choices))
        self._form.name_for_readers(self.tr("How does it go?"))
        self._form.set_value(choices.default)
        self._form.edited.connect(self._say_meaning)
        clear(self._forms)
        self._forms.addWidget(self._form)
        self._private.setVisible(not choices.can_publish)
        self._cannot.hide()
        if choices.cannot_seal:
            self._cannot.say(sentence(UserError(choices.cannot_seal)), "caution")
        self._say_meaning()

    def _options(self, choices: SendChoices) -> list[Option]:
        options = [Option(SendForm.PLAIN, self.tr("Plain"), "file-pdf")]
        if not choices.cannot_seal:
            sealed = self.tr("Sealed for the secretariat")
            options.insert(0, Option(SendForm.SEALED, sealed, "lock-simple"))
        if choices.can_publish:
            options.append(Option(SendForm.PUBLIC, self.tr("Public copy"), "globe"))
        return options

    def value(self) -> SendForm:
        """The chosen form."""
        return SendForm(self._form.value() or SendForm.PLAIN)

    def _say_meaning(self) -> None:
        self._meaning.set_words(self._meaning_of(self.value()))

    def _meaning_of(self, form: SendForm) -> str:
        match form:
            case SendForm.SEALED:
                names = ", ".join(self._choices.recipients) if self._choices else ""
                words = self.tr("Only these can open it: {names}; and you, with this program.")
                return words.format(names=names)
            case SendForm.PLAIN:
                return self.tr("Anyone who gets this report can read it.")
            case SendForm.PUBLIC:
                return self.tr(
                    "To hand on to anyone: only what may be published, without attachments. "
                    "The secretariat still needs the report itself."
                )
