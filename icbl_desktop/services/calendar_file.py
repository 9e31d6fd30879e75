"""The campaign's calendar as an .ics file, to be taken into any other calendar; a later file updates it.

What is shared with nobody ("Only on this computer") stays out of it, and so do all names of people.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from pathlib import Path

from icbl_desktop.domain.deadlines import Basis, Duty, TreatyDate
from icbl_desktop.domain.reminders import months_after
from icbl_desktop.domain.vocabulary import Precision, Sharing
from icbl_desktop.domain.words import TREATIES, say
from icbl_desktop.errors import UserError
from icbl_desktop.files import write_whole
from icbl_desktop.formats import calendar_ics
from icbl_desktop.formats.calendar_ics import DatedEvent
from icbl_desktop.services import calendar, campaign
from icbl_desktop.services.calendar import Entry, EntryKind
from icbl_desktop.store.database import Database

_BEFORE, _AFTER = -12, 36
"""Months around today that a file covers where no days are asked for."""

_KINDS = {
    EntryKind.EVENT: "Event",
    EntryKind.KEY_DATE: "Key date",
    EntryKind.DEADLINE: "Treaty deadline",
    EntryKind.ALERT: "Action alert",
    EntryKind.FOLLOW_UP: "Follow-up due",
    EntryKind.PROMISE: "Promise due",
    EntryKind.GRANT_START: "Grant: work begins",
    EntryKind.GRANT_END: "Grant: work ends",
    EntryKind.INTERIM_REPORT: "Interim grant report due",
    EntryKind.GRANT_REPORT: "Grant report due",
    EntryKind.REPORT: "Report sent to the secretariat",
}
_DUTIES = {
    Duty.STOCKPILES: "stockpile destruction if it holds any",
    Duty.CLEARANCE: "clearance",
    Duty.INITIAL_REPORT: "first report",
    Duty.ANNUAL_REPORT: "yearly report",
}
_SAY_THEMSELVES = (EntryKind.EVENT, EntryKind.DEADLINE)
"""Kinds whose title says what they are."""


def write(db: Database, today: date, start: date | None = None, end: date | None = None) -> bytes:
    """The entries from ``start`` to ``end``, by default a year back and three ahead, as iCalendar.

    Raises UserError before the first start.
    """
    first, last = start or months_after(today, _BEFORE), end or months_after(today, _AFTER)
    who, now = campaign.get(db), db.clock()
    entries = calendar.entries(db, first, last, today)
    leaving = [one for one in entries if one.sharing != Sharing.LOCAL]
    return calendar_ics.write(who.organisation, [_event(one, who.stream, now) for one in leaving])


def save(db: Database, target: Path, today: date) -> Path:
    """Write the file whole or not at all, in place of an older one. Raises UserError where it cannot be."""
    content = write(db, today)
    try:
        write_whole(target, content)
    except OSError as error:
        raise UserError(
            "The calendar could not be saved in {folder}. Nothing was changed: choose another folder.",
            folder=target.parent,
        ) from error
    return target


def _event(one: Entry, stream: str, now: datetime) -> DatedEvent:
    """Where only the month or the year is known, the event stands on its first day and says so."""
    return DatedEvent(
        uid=str(uuid.uuid5(uuid.UUID(stream), f"{one.kind}/{_ref(one)}")),
        title=_title(one),
        start=one.start,
        end=one.end if one.has_day else one.start,
        details=_details(one),
        place=one.place,
        kind=_KINDS[one.kind],
        tentative=_is_unsure(one),
        changed_at=(one.changed_at or now).astimezone(UTC),
    )


def _ref(one: Entry) -> str:
    """What stays the same about an entry; of a yearly report each year's is another."""
    treaty_date = one.treaty_date
    if treaty_date is None:
        return one.ref
    year = one.start.year if treaty_date.kind == Duty.ANNUAL_REPORT else ""
    return f"{treaty_date.iso3}/{treaty_date.treaty}/{treaty_date.article}/{treaty_date.kind}/{year}"


def _title(one: Entry) -> str:
    if one.treaty_date is not None:
        return _duty(one.treaty_date)
    if one.kind == EntryKind.REPORT:
        return f"{_KINDS[one.kind]}: {one.title}"
    title = one.title if one.kind in _SAY_THEMSELVES else f"{_KINDS[one.kind]}: {one.title}"
    doubts = [words for words, is_so in _doubts(one) if is_so]
    return " ".join([title, *(f"({words})" for words in doubts)])


def _doubts(one: Entry) -> tuple[tuple[str, bool], ...]:
    return (
        ("month only", one.precision == Precision.MONTH),
        ("year only", one.precision == Precision.YEAR),
        ("to be confirmed", one.to_be_confirmed and not one.chosen),
    )


def _is_unsure(one: Entry) -> bool:
    return any(is_so for _, is_so in _doubts(one))


def _duty(one: TreatyDate) -> str:
    return f"{say(TREATIES, one.treaty)} Article {one.article}, {_DUTIES[one.kind]}"


def _details(one: Entry) -> str:
    """Who promised, which objectives, where a treaty's date comes from."""
    parts = [one.who and f"Promised by: {one.who}"]
    if one.objectives:
        parts.append(f"Objectives: {', '.join(one.objectives)}")
    if one.treaty_date is not None and one.treaty_date.basis == Basis.RECORDED:
        parts.append(f"As of {one.treaty_date.as_of}")
    return "\n".join(part for part in parts if part)
