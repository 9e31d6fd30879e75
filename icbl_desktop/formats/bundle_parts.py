"""The files a bundle may hold beside its plan: alerts.json, countries.json, toolkit/, i18n/, receipts/."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from icbl_desktop.domain import extras_rules
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.plan_extras import Alert, Extras, Titles, ToolkitDocument
from icbl_desktop.formats import typed_json
from icbl_desktop.formats.countries_json import read_carried, write_countries

ALERTS = "alerts.json"
COUNTRIES = "countries.json"
TOOLKIT = "toolkit/index.json"
ALERTS_FORMAT = "icbl-alerts"
TOOLKIT_FORMAT = "icbl-toolkit"
TITLES_FORMAT = "icbl-titles"

_MAX_BYTES = 4 * 1024 * 1024
_TITLES = re.compile(r"i18n/([A-Za-z0-9-]{2,20})\.json")
_RECEIPT = re.compile(r"receipts/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.age")
_SECTION = re.compile(r"([a-z]+)(.*)", re.DOTALL)
_AGE = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")

T = TypeVar("T")


@dataclass(frozen=True)
class AlertsFile:
    """alerts.json."""

    format: str
    version: str
    alerts: tuple[Alert, ...]


@dataclass(frozen=True)
class ToolkitFile:
    """toolkit/index.json."""

    format: str
    version: str
    documents: tuple[ToolkitDocument, ...]


@dataclass(frozen=True)
class TitlesFile:
    """i18n/LANGUAGE.json; ``texts`` are by place, such as "objectives/1A"."""

    format: str
    version: str
    language: str
    texts: dict[str, str]


def is_small(name: str) -> bool:
    """Whether an entry is one of the small files that the program asks for again and again."""
    return name in (ALERTS, COUNTRIES, TOOLKIT) or _TITLES.fullmatch(name) is not None


def is_document(name: str) -> bool:
    """Whether an entry is a toolkit document: listed and hashed, read only when a person wants it."""
    return name.startswith("toolkit/") and name != TOOLKIT


def document_entry(document: ToolkitDocument) -> str:
    """The name of a toolkit document's entry in the bundle."""
    return f"toolkit/{document.file}"


def titles_entry(language: str) -> str:
    """The name of the entry that holds the titles in a language."""
    return f"i18n/{language}.json"


def receipts(names: Collection[str]) -> tuple[str, ...]:
    """The entries that are receipts, each sealed to one campaign."""
    return tuple(name for name in names if name.startswith("receipts/"))


def write(extras: Extras, documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts by entry name; ``documents`` are the toolkit's files by theirs. Only what there is."""
    version = typed_json.VERSION
    parts: dict[str, bytes] = {}
    if extras.countries:
        parts[COUNTRIES] = write_countries(extras.countries)
    if extras.alerts:
        parts[ALERTS] = typed_json.write(AlertsFile(ALERTS_FORMAT, version, extras.alerts))
    if extras.toolkit:
        parts[TOOLKIT] = typed_json.write(ToolkitFile(TOOLKIT_FORMAT, version, extras.toolkit))
        parts |= {document_entry(one): documents[one.file] for one in extras.toolkit}
    for language, texts in sorted(extras.titles.items()):
        titles = TitlesFile(TITLES_FORMAT, version, language, dict(texts))
        parts[titles_entry(language)] = typed_json.write(titles)
    return parts


def read(
    names: Collection[str], contents: Mapping[str, bytes], plan: Plan, known_states: Collection[str]
) -> Extras:
    """What a bundle's entries hold for a plan; the ``contents`` of documents are not asked for.

    Raises BadFile naming the file and the place, and NewerFile.
    """
    extras = parse({name: contents[name] for name in names if is_small(name)})
    for fault in extras_rules.faults(extras, plan, known_states):
        raise typed_json.bad(*_file_and_place(fault.place), fault.sentence)
    _check_toolkit(extras, names)
    check_receipts({name: contents[name] for name in receipts(names)})
    return extras


def check_receipts(sealed: Mapping[str, bytes]) -> None:
    """Raises BadFile unless each entry is named as receipts are, and sealed."""
    for name, content in sealed.items():
        if not _RECEIPT.fullmatch(name) or not content.startswith(_AGE):
            raise typed_json.bad(name, "receipt", "it is not a file sealed with age.")


def parse(small: Mapping[str, bytes]) -> Extras:
    """What the small files hold, each of the agreed form. Raises BadFile naming the place, and NewerFile."""
    alerts = _read(small, ALERTS, AlertsFile, ALERTS_FORMAT)
    toolkit = _read(small, TOOLKIT, ToolkitFile, TOOLKIT_FORMAT)
    return Extras(
        alerts=alerts.alerts if alerts else (),
        toolkit=toolkit.documents if toolkit else (),
        titles=dict(_titles(small, name) for name in small if _TITLES.fullmatch(name)),
        countries=read_carried(small[COUNTRIES], COUNTRIES) if COUNTRIES in small else None,
    )


def _read(small: Mapping[str, bytes], name: str, kind: type[T], format_name: str) -> T | None:
    if name not in small:
        return None
    file, _ = typed_json.read(small[name], kind, format_name, name, _MAX_BYTES)
    return file


def _titles(small: Mapping[str, bytes], name: str) -> tuple[str, Titles]:
    """The language and the texts of a file, which is named for its language."""
    file, _ = typed_json.read(small[name], TitlesFile, TITLES_FORMAT, name, _MAX_BYTES)
    if name != titles_entry(file.language):
        raise typed_json.bad(name, "language", "it is not the language the file is named for.")
    return file.language, file.texts


def _check_toolkit(extras: Extras, names: Collection[str]) -> None:
    """Every document listed is there, and every file there is listed."""
    listed = {document_entry(one) for one in extras.toolkit} | {TOOLKIT}
    held = {name for name in names if name.startswith("toolkit/")}
    if strays := sorted(held - listed if held else ()):
        raise typed_json.bad(TOOLKIT, "documents", f'it does not list "{strays[0]}".')
    if missing := sorted(listed - held if extras.toolkit else ()):
        raise typed_json.bad(TOOLKIT, "documents", f'the bundle has no "{missing[0]}".')


def _file_and_place(place: str) -> tuple[str, str]:
    """The file that a place of the extras' rules stands in, and the place as that file has it."""
    section, rest = _SECTION.fullmatch(place).groups()  # type: ignore[union-attr]
    if section == "alerts":
        return ALERTS, place
    if section == "toolkit":
        return TOOLKIT, f"documents{rest}"
    if section == "countries":
        return COUNTRIES, rest.removeprefix(".")
    language, _, where = rest.removeprefix(".").partition(".")
    return (titles_entry(language) if language else "i18n"), (f"texts.{where}" if where else "language")
