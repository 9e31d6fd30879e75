"""A plan's indicators over all states, and states' steps towards joining a treaty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.domain.ladder import OWN_INDICATORS, RUNGS, asked_by, own_ref
from icbl_desktop.domain.picture import Behind, Figure, Measure, Number, Scope, Traced, Unit
from icbl_desktop.domain.picture_tables import IndicatorSum, StateAnswer, Step
from icbl_desktop.domain.plan import Indicator, Plan, Ref
from icbl_desktop.domain.vocabulary import IndicatorKind, Treaty
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.services.office.counted_records import counted
from icbl_desktop.services.office.selecting import is_counted, keys_in, reports_in
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import CampaignRow, RecordRow, ReportRow, SpotRow

DIFFERS = "differs"
"""In place of an answer, where campaigns gave several for one state on one day."""

_ANSWERS: Mapping[str, tuple[str, ...]] = {IndicatorKind.YES_NO: ("yes", "no"), IndicatorKind.STEPS: RUNGS}
_DIGITS = 15
"""An answer that says a number of more digits is shown, and added to nothing."""
_HOW = "The newest answer of each state counts once."

_Answer = CountedRecord[IndicatorUpdate]


@dataclass(frozen=True)
class _State:
    """The newest answers for one state: one, or those of one day that contradict each other."""

    iso3: str
    answers: tuple[_Answer, ...]

    @property
    def value(self) -> str:
        return self.answers[0].record.value if len(self.answers) == 1 else DIFFERS

    @property
    def lines(self) -> tuple[Traced, ...]:
        return tuple(replace(one.line, states=(self.iso3,)) for one in self.answers)


def indicators(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[IndicatorSum, ...]:
    """Each indicator of the plan, in its order, with what states answered in the scope's time.

    After them a treaty's own ladder, where the plan does not ask for it and a state took a step.
    """
    with store.read() as session:
        answers = _answers(session, plan, scope)
        reporting = _reporting(session, plan, scope)
    asked = {plan.ref(one.id): one for one in plan.indicators if _is_in(plan, one, scope.objective)}
    asked |= {ref: one for ref, one in OWN_INDICATORS.items() if ref in answers}
    return tuple(
        _sum(scope, ref, one, _newest(answers.get(ref, ())), reporting) for ref, one in asked.items()
    )


def steps(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[Step, ...]:
    """Each step towards joining a treaty that was reported, the newest first."""
    ladders = {own_ref(treaty): treaty for treaty in Treaty}
    ladders |= {plan.ref(one.id): treaty for treaty in Treaty if (one := asked_by(plan, treaty))}
    with store.read() as session:
        answers = _answers(session, plan, scope)
    found = [
        Step(_iso3(one), treaty, one.record.value, one.record.date, _shown(_State(_iso3(one), (one,))))
        for ref, treaty in ladders.items()
        for one in answers.get(ref, ())
    ]
    return tuple(sorted(found, key=lambda step: (step.day or date.min, step.iso3), reverse=True))


def behind(session: Session, plan: Plan, figure: Figure) -> Behind:
    """The answers behind a number of an indicator."""
    ref = figure.about.partition("=")[0].partition("#")[0]
    states = _newest(_answers(session, plan, figure.scope).get(ref, ()))
    found = _figures(figure.scope, ref, states)
    return next((one for one in found if one.figure == figure), Behind(figure, Unit.STATES, ()))


def _answers(session: Session, plan: Plan, scope: Scope) -> dict[Ref, list[_Answer]]:
    """All answers in the scope, the newest first, by indicator."""
    keys = keys_in(plan, scope, SpotRow.kind == Measure.INDICATOR_UPDATE)
    found: dict[Ref, list[_Answer]] = defaultdict(list)
    for one in counted(session, Measure.INDICATOR_UPDATE, IndicatorUpdate, RecordRow.key.in_(keys)):
        found[one.record.indicator].append(one)
    return found


def _reporting(session: Session, plan: Plan, scope: Scope) -> frozenset[str]:
    """The states of campaigns that reported on the scope's time."""
    campaigns = select(ReportRow.campaign).where(*reports_in(plan, scope), is_counted())
    states = session.scalars(select(CampaignRow.states).where(CampaignRow.id.in_(campaigns)))
    return frozenset(iso3 for some in states for iso3 in some if scope.iso3 in ("", iso3))


