"""Who works here, how the window looks, whom it trusts, and where the records lie."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from icbl_desktop import __version__, config
from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import Campaign
from icbl_desktop.services import campaign, countries, plans
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.page_parts import Page
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.settings.campaign_settings import CampaignSettings
from icbl_desktop.ui.settings.identity_card import IdentityCard
from icbl_desktop.ui.settings.look_settings import LookSettings
from icbl_desktop.ui.settings.office_card import OfficeCard
from icbl_desktop.ui.settings.reading_key_card import ReadingKeyCard
from icbl_desktop.ui.settings.role_settings import RoleSettings
from icbl_desktop.ui.settings.trusted_keys import TrustedKeys

_WIDTH = 760
_KEYS, _IDENTITY, _OFFICE, _READING = "keys", "identity", "office", "reading"
"""Places on this page: trusted keys, the keys of one's own reports, the office's inbox, its reading keys."""


class SettingsPage(Page):
    """A card each; the secretariat has two more. ``Place("settings", id="keys")`` shows the keys."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=_WIDTH)
        self.heading.say(self.tr("Settings"))
        self._context = context
        self._wanted = ""
        self.verticalScrollBar().rangeChanged.connect(self._show_wanted)
        self._campaign: CampaignSettings | None = None
        self._look, self._keys = LookSettings(context), TrustedKeys(context)
        self._identity = IdentityCard(context)
        self._office, self._reading = OfficeCard(context), ReadingKeyCard(context)
        db = context.app.db
        context.jobs.read(
            lambda: (countries.facts(), campaign.get(db), plans.languages(db)), self._fill, owner=self
        )

    def open(self, place: Place) -> None:
        """Show the part that is asked for."""
        self._wanted = place.id
        self._show_wanted()

    def refresh(self, changed: Changed) -> None:
        """Follow what changed elsewhere."""
        if changed.kinds & {"campaign", "plan"} and self._campaign is not None:
            self._campaign.load()
        if "settings" in changed.kinds:
            self._look.load()
            self._show_office()
        if "trusted_key" in changed.kinds:
            self._keys.load()

    def flush(self) -> None:
        """The window closes."""
        if self._campaign is not None:
            self._campaign.flush()

    def _fill(self, found: tuple[Countries, Campaign, tuple[str, ...]]) -> None:
        self._campaign = CampaignSettings(self._context, *found)
        self.body.addWidget(self._campaign)
        role = RoleSettings(self._context)
        for card in (self._look, role, self._office, self._reading, self._keys, self._identity):
            self.body.addWidget(card)
        self.body.addWidget(self._records_card())
        self._keys.load()
        self._show_office()

    def _show_office(self) -> None:
        """What only the secretariat needs."""
        wanted = config.load_settings(self._context.app.folders).secretariat
        self._office.setVisible(wanted)
        self._reading.setVisible(wanted)
        if wanted:
            self._reading.load()

    def _show_wanted(self) -> None:
        """Once it has its place: there is then something to scroll."""
        cards = {_KEYS: self._keys, _IDENTITY: self._identity, _OFFICE: self._office, _READING: self._reading}
        card = cards.get(self._wanted)
        if card is not None and self.verticalScrollBar().maximum():
            self.ensureWidgetVisible(card, 0, self.viewport().height() // 2)
            self._wanted = ""

    def _records_card(self) -> QWidget:
        folder = self._context.app.folders.root
        card = Card(self.tr("On this computer"))
        words = self.tr(
            "Your records and their files lie in this folder. To keep them safe, copy the whole folder "
            "now and then, with the program closed."
        )
        card.body.addWidget(Paragraph(words))
        path = label(str(folder), "strong", wrap=True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(path)
        show = button(self.tr("Open the folder"), "plain", "folder-open")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        card.body.addWidget(show)
        version = self.tr("{program}, version {version}").format(program=config.APP_NAME, version=__version__)
        card.body.addSpacing(8)
        card.body.addWidget(label(version, "secondary"))
        return card
