"""What the list of activities can be filtered by, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.words import ACTIVITY_TYPES, SHARING
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.words import choices, short_day

FIELDS = ("objective", "type", "days", "state", "sharing", "grant_id", "tag", "files", "report")
"""The fields of ``ActivityFilter`` that a menu offers, in its order."""
RANGE = "range"
"""The choice of days from one date to another."""


@dataclass(frozen=True)
class FilterChoices:
    """What only this workspace knows: its objectives, grants and tags."""

    objectives: Sequence[Option] = ()
    grants: Sequence[Option] = ()
    tags: Sequence[str] = ()


def field_title(field: str) -> str:
    """What a field is called in the menu and on its chip."""
    words = {
        "objective": _tr("Objective"),
        "type": _tr("Type"),
        "days": _tr("Date"),
        "state": _tr("State"),
        "sharing": _tr("Sharing"),
        "grant_id": _tr("Grant"),
        "tag": _tr("Tag"),
        "files": _tr("Files"),
        "report": _tr("Report"),
    }
    return words[field]


def field_options(field: str, known: FilterChoices) -> list[Option]:
    """What can be chosen of a field; nothing where this workspace has none of it."""
    options = {
        "objective": list(known.objectives),
        "type": [Option(*one) for one in choices(ACTIVITY_TYPES)],
        "days": [
            Option("this_quarter", _tr("This quarter")),
            Option("last_quarter", _tr("Last quarter")),
            Option("this_year", _tr("This year")),
            Option(RANGE, _tr("From … to …")),
        ],
        "state": [Option("ready", _tr("Ready")), Option("draft", _tr("Draft"))],
        "sharing": [Option(*one) for one in choices(SHARING)],
        "grant_id": list(known.grants),
        "tag": [Option(tag, tag) for tag in known.tags],
        "files": [Option("with", _tr("With files")), Option("without", _tr("Without files"))],
        "report": [
            Option("none", _tr("Not in any report yet")),
            Option("changed", _tr("Changed since sent")),
        ],
    }
    return options[field]


def chip_words(field: str, wanted: ActivityFilter, known: FilterChoices) -> str:
    """What the chip of a field says; empty where the filter does not narrow by it."""
    if field == "days" and not wanted.days:
        return _range_words(wanted)
    value = getattr(wanted, field)
    if not value:
        return ""
    options = field_options(field, known)
    said = next((option.words for option in options if option.key == value), value.rpartition("/")[2])
    return said if field in ("days", "files", "report") else f"{field_title(field)}: {said}"


def _range_words(wanted: ActivityFilter) -> str:
    start, end = short_day(wanted.start), short_day(wanted.end)
    if start and end:
        return f"{start} – {end}"
    if start:
        return _tr("From {day}").format(day=start)
    return _tr("Until {day}").format(day=end) if end else ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("list_filter_words", words)
