"""Text that others wrote, before it is printed: letters of every script, and nothing that moves a cursor."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What controls a terminal, and what turns the direction of whatever comes after; tab and line end stay."""


def plain(text: str) -> str:
    """The text with a sign in the place of each control."""
    return _CONTROLS.sub("\ufffd", text)


def one_line(text: str, most: int) -> str:
    """The text as one line of at most so many letters, without controls."""
    return " ".join(_CONTROLS.sub(" ", text).split())[:most]
