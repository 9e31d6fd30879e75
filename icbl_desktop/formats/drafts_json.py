"""Drafts as JSON: what the command line takes in and what a form saves while typing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import msgspec

from icbl_desktop.domain.record import Draft, DraftT
from icbl_desktop.domain.rule_parts import shortened
from icbl_desktop.errors import BadFile

_PLACE = re.compile(r"(?P<reason>.*?) - at `\$\.?(?P<place>.*)`")
_WANTED: Mapping[str, str] = {
    "Expected `str`": "Write a text in quotes.",
    "Expected `bool`": "Write true or false.",
    "Expected `int": "Write a whole number, or null.",
    "Expected `decimal": 'Write an amount in quotes, such as "1234.50".',
    "Invalid decimal": 'Write an amount in quotes, such as "1234.50".',
    "Expected `date": 'Write a day in quotes, such as "2018-03-25".',
    "Invalid RFC3339": 'Write a day in quotes, such as "2018-03-25".',
    "Expected `array`": "Write a list in square brackets.",
    "Expected `object`": "Write an object in curly brackets.",
    "Object missing required field `id`": 'Give it an "id" of its own.',
    "Number out of range": "This number is too large.",
}
"""What a place in the JSON wants, by how the library's reason begins."""


def read_draft(raw: bytes, kind: type[DraftT]) -> DraftT:
    """Read a draft from a JSON object whose members are the draft's fields.

    Raises BadFile naming the place that is unknown, there twice, or of the wrong kind: "payments[1].amount".
    """
    return _read(raw, kind, {})


def edit_draft(raw: bytes, draft: DraftT) -> DraftT:
    """The draft with the fields that a JSON object names changed. Raises BadFile as ``read_draft`` does."""
    before = msgspec.json.decode(write_draft(draft), type=dict[str, msgspec.Raw])
    return _read(raw, type(draft), before)


def write_draft(draft: Draft) -> bytes:
    """The draft as JSON; decimals as strings, dates as ISO text."""
    return msgspec.json.encode(draft)


def _read(raw: bytes, kind: type[DraftT], before: Mapping[str, msgspec.Raw]) -> DraftT:
    """Members are taken over as they are written, so that no amount goes through a float."""
    try:
        members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        _check_names(json.loads(raw, object_pairs_hook=_once, parse_int=str, parse_float=str), kind)
        return msgspec.json.decode(msgspec.json.encode({**before, **members}), type=kind)
    except msgspec.MsgspecError as error:
        raise _unreadable(str(error)) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadFile(
            "The data cannot be read: it is not in UTF-8, or nested too deeply. Nothing was saved."
        ) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose members all have names of their own. Raises BadFile."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise BadFile(
                "The field “{name}” stands there twice. Nothing was saved. Leave one out.",
                field=name,
                name=shortened(name),
            )
    return dict(pairs)


def _check_names(members: Any, kind: type[Any], place: str = "") -> None:
    """Every name is a field, also inside lists such as payments. Raises BadFile."""
    if not isinstance(members, dict):
        return  # said with its place where it is read
    types = get_type_hints(kind)
    known = {field.name: types[field.name] for field in fields(kind)}
    for name, value in members.items():
        if name not in known:
            raise BadFile(
                "There is no field “{name}” here. Nothing was saved. The fields are: {known}.",
                field=place + name,
                name=shortened(place + name),
                known=", ".join(sorted(known)),
            )
        (part, *_) = get_args(known[name]) or (None,)
        if is_dataclass(part) and isinstance(part, type) and isinstance(value, list):
            for number, one in enumerate(value):
                _check_names(one, part, f"{place}{name}[{number}].")


def _unreadable(reason: str) -> BadFile:
    """What is wrong in plain words, with its place where the library tells one."""
    found = _PLACE.fullmatch(reason)
    wanted = next((said for begins, said in _WANTED.items() if reason.startswith(begins)), "")
    if found and found["place"] and wanted:
        return BadFile(
            "The field “{place}” cannot be read. {wanted} Nothing was saved.",
            field=found["place"],
            place=found["place"],
            wanted=wanted,
        )
    if wanted:
        return BadFile("The data cannot be read. {wanted} Nothing was saved.", wanted=wanted)
    return BadFile("The data cannot be read: {reason}. Nothing was saved.", reason=reason)
