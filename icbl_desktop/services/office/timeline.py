"""What was reported of each quarter."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from sqlalchemy import func, select

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Scope, TimePoint, Work
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.office.selecting import in_scope, reports_in, time_of
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import ReportRow, SpotRow


def timeline(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[TimePoint, ...]:
    """The quarters of the scope's time, each with its work and how many reports begin in it."""
    days = select(SpotRow.day, SpotRow.kind, func.count(SpotRow.record.distinct()))
    starts = select(ReportRow.period_start, func.count()).where(ReportRow.standing == Standing.COUNTED)
    with store.read() as session:
        counted = session.execute(
            days.where(*in_scope(plan, scope)).group_by(SpotRow.day, SpotRow.kind)
        ).all()
        begun = session.execute(starts.where(*reports_in(plan, scope)).group_by(ReportRow.period_start)).all()
    works: dict[Period, Counter[str]] = defaultdict(Counter)
    last: dict[Period, date] = {}
    for day, kind, count in counted:
        if day is not None:
            quarter = Period.quarter_of(day)
            works[quarter][kind] += count
            last[quarter] = max(day, last.get(quarter, day))
    reports: Counter[Period] = Counter()
    for day, count in begun:
        reports[Period.quarter_of(day)] += count
    return tuple(
        TimePoint(quarter, Work(works[quarter], last.get(quarter)), reports[quarter])
        for quarter in quarters(time_of(plan, scope))
    )


def quarters(time: Period) -> tuple[Period, ...]:
    """The calendar quarters that a time reaches into, the earliest first."""
    found = [Period.quarter_of(time.start)]
    while found[-1].end < time.end:
        found.append(Period.quarter_of(found[-1].end + timedelta(days=1)))
    return tuple(found)
