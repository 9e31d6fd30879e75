"""What may stand in a plan bundle: ``manifest.json`` and ``plan.json``, read strictly and written stably."""

from __future__ import annotations

import inspect
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta

from icbl_desktop.domain import plan_rules
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.vocabulary import Treaty
from icbl_desktop.errors import BadFile, NewerFile
from icbl_desktop.formats import strict_json

PLAN_FORMAT = "icbl-plan"
BUNDLE_FORMAT = "icbl-plan-bundle"
MAJOR, MINOR = 1, 0
VERSION = f"{MAJOR}.{MINOR}"

MAX_PLAN_BYTES = 16 * 1024 * 1024
MAX_MANIFEST_BYTES = 1024 * 1024

_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
_PLACE = re.compile(r"(?P<fault>.*?)(?: - at `\$\.?(?P<place>.*)`)?")
_MISSING = re.compile(r"Object missing required field `(.+)`")
_EXPECTED = re.compile(r"Expected `(.+)`, got `(.+)`")
_WORDS = {
    "str": "a text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "a group of fields",
    "date": "a date",
    "null": "empty",
}

_T = TypeVar("_T")


@dataclass(frozen=True)
class ManifestEntry:
    """Another file of the bundle: its name, its size in bytes, its SHA-256 in hex."""

    name: Annotated[str, Meta(max_length=200)]
    size: Annotated[int, Meta(ge=0)]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]


@dataclass(frozen=True)
class Manifest:
    """What is signed: who issues which plan, as which in the sequence, and every other file's hash.

    ``base`` is the bundle this one follows, if it follows one. ``issued_at`` is in UTC.
    """

    format: str
    version: str
    bundle_id: UUID
    plan_id: Annotated[str, Meta(min_length=1, max_length=100)]
    sequence: Annotated[int, Meta(ge=1, le=2**53)]
    issuer: Annotated[str, Meta(min_length=1, max_length=200)]
    issued_at: Annotated[datetime, Meta(tz=True)]
    base: UUID | None
    entries: tuple[ManifestEntry, ...]


def read_plan(raw: bytes, known_states: Collection[str]) -> Plan:
    """The plan in a ``plan.json``. Raises BadFile naming the place, and NewerFile for a higher major version.

    A higher minor version may hold fields and words unknown here: keep ``raw`` to pass them on.
    """
    value = strict_json.read(raw, "plan.json", MAX_PLAN_BYTES)
    minor = _check_version(value, PLAN_FORMAT, "plan.json")
    plan = _convert(value, Plan, "plan.json")
    for fault in plan_rules.faults(plan, known_states, any_code=minor > MINOR):
        raise _bad("plan.json", fault.place, fault.sentence)
    return plan


def write_plan(plan: Plan) -> bytes:
    """The plan as ``plan.json``: the same plan always gives the same bytes."""
    return _write(plan)


def read_manifest(raw: bytes) -> Manifest:
    """The manifest in a ``manifest.json``. Raises BadFile naming the place, and NewerFile."""
    value = strict_json.read(raw, "manifest.json", MAX_MANIFEST_BYTES)
    _check_version(value, BUNDLE_FORMAT, "manifest.json")
    manifest = _convert(value, Manifest, "manifest.json")
    if manifest.issued_at.utcoffset() != timedelta(0):
        raise _bad("manifest.json", "issued_at", "the time is not in UTC.")
    if not plan_rules.ID.fullmatch(manifest.plan_id):
        raise _bad("manifest.json", "plan_id", "it cannot be used as an id.")
    if not manifest.issuer.isprintable():
        raise _bad("manifest.json", "issuer", "it is not one line of text.")
    return manifest


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as ``manifest.json``: the same manifest always gives the same bytes."""
    return _write(manifest)


def json_schemas() -> dict[str, bytes]:
    """The published JSON Schemas by file name, made from the dataclasses and the closed lists of words."""
    plan = _schema(Plan, PLAN_FORMAT)
    properties = plan["$defs"]["Plan"]["properties"]
    properties["kind"]["enum"] = list(plan_rules.PLAN_KINDS)
    properties["treaties"]["items"]["enum"] = [*Treaty]
    for section, fields in plan_rules.CODES.items():
        entry = plan["$defs"][properties[section]["items"]["$ref"].rpartition("/")[2]]["properties"]
        for field, words in fields.items():
            entry[field]["enum"] = [*words, None] if field == "treaty" else [*words]
    manifest = _schema(Manifest, BUNDLE_FORMAT)
    return {"plan.schema.json": _write(plan), "manifest.schema.json": _write(manifest)}


def _schema(kind: type, format_name: str) -> dict[str, Any]:
    """The library's schema of a dataclass, with its dialect, format and version said."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}
    for definition in schema["$defs"].values():
        definition["description"] = inspect.cleandoc(definition["description"])
    properties = schema["$defs"][kind.__name__]["properties"]
    properties["format"]["const"] = format_name
    properties["version"]["pattern"] = rf"^{MAJOR}\.[0-9]+$"
    return schema


def _write(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _check_version(value: Any, expected: str, name: str) -> int:
    """The minor version, once the format is the expected one and the major version is ours."""
    if not isinstance(value, dict) or value.get("format") != expected:
        raise BadFile(
            "{file} is not of the kind {kind}. Nothing was changed. Ask for a new copy.",
            file=name,
            kind=expected,
        )
    version = _VERSION.fullmatch(str(value.get("version")))
    if version is None:
        raise _bad(name, "version", 'it must be two numbers, such as "1.0".')
    if int(version[1]) != MAJOR:
        raise NewerFile(
            "This plan is made for a newer version of ICBL Desktop. Nothing was changed. "
            "Install the newest version, then open the plan again."
        )
    return int(version[2])


def _convert(value: Any, kind: type[_T], name: str) -> _T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise _in_words(error, name) from error


def _in_words(error: msgspec.ValidationError, name: str) -> BadFile:
    """The library's message as a place and a plain sentence."""
    found = _PLACE.fullmatch(str(error))
    fault, place = (found["fault"], found["place"] or "") if found else (str(error), "")
    if missing := _MISSING.fullmatch(fault):
        return _bad(name, f"{place}.{missing[1]}".lstrip("."), "it is missing.")
    if unlike := _EXPECTED.fullmatch(fault):
        return _bad(name, place, f"it must be {_kind(unlike[1])}, and is {_kind(unlike[2])}.")
    if fault.endswith("date"):
        return _bad(name, place, 'it is not a date such as "2018-03-25".')
    return _bad(name, place, f"{fault[:1].lower()}{fault[1:]}.")


def _kind(types: str) -> str:
    """The library's names of types in words: "int | null" is "a whole number or empty"."""
    return " or ".join(_WORDS.get(one, one) for one in types.split(" | "))


def _bad(name: str, place: str, sentence: str) -> BadFile:
    return BadFile(
        "{file}, {place}: {fault} Nothing was changed. Tell whoever made the plan.",
        field=place,
        file=name,
        place=place,
        fault=sentence,
    )
