"""What lies behind a figure: the records it counts, each with the report that tells of it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.picture import KINDS, Behind, Figure, Measure, Unit
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.office import commitments, grants, indicators
from icbl_desktop.services.office.picture import contents
from icbl_desktop.services.office.selecting import (
    in_conflict,
    is_counted,
    keys_at,
    keys_in,
    reports_in,
    traced,
    traced_reports,
    within,
)
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import RecordRow, ReportRow, SpotRow

_DIFFERENTLY = "Reports tell these differently. They are counted nowhere until a person has chosen."
_OVERLAP = "Audiences of several activities may overlap. They are not added up."


def behind(store: OfficeStore, plan: Plan, figure: Figure) -> Behind:
    """Open a figure of the picture. ``plan`` is the one its scope names, as it was issued.

    What was counted in the meantime is in it, what is not counted any more is not.
    """
    with store.read() as session:
        return _OPENED[Measure(figure.measure)](session, plan, figure)


def _records(session: Session, plan: Plan, figure: Figure) -> Behind:
    """Records of one kind; of activities those of a type, of promises those in a state, if one is named."""
    if not figure.about:
        keys = keys_in(plan, figure.scope, SpotRow.kind == figure.measure)
        return Behind(figure, Unit.LINES, tuple(traced(session, keys)))
    field = "type" if figure.measure == Measure.ACTIVITY else "state"
    found = contents(session, plan, figure.scope, figure.measure)
    some = [key for key, one in found.items() if getattr(one, field) == figure.about]
    return Behind(figure, Unit.LINES, tuple(traced(session, some)))


def _audience(session: Session, plan: Plan, figure: Figure) -> Behind:
    found = contents(session, plan, figure.scope, Measure.ACTIVITY)
    asked = [key for key, one in found.items() if getattr(one, figure.about, None) is not None]
    return Behind(figure, Unit.LINES, tuple(traced(session, asked)), _OVERLAP)


def _undated(session: Session, plan: Plan, figure: Figure) -> Behind:
    keys = keys_at(plan, figure.scope, SpotRow.day.is_(None))
    return Behind(figure, Unit.LINES, tuple(traced(session, keys)))


def _conflicts(session: Session, plan: Plan, figure: Figure) -> Behind:
    keys = session.scalars(select(RecordRow.key).where(*in_conflict(plan, figure.scope))).all()
    return Behind(figure, Unit.LINES, tuple(traced(session, keys)), _DIFFERENTLY)


def _states(session: Session, plan: Plan, figure: Figure) -> Behind:
    lines = traced(session, keys_in(plan, figure.scope, SpotRow.iso3 != ""))
    return Behind(figure, Unit.STATES, tuple(within(line, figure.scope.iso3) for line in lines))


def _reports(session: Session, plan: Plan, figure: Figure) -> Behind:
    unit = Unit.CAMPAIGNS if figure.measure == Measure.CAMPAIGNS else Unit.LINES
    return Behind(figure, unit, tuple(traced_reports(session, *reports_in(plan, figure.scope), is_counted())))


def _held(session: Session, plan: Plan, figure: Figure) -> Behind:
    why = ReportRow.standing == figure.about
    return Behind(figure, Unit.LINES, tuple(traced_reports(session, *reports_in(plan, figure.scope), why)))


_OPENED: dict[Measure, Callable[[Session, Plan, Figure], Behind]] = {
    **{Measure(kind): _records for kind in KINDS},
    Measure.UNDATED: _undated,
    Measure.CONFLICT: _conflicts,
    Measure.AUDIENCE: _audience,
    Measure.STATES: _states,
    Measure.REPORTS: _reports,
    Measure.CAMPAIGNS: _reports,
    Measure.HELD: _held,
    Measure.COMMITMENT: commitments.behind,
    Measure.PROGRAMME: commitments.behind,
    Measure.ANSWERS: indicators.behind,
    Measure.MONEY: grants.behind,
}
