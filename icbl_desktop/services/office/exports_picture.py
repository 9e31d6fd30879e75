"""The whole picture of a scope, gathered for the files it is exported to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from icbl_desktop.domain.consolidated import Consolidated, MissingReports
from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.domain.grant import Expense
from icbl_desktop.domain.matching import fold
from icbl_desktop.domain.picture import KINDS, Figure, Matrix, Measure, Scope, Traced
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services import countries, record_kinds
from icbl_desktop.services.office import (
    campaigns,
    commitments,
    grants,
    indicators,
    matrix,
    picture,
    received,
    silence,
    timeline,
)
from icbl_desktop.services.office.behind import behind
from icbl_desktop.services.office.counted_records import counted
from icbl_desktop.services.office.selecting import keys_in, time_of, traced_reports
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import RecordRow, ReportRow, SpotRow


def consolidated(store: OfficeStore, plan: Plan, scope: Scope) -> Consolidated:
    """All that the picture says of a scope now, but for the records themselves."""
    counts = commitments.commitments(store, plan, scope)

    def lines(figure: Figure) -> tuple[Traced, ...]:
        return behind(store, plan, figure).lines

    reports = lines(Figure(Measure.REPORTS, scope))
    return Consolidated(
        plan=plan,
        scope=scope,
        period=time_of(plan, scope),
        made_at=store.clock(),
        states={iso3: state.name for iso3, state in countries.facts().states.items()},
        campaigns={one.id: one.organisation for one in campaigns.campaigns(store)},
        totals=picture.totals(store, plan, scope),
        matrix=_by_name(matrix.matrix(store, plan, scope)),
        timeline=timeline.timeline(store, plan, scope),
        silent=silence.silent(store, plan, scope),
        missing=tuple(_missing(store, scope)),
        commitments=counts,
        programmes=commitments.programmes(store, plan, scope),
        indicators=indicators.indicators(store, plan, scope),
        steps=indicators.steps(store, plan, scope),
        grants=grants.grants(store, plan, scope),
        currencies=grants.by_currency(store, plan, scope),
        reports=reports,
        other_reports=_others(store, plan, scope, {one.digest for one in reports}),
        towards={one.commitment.id: lines(one.counted.figure) for one in counts if one.counted.value},
    )


def with_lines(store: OfficeStore, picture: Consolidated) -> Consolidated:
    """The picture with a line for each record it counts, which is what takes long."""

    def lines(kind: str) -> tuple[Traced, ...]:
        return behind(store, picture.plan, Figure(kind, picture.scope)).lines

    return replace(picture, records={kind: lines(kind) for kind in KINDS})


def _others(store: OfficeStore, plan: Plan, scope: Scope, known: Collection[str]) -> tuple[Traced, ...]:
    """The reports on another time that have news of what is counted in this one: changes, expenses."""
    # A commitment counts what stands under another objective too, where it names the commitment.
    keys = keys_in(plan, replace(scope, objective=""))
    telling = [
        select(RecordRow.report).where(one) for one in (RecordRow.key.in_(keys), _of_grants(plan, scope))
    ]
    with store.read() as session:
        found = traced_reports(session, or_(*(ReportRow.digest.in_(some) for some in telling)))
    return tuple(one for one in found if one.digest not in known)


def _of_grants(plan: Plan, scope: Scope) -> ColumnElement[bool]:
    """What names a grant of the scope: its expenses, and the activities paid from it."""
    funded = aliased(RecordRow)
    grants = keys_in(plan, scope, SpotRow.kind == Measure.GRANT)
    theirs = select(funded.id).where(
        funded.key.in_(grants), funded.id == RecordRow.grant_id, funded.campaign == RecordRow.campaign
    )
    return and_(RecordRow.grant_id != "", theirs.exists())


def records(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[CountedRecord[Any], ...]:
    """The records of a scope, whole, the newest of each kind first; and all expenses of its grants."""
    with store.read() as session:
        found: list[CountedRecord[Any]] = []
        for kind in KINDS:
            keys = keys_in(plan, scope, SpotRow.kind == kind)
            found += counted(session, kind, record_kinds.KINDS[kind].record, RecordRow.key.in_(keys))
        expenses = counted(session, "expense", Expense, _of_grants(plan, scope))
    return (*found, *expenses)


def _by_name(found: Matrix) -> Matrix:
    """The matrix with its states in the order of their names, as people look for them."""
    name = countries.facts().name
    return replace(found, rows=tuple(sorted(found.rows, key=lambda row: fold(name(row.iso3)))))


def _missing(store: OfficeStore, scope: Scope) -> Iterator[MissingReports]:
    """Of the scope's campaign, or of the campaigns of its state."""
    here = {one.id for one in campaigns.campaigns(store) if not scope.iso3 or scope.iso3 in one.states}
    for gap in received.gaps(store):
        if gap.campaign in here and scope.campaign in ("", gap.campaign):
            yield MissingReports(gap.organisation, gap.stream_code, gap.numbers)
