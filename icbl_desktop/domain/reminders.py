"""Which treaty dates a campaign should act on now, long enough before them. See docs/deadlines.md."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from icbl_desktop.domain.deadlines import Duty, TreatyDate
from icbl_desktop.domain.vocabulary import Treaty

MONTHS_AHEAD = 18
"""How long before a deadline of years: a request for more time comes nine months before a yearly meeting."""
REQUEST_MONTHS = 9
"""How long before the meeting that decides on it a request for more time is due."""
REPORT_AHEAD = timedelta(days=60)


class MoreTime(StrEnum):
    """How a state can ask for more time to do its duty, by the treaty and what its meetings agreed."""

    NINE_MONTHS = "nine months before the meeting that decides"
    BY_MEETING = "a meeting decides before the deadline"
    NEVER = "the treaty gives no more time"
    REPORT = "not for a report"


@dataclass(frozen=True)
class Reminder:
    """A date to act on. ``late`` where a request for more time should have gone in already."""

    about: TreatyDate
    due: date
    more_time: MoreTime
    late: bool


def reminders(dates: Iterable[TreatyDate], today: date) -> tuple[Reminder, ...]:
    """Those dates that are known, still to come and near enough; the nearest first."""
    near = (_reminder(one, one.due, today) for one in dates if one.due and _is_near(one, one.due, today))
    return tuple(sorted(near, key=lambda one: one.due))


def more_time(one: TreatyDate) -> MoreTime:
    """How more time can be had for a duty."""
    if one.kind in (Duty.INITIAL_REPORT, Duty.ANNUAL_REPORT):
        return MoreTime.REPORT
    if one.kind == Duty.CLEARANCE:
        return MoreTime.NINE_MONTHS
    return MoreTime.NEVER if one.treaty == Treaty.MBT else MoreTime.BY_MEETING


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _reminder(one: TreatyDate, due: date, today: date) -> Reminder:
    way = more_time(one)
    late = way == MoreTime.NINE_MONTHS and due <= months_after(today, REQUEST_MONTHS)
    return Reminder(one, due, way, late)


def _is_near(one: TreatyDate, due: date, today: date) -> bool:
    is_report = more_time(one) == MoreTime.REPORT
    return today <= due <= (today + REPORT_AHEAD if is_report else months_after(today, MONTHS_AHEAD))
