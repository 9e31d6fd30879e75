"""The sums a report prints, worked out from what leaves and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from icbl_desktop.domain.money import GrantMoney, grant_money
from icbl_desktop.domain.projection import Records
from icbl_desktop.domain.work import Activity


@dataclass(frozen=True)
class Count:
    """A number of people over the ``asked`` activities that counted them; None where none did."""

    total: int | None
    asked: int


@dataclass(frozen=True)
class GrantSum:
    """The money of one grant against all activities ever paid from it, not only this period's."""

    grant_id: str
    money: GrantMoney


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The period in numbers. ``files`` counts evidence files behind its records."""

    activities: int
    outcomes: int
    grants: int
    indicator_updates: int
    files: int
    participants: Count
    women: Count
    men: Count
    persons_with_disabilities: Count
    survivors: Count
    money: tuple[GrantSum, ...]


def figures(period: Records, everything: Records) -> Figures:
    """The sums of one period's records; ``everything`` that may leave is what grants were spent on."""
    return Figures(
        activities=len(period.activities),
        outcomes=len(period.outcomes),
        grants=len(period.grants),
        indicator_updates=len(period.indicator_updates),
        files=len(period.evidence),
        participants=_count(a.participants for a in period.activities),
        women=_count(a.women for a in period.activities),
        men=_count(a.men for a in period.activities),
        persons_with_disabilities=_count(a.persons_with_disabilities for a in period.activities),
        survivors=_count(a.survivors for a in period.activities),
        money=tuple(
            GrantSum(grant.id, grant_money(grant, _paid_from(grant.id, everything.activities)))
            for grant in everything.grants
        ),
    )


def _count(numbers: Iterable[int | None]) -> Count:
    known = [number for number in numbers if number is not None]
    return Count(sum(known) if known else None, len(known))


def _paid_from(grant_id: str, activities: Iterable[Activity]) -> Iterable[Activity]:
    return (activity for activity in activities if activity.grant_id == grant_id)
