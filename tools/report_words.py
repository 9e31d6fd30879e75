"""Bring the catalogues of a report's words up to date with the code: new words come in empty, old ones go.

``make words`` runs it; then translate what is empty in ``resources/report-words``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from icbl_desktop import config
from icbl_desktop.domain import field_words
from icbl_desktop.domain import words as vocabulary
from icbl_desktop.domain.ladder import OWN_INDICATORS
from icbl_desktop.formats import mail_words, report_pdf
from icbl_desktop.formats.report_pdf.language import LOCALES, SAID_OTHERWISE

Message = str | tuple[str, str]

IN_ENGLISH_ONLY = "picture"
"""How the names of modules begin that make the office's own document."""
_ON_SCREEN_ONLY = ("ONE_RECORD", "MANY_RECORDS")
_SINCE = datetime(2026, 11, 22, tzinfo=UTC)  # the same bytes for the same words


def messages() -> list[Message]:
    """Every message a report may print, in the order of the code; a pair is for one and for many."""
    names = (one.name for one in pkgutil.iter_modules(report_pdf.__path__))
    modules = (one for one in names if one.endswith("words") and not one.startswith(IN_ENGLISH_ONLY))
    loaded = [import_module(f"{report_pdf.__name__}.{name}") for name in sorted(modules, reverse=True)]
    said = (entry for module in (*loaded, mail_words) for entry in vars(module).items())
    own = [value for name, value in said if name.isupper()]
    lists = (*vars(vocabulary).items(), *vars(field_words).items())
    shared = [
        value
        for name, value in lists
        if name.isupper() and name not in _ON_SCREEN_ONLY and isinstance(value, Mapping)
    ]
    questions = (one.question for one in OWN_INDICATORS.values())
    return list(dict.fromkeys(_messages_in((*own, *shared, *questions, *SAID_OTHERWISE))))


def brought_up_to_date(code: str, path: Path) -> Catalog:
    """The catalogue of one language with what it says already."""
    said = Catalog()
    if path.exists():
        with path.open("rb") as file:
            said = read_po(file)
    catalogue = Catalog(
        Locale.parse(LOCALES[code]),
        project="ICBL Desktop",
        header_comment="# The words of a report, in its reader's language.",
        creation_date=_SINCE,
        revision_date=_SINCE,
        fuzzy=False,
    )
    for message in messages():
        known = said.get(message)  # by the form for one
        catalogue.add(message, known.string if known and known.id == message else None)
    return catalogue


def write(path: Path, catalogue: Catalog) -> None:
    """The catalogue as a file, the same bytes for the same words."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, no_location=True)


def _messages_in(values: Iterable[object]) -> Iterator[Message]:
    for value in values:
        if isinstance(value, Mapping):
            yield from _messages_in(value.values())
        elif isinstance(value, tuple) or (isinstance(value, str) and any(map(str.isalpha, value))):
            yield value


def main() -> None:
    """Write every catalogue anew."""
    for code in LOCALES:
        if code != "en":
            path = config.resource("report-words", f"{code}.po")
            write(path, brought_up_to_date(code, path))


if __name__ == "__main__":
    main()
