"""The universalization ladder of each treaty that the campaign's states have not joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from icbl_desktop.domain import ladder
from icbl_desktop.domain.countries import Standing, State
from icbl_desktop.domain.ladder import Position
from icbl_desktop.domain.plan import Indicator, Plan, Ref
from icbl_desktop.domain.vocabulary import Treaty
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.services import countries, indicator_values, plan_history, plans
from icbl_desktop.store.database import Database


@dataclass(frozen=True)
class Climb:
    """One state on its way to one treaty, with its answers, the newest first.

    A new step is an answer to ``indicator``, kept under ``ref``: the plan's own question where it asks one.
    ``as_of`` is the date of the treaty's record, ``files`` counts the evidence behind an answer, by its id.
    """

    state: State
    treaty: str
    standing: Standing
    position: Position
    answers: tuple[IndicatorUpdate, ...]
    files: Mapping[str, int]
    indicator: Indicator
    ref: Ref
    as_of: date


def climbs(db: Database, states: Sequence[str]) -> tuple[Climb, ...]:
    """The ladder of each treaty for each of these states (ISO 3166 alpha-3) that has not joined it."""
    known, current = countries.known(db), plans.current_as_issued(db)
    every = (current, *(kept.plan for kept in plan_history.every_version(db)))
    with db.read() as session:
        files = indicator_values.files_in(session)
        answers = {
            treaty: indicator_values.values_in(session, _refs(every, treaty), states) for treaty in Treaty
        }
    made = []
    for state in (known.states[iso3] for iso3 in states if iso3 in known.states):
        for treaty in Treaty:
            standing = state.standing(treaty)
            if standing is None or ladder.has_joined(standing):
                continue
            own = _newest_first(one for one in chain(*answers[treaty].values()) if one.iso3 == state.iso3)
            asked, where = ladder.asked_by(current, treaty), ladder.position(standing, own)
            ref = current.ref(asked.id) if asked else ladder.own_ref(treaty)
            indicator, as_of = asked or ladder.own_indicator(treaty), known.date_of(state.iso3)
            made.append(Climb(state, treaty, standing, where, own, files, indicator, ref, as_of))
    return tuple(made)


def _refs(every: Iterable[Plan], treaty: str) -> set[Ref]:
    """All references under which steps towards a treaty are kept: every plan's, and the treaty's own."""
    asked = ((plan, ladder.asked_by(plan, treaty)) for plan in every)
    return {ladder.own_ref(treaty)} | {plan.ref(one.id) for plan, one in asked if one is not None}


def _newest_first(answers: Iterable[IndicatorUpdate]) -> tuple[IndicatorUpdate, ...]:
    return tuple(sorted(answers, key=lambda one: (one.date or date.min, one.made_at), reverse=True))
