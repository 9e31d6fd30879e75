"""What one campaign's own grants say of a plan's commitments, which are about the whole world."""

from __future__ import annotations

from collections.abc import Iterable

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.plan import Commitment, Plan
from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.domain.words import GRANT_PROGRAMMES

_NOT_AWARDED = (GrantState.IDEA, GrantState.APPLIED, GrantState.DECLINED)


def programme_of(commitment: Commitment) -> str:
    """The grant programme that a commitment is about, by its name in the text; empty for none."""
    return next((key for key, name in GRANT_PROGRAMMES.items() if name in commitment.text), "")


def grants_towards(plan: Plan, commitment: Commitment, grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """Own grants of that programme under the objective, awarded in the plan's time.

    A grant that bears no date counts: nothing says that it was awarded at another time.
    """
    programme, ref = programme_of(commitment), plan.ref(commitment.objective)
    return tuple(
        grant
        for grant in grants
        if programme
        and grant.programme == programme
        and ref in grant.objectives
        and grant.state not in ("", *_NOT_AWARDED)
        and _awarded_in(plan, grant)
    )


def _awarded_in(plan: Plan, grant: Grant) -> bool:
    paid = (payment.date for payment in grant.payments if payment.date)
    day = grant.decided_on or min(paid, default=None) or grant.start
    return day is None or plan.start <= day <= plan.end