def _newest(answers: Iterable[_Answer]) -> list[_State]:
    """By state the answers of the last day, each value once."""
    by_state: dict[str, list[_Answer]] = defaultdict(list)
    for one in answers:
        by_state[_iso3(one)].append(one)
    found = []
    for iso3, some in sorted(by_state.items()):
        last = [one for one in some if one.line.day == some[0].line.day]
        once = {(one.record.value, one.record.currency): one for one in reversed(last)}
        found.append(_State(iso3, tuple(once[name] for name in sorted(once))))
    return found


def _sum(
    scope: Scope, ref: Ref, indicator: Indicator, states: Sequence[_State], reporting: frozenset[str]
) -> IndicatorSum:
    found = {one.figure.about: Number(one.value, one.figure) for one in _figures(scope, ref, states)}
    given = _ANSWERS.get(indicator.kind, ())
    others = sorted({one.value for one in states} - {*given}) if given else [DIFFERS]
    return IndicatorSum(
        id=indicator.id,
        ref=ref,
        text=indicator.text,
        question=indicator.question,
        kind=indicator.kind,
        unit=indicator.unit,
        objective=indicator.objective or "",
        answered=found.get(ref) or Number(None, Figure(Measure.ANSWERS, scope, ref)),
        by_value=tuple(
            (value, number) for value in (*given, *others) if (number := found.get(f"{ref}={value}"))
        ),
        total=found.get(f"{ref}#") if indicator.kind == IndicatorKind.NUMBER else None,
        by_currency=tuple(
            (about.partition("#")[2], number)
            for about, number in found.items()
            if "#" in about and indicator.kind == IndicatorKind.MONEY
        ),
        states=tuple(_shown(one) for one in states),
        unanswered=tuple(sorted(reporting - {one.iso3 for one in states})),
    )


def _figures(scope: Scope, ref: Ref, states: Sequence[_State]) -> list[Behind]:
    """All numbers of an indicator: who answered, who said what, and sums of numbers within a currency."""
    groups: dict[str, list[Traced]] = defaultdict(list)
    sums: dict[str, list[Traced]] = defaultdict(list)
    for state in states:
        groups[ref] += state.lines
        groups[f"{ref}={state.value}"] += state.lines
        amount = as_number(state.value)
        if amount is not None and abs(amount.adjusted()) < _DIGITS:
            currency = state.answers[0].record.currency
            sums[f"{ref}#{currency}"].append(replace(state.lines[0], amount=amount, currency=currency))
    return [
        *(
            Behind(Figure(Measure.ANSWERS, scope, about), Unit.STATES, tuple(lines), _HOW)
            for about, lines in groups.items()
        ),
        *(
            Behind(Figure(Measure.ANSWERS, scope, about), Unit.AMOUNTS, tuple(lines), _HOW)
            for about, lines in sorted(sums.items())
        ),
    ]


def _iso3(answer: _Answer) -> str:
    """The state it is about, which may be the campaign's own where it names none."""
    return next(iter(answer.line.states), answer.record.iso3)


def _shown(state: _State) -> StateAnswer:
    first = state.answers[0]
    return StateAnswer(
        iso3=state.iso3,
        day=first.record.date,
        values=tuple(one.record.value for one in state.answers),
        currency=first.record.currency,
        campaign=first.line.campaign,
        organisation=first.line.organisation,
        number=first.line.number,
        stream_code=first.line.stream_code,
        digest=first.line.digest,
    )


def _is_in(plan: Plan, indicator: Indicator, code: str) -> bool:
    """Whether it is of this objective; in 2012-2015 indicators belong to the goal."""
    if not code or code == indicator.objective:
        return True
    return any(one.code == code and one.goal == indicator.goal for one in plan.objectives)
