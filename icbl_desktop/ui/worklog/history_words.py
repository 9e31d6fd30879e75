"""A change of a record in readable words: the field's name, and what it said before and after."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.field_words import FIELDS, value_words
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.words import REACHED
from icbl_desktop.services.audit_steps import TRASHED_AT
from icbl_desktop.services.history import FieldChange, Step
from icbl_desktop.ui.kit.amounts import format_amount, format_number
from icbl_desktop.ui.words import day, number, say

_LONGEST = 240
_REFERENCES = {"objectives", "indicators", "indicator", "planned_activity", "event", "alert", "commitment"}
"""Fields that say "PLAN/CODE"."""
_USUAL = {"precision": "day", "people_shared": False, "done": False}
"""What a new record says without a word from anybody."""


def action_words(step: Step) -> str:
    """What was done."""
    words = {
        "added": _tr("Added"),
        "edited": _tr("Changed"),
        "trashed": _tr("Moved to the trash"),
        "restored": _tr("Restored"),
        "undone": _tr("Undone"),
        "brought_back": _tr("An older version brought back"),
    }
    return words.get(step.action, step.action)


def action_icon(step: Step) -> str:
    """The icon beside it."""
    icons = {
        "added": "plus",
        "trashed": "trash",
        "restored": "arrow-counter-clockwise",
        "undone": "arrow-u-up-left",
        "brought_back": "clock-counter-clockwise",
    }
    return icons.get(step.action, "pencil-simple")


def field_words(kind: str, field: str) -> str:
    """A field's name, as in its form."""
    return say(FIELDS.get(kind, {}), field)


def change_words(kind: str, change: FieldChange) -> str:
    """What a field said before and says now; empty where that says nothing new."""
    if change.field == TRASHED_AT or (not change.before and change.after == _USUAL.get(change.field)):
        return ""
    before, after = (value_text(kind, change.field, value) for value in (change.before, change.after))
    if before and after:
        return _tr("{before} → {after}").format(before=before, after=after)
    if before:
        return _tr("Taken out: {words}").format(words=before)
    return after


def value_text(kind: str, field: str, value: Any) -> str:
    """A field's value in words, shortened where it is long; empty for none."""
    text = whole_text(kind, field, value)
    return f"{text[:_LONGEST].rstrip()}…" if len(text) > _LONGEST else text


def whole_text(kind: str, field: str, value: Any) -> str:
    """The same however long it is."""
    return _text(kind, field, value)


def _text(kind: str, field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _tr("Yes") if value else _tr("No")
    if isinstance(value, int):
        return number(value)
    if isinstance(value, Decimal):
        return format_number(value) if field == "rate" else format_amount(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        between = "; " if value and is_dataclass(value[0]) else ", "
        return between.join(_text(kind, field, one) for one in value)
    if is_dataclass(value):
        parts = [(one.name, getattr(value, one.name)) for one in fields(value) if one.name != "id"]
        return ", ".join(filter(None, (_part(name, part) for name, part in parts)))
    if not value:
        return ""
    return code_of(value) if field in _REFERENCES else say(value_words(kind, field), str(value))


def _part(name: str, value: Any) -> str:
    """A member of a budget line, a payment or a planned result."""
    return say(REACHED, value) if name == "reached" else _text("", name, value)


def _tr(words: str) -> str:
    return QCoreApplication.translate("history_words", words)
