"""The language of a report's headings: its words and plurals, numbers, lists, dates and names of states.

The English words stand in the code (``words``) and are the keys of the catalogues, as gettext has it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import NumberPattern, format_decimal, parse_pattern

LOCALES = {"en": "en_GB", "fr": "fr", "es": "es", "pt": "pt_PT", "ru": "ru", "ar": "ar"}
"""The manner of dates and numbers for each language a report can be in."""

SAID_OTHERWISE = (
    "Cabo Verde",
    "Congo (Republic)",
    "Côte d'Ivoire",
    "DR Congo",
    "Holy See",
    "Micronesia (Federated States of)",
    "Myanmar",
    "Palestine (State of)",
    "Timor-Leste",
)
"""States the treaties name otherwise than Unicode's list does: their names stand in the catalogues."""

SEPARATOR = "  ·  "

_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True)
class Language:
    """One of LOCALES with its catalogue of words."""

    code: str
    locale: Locale
    catalogue: NullTranslations

    @cached_property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left, and the pages with it."""
        return str(self.locale.character_order) == "right-to-left"

    def say(self, message: str, /, **values: object) -> str:
        """An English message in this language, filled with the values; empty for an empty one."""
        return self._filled(self.catalogue.gettext(message), values) if message else ""

    def count(self, forms: tuple[str, str], n: int, /, **values: object) -> str:
        """The form for ``n`` of a message given for one and for many; ``{n}`` in it is the number."""
        return self._filled(self.catalogue.ngettext(*forms, n), {"n": self.number(n), **values})

    def word(self, vocabulary: Mapping[str, str], value: str) -> str:
        """The word for a value of ``domain.words``; a value that is not known stands for itself."""
        return self.catalogue.gettext(vocabulary[value]) if value in vocabulary else value

    def number(self, value: int | Decimal, pattern: str = "#,##0") -> str:
        """A number as this language writes it, with the pattern's decimals; digits are 0 to 9."""
        written = format_decimal(value, _parsed(pattern), self.locale, decimal_quantization=False)
        return written.replace("-", f"{_LEFT_TO_RIGHT_MARK}−" if self.right_to_left else "−")

    def listed(self, parts: Sequence[str]) -> str:
        """Several things as a sentence has them: "a, b and c"."""
        return format_list([self.isolated(one) for one in parts], locale=self.locale)

    def state(self, iso3: str, english: str) -> str:
        """The name of the state with this code; the English one where no other is known."""
        if self.code == "en" or english in SAID_OTHERWISE:
            return self.catalogue.gettext(english)
        (iso2, *_) = get_global("territory_aliases").get(iso3) or [""]
        return str(self.locale.territories.get(iso2, english))

    def code_text(self, code: str) -> str:
        """A code such as "2018-Q1", whose parts keep their order among words written from right to left."""
        return f"{_ISOLATE}{code}{_END_OF_ISOLATE}" if self.right_to_left else code

    def isolated(self, text: str) -> str:
        """A text that keeps its own direction here, if it has letters of a script that runs the other way."""
        if text.isascii() and not self.right_to_left:
            return text
        other = ("L",) if self.right_to_left else _RIGHT_TO_LEFT
        foreign = any(unicodedata.bidirectional(one) in other for one in text)
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if foreign else text

    def begun(self, line: str) -> str:
        """A line that runs in this language's direction though it begins with a text of the other."""
        mark = _RIGHT_TO_LEFT_MARK if self.right_to_left else _LEFT_TO_RIGHT_MARK
        return f"{mark}{line}" if line.startswith(_ISOLATE) else line

    def joined(self, parts: Iterable[str], between: str = SEPARATOR) -> str:
        """Short facts in one line, without those that are empty, each in its own direction."""
        return self.begun(between.join(self.isolated(one) for one in parts if one))

    def _filled(self, template: str, values: Mapping[str, object]) -> str:
        isolated = {name: self.isolated(str(value)) for name, value in values.items()}
        return self.begun(template.format(**isolated))


ENGLISH = Language("en", Locale.parse(LOCALES["en"]), NullTranslations())


def language(code: str, catalogues: Path) -> Language:
    """The language with this code, from the folder of catalogues; English where it is not one of LOCALES."""
    if code == "en" or code not in LOCALES:
        return ENGLISH
    return Language(code, Locale.parse(LOCALES[code]), _catalogue(catalogues / f"{code}.po"))


@cache
def _parsed(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


@lru_cache
def _catalogue(path: Path) -> GNUTranslations:
    with path.open("rb") as file:
        read = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return GNUTranslations(compiled)
