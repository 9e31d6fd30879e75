"""Other languages in the workbook: columns such as ``label::French (fr)`` beside the text they translate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from icbl_desktop.domain.extras_rules import LANGUAGE
from icbl_desktop.formats.workbook_cells import Unfit
from icbl_desktop.formats.workbook_columns import Column, Sheet

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic",
    "bn": "Bengali",
    "bs": "Bosnian",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "id": "Indonesian",
    "km": "Khmer",
    "lo": "Lao",
    "my": "Burmese",
    "ne": "Nepali",
    "pt": "Portuguese",
    "ru": "Russian",
    "si": "Sinhala",
    "sw": "Swahili",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""English names of common languages by code; others may be written."""

EXAMPLE_TITLES: Mapping[str, Mapping[str, str]] = {"fr": {"goals/example": "Plus aucune nouvelle victime"}}
"""The one translation in the empty workbook, by language and place, so that people see how."""

_HEADING = re.compile(r"(?P<base>[^:]*)::\s*(?P<name>[^()]*?)\s*\((?P<code>[^()]*)\)")


@dataclass(frozen=True)
class Translation:
    """A column of another language, ``name`` in row 1, beside the ``column`` it translates."""

    name: str
    column: Column
    language: str


def heading(column: Column, language: str) -> str:
    """What stands in row 1: "label::French (fr)"."""
    return f"{column.name}::{LANGUAGES.get(language, language)} ({language})"


def beside(column: Column, language: str) -> Column:
    """The column of another language, as it is written."""
    note = f"“{column.name}” in another language; one such column for each."
    return replace(column, name=heading(column, language), note=note, blank="")


def parse(name: str, sheet: Sheet) -> Translation:
    """What a heading with "::" stands for on a sheet. Raises Unfit saying what would be right."""
    translated = {column.name: column for column in sheet.columns if sheet.is_translated(column)}
    if not translated:
        raise Unfit("Nothing on this sheet is translated.", "No column of this name.")
    base = name.partition("::")[0].strip()
    if base not in translated:
        examples = [heading(column, "fr") for column in translated.values()]
        raise Unfit(f"There is no column “{base[:60]}” to translate.", f"One such as: {', '.join(examples)}.")
    column = translated[base]
    found = _HEADING.fullmatch(name)
    if found is None or not LANGUAGE.fullmatch(found["code"]):
        raise Unfit("The language is not written as it must be.", f"{heading(column, _guess(name))}.")
    return Translation(name, column, found["code"])


def _guess(name: str) -> str:
    """The code of the language that a malformed heading names, or of French."""
    words = set(re.findall(r"\w+", name.partition("::")[2].casefold()))
    return next((code for code, known in LANGUAGES.items() if words & {code, known.casefold()}), "fr")
