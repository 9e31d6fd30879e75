"""The tables of the picture: a plan's commitments, its indicators by state, grants and their money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from icbl_desktop.domain.picture import Number
from icbl_desktop.domain.plan import Commitment, Ref
from icbl_desktop.domain.vocabulary import Bound

_CENT = Decimal("0.01")


class Reach(StrEnum):
    """How what is counted stands to what the plan asks. ``MORE``: above the most that the plan names.

    ``UNTOLD``: reports cannot tell.
    """

    UNTOLD = ""
    NO = "no"
    YES = "yes"
    MORE = "more"


@dataclass(frozen=True)
class CommitmentCount:
    """A commitment and what reports count towards it; ``how`` says what is counted.

    ``counted.value`` is None where reports cannot tell. ``overlapping`` says that several lines may tell
    of one and the same thing. ``as_of`` is the date of facts that came with the program.
    """

    commitment: Commitment
    counted: Number
    how: str
    overlapping: bool = False
    as_of: date | None = None

    @property
    def reach(self) -> Reach:
        """Whether the plan's number is reached. "2 to 3", "exactly 1" and "at most 5" can be passed too."""
        promised, counted = self.commitment, self.counted.value
        if counted is None:
            return Reach.UNTOLD
        most = promised.minimum if promised.bound in (Bound.EXACTLY, Bound.AT_MOST) else promised.maximum
        if most is not None and counted > most:
            return Reach.MORE
        return Reach.YES if counted >= promised.minimum or promised.bound == Bound.AT_MOST else Reach.NO


@dataclass(frozen=True)
class ProgrammeCount:
    """All commitments of a plan to one grant programme together: at least ``wanted`` grants in all."""

    programme: str
    wanted: int
    counted: Number
    how: str

    @property
    def reach(self) -> Reach:
        """Whether there are as many."""
        if self.counted.value is None:
            return Reach.UNTOLD
        return Reach.YES if self.counted.value >= self.wanted else Reach.NO


@dataclass(frozen=True)
class StateAnswer:
    """What is known of one state: its newest answer.

    ``values`` are several where campaigns differ on that day.
    """

    iso3: str
    day: date | None
    values: tuple[str, ...]
    currency: str
    campaign: str
    organisation: str
    number: int
    stream_code: str
    digest: str

    @property
    def differs(self) -> bool:
        """Whether campaigns contradict each other."""
        return len(self.values) > 1


@dataclass(frozen=True)
class IndicatorSum:
    """An indicator over all states: the newest answer of each counts once.

    ``by_value`` has how many states gave each answer, in the order of its list (yes, no; the ladder's
    rungs), with "differs" where campaigns contradict each other. ``total`` is the sum of numbers, each
    state's newest; ``by_currency`` sums of money. Neither is there for other kinds. ``unanswered`` are
    states of known campaigns without an answer.
    """

    id: str
    ref: Ref
    text: str
    question: str
    kind: str
    unit: str
    objective: str
    answered: Number
    by_value: tuple[tuple[str, Number], ...]
    total: Number | None
    by_currency: tuple[tuple[str, Number], ...]
    states: tuple[StateAnswer, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A step of a state on its way to joining a treaty, as an answer tells it."""

    iso3: str
    treaty: str
    rung: str
    day: date | None
    answer: StateAnswer


@dataclass(frozen=True, kw_only=True)
class GrantLine:
    """One grant; amounts in its own ``currency``, None where not known.

    ``spent`` is what expenses and costs say.
    """

    campaign: str
    organisation: str
    id: str
    title: str
    programme: str
    state: str
    objectives: tuple[str, ...]
    states: tuple[str, ...]
    day: date | None
    currency: str
    requested: Decimal | None
    awarded: Decimal | None
    paid: Decimal | None
    spent: Decimal | None
    without_rate: int
    report_due: date | None
    reported_on: date | None
    digest: str
    number: int
    stream_code: str
    revision: int


MONEY_COLUMNS = ("requested", "awarded", "paid", "spent")


@dataclass(frozen=True)
class CurrencySum:
    """Grants of one currency, and their money added up within it, by the columns above.

    An amount is None where no grant says it. ``without`` counts the grants whose amount of a column is
    not known.
    """

    currency: str
    grants: Number
    amounts: tuple[tuple[str, Number], ...]
    without: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Rate:
    """What one unit of ``currency`` is worth in ``to``, on a day, and where that was read."""

    currency: str
    to: str
    rate: Decimal
    on: date
    source: str = ""


@dataclass(frozen=True)
class Converted:
    """Sums of several currencies in one, by these rates; what is in a ``missing`` currency is not in it."""

    to: str
    amounts: tuple[tuple[str, Decimal | None], ...]
    rates: tuple[Rate, ...]
    missing: tuple[str, ...]


def converted(sums: Sequence[CurrencySum], to: str, rates: Iterable[Rate]) -> Converted:
    """The money of all currencies in ``to``, to the cent. Only what a rate is given for is added up."""
    known = {rate.currency: rate for rate in rates if rate.to == to and rate.rate > 0}
    amounts: dict[str, Decimal | None] = dict.fromkeys(MONEY_COLUMNS)
    for one in sums:
        worth = (
            Decimal(1) if one.currency == to else known[one.currency].rate if one.currency in known else None
        )
        for column, number in one.amounts:
            if worth is not None and number.value is not None:
                amounts[column] = (amounts[column] or Decimal(0)) + number.value * worth
    named = {one.currency for one in sums if one.currency != to}
    return Converted(
        to,
        tuple((name, None if sum_ is None else _to_the_cent(sum_)) for name, sum_ in amounts.items()),
        tuple(rate for currency, rate in sorted(known.items()) if currency in named),
        tuple(sorted(named - known.keys())),
    )


def _to_the_cent(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
