"""Everything that has a date for the campaign: the plan's events, treaty deadlines, alerts, its own work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.choices import ChoiceKind, reference
from icbl_desktop.domain.deadlines import TreatyDate
from icbl_desktop.domain.plan import Event, KeyDate, Plan
from icbl_desktop.domain.vocabulary import GrantState, Precision, Sharing
from icbl_desktop.domain.work import Campaign
from icbl_desktop.services import alerts, campaign, choices, countries, plans
from icbl_desktop.services.alerts import Alerted
from icbl_desktop.services.owed import owed
from icbl_desktop.store.database import Database
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.tables_grants import GrantRow
from icbl_desktop.store.tables_sync import ReportRow

_NO_DATES = (GrantState.IDEA, GrantState.DECLINED)
"""States of a grant in which its work has no dates to count on."""


class EntryKind(StrEnum):
    """What a date is about."""

    EVENT = "event"
    KEY_DATE = "key_date"
    DEADLINE = "deadline"
    ALERT = "alert"
    FOLLOW_UP = "follow_up"
    PROMISE = "promise"
    GRANT_START = "grant_start"
    GRANT_END = "grant_end"
    INTERIM_REPORT = "interim_report"
    GRANT_REPORT = "grant_report"
    REPORT = "report"


@dataclass(frozen=True)
class Entry:
    """Something in the calendar, from ``start`` to ``end``; a month alone begins on its first day.

    ``ref`` is what it is about: "PLAN/SECTION/ID" of an event or key date, "PLAN/ID" of an alert, a record's
    id. ``chosen`` is the campaign's own day for it, and then also its start and end. An alert stands on its
    last day; a deadline has no title but its ``treaty_date``, and a report its number. ``who`` promised.
    ``sharing`` and ``changed_at`` are those of the campaign's own records.
    """

    kind: EntryKind
    title: str
    start: date
    end: date
    ref: str
    precision: str = Precision.DAY
    to_be_confirmed: bool = False
    place: str = ""
    objectives: tuple[str, ...] = ()
    chosen: date | None = None
    event: Event | None = None
    alert: Alerted | None = None
    treaty_date: TreatyDate | None = None
    overdue: bool = False
    who: str = ""
    sharing: str = Sharing.PUBLIC
    changed_at: datetime | None = None

    @property
    def has_day(self) -> bool:
        """Whether it stands on days, not only in a month or a year."""
        return self.precision == Precision.DAY

    def is_on(self, day: date) -> bool:
        """Whether it falls on this day."""
        return self.has_day and self.start <= day <= self.end

    def is_open_on(self, day: date) -> bool:
        """Whether it waits to be answered on this day: an alert that began before, and ends later."""
        return self.alert is not None and self.alert.is_open(day) and not self.alert.answered_by

    def is_between(self, start: date, end: date) -> bool:
        """Whether a part of it lies in these days."""
        return self.start <= end and self.end >= start


@dataclass(frozen=True)
class Calendar:
    """What the calendar page shows: the entries of some days, and whose they are."""

    entries: tuple[Entry, ...]
    plan: Plan
    campaign: Campaign


def calendar(db: Database, start: date, end: date, today: date) -> Calendar:
    """The entries from ``start`` to ``end`` with the plan and the campaign they belong to."""
    return Calendar(entries(db, start, end, today), plans.current(db), campaign.get(db))


def entries(db: Database, start: date, end: date, today: date) -> tuple[Entry, ...]:
    """What falls on these days, in the order of time; on one day the shorter first.

    Alerts until they are over, those answered for good. Deadlines of the campaign's own states.
    Raises UserError before the first start.
    """
    found = [*of_plan(db), *_deadlines(db, today), *_alerts(db, today), *_own(db, today)]
    return tuple(sorted((one for one in found if one.is_between(start, end)), key=_order))


def _order(one: Entry) -> tuple[date, bool, date, str, str]:
    return one.start, one.has_day, one.end, one.kind, one.title


def of_plan(db: Database) -> Iterator[Entry]:
    """Events and key dates, but for those the campaign folded away; on its own days where it chose some."""
    plan, chosen = plans.current(db), choices.every(db)
    hidden = {one.about for one in chosen if one.kind == ChoiceKind.HIDDEN}
    days = {one.about: one.day for one in chosen if one.day}
    for event in plan.events:
        about = reference(plan, "events", event.id)
        if about not in hidden:
            yield _event(event, about, days)
    for key_date in plan.key_dates:
        about = reference(plan, "key_dates", key_date.id)
        if about not in hidden:
            yield _key_date(key_date, about, days)


def _event(event: Event, about: str, days: Mapping[str, date]) -> Entry:
    chosen = days.get(about)
    precision = Precision.DAY if chosen else event.precision
    return Entry(
        EntryKind.EVENT,
        event.title,
        chosen or event.start,
        chosen or event.end or _last_day(event.start, precision),
        about,
        precision=precision,
        to_be_confirmed=event.to_be_confirmed,
        place=event.place,
        objectives=event.objectives,
        chosen=chosen,
        event=event,
    )


def _key_date(one: KeyDate, about: str, days: Mapping[str, date]) -> Entry:
    chosen = days.get(about)
    day = chosen or one.date
    return Entry(EntryKind.KEY_DATE, one.title, day, day, about, objectives=(one.objective,), chosen=chosen)


def _last_day(start: date, precision: str) -> date:
    if precision == Precision.YEAR:
        return start.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return (start.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return start


def _deadlines(db: Database, today: date) -> Iterator[Entry]:
    facts, who = countries.known(db), campaign.get(db)
    states = [facts.states[iso3] for iso3 in who.states if iso3 in facts.states]
    for one in countries.treaty_dates(facts, states, today):
        if one.due:
            place = facts.name(one.iso3) if len(states) > 1 else ""
            yield Entry(EntryKind.DEADLINE, "", one.due, one.due, "", place=place, treaty_date=one)


def _alerts(db: Database, today: date) -> Iterator[Entry]:
    """On their last day; one without an end on its first, and until it is answered on today."""
    for one in alerts.every(db):
        alert = one.alert
        day = alert.end or (alert.start if one.answered_by else max(alert.start, today))
        if one.answered_by or day >= today:
            yield Entry(
                EntryKind.ALERT, alert.title, day, day, one.ref, objectives=alert.objectives, alert=one
            )


def _own(db: Database, today: date) -> Iterator[Entry]:
    """What the campaign's own records put on a day."""
    with db.read() as session:
        needs, grants, reports = owed(session, today), [*_grants(session)], [*_reports(session)]
    for one in needs:
        yield Entry(
            EntryKind(one.kind),
            one.title,
            one.due,
            one.due,
            one.id,
            overdue=one.overdue,
            who=one.who,
            sharing=one.sharing,
            changed_at=one.changed_at,
        )
    yield from grants
    yield from reports


def _grants(session: Session) -> Iterator[Entry]:
    """The first and the last day of the work that a grant pays for."""
    for row in session.scalars(select(GrantRow).where(GrantRow.state.not_in(_NO_DATES), is_here(GrantRow))):
        for kind, day in ((EntryKind.GRANT_START, row.start), (EntryKind.GRANT_END, row.end)):
            if day:
                yield Entry(kind, row.title, day, day, row.id, sharing=row.sharing, changed_at=row.changed_at)


def _reports(session: Session) -> Iterator[Entry]:
    """The campaign's own reports, on the day they were sent."""
    rows = session.execute(select(ReportRow.id, ReportRow.number, ReportRow.sent_at))
    for report_id, number, sent_at in rows:
        if sent_at:
            day = sent_at.date()
            yield Entry(EntryKind.REPORT, str(number), day, day, report_id, changed_at=sent_at)
