"""What the entries of the calendar are called, and the icons and colours they have."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.services.calendar import Entry, EntryKind
from icbl_desktop.ui.plan.treaty_words import duty_words

ICONS = {
    EntryKind.EVENT: "calendar-blank",
    EntryKind.KEY_DATE: "target",
    EntryKind.DEADLINE: "signature",
    EntryKind.ALERT: "megaphone",
    EntryKind.FOLLOW_UP: "clock",
    EntryKind.GRANT_REPORT: "hand-coins",
}
INKS = {
    EntryKind.EVENT: "accent",
    EntryKind.KEY_DATE: "info",
    EntryKind.DEADLINE: "text",
    EntryKind.ALERT: "caution",
    EntryKind.FOLLOW_UP: "success",
    EntryKind.GRANT_REPORT: "success",
}
"""Colours of the palette; the words of an entry say its kind as well."""


def kinds(kind: EntryKind) -> str:
    """A kind in the plural, to choose by: "Events", "Treaty deadlines"."""
    return {
        EntryKind.EVENT: _tr("Events"),
        EntryKind.KEY_DATE: _tr("Key dates"),
        EntryKind.DEADLINE: _tr("Treaty deadlines"),
        EntryKind.ALERT: _tr("Alerts"),
        EntryKind.FOLLOW_UP: _tr("Follow-ups"),
        EntryKind.GRANT_REPORT: _tr("Grant reports"),
    }[kind]


def kind_of(one: Entry) -> str:
    """The kind of one entry, where its title does not say it: "Key date", "Follow-up due"."""
    return {
        EntryKind.EVENT: "",
        EntryKind.KEY_DATE: _tr("Key date"),
        EntryKind.DEADLINE: _tr("Treaty deadline"),
        EntryKind.ALERT: _tr("Alert"),
        EntryKind.FOLLOW_UP: _tr("Follow-up was due") if one.overdue else _tr("Follow-up due"),
        EntryKind.GRANT_REPORT: _tr("Grant report was due") if one.overdue else _tr("Grant report due"),
    }[one.kind]


def title_of(one: Entry) -> str:
    """What it is; a deadline in the treaty's words."""
    return duty_words(one.treaty_date) if one.treaty_date else one.title


def _tr(text: str) -> str:
    return QCoreApplication.translate("entry_words", text)
