"""Stretches of time that a report covers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """From ``start`` to ``end``, both days included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period; a missing day does not."""
        return day is not None and self.start <= day <= self.end

    def touches(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.start <= other.end and other.start <= self.end

    @property
    def label(self) -> str:
        """A code for names: "2018-Q1", "2018", or "2018-01-05_2018-02-10"."""
        for quarter in range(1, 5):
            if self == Period.quarter(self.start.year, quarter):
                return f"{self.start.year}-Q{quarter}"
        if self == Period(date(self.start.year, 1, 1), date(self.start.year, 12, 31)):
            return str(self.start.year)
        return f"{self.start.isoformat()}_{self.end.isoformat()}"

    @classmethod
    def quarter(cls, year: int, number: int) -> Period:
        """The calendar quarter ``number``, 1 to 4."""
        last = number * 3
        return cls(date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]))

    @classmethod
    def quarter_of(cls, day: date) -> Period:
        """The calendar quarter a day lies in."""
        return cls.quarter(day.year, (day.month - 1) // 3 + 1)

    def quarters(self) -> tuple[Period, ...]:
        """The calendar quarters that the period reaches into, the earliest first."""
        found = [Period.quarter_of(self.start)]
        while found[-1].end < self.end:
            found.append(Period.quarter_of(found[-1].end + timedelta(days=1)))
        return tuple(found)

    @classmethod
    def parse_quarter(cls, text: str) -> Period:
        """Read "2018-Q1". Raises ValueError for anything else."""
        found = re.fullmatch(r"(\d{4})-[Qq]([1-4])", text.strip())
        if not found:
            raise ValueError(f"not a quarter: {text!r}")
        return cls.quarter(int(found[1]), int(found[2]))

    @classmethod
    def from_label(cls, label: str) -> Period:
        """The period of a ``label``. Raises ValueError for what is none."""
        if label.isdigit():
            return cls(date(int(label), 1, 1), date(int(label), 12, 31))
        first, between, last = label.partition("_")
        if between:
            return cls(date.fromisoformat(first), date.fromisoformat(last))
        return cls.parse_quarter(label)


def previous_quarter(period: Period) -> Period:
    """The quarter before the one that ``period`` starts in."""
    year, month = period.start.year, period.start.month
    number = (month - 1) // 3
    return Period.quarter(year, number) if number else Period.quarter(year - 1, 4)
