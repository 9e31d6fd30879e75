"""Who works here: organisation, states, contact; changed in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.record import as_draft
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Campaign, CampaignDraft
from icbl_desktop.errors import UserError
from icbl_desktop.services import campaign, plans
from icbl_desktop.ui import messages
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.widgets import Card, button
from icbl_desktop.ui.settings.state_picker import StatePicker


class CampaignSettings(Card):
    """The buttons to save or undo show while something differs from what is kept."""

    def __init__(self, context: Context, facts: Countries, kept: Campaign, languages: Sequence[str]) -> None:
        """``languages`` are those that the plan in force can be read in."""
        super().__init__(self.tr("Your campaign"), gap=16)
        self._context = context
        self._kept = as_draft(kept, CampaignDraft)
        self._language = Choice([])
        self._offer_languages(languages)
        self._form = self._build_form(facts)
        self.body.addWidget(self._form)
        self._buttons = QWidget()
        save = button(self.tr("Save changes"), "plain", "check")
        undo = button(self.tr("Undo changes"), "quiet")
        save.clicked.connect(self._save)
        undo.clicked.connect(self._undo)
        row(self._buttons, [save, undo]).addStretch(1)
        self.body.addWidget(self._buttons)
        self._undo()

    def load(self) -> None:
        """Read the campaign anew; what is being changed on screen stays."""
        if self._buttons.isHidden():
            db = self._context.app.db
            self._context.jobs.read(lambda: (campaign.get(db), plans.languages(db)), self._show, owner=self)

    def flush(self) -> None:
        """Save what was changed and not undone, if it can be saved."""
        if not self._buttons.isHidden():
            self._save()

    def _build_form(self, facts: Countries) -> Form:
        form = Form()
        form.add("organisation", self.tr("Name of your organisation or campaign"), TextLine(longest=200))
        form.add("states", self.tr("States you work in"), StatePicker(facts.states.values()))
        form.add(
            "language",
            self.tr("Language of the plan"),
            self._language,
            hint=self.tr("Texts that the plan has in no other language stay as they are."),
        )
        stays = self.tr("Stays on this computer; reports do not carry it.")
        form.add("contact_name", self.tr("Contact person"), TextLine(longest=200), hint=stays)
        form.add("contact_email", self.tr("E-mail address"), TextLine(longest=200))
        form.edited.connect(lambda _name: self._buttons.setVisible(self._draft() != self._kept))
        return form

    def _offer_languages(self, languages: Sequence[str]) -> None:
        codes = dict.fromkeys((*languages, self._kept.language))
        self._language.set_options([Option(code, language_name(code)) for code in codes])

    def _show(self, found: tuple[Campaign, Sequence[str]]) -> None:
        self._kept = as_draft(found[0], CampaignDraft)
        self._offer_languages(found[1])
        self._undo()

    def _undo(self) -> None:
        self._form.set_values(vars(self._kept))
        self._buttons.hide()

    def _draft(self) -> CampaignDraft:
        return replace(self._kept, **self._form.values())

    def _save(self) -> None:
        db, draft = self._context.app.db, self._draft()
        self._context.jobs.write(
            lambda: campaign.change(db, draft), self._saved, owner=self, failed=self._refused
        )

    def _saved(self, _changed: Changed) -> None:
        self._kept = self._draft()
        self._buttons.hide()

    def _refused(self, refusal: UserError) -> None:
        if not self._form.show_refusal(refusal):
            messages.error(self.window(), refusal)
