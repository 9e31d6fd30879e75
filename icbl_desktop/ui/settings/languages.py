"""The languages the window can speak, each named in itself."""

from __future__ import annotations

from icbl_desktop.ui.kit.input_choices import Choice, Option

LANGUAGES = {"en": "English"}


def language_choice() -> Choice:
    """A choice among the languages there are."""
    return Choice([Option(code, name) for code, name in LANGUAGES.items()])
