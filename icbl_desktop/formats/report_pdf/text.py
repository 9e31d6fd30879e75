"""Dates, numbers and names as a report prints them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.words import ANSWERS, LADDER, say
from icbl_desktop.formats.report_pdf import words


def day(value: date | datetime | None, precision: str = Precision.DAY) -> str:
    """A date such as "14 March 2018", "March 2018" or "2018", as exactly as it is known; empty for None."""
    if value is None:
        return ""
    month = words.MONTHS[value.month - 1]
    if precision == Precision.YEAR:
        return str(value.year)
    return f"{month} {value.year}" if precision == Precision.MONTH else f"{value.day} {month} {value.year}"


def short_day(value: date | None, precision: str = Precision.DAY) -> str:
    """The same with the month in three letters: "14 Mar 2018"."""
    long = day(value, precision)
    return long if value is None else long.replace(month := words.MONTHS[value.month - 1], month[:3])


def span(start: date | None, end: date | None, precision: str = Precision.DAY) -> str:
    """From day to day, said once where they agree: "12–14 Mar 2018"."""
    last = short_day(end or start, precision)
    if start is None or end is None or start == end or short_day(start, precision) == last:
        return last
    if precision == Precision.DAY and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    first = short_day(start, precision)
    same_year = start.year == end.year and precision != Precision.YEAR
    return f"{first.removesuffix(f' {start.year}') if same_year else first} – {last}"


def period(value: Period) -> str:
    """The period in words, with its code where it is more than dates."""
    dates = f"{day(value.start)} to {day(value.end)}"
    return dates if "_" in value.label else f"{dates} ({value.label})"


def amount(value: Decimal | None, currency: str) -> str:
    """Money such as "USD 1,250.50", exact: whole amounts without decimals, an unknown one as a dash."""
    if value is None:
        return words.UNKNOWN
    whole, cents = value == value.to_integral_value(), value == round(value, 2)
    digits = f"{value:,.0f}" if whole else f"{value:,.2f}" if cents else f"{value.normalize():,f}"
    return f"{shorten(currency, 6)} {digits}".strip().replace("-", "−")


def answer(value: str, currency: str) -> str:
    """An indicator's answer: "Yes" for "yes", a step of the ladder in words, money as ``amount`` says it."""
    exact = as_number(value) if currency else None
    return say(LADDER, say(ANSWERS, value)) if exact is None else amount(exact, currency)


def size(value: int) -> str:
    """A file's size: "312 KB"."""
    return f"{value / 1_000_000:,.1f} MB" if value >= 1_000_000 else f"{max(1, round(value / 1000)):,} KB"


def shorten(text: str, limit: int) -> str:
    """One line of at most so many characters, an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def short_id(record_id: str) -> str:
    """The first eight characters of an id, enough to find the record."""
    return record_id[:8]
