"""Which records a scope holds, and the lines that trace them to their reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, Text, select, type_coerce
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING, Standing
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.picture import NONE_OF_THESE, Scope, Traced
from icbl_desktop.domain.plan import Plan
from icbl_desktop.store.tables_office import ITS_STREAM, CampaignRow, RecordRow, ReportRow, SpotRow, StreamRow

T = TypeVar("T")

_AT_ONCE = 5000
"""How many keys one question names: databases take some ten thousands."""


def time_of(plan: Plan, scope: Scope) -> Period:
    """The scope's time: its own, or the plan's."""
    return scope.period or Period(plan.start, plan.end)


def in_place(plan: Plan, scope: Scope) -> list[ColumnElement[bool]]:
    """What ``SpotRow`` must be like to lie in the scope, whenever it was."""
    found: list[ColumnElement[bool]] = []
    if scope.iso3:
        found.append(SpotRow.iso3 == ("" if scope.iso3 == NONE_OF_THESE else scope.iso3))
    if scope.objective == NONE_OF_THESE:
        found.append(SpotRow.objective.not_in([plan.ref(one.code) for one in plan.objectives]))
    elif scope.objective:
        found.append(SpotRow.objective == plan.ref(scope.objective))
    if scope.campaign:
        found.append(SpotRow.campaign == scope.campaign)
    return found


def in_scope(plan: Plan, scope: Scope) -> list[ColumnElement[bool]]:
    """The same, and in the scope's time. What names no day is in no time."""
    time = time_of(plan, scope)
    return [SpotRow.day.between(time.start, time.end), *in_place(plan, scope)]


def keys_in(plan: Plan, scope: Scope, *more: ColumnElement[bool]) -> Select[int]:
    """The keys of the records in the scope, to be asked for or to be asked within."""
    return select(SpotRow.record).where(*in_scope(plan, scope), *more).distinct()


def keys_at(plan: Plan, scope: Scope, *more: ColumnElement[bool]) -> Select[int]:
    """The same of any time, and of none."""
    return select(SpotRow.record).where(*in_place(plan, scope), *more).distinct()


def reports_in(plan: Plan, scope: Scope) -> list[ColumnElement[bool]]:
    """What ``ReportRow`` must be like to be about the scope's time, by a campaign of its state.

    A report is not about one objective: that does not tell.
    """
    time = time_of(plan, scope)
    found = [ReportRow.period_start <= time.end, ReportRow.period_end >= time.start]
    if scope.campaign:
        found.append(ReportRow.campaign == scope.campaign)
    if scope.iso3:
        found.append(ReportRow.campaign.in_(_campaigns_of(scope.iso3)))
    return found


def _campaigns_of(iso3: str) -> Select[str]:
    states = type_coerce(CampaignRow.states, Text)
    return select(CampaignRow.id).where(states.contains(f'"{iso3}"'))


def in_conflict(plan: Plan, scope: Scope) -> list[ColumnElement[bool]]:
    """What ``RecordRow`` must be like to be told differently by reports, by a campaign of the scope's state.

    Where it stands is not known before a person chose; its day is that of one of them.
    """
    time = time_of(plan, scope)
    found: list[ColumnElement[bool]] = [RecordRow.conflict.expression]
    found.append(RecordRow.day.between(time.start, time.end) | RecordRow.day.is_(None))
    if scope.campaign:
        found.append(RecordRow.campaign == scope.campaign)
    if scope.iso3:
        found.append(RecordRow.campaign.in_(_campaigns_of(scope.iso3)))
    return found


def is_counted() -> ColumnElement[bool]:
    """A report that counts and that no amendment took the place of."""
    return ReportRow.standing == Standing.COUNTED


def counting() -> ColumnElement[bool]:
    """A report that counts, or counted until an amendment took its place."""
    return ReportRow.standing.in_([*COUNTING])


def traced(session: Session, keys: Select[int] | Collection[int]) -> list[Traced]:
    """The lines of these records, the newest first."""
    return in_order(lines(session, keys).values(), _itself)


def lines(session: Session, keys: Select[int] | Collection[int]) -> dict[int, Traced]:
    """The line of each of these records, by its key."""
    if isinstance(keys, Select):
        return _lines(session, keys)
    found: dict[int, Traced] = {}
    each = iter(keys)
    while some := [*islice(each, _AT_ONCE)]:
        found |= _lines(session, some)
    return found


def traced_reports(session: Session, *where: ColumnElement[bool]) -> list[Traced]:
    """The lines of these reports, the newest first."""
    rows = session.execute(
        select(ReportRow, StreamRow.code, CampaignRow.organisation, CampaignRow.states)
        .outerjoin(StreamRow, ITS_STREAM)
        .outerjoin(CampaignRow, CampaignRow.id == ReportRow.campaign)
        .where(*where)
    )
    found = (
        Traced(
            kind="report",
            id=report.digest,
            title=report.name,
            day=report.period_end,
            campaign=report.campaign,
            organisation=organisation or "",
            states=states or (),
            digest=report.digest,
            number=report.number,
            stream_code=code or "",
        )
        for report, code, organisation, states in rows
    )
    return in_order(found, _itself)


def within(line: Traced, iso3: str) -> Traced:
    """The line as far as it is of this state; whole where none is named."""
    return replace(line, states=tuple(one for one in line.states if one == iso3)) if iso3 else line


def _itself(line: Traced) -> Traced:
    return line


def _lines(session: Session, keys: Select[int] | Sequence[int]) -> dict[int, Traced]:
    states = defaultdict(list)
    spots = select(SpotRow.record, SpotRow.iso3).where(SpotRow.record.in_(keys), SpotRow.iso3 != "")
    for key, iso3 in session.execute(spots.distinct().order_by(SpotRow.iso3)):
        states[key].append(iso3)
    rows = session.execute(_TRACED.where(RecordRow.key.in_(keys)))
    return {
        row.key: Traced(
            kind=row.kind,
            id=row.id,
            title=row.title,
            day=row.day,
            campaign=row.campaign,
            organisation=row.organisation,
            states=tuple(states[row.key]),
            digest=row.digest,
            number=row.number,
            stream_code=row.code,
            revision=row.revision,
        )
        for row in rows
    }


_TRACED = (
    select(
        RecordRow.key,
        RecordRow.kind,
        RecordRow.id,
        RecordRow.title,
        RecordRow.day,
        RecordRow.campaign,
        RecordRow.revision,
        RecordRow.report.label("digest"),
        ReportRow.number,
        StreamRow.code,
        CampaignRow.organisation,
    )
    .join(ReportRow, ReportRow.digest == RecordRow.report)
    .join(StreamRow, ITS_STREAM)
    .join(CampaignRow, CampaignRow.id == RecordRow.campaign)
)


def in_order(found: Iterable[T], line: Callable[[T], Traced]) -> list[T]:
    """What these lines trace, the newest first, without a day last; the same whatever order it came in."""

    def place(one: T) -> tuple[int, str, str]:
        of = line(one)
        return -of.day.toordinal() if of.day else 0, of.campaign, of.id

    return sorted(found, key=place)
