"""What there is to choose between, field by field: what differs first, housekeeping left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.field_words import FIELDS
from icbl_desktop.domain.period import Period
from icbl_desktop.services.office.deciding import Option
from icbl_desktop.ui.inbox.inbox_words import day_words, period_words
from icbl_desktop.ui.words import say
from icbl_desktop.ui.worklog.history_words import value_text

_LONGEST = 600
_LISTS = ("objectives", "indicators", "states")
"""Fields that may name several."""


@dataclass(frozen=True)
class DoubtLine:
    """A field of one option: its name, its value in words, and whether the others say otherwise."""

    name: str
    words: str
    differs: bool


def doubt_lines(option: Option, options: Sequence[Option], kind: str) -> list[DoubtLine]:
    """The lines of one of these options; ``kind`` is the record's, empty for whole reports."""
    names = _names(kind)
    said = [dict(one.lines) for one in options]
    fields = [field for field in names if any(field in one for one in said)]
    differing = [field for field in fields if len({one.get(field, "") for one in said}) > 1]
    same = [field for field in fields if field not in differing]
    own = dict(option.lines)
    return [
        DoubtLine(names[field], _words(kind, field, own.get(field, "")), field in differing)
        for field in (*differing, *same)
    ]


def _words(kind: str, field: str, text: str) -> str:
    if not kind and field == "period":
        return period_words(Period(*map(date.fromisoformat, text.split(" – "))))
    words = day_words(text)
    if not words:
        value = tuple(text.split(", ")) if field in _LISTS else text
        words = value_text(kind, field, value) if kind else text
    return f"{words[:_LONGEST]}…" if len(words) > _LONGEST else words


def _names(kind: str) -> Mapping[str, str]:
    """The fields worth comparing, by their names on screen; of a record those of its form."""
    if not kind:
        return {"period": _tr("Period"), "records": _tr("Records")}
    own = FIELDS.get(kind, {})
    return {**{field: say(own, field) for field in own}, "changed_at": _tr("Last changed")}


def _tr(words: str) -> str:
    return QCoreApplication.translate("doubt_lines", words)
