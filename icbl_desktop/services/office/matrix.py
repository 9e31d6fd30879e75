"""States by objectives: what was done where, and where the plan asked for work and nothing was reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.picture import NONE_OF_THESE, NOTHING, Cell, Matrix, MatrixRow, Scope, Work
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.office.selecting import in_scope
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import SpotRow

T = TypeVar("T")


@dataclass(frozen=True)
class _Spots:
    """What stands in a scope, by column, state and kind; and where records stand that are in several places.

    ``counted`` ends with how many records and the last day, ``shared`` with the record's key.
    """

    counted: Sequence[tuple[str, str, str, int, date]]
    shared: Sequence[tuple[str, str, str, int]]


def matrix(store: OfficeStore, plan: Plan, scope: Scope) -> Matrix:
    """The matrix of a plan: a row for each state that it targets or that work was reported of, by code."""
    with store.read() as session:
        spots = _spots(session, plan, scope)
        campaigns = _campaigns(session, plan, scope)
    cells = _works(spots, lambda column, iso3: (iso3, column))
    by_column = _works(spots, lambda column, _: column)
    by_state = _works(spots, lambda _, iso3: iso3)
    columns = [one.code for one in plan.objectives if scope.objective in ("", one.code)]
    columns += [NONE_OF_THESE] if NONE_OF_THESE in by_column else []
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
    totals = tuple(by_column.get(code, NOTHING) for code in columns)
    everything = _works(spots, lambda *_: "").get("", NOTHING)
    return Matrix(scope, tuple(columns), tuple(rows), totals, everything)


def _spots(session: Session, plan: Plan, scope: Scope) -> _Spots:
    codes = {plan.ref(one.code): one.code for one in plan.objectives}
    where = in_scope(plan, scope)
    place = (SpotRow.objective, SpotRow.iso3, SpotRow.kind)
    counted = session.execute(
        select(*place, func.count(), func.max(SpotRow.day)).where(*where).group_by(*place)
    )
    several = select(SpotRow.record).group_by(SpotRow.record).having(func.count() > 1)
    shared = session.execute(select(*place, SpotRow.record).where(*where, SpotRow.record.in_(several)))

    def named(rows: Iterable[Any]) -> list[Any]:
        return [(codes.get(ref, NONE_OF_THESE), iso3 or NONE_OF_THESE, *rest) for ref, iso3, *rest in rows]

    return _Spots(named(counted), named(shared))


def _works(spots: _Spots, group: Callable[[str, str], T]) -> dict[T, Work]:
    """The work of each group of columns and states: a record that stands there twice is counted once."""
    counts: dict[T, Counter[str]] = defaultdict(Counter)
    last: dict[T, date] = {}
    for column, iso3, kind, count, day in spots.counted:
        name = group(column, iso3)
        counts[name][kind] += count
        last[name] = max(day, last.get(name, day))
    seen = set()
    for column, iso3, kind, record in spots.shared:
        name = group(column, iso3)
        if (name, record) in seen:
            counts[name][kind] -= 1
        seen.add((name, record))
    return {name: Work(of_kinds, last[name]) for name, of_kinds in counts.items()}


def _campaigns(session: Session, plan: Plan, scope: Scope) -> dict[str, int]:
    """How many campaigns tell of work in each state."""
    question = select(SpotRow.iso3, func.count(SpotRow.campaign.distinct()))
    rows = session.execute(question.where(*in_scope(plan, scope)).group_by(SpotRow.iso3))
    return {iso3 or NONE_OF_THESE: count for iso3, count in rows}
