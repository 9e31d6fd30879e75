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
    EntryKind.PROMISE: "handshake",
    EntryKind.GRANT_START: "hand-coins",
    EntryKind.GRANT_END: "hand-coins",
    EntryKind.INTERIM_REPORT: "hand-coins",
    EntryKind.GRANT_REPORT: "hand-coins",
    EntryKind.REPORT: "file-text",
}
INKS = {
    EntryKind.EVENT: "accent",
    EntryKind.KEY_DATE: "info",
    EntryKind.DEADLINE: "text",
    EntryKind.ALERT: "caution",
    EntryKind.FOLLOW_UP: "success",
    EntryKind.PROMISE: "success",
    EntryKind.GRANT_START: "success",
    EntryKind.GRANT_END: "success",
    EntryKind.INTERIM_REPORT: "success",
    EntryKind.GRANT_REPORT: "success",
    EntryKind.REPORT: "muted",
}
"""Colours of the palette; the words of an entry say its kind as well."""


PLACES = {
    EntryKind.FOLLOW_UP: "promises",
    EntryKind.PROMISE: "promises",
    EntryKind.GRANT_START: "grants",
    EntryKind.GRANT_END: "grants",
    EntryKind.INTERIM_REPORT: "grants",
    EntryKind.GRANT_REPORT: "grants",
    EntryKind.REPORT: "reports",
}
"""The pages that the campaign's own entries open."""

_GRANTS = (
    EntryKind.GRANT_START,
    EntryKind.GRANT_END,
    EntryKind.INTERIM_REPORT,
    EntryKind.GRANT_REPORT,
)


def groups() -> dict[str, tuple[EntryKind, ...]]:
    """The kinds as a person chooses among them: "Events", "Treaty deadlines", "Grants"."""
    return {
        _tr("Events"): (EntryKind.EVENT,),
        _tr("Key dates"): (EntryKind.KEY_DATE,),
        _tr("Treaty deadlines"): (EntryKind.DEADLINE,),
        _tr("Alerts"): (EntryKind.ALERT,),
        _tr("Follow-ups"): (EntryKind.FOLLOW_UP,),
        _tr("Promises"): (EntryKind.PROMISE,),
        _tr("Grants"): _GRANTS,
        _tr("Reports"): (EntryKind.REPORT,),
    }


def kind_of(one: Entry) -> str:
    """The kind of one entry, where its title does not say it: "Key date", "Follow-up due"."""
    return {
        EntryKind.EVENT: "",
        EntryKind.KEY_DATE: _tr("Key date"),
        EntryKind.DEADLINE: _tr("Treaty deadline"),
        EntryKind.ALERT: _tr("Alert"),
        EntryKind.GRANT_START: _tr("Grant: work begins"),
        EntryKind.GRANT_END: _tr("Grant: work ends"),
        EntryKind.REPORT: _tr("Sent to the secretariat"),
    }.get(one.kind) or due_words(one.kind, one.overdue)


def due_words(kind: str, overdue: bool) -> str:
    """What is due, or was: "Follow-up was due"; empty for what has no due day."""
    now, before = {
        "follow_up": (_tr("Follow-up due"), _tr("Follow-up was due")),
        "promise": (_tr("Promise due"), _tr("Promise was due")),
        "interim_report": (_tr("Interim grant report due"), _tr("Interim grant report was due")),
        "grant_report": (_tr("Grant report due"), _tr("Grant report was due")),
    }.get(kind, ("", ""))
    return before if overdue else now


def opening_words(page: str) -> str:
    """What the way to a page of ``PLACES`` is called."""
    return {"grants": _tr("Open the grant"), "reports": _tr("Open reports")}.get(page, _tr("Open"))


def title_of(one: Entry) -> str:
    """What it is; a deadline in the treaty's words, a report by its number."""
    if one.kind == EntryKind.REPORT:
        return _tr("Report {number}").format(number=one.title)
    return duty_words(one.treaty_date) if one.treaty_date else one.title


def _tr(text: str) -> str:
    return QCoreApplication.translate("entry_words", text)
