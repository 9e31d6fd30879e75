"""Languages named in themselves, by their codes."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_PLAIN = {"en": "English", "es": "Español"}
"""Languages that Qt names after one country even where none is meant."""


def language_name(code: str) -> str:
    """A language in its own words: "fr" is "Français". The code itself where nobody knows the name."""
    locale = QLocale(code)
    plain = _PLAIN.get(code.partition("-")[0], locale.nativeLanguageName())
    if locale.language() == QLocale.Language.C or not plain:
        return code
    name = plain[:1].upper() + plain[1:]
    return f"{name} ({locale.nativeTerritoryName()})" if "-" in code else name
