"""The office's inbox: who reviews here, and whether it lies on this computer or is shared."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from icbl_desktop import config
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import desk
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button
from icbl_desktop.ui.words import number, sentence

_HERE, _SHARED = "here", "shared"


class OfficeCard(Card):
    """A new place is tried before it is kept; what lies in the old one stays there."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("The office's inbox"), gap=16)
        self._context = context
        words = self.tr(
            "The reports that came in, and what was found of them. They lie on this computer, or in a "
            "PostgreSQL that several reviewers share; plans and keys stay on each one's own computer."
        )
        self._bar = Bar()
        self._form = self._build_form()
        self._try, self._save = button(self.tr("Try it"), "quiet"), button(self.tr("Save changes"), "plain")
        self._undo = button(self.tr("Undo changes"), "quiet")
        self._try.clicked.connect(self._try_place)
        self._save.clicked.connect(self._keep)
        self._undo.clicked.connect(self._show_kept)
        self._buttons = QWidget()
        row(self._buttons, [self._save, self._try, self._undo]).addStretch(1)
        for part in (Paragraph(words, "secondary"), self._form, self._buttons, self._bar):
            self.body.addWidget(part)
        self._show_kept()

    def _build_form(self) -> Form:
        form = Form()
        hint = self.tr(
            "It stands beside what you decide. Empty: the contact person's, or the organisation's."
        )
        form.add("reviewer", self.tr("Your name, as a reviewer"), TextLine(longest=desk.MAX_NAME), hint=hint)
        places = [
            Option(_HERE, self.tr("On this computer"), "house"),
            Option(_SHARED, self.tr("Shared with other reviewers"), "users"),
        ]
        form.add("place", self.tr("Where the inbox lies"), ChipChoice(places))
        hint = self.tr(
            "{example}, as whoever keeps the server tells you. Without the password: keep that in your "
            "pgpass file or in PGPASSWORD."
        )
        example = "postgresql+psycopg://NAME@SERVER/DATABASE"
        form.add(
            "store", self.tr("The shared inbox"), TextLine(longest=500), hint=hint.format(example=example)
        )
        form.edited.connect(lambda _name: self._show_buttons())
        return form

    def _show_kept(self) -> None:
        kept = config.load_settings(self._context.app.folders)
        place = _SHARED if kept.store else _HERE
        self._form.set_values({"reviewer": kept.reviewer, "place": place, "store": kept.store})
        self._show_buttons()

    def _show_buttons(self) -> None:
        kept = config.load_settings(self._context.app.folders)
        values = self._form.values()
        shared = values["place"] == _SHARED
        self._form.row("store").setVisible(shared)
        self._try.setVisible(shared)
        changed = (values["reviewer"], shared, self._url()) != (kept.reviewer, bool(kept.store), kept.store)
        self._save.setVisible(changed)
        self._undo.setVisible(changed)
        self._buttons.setVisible(changed or shared)

    def _url(self) -> str:
        """Where the form says that the inbox lies; empty for this computer."""
        values = self._form.values()
        return str(values["store"]).strip() if values["place"] == _SHARED else ""

    def _try_place(self) -> None:
        url = self._url()
        self._set_busy(True)
        self._bar.say(self.tr("Asking the server…"))
        self._context.jobs.write(
            lambda: desk.try_place(url), self._say_tried, owner=self, failed=self._refused
        )

    def _say_tried(self, reports: int) -> None:
        self._set_busy(False)
        words = self.tr("It answers. Reports in it: {n}.").format(n=number(reports))
        self._bar.say(words, "success")

    def _keep(self) -> None:
        app, url, reviewer = self._context.app, self._url(), str(self._form.values()["reviewer"])
        if not url and self._form.values()["place"] == _SHARED:
            self._form.show_error("store", self.tr("Write where the shared inbox lies."))
            return

        def keep() -> Changed:
            desk.name_reviewer(app.folders, reviewer)
            app.office.move(url)
            return Changed(frozenset({"settings", "inbox"}))

        self._set_busy(True)
        if url:
            self._bar.say(self.tr("Asking the server…"))
        self._context.jobs.write(keep, self._kept, owner=self, failed=self._refused)

    def _kept(self, _changed: Changed) -> None:
        self._set_busy(False)
        self._show_kept()
        self._bar.say(self.tr("Saved. What lies in another place stays there."), "success")

    def _refused(self, refusal: UserError) -> None:
        self._set_busy(False)
        if not self._form.show_refusal(refusal):
            self._bar.say(sentence(refusal), "error")

    def _set_busy(self, busy: bool) -> None:
        self._bar.hide()
        for one in (self._save, self._try):
            one.setEnabled(not busy)
