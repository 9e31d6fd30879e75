"""JSON from a file nobody vouches for: bounded, unambiguous, without binary fractions.

All checks run at the speed of C, so that a plan or a report of a megabyte costs milliseconds.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any, Never

import msgspec

from icbl_desktop.errors import BadFile

MAX_DEPTH = 32

_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_TEXT = re.compile(rb'"[^"]*"')
_NOT_BONES = bytes(set(range(256)) - set(b'"[]{}:'))
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")  # +1 and -1 as signed bytes


def read(raw: bytes, name: str, max_bytes: int) -> Any:
    """The JSON value in ``raw``; ``name`` is the file's name for the sentence.

    Raises BadFile for anything larger than ``max_bytes``, nested deeper than ``MAX_DEPTH``, malformed,
    holding a key twice in one object, or holding a decimal number (decimals travel as strings).
    """
    if len(raw) > max_bytes:
        raise BadFile("{file} is too large. Nothing was changed. Ask for a new copy.", file=name)
    bones = _bones(raw)
    if _depth(bones) > MAX_DEPTH:
        raise BadFile("{file} is nested too deeply. Nothing was changed. Ask for a new copy.", file=name)
    try:
        value = _DECODER.decode(raw)
    except msgspec.ValidationError as error:  # from _refuse_decimal, the only rule of an untyped decoder
        raise BadFile(
            "{file} holds a decimal number that is not written as a text. Nothing was changed.", file=name
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadFile("{file} is damaged. Nothing was changed. Ask for a new copy.", file=name) from error
    if bones.count(b":") != _bones(msgspec.json.encode(value)).count(b":"):
        raise BadFile("{file} says one thing twice. Nothing was changed. Ask for a new copy.", file=name)
    return value


def _bones(raw: bytes) -> bytes:
    """The brackets and colons outside texts. One colon is one pair, and a repeated key is lost in reading."""
    bare = _ESCAPE.sub(b"", raw) if b"\\" in raw else raw
    # Removing '""' may join two texts into one: what stood inside a text still does.
    return _TEXT.sub(b"", bare.translate(None, _NOT_BONES).replace(b'""', b""))


def _depth(bones: bytes) -> int:
    """How deep brackets nest."""
    steps = memoryview(bones.translate(_STEPS, b'":')).cast("b")
    return max(accumulate(steps), default=0)


def _refuse_decimal(text: str) -> Never:
    raise ValueError(f"a decimal number must be written as a text: {text}")


_DECODER = msgspec.json.Decoder(float_hook=_refuse_decimal)
