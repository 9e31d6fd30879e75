"""How far a state has come on its way to joining a treaty: answers to the plans, and the treaty's record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from icbl_desktop.domain.countries import Standing
from icbl_desktop.domain.plan import Indicator, Plan, Ref
from icbl_desktop.domain.vocabulary import IndicatorKind, Treaty, TreatyStatus
from icbl_desktop.domain.words import LADDER, TREATIES
from icbl_desktop.domain.work import IndicatorUpdate

RUNGS = tuple(LADDER)
"""From the ground up: "no_position" to "deposited"."""
OWN_STRATEGY = "ladder"
"""In place of a strategy in the reference of a treaty's own ladder, "ladder/MBT": no plan need ask for it."""


class Rung(StrEnum):
    """The rungs that a treaty's record knows of."""

    SIGNED = "signed"
    DEPOSITED = "deposited"


class Basis(StrEnum):
    """Why a state is said to stand where it does."""

    RECORD = "record"
    ANSWER = "answer"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Step:
    """A rung a state stood on. ``answer`` is None where the treaty's record says so."""

    rung: str
    date: date | None
    answer: IndicatorUpdate | None = None


@dataclass(frozen=True)
class Position:
    """Where a state stands now: the rung, the step that says so, and why that one.

    ``ahead`` says that an answer goes further than the treaty's record knows.
    """

    rung: str
    basis: Basis
    step: Step | None = None
    ahead: bool = False


def has_joined(standing: Standing | None) -> bool:
    """Whether the state is a State Party now."""
    return standing is not None and standing.status == TreatyStatus.STATE_PARTY


def record_steps(standing: Standing) -> tuple[Step, ...]:
    """What the treaty's record says, the newest first. One that withdrew begins anew, with nothing."""
    signed = Step(Rung.SIGNED, standing.signed)
    if standing.status == TreatyStatus.STATE_PARTY:
        joined = Step(Rung.DEPOSITED, standing.joined)
        return (joined, signed) if standing.signed else (joined,)
    return (signed,) if standing.status == TreatyStatus.SIGNATORY else ()


def position(standing: Standing, answers: Iterable[IndicatorUpdate]) -> Position:
    """Where the state stands: at least where the record says; further if the newest answer says so.

    An older answer that went further does not count: a state can take a step back. What was answered before
    the state withdrew does not count either.
    """
    known = record_steps(standing)[:1]
    steps = (
        Step(one.value, one.date, one) for one in answers if one.value in RUNGS and _counts(standing, one)
    )
    newest = max(steps, key=_when, default=None)
    if known and (newest is None or _height(newest) <= _height(known[0])):
        return Position(known[0].rung, Basis.RECORD, known[0])
    if newest is None:
        return Position(RUNGS[0], Basis.NOTHING)
    return Position(newest.rung, Basis.ANSWER, newest, ahead=newest.rung in tuple(Rung))


def own_ref(treaty: str) -> Ref:
    """Where steps towards a treaty are kept that no plan asks for: "ladder/MBT"."""
    return f"{OWN_STRATEGY}/{treaty}"


def own_indicator(treaty: str) -> Indicator:
    """The question of a treaty's own ladder."""
    question = f"How far has your state come on its way to joining the {TREATIES[treaty]}?"
    return Indicator(id=treaty, text=question, kind=IndicatorKind.STEPS, question=question, unit="steps")


OWN_INDICATORS = {own_ref(treaty): own_indicator(treaty) for treaty in Treaty}
"""By reference."""


def asked_by(plan: Plan, treaty: str) -> Indicator | None:
    """The plan's own question about the way to this treaty, by the treaty's name; None if it asks none.

    The plan is one in the words it was issued in.
    """
    name = TREATIES[treaty]
    steps = (one for one in plan.indicators if one.kind == IndicatorKind.STEPS)
    return next((one for one in steps if name in one.question or name in one.text), None)


def _counts(standing: Standing, answer: IndicatorUpdate) -> bool:
    return standing.withdrawn is None or answer.date is None or answer.date > standing.withdrawn


def _when(step: Step) -> tuple[date, str]:
    """By date; of two on one day the one that was written down later."""
    return step.date or date.min, step.answer.made_at.isoformat() if step.answer else ""


def _height(step: Step) -> int:
    return RUNGS.index(step.rung)
