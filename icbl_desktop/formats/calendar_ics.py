"""A calendar file that other programs read: iCalendar (RFC 5545), whole days only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

_MAKER = "-//ICBL-CMC//ICBL Desktop//EN"
_COUNTED_FROM = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class DatedEvent:
    """Something on the days from ``start`` to ``end``. What is not sure yet is ``tentative``.

    A file with the same ``uid`` and a later ``changed_at`` (UTC) takes its place in another calendar.
    """

    uid: str
    title: str
    start: date
    end: date
    changed_at: datetime
    details: str = ""
    place: str = ""
    kind: str = ""
    tentative: bool = False


def write(name: str, events: Iterable[DatedEvent]) -> bytes:
    """The calendar ``name`` with these events, in UTF-8."""
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", name)
    for one in events:
        made.add_component(_event(one))
    return bytes(made.to_ical())


def _event(one: DatedEvent) -> Event:
    event = Event()
    changed = one.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", one.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", int((changed - _COUNTED_FROM).total_seconds()))
    event.add("dtstart", one.start)
    event.add("dtend", one.end + timedelta(days=1))  # a whole day ends where the next begins
    event.add("summary", one.title)
    for field, words in (("description", one.details), ("location", one.place), ("categories", one.kind)):
        if words:
            event.add(field, words)
    event.add("status", "TENTATIVE" if one.tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because of it
    return event
