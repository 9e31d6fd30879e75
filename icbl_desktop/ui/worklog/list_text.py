"""Activities as plain text, to be pasted into a letter or a message."""

from __future__ import annotations

from collections.abc import Iterable

from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.services.activities import ActivityLine
from icbl_desktop.ui.words import day, say


def as_text(lines: Iterable[ActivityLine]) -> str:
    """A line for each activity, below it what came of it."""
    return "\n".join(_said(line) for line in lines)


def _said(line: ActivityLine) -> str:
    parts = (day(line.start, line.precision), say(ACTIVITY_TYPES, line.type), line.title, line.place)
    first = " · ".join(part for part in parts if part)
    return f"{first}\n    {line.result}" if line.result else first
