"""Answers to a plan's indicators, as series of values over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.ladder import OWN_INDICATORS
from icbl_desktop.domain.plan import Indicator, Objective, Plan, Ref
from icbl_desktop.domain.rules import check_indicator_update
from icbl_desktop.domain.work import IndicatorUpdate, IndicatorUpdateDraft
from icbl_desktop.errors import InvalidRecord
from icbl_desktop.services import plan_history, plans
from icbl_desktop.store import records
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_work import IndicatorUpdateRow
from icbl_desktop.store.tables_workspace import EvidenceRow


@dataclass(frozen=True)
class Series:
    """An indicator, and its answers for the campaign's states, the newest first.

    ``ref`` is "STRATEGY/ID". ``files`` counts the evidence behind an answer, by its id.
    """

    indicator: Indicator
    ref: Ref
    values: tuple[IndicatorUpdate, ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)

    @property
    def latest(self) -> IndicatorUpdate | None:
        """The newest answer, if there is one."""
        return self.values[0] if self.values else None

    @property
    def count(self) -> int:
        """How many answers."""
        return len(self.values)

    def of(self, iso3: str) -> tuple[IndicatorUpdate, ...]:
        """The answers for one state."""
        return tuple(one for one in self.values if one.iso3 == iso3)


def series(db: Database, plan: Plan, states: Sequence[str]) -> tuple[Series, ...]:
    """All indicators of a plan, in its order, with their answers for these states."""
    with db.read() as session:
        return series_in(session, plan, plan.indicators, states)


def series_in(
    session: Session, plan: Plan, indicators: Sequence[Indicator], states: Sequence[str]
) -> tuple[Series, ...]:
    """The same for some indicators, within a transaction: two queries, however many there are."""
    refs = [plan.ref(one.id) for one in indicators]
    found = values_in(session, refs, states)
    files = files_in(session) if found else {}
    return tuple(
        Series(one, ref, values, {v.id: files[v.id] for v in values if v.id in files})
        for one, ref in zip(indicators, refs, strict=True)
        for values in [found.get(ref, ())]
    )


def values_in(
    session: Session, refs: Iterable[Ref], states: Sequence[str]
) -> dict[Ref, tuple[IndicatorUpdate, ...]]:
    """The answers to these indicators for these states, the newest first; without those in the trash."""
    rows = session.scalars(
        select(IndicatorUpdateRow)
        .where(
            IndicatorUpdateRow.indicator.in_(list(refs)),
            IndicatorUpdateRow.iso3.in_(list(states)),
            IndicatorUpdateRow.trashed_at.is_(None),
        )
        .order_by(IndicatorUpdateRow.date.desc(), IndicatorUpdateRow.made_at.desc())
    )
    found: dict[Ref, list[IndicatorUpdate]] = defaultdict(list)
    for row in rows:
        found[row.indicator].append(records.to_record(row, IndicatorUpdate))
    return {ref: tuple(values) for ref, values in found.items()}


def indicators_of(plan: Plan, objective: Objective) -> list[Indicator]:
    """Those of the objective; in 2012-2015 indicators belong to the goal."""
    return [i for i in plan.indicators if i.objective == objective.code or i.goal == objective.goal]


def check(db: Database, draft: IndicatorUpdateDraft) -> None:
    """Raises InvalidRecord where the value is not one of the indicator's kind, such as a number."""
    if problems := check_indicator_update(draft, kind_of(db, draft.indicator)):
        raise InvalidRecord(problems)


def kind_of(db: Database, ref: Ref) -> str:
    """What an indicator's values are, such as "number"; see ``IndicatorKind``.

    Raises InvalidRecord where neither a plan here nor the ladder has this indicator.
    """
    if ref in OWN_INDICATORS:
        return OWN_INDICATORS[ref].kind
    strategy, _, name = ref.rpartition("/")
    every = (plans.current(db), *(kept.plan for kept in reversed(plan_history.every_version(db))))
    asked = (one for plan in every if plan.strategy.id == strategy for one in plan.indicators)
    if found := next((one.kind for one in asked if one.id == name), ""):
        return found
    raise InvalidRecord({"indicator": "No plan here has this indicator. Name it by its strategy and number."})


def files_in(session: Session) -> dict[str, int]:
    """How many files lie behind each answer that has some, by its id."""
    rows = session.execute(
        select(EvidenceRow.record_id, func.count())
        .join(IndicatorUpdateRow, IndicatorUpdateRow.id == EvidenceRow.record_id)
        .group_by(EvidenceRow.record_id)
    )
    return {row.record_id: row[1] for row in rows}
