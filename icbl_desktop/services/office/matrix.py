"""States by objectives: what was done where, and where the plan asked for work and nothing was reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from icbl_desktop.domain.picture import NONE_OF_THESE, NOTHING, Cell, Matrix, MatrixRow, Scope, Work
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.office.selecting import in_scope
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import SpotRow

_EACH = func.count(SpotRow.record.distinct())
"""Each record once: it may stand in several cells."""


def matrix(store: OfficeStore, plan: Plan, scope: Scope) -> Matrix:
    """The matrix of a plan: a row for each state that it targets or that work was reported of, by code."""
    with store.read() as session:
        cells, columns = _cells(session, plan, scope)
        by_state = {
            iso3 or NONE_OF_THESE: work
            for (iso3,), work in _works(session, in_scope(plan, scope), _EACH, SpotRow.iso3).items()
        }
        everything = _works(session, in_scope(plan, scope), _EACH).get((), NOTHING)
        campaigns = _campaigns(session, plan, scope)
    targets = {
        (one.iso3, one.objective)
        for one in plan.targets
        if one.objective in columns and scope.iso3 in ("", one.iso3)
    }
    rows = (
        MatrixRow(
            iso3,
            tuple(Cell(cells.get((iso3, code), NOTHING), (iso3, code) in targets) for code in columns),
            by_state.get(iso3, NOTHING),
            campaigns.get(iso3, 0),
        )
        for iso3 in sorted({iso3 for iso3, _ in targets} | by_state.keys())
    )
    return Matrix(scope, tuple(columns), tuple(rows), tuple(columns.values()), everything)


def _cells(
    session: Session, plan: Plan, scope: Scope
) -> tuple[Mapping[tuple[str, str], Work], Mapping[str, Work]]:
    """What stands in each cell, by state and column; and in each column, in their order."""
    codes = {plan.ref(one.code): one.code for one in plan.objectives if scope.objective in ("", one.code)}
    within = [*in_scope(plan, scope), SpotRow.objective.in_(codes)]
    found = _works(session, within, func.count(), SpotRow.iso3, SpotRow.objective)
    cells = {(iso3 or NONE_OF_THESE, codes[ref]): work for (iso3, ref), work in found.items()}
    totals = _works(session, within, _EACH, SpotRow.objective)
    columns = {code: totals.get((ref,), NOTHING) for ref, code in codes.items()}
    if scope.objective in ("", NONE_OF_THESE):
        under_none = in_scope(plan, replace(scope, objective=NONE_OF_THESE))
        for (iso3,), work in _works(session, under_none, _EACH, SpotRow.iso3).items():
            cells[iso3 or NONE_OF_THESE, NONE_OF_THESE] = work
        if all_of_it := _works(session, under_none, _EACH).get(()):
            columns[NONE_OF_THESE] = all_of_it
    return cells, columns


def _works(
    session: Session,
    where: Sequence[ColumnElement[bool]],
    counted: ColumnElement[int],
    *columns: InstrumentedAttribute[str],
) -> dict[tuple[str, ...], Work]:
    """The work of each group of records with the same in these columns."""
    counts: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    last: dict[tuple[str, ...], date] = {}
    question = select(*columns, SpotRow.kind, counted, func.max(SpotRow.day))
    rows: Any = session.execute(question.where(*where).group_by(*columns, SpotRow.kind))
    for *group, kind, count, day in rows:
        name = tuple(group)
        counts[name][kind] = count
        last[name] = max(day, last.get(name, day))
    return {name: Work(of_kinds, last[name]) for name, of_kinds in counts.items()}


def _campaigns(session: Session, plan: Plan, scope: Scope) -> dict[str, int]:
    """How many campaigns tell of work in each state."""
    question = select(SpotRow.iso3, func.count(SpotRow.campaign.distinct()))
    rows = session.execute(question.where(*in_scope(plan, scope)).group_by(SpotRow.iso3))
    return {iso3 or NONE_OF_THESE: count for iso3, count in rows}
