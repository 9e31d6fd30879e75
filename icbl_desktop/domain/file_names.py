"""Names of files that any computer can hold."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_LONGEST = 180  # bytes: names get endings and numbers added, and disks allow 255
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_NOT_SHOWN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the reading direction, so that one ending looks like another."""
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def holdable(name: str) -> str:
    """The name without what some computers refuse or do not show, and not too long; its ending stays."""
    kept = "".join(
        "_" if unicodedata.category(one) in ("Cc", "Cs") else one for one in name if one not in _NOT_SHOWN
    )
    kept = _NOT_IN_NAMES.sub("_", kept).strip().rstrip(". ") or "file"
    if _DEVICES.fullmatch(kept):
        kept = f"_{kept}"
    path = PurePosixPath(kept)
    stem = path.stem.encode("utf-8")[: max(1, _LONGEST - len(path.suffix.encode("utf-8")))]
    return stem.decode("utf-8", "ignore") + path.suffix[:_LONGEST]


def attachment_name(number: int, name: str) -> str:
    """What a file is called inside a report: "E03-photo-of-the-hearing.jpg", plain letters whatever its name.

    ``number`` makes it the only one of its name.
    """
    path = PurePosixPath(name)
    stem = _NOT_PLAIN.sub("-", _plain(path.stem)).strip("-")[:60] or "file"
    ending = _NOT_PLAIN.sub("", _plain(path.suffix)).lower()[:8]
    return f"E{number:02}-{stem}{'.' if ending else ''}{ending}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
