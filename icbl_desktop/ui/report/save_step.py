"""A report leaves the program as a file or an e-mail; then the person says that it was sent, or not yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from icbl_desktop.app import App
from icbl_desktop.domain.report_order import LANGUAGES
from icbl_desktop.errors import UserError
from icbl_desktop.services import campaign, report_sending
from icbl_desktop.services.report_sending import Mail, SendChoices, SendForm
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import flowing
from icbl_desktop.ui.kit.page_parts import Bar, Page
from icbl_desktop.ui.kit.widgets import Card, button, divider
from icbl_desktop.ui.report.form_choice import FormChoice
from icbl_desktop.ui.report.report_sent import SavedNotice
from icbl_desktop.ui.words import number, sentence

_WIDTH = 720
_MAIL_ENDING = ".eml"


@dataclass(frozen=True)
class _Leaving:
    """How a report can leave, what its file is called in each form, and the campaign's language."""

    choices: SendChoices
    names: dict[SendForm, str]
    language: str


class SaveStep(Page):
    """One report at a time: just made, or saved before."""

    left = Signal()
    """Back to the reports."""
    sent = Signal(str)
    """The id of a report that the person says was sent today."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=_WIDTH)
        self._context, self._read = context, LatestRead(context.jobs, self)
        self._id, self._number = "", 0
        self._names: dict[SendForm, str] = {}
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._saved, self._bar, self._keys = SavedNotice(), Bar(), Bar()
        self._form, self._too_large = FormChoice(), Bar(closable=False)
        self._language = Choice([Option(code, language_name(code)) for code in LANGUAGES])
        self._card = self._build_card()
        back = button(self.tr("Back to the reports"), "quiet", "arrow-left")
        back.clicked.connect(self.left)
        for part in (self._saved, self._bar, self._keys, self._card, back):
            self.body.addWidget(part)
        self._saved.sent.connect(self._say_sent)
        self._saved.folder_wanted.connect(self._show_folder)
        context.jobs.crashed.connect(lambda _details: self._card.setEnabled(True))
        self._keys.acted.connect(lambda: context.go(Place("settings", id="identity")))

    def show_report(self, report_id: str, report_number: int, about: str, *, new: bool) -> None:
        """Begin with this report; ``about`` says which it is, ``new`` that it was just made."""
        self._id, self._number = report_id, report_number
        title = self.tr("Report {number} is ready.") if new else self.tr("Report {number}")
        self.heading.say(title.format(number=number(report_number)), about)
        for bar in (self._saved, self._bar, self._keys):
            bar.hide()
        if new and report_number == 1:
            self._offer_backup()
        self._card.setEnabled(False)
        self.verticalScrollBar().setValue(0)
        app = self._context.app
        self._read.ask(lambda: _leaving(app, report_id), self._offer)

    def _offer(self, found: _Leaving) -> None:
        choices, self._names = found.choices, found.names
        self._form.show_choices(choices)
        self._language.set_value(found.language)
        self._too_large.setVisible(choices.too_large is not None)
        if choices.too_large:
            self._too_large.say(sentence(UserError(choices.too_large)), "caution")
        self._card.setEnabled(True)
        self._save.setFocus()

    def _offer_backup(self) -> None:
        words = self.tr(
            "Your reports are signed with a key that is on this computer alone. "
            "Keep a locked copy of it somewhere else."
        )
        self._keys.say(words, "info", self.tr("Keep a copy…"))

    def _save_file(self) -> None:
        form, report_id, db = self._form.value(), self._id, self._context.app.db
        kinds = self.tr("Reports ({pattern})").format(pattern="*.pdf *.age")
        path = self._ask_file(self.tr("Save the report"), self._names[form], kinds)
        if path is not None:
            self._run(lambda: report_sending.save_as(db, report_id, form, path, replace=True))

    def _save_mail(self) -> None:
        form, report_id, language = self._form.value(), self._id, self._mail_language()
        db = self._context.app.db
        kinds = self.tr("E-mails ({pattern})").format(pattern=f"*{_MAIL_ENDING}")
        name = self._names[form].partition(".")[0] + _MAIL_ENDING
        path = self._ask_file(self.tr("Save the e-mail"), name, kinds)
        if path is not None:
            self._run(lambda: report_sending.save_mail(db, report_id, form, language, path, replace=True))

    def _run(self, save: Callable[[], Path]) -> None:
        self._card.setEnabled(False)
        self._context.jobs.write(save, self._was_saved, owner=self, failed=self._refused)

    def _was_saved(self, path: Path) -> None:
        self._card.setEnabled(True)
        self._bar.hide()
        self._folder = path.parent
        words = self.tr("Report {number} is saved as a file. It has not been sent.")
        if path.suffix == _MAIL_ENDING:
            words = self.tr(
                "An e-mail with report {number} is saved as a file. It has not been sent: "
                "open it in your mail program and send it from there."
            )
        self._saved.say(words.format(number=number(self._number)))
        self.verticalScrollBar().setValue(0)

    def _copy_text(self) -> None:
        form, report_id, language = self._form.value(), self._id, self._mail_language()
        db = self._context.app.db
        self._context.jobs.read(
            lambda: report_sending.mail(db, report_id, form, language),
            self._copied,
            owner=self,
            failed=self._refused,
        )

    def _copied(self, mail: Mail) -> None:
        QGuiApplication.clipboard().setText(f"{mail.subject}\n\n{mail.text}")
        words = self.tr("The text is copied. Paste it into an e-mail, and attach the saved file.")
        self._bar.say(words, "success")

    def _refused(self, refusal: UserError) -> None:
        self._card.setEnabled(True)
        self._saved.hide()
        more = self.tr("Report {number} stands under Saved reports.")
        self._bar.say(f"{sentence(refusal)} {more.format(number=number(self._number))}", "error")
        self.verticalScrollBar().setValue(0)

    def _say_sent(self) -> None:
        self._saved.hide()
        self.sent.emit(self._id)
        self.left.emit()

    def _mail_language(self) -> str:
        return self._language.value() or LANGUAGES[0]

    def _ask_file(self, title: str, name: str, kinds: str) -> Path | None:
        """Where it goes; the dialog asks before it gives the name of a file that is there."""
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(self._folder / name), kinds)
        return Path(chosen) if chosen else None

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _build_card(self) -> Card:
        card = Card(self.tr("How does it go?"), gap=16)
        self._save = button(self.tr("Save the file…"), "primary", "download-simple")
        mail = button(self.tr("Save as an e-mail (.eml)…"), "plain", "envelope-simple")
        copy = button(self.tr("Copy the text of the e-mail"), "plain", "copy")
        for made, press in (
            (self._save, self._save_file),
            (mail, self._save_mail),
            (copy, self._copy_text),
        ):
            made.clicked.connect(press)
        card.body.addWidget(self._form)
        card.body.addWidget(flowing(self._save))
        card.body.addWidget(divider())
        card.body.addWidget(self._too_large)
        card.body.addWidget(FieldRow(self.tr("Language of the e-mail"), self._language))
        card.body.addWidget(flowing(mail, copy))
        return card


def _leaving(app: App, report_id: str) -> _Leaving:
    """On the reader thread."""
    db = app.db
    return _Leaving(
        report_sending.choices(db, report_id),
        {form: report_sending.file_name(db, report_id, form) for form in SendForm},
        campaign.get(db).language,
    )
