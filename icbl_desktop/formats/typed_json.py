"""A JSON file of the bundle, which says its format and version: read strictly, written stably."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from icbl_desktop.errors import BadFile, NewerFile
from icbl_desktop.formats import strict_json

MAJOR, MINOR = 1, 0
VERSION = f"{MAJOR}.{MINOR}"

_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
_PLACE = re.compile(r"(?P<fault>.*?)(?: - at `\$\.?(?P<place>.*)`)?")
_MISSING = re.compile(r"Object missing required field `(.+)`")
_LENGTH = re.compile(r"Expected `str` of length (>=|<=) ([0-9]+)")
_NUMBER = re.compile(r"Expected `int` (>=|<=) (-?[0-9]+)")
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
_BOUNDS = {">=": "at least", "<=": "at most"}

T = TypeVar("T")


def read(raw: bytes, kind: type[T], format_name: str, name: str, max_bytes: int) -> tuple[T, int]:
    """What ``raw`` holds, and its minor version; ``name`` is the file's name for the sentence.

    A higher minor version may hold fields and words unknown here: keep ``raw`` to pass them on.
    Raises BadFile naming the place, and NewerFile for a higher major version.
    """
    value = strict_json.read(raw, name, max_bytes)
    minor = _minor_version(value, format_name, name)
    return _convert(value, kind, name), minor


def write(value: Any) -> bytes:
    """The same value always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def bad(name: str, place: str, sentence: str) -> BadFile:
    """The refusal of a file for what stands at a place in it."""
    return BadFile(
        "{file}, {place}: {fault} Nothing was changed. Tell whoever made the file.",
        field=place,
        file=name,
        place=place,
        fault=sentence,
    )


def _minor_version(value: Any, expected: str, name: str) -> int:
    """The minor version, once the format is the expected one and the major version is ours."""
    if not isinstance(value, dict) or value.get("format") != expected:
        raise BadFile(
            "{file} is not of the kind {kind}. Nothing was changed. Ask for a new copy.",
            file=name,
            kind=expected,
        )
    version = _VERSION.fullmatch(str(value.get("version")))
    if version is None:
        raise bad(name, "version", 'it must be two numbers, such as "1.0".')
    if int(version[1]) != MAJOR:
        raise NewerFile(
            "This file is made for a newer version of ICBL Desktop. Nothing was changed. "
            "Install the newest version, then open it again."
        )
    return int(version[2])


def _convert(value: Any, kind: type[T], name: str) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise _in_words(error, name) from error


def _in_words(error: msgspec.ValidationError, name: str) -> BadFile:
    """The library's message as a place and a plain sentence."""
    found = _PLACE.fullmatch(str(error))
    fault, place = (found["fault"], found["place"] or "") if found else (str(error), "")
    if missing := _MISSING.fullmatch(fault):
        return bad(name, f"{place}.{missing[1]}".lstrip("."), "it is missing.")
    if unlike := _EXPECTED.fullmatch(fault):
        return bad(name, place, f"it must be {_kind(unlike[1])}, and is {_kind(unlike[2])}.")
    if length := _LENGTH.fullmatch(fault):
        return bad(name, place, f"it must have {_BOUNDS[length[1]]} {length[2]} characters.")
    if limit := _NUMBER.fullmatch(fault):
        return bad(name, place, f"it must be {_BOUNDS[limit[1]]} {limit[2]}.")
    if fault.endswith("date"):
        return bad(name, place, 'it is not a date such as "2018-03-25".')
    return bad(name, place, f"{fault[:1].lower()}{fault[1:]}.")


def _kind(types: str) -> str:
    """The library's names of types in words: "int | null" is "a whole number or empty"."""
    return " or ".join(_WORDS.get(one, one) for one in types.split(" | "))
