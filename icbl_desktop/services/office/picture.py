"""The picture's figures in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING, Standing
from icbl_desktop.domain.picture import Audience, Figure, Measure, Number, Scope, Totals
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.office.counted_records import parts
from icbl_desktop.services.office.selecting import (
    in_conflict,
    in_place,
    in_scope,
    is_counted,
    keys_in,
    reports_in,
)
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import RecordRow, ReportRow, SpotRow

AUDIENCES = ("participants", "women", "men", "persons_with_disabilities", "survivors", "reached")
"""The numbers of people that an activity may tell."""


class Counted(msgspec.Struct):
    """The part of an activity or a promise that figures are about."""

    type: str = ""
    state: str = ""
    participants: int | None = None
    women: int | None = None
    men: int | None = None
    persons_with_disabilities: int | None = None
    survivors: int | None = None
    reached: int | None = None


def totals(store: OfficeStore, plan: Plan, scope: Scope) -> Totals:
    """How many reports, campaigns, states and records of each kind the scope holds."""

    def number(measure: str, value: int, about: str = "") -> Number:
        return Number(value, Figure(measure, scope, about))

    def numbers(measure: str, counts: Mapping[str, int]) -> tuple[tuple[str, Number], ...]:
        by_size = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return tuple((about, number(measure, count, about)) for about, count in by_size)

    with store.read() as session:
        records = _by_kind(session, in_scope(plan, scope))
        undated = _by_kind(session, [SpotRow.day.is_(None), *in_place(plan, scope)])
        states = _count(session, SpotRow.iso3, *in_scope(plan, scope), SpotRow.iso3 != "")
        campaigns = _count(session, ReportRow.campaign, *reports_in(plan, scope), is_counted())
        conflicts = _count(session, RecordRow.key, *in_conflict(plan, scope))
        standings = _standings(session, plan, scope)
        activities = contents(session, plan, scope, Measure.ACTIVITY)
        promises = contents(session, plan, scope, Measure.PROMISE)
    return Totals(
        reports=number(Measure.REPORTS, standings.pop(Standing.COUNTED, 0)),
        campaigns=number(Measure.CAMPAIGNS, campaigns),
        states=number(Measure.STATES, states),
        activities=number(Measure.ACTIVITY, records[Measure.ACTIVITY]),
        by_type=numbers(Measure.ACTIVITY, Counter(one.type for one in activities.values() if one.type)),
        outcomes=number(Measure.OUTCOME, records[Measure.OUTCOME]),
        grants=number(Measure.GRANT, records[Measure.GRANT]),
        promises=number(Measure.PROMISE, records[Measure.PROMISE]),
        by_promise=numbers(Measure.PROMISE, Counter(one.state for one in promises.values() if one.state)),
        answers=number(Measure.INDICATOR_UPDATE, records[Measure.INDICATOR_UPDATE]),
        audiences=tuple(_audience(scope, field, activities) for field in AUDIENCES),
        held=numbers(Measure.HELD, {name: n for name, n in standings.items() if name not in COUNTING}),
        undated=number(Measure.UNDATED, undated.total()),
        conflicts=number(Measure.CONFLICT, conflicts),
    )


def contents(session: Session, plan: Plan, scope: Scope, kind: str) -> dict[int, Counted]:
    """What the records of a kind in the scope say that figures are about, by key."""
    keys = keys_in(plan, scope, SpotRow.kind == kind)
    return parts(session, kind, Counted, RecordRow.key.in_(keys))


def _audience(scope: Scope, field: str, activities: Mapping[int, Counted]) -> Audience:
    known = [number for one in activities.values() if (number := getattr(one, field)) is not None]
    asked = Number(len(known), Figure(Measure.AUDIENCE, scope, field))
    return Audience(field, asked, max(known, default=None))


def _by_kind(session: Session, where: list[ColumnElement[bool]]) -> Counter[str]:
    question = select(SpotRow.kind, func.count(SpotRow.record.distinct()))
    rows: Any = session.execute(question.where(*where).group_by(SpotRow.kind))
    return Counter(dict(rows.all()))


def _count(session: Session, column: Any, *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(column.distinct())).where(*where)) or 0


def _standings(session: Session, plan: Plan, scope: Scope) -> dict[str, int]:
    question = select(ReportRow.standing, func.count()).where(*reports_in(plan, scope))
    rows: Any = session.execute(question.group_by(ReportRow.standing)).all()
    return dict(rows)
