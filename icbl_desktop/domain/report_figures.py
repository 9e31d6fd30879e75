"""The sums a report prints, worked out from what leaves and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.money import GrantMoney, grant_money
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.vocabulary import PromiseState


@dataclass(frozen=True)
class Count:
    """A number of people over the ``asked`` activities that counted them; None where none did."""

    total: int | None
    asked: int


@dataclass(frozen=True)
class GrantSum:
    """The money of one grant against all it was ever spent on, not only in this period."""

    grant_id: str
    money: GrantMoney


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The period in numbers. ``files`` counts evidence files behind its records.

    Promises are ``made``, ``kept`` and ``not_kept`` by their own dates in the period; ``open`` ones, and
    open follow-ups, are all there are.
    """

    activities: int
    outcomes: int
    grants: int
    expenses: int
    promises_made: int
    promises_kept: int
    promises_not_kept: int
    promises_open: int
    follow_ups_open: int
    indicator_updates: int
    files: int
    participants: Count
    women: Count
    men: Count
    persons_with_disabilities: Count
    survivors: Count
    money: tuple[GrantSum, ...]


def figures(period: Period, inside: Records, everything: Records) -> Figures:
    """The sums over ``inside``, the period's records; grants are summed over ``everything`` that leaves."""
    settled = [one.state for one in inside.promises if period.holds(one.settled_on)]
    return Figures(
        activities=len(inside.activities),
        outcomes=len(inside.outcomes),
        grants=len(inside.grants),
        expenses=len(inside.expenses),
        promises_made=sum(period.holds(one.made_on) for one in inside.promises),
        promises_kept=settled.count(PromiseState.KEPT),
        promises_not_kept=settled.count(PromiseState.NOT_KEPT),
        promises_open=sum(one.state == PromiseState.OPEN for one in inside.promises),
        follow_ups_open=sum(not one.done for one in inside.follow_ups),
        indicator_updates=len(inside.indicator_updates),
        files=len(inside.evidence),
        participants=_count(a.participants for a in inside.activities),
        women=_count(a.women for a in inside.activities),
        men=_count(a.men for a in inside.activities),
        persons_with_disabilities=_count(a.persons_with_disabilities for a in inside.activities),
        survivors=_count(a.survivors for a in inside.activities),
        money=tuple(_grant_sum(grant, everything) for grant in everything.grants),
    )


def _grant_sum(grant: Grant, everything: Records) -> GrantSum:
    activities = [one for one in everything.activities if one.grant_id == grant.id]
    expenses = [one for one in everything.expenses if one.grant_id == grant.id]
    receipts = {one.record_id for one in everything.evidence}
    return GrantSum(grant.id, grant_money(grant, activities, expenses, receipts))


def _count(numbers: Iterable[int | None]) -> Count:
    known = [number for number in numbers if number is not None]
    return Count(sum(known) if known else None, len(known))
