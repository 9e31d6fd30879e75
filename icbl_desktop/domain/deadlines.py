"""What falls due under the treaties for one state, counted from its own entry into force.

A recorded clearance deadline goes before the rule, since it may have been extended. See docs/deadlines.md.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from icbl_desktop.domain.countries import Deadline, Standing, State
from icbl_desktop.domain.vocabulary import Treaty, TreatyStatus

DERIVED = "derived"
"""In place of a recorded deadline's ``as_of``: it follows from the rule, not from a source."""

REPORT_DAYS = 180


class Duty(StrEnum):
    """What a State Party has to have done by a date."""

    STOCKPILES = "stockpiles"
    CLEARANCE = "clearance"
    INITIAL_REPORT = "initial report"
    ANNUAL_REPORT = "annual report"


class Basis(StrEnum):
    """Where a date comes from: a dated source, or the treaty's rule alone."""

    RECORDED = "recorded"
    RULE = "rule"


@dataclass(frozen=True)
class Rule:
    """A duty, the place in the treaty that sets it, and the years it gives; reports have no years."""

    treaty: Treaty
    article: int
    paragraph: str
    kind: Duty
    years: int = 0


RULES = (
    Rule(Treaty.MBT, 4, "", Duty.STOCKPILES, 4),
    Rule(Treaty.MBT, 5, "1", Duty.CLEARANCE, 10),
    Rule(Treaty.MBT, 7, "1", Duty.INITIAL_REPORT),
    Rule(Treaty.MBT, 7, "2", Duty.ANNUAL_REPORT),
    Rule(Treaty.CCM, 3, "2", Duty.STOCKPILES, 8),
    Rule(Treaty.CCM, 4, "1(a)", Duty.CLEARANCE, 10),
    Rule(Treaty.CCM, 7, "1", Duty.INITIAL_REPORT),
    Rule(Treaty.CCM, 7, "2", Duty.ANNUAL_REPORT),
)


@dataclass(frozen=True)
class TreatyDate:
    """A date of one state; ``due`` is None where it is not known, and the next one of a yearly duty.

    ``as_of`` is the year or month of the source of a recorded date, empty for the rule.
    """

    iso3: str
    rule: Rule
    due: date | None
    basis: Basis
    as_of: str
    passed: bool

    @property
    def treaty(self) -> Treaty:
        """The treaty that sets it."""
        return self.rule.treaty

    @property
    def article(self) -> int:
        """The article of that treaty."""
        return self.rule.article

    @property
    def kind(self) -> Duty:
        """What has to be done by then."""
        return self.rule.kind


def deadlines(state: State, recorded: Iterable[Deadline], today: date) -> tuple[TreatyDate, ...]:
    """Every date that binds this state on this day, past ones too, in the order of ``RULES``.

    A clearance date only where the state is recorded as affected, or it is unknown whether it is.
    """
    rows = {(row.treaty, row.article): row for row in recorded if row.iso3 == state.iso3}
    dates = (_treaty_date(state, rule, rows.get((rule.treaty, rule.article)), today) for rule in RULES)
    return tuple(one for one in dates if one)


def worth_saying(one: TreatyDate) -> bool:
    """Whether a campaign needs it: past dates only of clearance, which may have been extended."""
    return one.kind == Duty.CLEARANCE or not one.passed


def years_after(start: date, years: int) -> date:
    """The same day so many years later; 28 February for a 29th that year does not have."""
    year = start.year + years
    return date(year, start.month, min(start.day, monthrange(year, start.month)[1]))


def _treaty_date(state: State, rule: Rule, row: Deadline | None, today: date) -> TreatyDate | None:
    standing = state.standing(rule.treaty)
    if standing is None or not _binds(standing, today):
        return None
    if rule.kind == Duty.CLEARANCE and (row is None or row.affected == "no"):
        return None
    due, basis, as_of = _by_rule(rule, standing.in_force, today), Basis.RULE, ""
    if row and row.deadline and row.as_of != DERIVED:
        due, basis, as_of = row.deadline, Basis.RECORDED, row.as_of
    if due and standing.withdrawn and due >= standing.withdrawn:
        return None
    return TreatyDate(state.iso3, rule, due, basis, as_of, passed=due is not None and due < today)


def _binds(standing: Standing, today: date) -> bool:
    """A State Party is bound, and one that withdraws until the day that takes effect."""
    if standing.withdrawn:
        return today < standing.withdrawn
    return standing.status == TreatyStatus.STATE_PARTY


def _by_rule(rule: Rule, in_force: date | None, today: date) -> date | None:
    if in_force is None:
        return None
    if rule.years:
        return years_after(in_force, rule.years)
    initial = in_force + timedelta(days=REPORT_DAYS)
    return initial if rule.kind == Duty.INITIAL_REPORT else _next_30_april(initial, today)


def _next_30_april(initial: date, today: date) -> date:
    """The first one that is not before today, and after the initial report was due."""
    first = max(initial + timedelta(days=1), today)
    this_year = date(first.year, 4, 30)
    return this_year if this_year >= first else date(first.year + 1, 4, 30)
