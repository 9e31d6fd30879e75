"""A plan's commitments counted against the work that campaigns reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from icbl_desktop.domain.commitments import (
    Counts,
    Rule,
    activity_counts,
    grant_counts,
    is_awarded_in,
    programme_of,
    rule_of,
    wanted_of,
)
from icbl_desktop.domain.counted_record import CountedRecord, RecordT
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.ladder import has_joined
from icbl_desktop.domain.picture import Behind, Figure, Measure, Number, Scope, Traced, Unit
from icbl_desktop.domain.picture_tables import CommitmentCount, ProgrammeCount
from icbl_desktop.domain.plan import Commitment, Plan
from icbl_desktop.domain.vocabulary import Treaty
from icbl_desktop.domain.words import TREATIES
from icbl_desktop.domain.work import Activity
from icbl_desktop.services import countries
from icbl_desktop.services.office.counted_records import counted
from icbl_desktop.services.office.selecting import in_order, keys_at, keys_in, time_of, within
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import RecordRow, SpotRow

_UNITS = {
    Counts.CAMPAIGNS_FUNDED: Unit.CAMPAIGNS,
    Counts.CAMPAIGNS_THERE: Unit.CAMPAIGNS,
    Counts.STATES_FUNDED: Unit.STATES,
    Counts.STATES_VISITED: Unit.STATES,
    Counts.STATES_PARTIES: Unit.STATES,
}
_IN_ALL = "Grants of this programme under the plan's objectives, awarded in this time, each once."


@dataclass(frozen=True)
class _Work:
    """What commitments are counted against: activities of the scope's time, and grants of any."""

    activities: tuple[CountedRecord[Activity], ...]
    grants: tuple[CountedRecord[Grant], ...]


def commitments(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[CommitmentCount, ...]:
    """Each commitment of the plan, or of the scope's objective, with what counts towards it.

    ``plan`` is in the words it was issued in. The number that the plan names stays what it is, however little
    of the world the scope holds.
    """
    promised = [one for one in plan.commitments if scope.objective in ("", one.objective)]
    with store.read() as session:
        work = _work(session, plan, scope, promised)
    return tuple(_count(plan, one, scope, work) for one in promised)


def programmes(store: OfficeStore, plan: Plan, scope: Scope) -> tuple[ProgrammeCount, ...]:
    """The plan's commitments to a grant programme, added up over its objectives."""
    with store.read() as session:
        grants = _grants(session, plan, scope)
    names = dict.fromkeys(name for one in plan.commitments if (name := programme_of(one)))
    return tuple(
        ProgrammeCount(name, wanted_of(plan, name), Number(found.value, found.figure), found.how)
        for name in names
        for found in [_in_all(plan, Figure(Measure.PROGRAMME, scope, name), grants)]
    )


def behind(session: Session, plan: Plan, figure: Figure) -> Behind:
    """The records that count towards a commitment, or the grants of a programme."""
    if figure.measure == Measure.PROGRAMME:
        return _in_all(plan, figure, _grants(session, plan, figure.scope))
    for one in plan.commitments:
        if one.id == figure.about:
            return _towards(plan, one, figure, _work(session, plan, figure.scope, [one]))
    return Behind(figure, Unit.LINES, ())


def _work(session: Session, plan: Plan, scope: Scope, promised: Sequence[Commitment]) -> _Work:
    """The work that may count towards one of these; only where it was is not looked at yet."""
    rules = [(one, replace(rule_of(plan, one), states=None)) for one in promised]

    def may_count(activity: Activity) -> bool:
        return any(activity_counts(plan, one, rule, activity, ()) for one, rule in rules)

    keys = keys_in(plan, replace(scope, objective=""), SpotRow.kind == Measure.ACTIVITY)
    activities = counted(session, Measure.ACTIVITY, Activity, RecordRow.key.in_(keys), wanted=may_count)
    return _Work(tuple(_at(one, scope.iso3) for one in activities), _grants(session, plan, scope))


def _grants(session: Session, plan: Plan, scope: Scope) -> tuple[CountedRecord[Grant], ...]:
    keys = keys_at(plan, replace(scope, objective=""), SpotRow.kind == Measure.GRANT)
    found = counted(session, Measure.GRANT, Grant, RecordRow.key.in_(keys))
    return tuple(_at(one, scope.iso3) for one in found)


def _at(one: CountedRecord[RecordT], iso3: str) -> CountedRecord[RecordT]:
    """The same as far as it is of this state."""
    return CountedRecord(within(one.line, iso3), one.record)


def _count(plan: Plan, commitment: Commitment, scope: Scope, work: _Work) -> CommitmentCount:
    rule = rule_of(plan, commitment)
    found = _towards(plan, commitment, Figure(Measure.COMMITMENT, scope, commitment.id), work)
    untold = rule.counts in (Counts.NOT_REPORTED, Counts.NAMED) and not found.lines
    return CommitmentCount(
        commitment,
        Number(None if untold else found.value, found.figure),
        found.how,
        overlapping=rule.overlapping,
        as_of=countries.facts().as_of if rule.counts == Counts.STATES_PARTIES else None,
    )


def _towards(plan: Plan, commitment: Commitment, figure: Figure, work: _Work) -> Behind:
    rule = rule_of(plan, commitment)
    if rule.counts == Counts.STATES_PARTIES:
        return Behind(figure, Unit.STATES, tuple(_parties(plan, commitment, figure.scope)), rule.how)
    time = time_of(plan, figure.scope)
    activities = (
        _where_it_counts(plan, commitment, rule, one)
        for one in work.activities
        if activity_counts(plan, commitment, rule, one.record, one.line.states)
    )
    grants = (
        _there(rule, one.line)
        for one in work.grants
        if grant_counts(plan, commitment, rule, one.record, one.line.states, time)
    )
    lines = in_order([*activities, *grants], lambda line: line)
    return Behind(figure, _UNITS.get(rule.counts, Unit.LINES), tuple(lines), rule.how)


def _where_it_counts(
    plan: Plan, commitment: Commitment, rule: Rule, activity: CountedRecord[Activity]
) -> Traced:
    """An activity's line with the states where it counts: all of them where it names the commitment."""
    named = activity.record.commitment == f"{plan.id}/{commitment.id}"
    return activity.line if named else _there(rule, activity.line)


def _there(rule: Rule, line: Traced) -> Traced:
    if rule.states is None:
        return line
    return replace(line, states=tuple(iso3 for iso3 in line.states if iso3 in rule.states))


def _in_all(plan: Plan, figure: Figure, grants: Iterable[CountedRecord[Grant]]) -> Behind:
    objectives = {plan.ref(one.code) for one in plan.objectives}
    time = time_of(plan, figure.scope)
    lines = tuple(
        one.line
        for one in grants
        if one.record.programme == figure.about
        and objectives & {*one.record.objectives}
        and is_awarded_in(time, one.record)
    )
    return Behind(figure, Unit.LINES, lines, _IN_ALL)


def _parties(plan: Plan, commitment: Commitment, scope: Scope) -> Iterable[Traced]:
    """The States Parties to the treaty that the commitment names, by the facts that came with the program."""
    treaty = next((one for one in Treaty if TREATIES[one] in commitment.text), "")
    last = commitment.by or plan.end
    for state in countries.facts().states.values():
        standing = state.standing(treaty) if treaty else None
        joined = standing.joined if standing else None
        if has_joined(standing) and joined and joined <= last and scope.iso3 in ("", state.iso3):
            yield Traced(kind="state", id=state.iso3, title=state.name, day=joined, states=(state.iso3,))
