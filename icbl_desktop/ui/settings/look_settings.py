"""How the window looks and which language it speaks; applied at once and kept for the next start."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from icbl_desktop import config
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit import look, theme
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.input_choices import ChipChoice, Choice, Option
from icbl_desktop.ui.kit.theme import ThemeChoice
from icbl_desktop.ui.kit.widgets import Card
from icbl_desktop.ui.settings.languages import LANGUAGES, language_choice

_SCALES = (100, 110, 125, 150, 175, 200)
"""Sizes of text, in per cent."""


class LookSettings(Card):
    """Theme, size of text, language."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Appearance and language"), gap=16)
        self._context = context
        self._form = Form()
        self._form.add("theme", self.tr("Colours"), ChipChoice(self._themes()))
        percent = QLocale().percent()
        sizes = Choice([Option(str(scale), f"{scale} {percent}") for scale in _SCALES])
        self._form.add("scale", self.tr("Size of text"), sizes)
        self._form.add("language", self.tr("Language"), language_choice())
        self.body.addWidget(self._form)
        self.load()
        self._form.edited.connect(lambda _name: self._apply())

    def load(self) -> None:
        """Show what is kept."""
        kept = config.load_settings(self._context.app.folders)
        language = kept.language or next(iter(LANGUAGES))
        self._form.set_values({"theme": kept.theme, "scale": str(kept.scale), "language": language})

    def _apply(self) -> None:
        values = self._form.values()
        values["scale"] = int(values["scale"])
        folders = self._context.app.folders
        self._context.jobs.write(lambda: config.change_settings(folders, **values), _nothing, owner=self)
        theme.apply_theme(look.application(), ThemeChoice(values["theme"]), values["scale"] / 100)

    def _themes(self) -> list[Option]:
        return [
            Option(ThemeChoice.SYSTEM, self.tr("As the system"), "circle-half"),
            Option(ThemeChoice.LIGHT, self.tr("Light"), "sun"),
            Option(ThemeChoice.DARK, self.tr("Dark"), "moon"),
            Option(ThemeChoice.CONTRAST, self.tr("High contrast"), "eye"),
        ]


def _nothing(_: None) -> None:
    """There is nothing to show: the look has changed already."""
