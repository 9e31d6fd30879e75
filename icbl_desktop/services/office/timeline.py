"""What was reported of each quarter."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from sqlalchemy import func, select

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import Scope, TimePoint, Work
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.office.selecting import in_scope, is_counted, reports_in, time_of
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import ReportRow, SpotRow


def timeline(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[TimePoint, ...]:
    """The quarters of the scope's time, each with its work and how many reports are on it."""
    days = select(SpotRow.day, SpotRow.kind, func.count(SpotRow.record.distinct()))
    periods = select(ReportRow.period_start, ReportRow.period_end).where(
        *reports_in(plan, scope), is_counted()
    )
    with store.read() as session:
        counted = session.execute(
            days.where(*in_scope(plan, scope)).group_by(SpotRow.day, SpotRow.kind)
        ).all()
        reports = [Period(start, end) for start, end in session.execute(periods)]
    works: dict[Period, Counter[str]] = defaultdict(Counter)
    last: dict[Period, date] = {}
    for day, kind, count in counted:
        if day is not None:
            quarter = Period.quarter_of(day)
            works[quarter][kind] += count
            last[quarter] = max(day, last.get(quarter, day))
    return tuple(
        TimePoint(
            quarter,
            Work(works[quarter], last.get(quarter)),
            sum(one.touches(quarter) for one in reports),
        )
        for quarter in time_of(plan, scope).quarters()
    )
