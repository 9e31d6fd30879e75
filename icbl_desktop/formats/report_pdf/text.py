"""Dates, money and names as a report prints them in its language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.units import format_unit

from icbl_desktop.domain.answer_rules import as_number
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.domain.words import ANSWERS, LADDER
from icbl_desktop.formats.report_pdf import words
from icbl_desktop.formats.report_pdf.language import Language

_SHORT = {Precision.DAY: "d MMM y", Precision.MONTH: "MMM y", Precision.YEAR: "y"}
_EXACT = "#,##0.00########"
_NO_BREAK_SPACE = "\u00a0"


def day(language: Language, value: date | datetime | None, precision: str = Precision.DAY) -> str:
    """A date such as "14 March 2018", "March 2018" or "2018", as exactly as it is known; empty for None."""
    if value is None:
        return ""
    if precision == Precision.YEAR:
        return str(value.year)
    if precision == Precision.MONTH:
        return _plain_year(format_skeleton("yMMMM", value, locale=language.locale))
    long = _plain_year(format_date(value, "long", language.locale))
    return f"1er{long[1:]}" if language.code == "fr" and value.day == 1 else long  # Unicode's list says 1


def short_day(language: Language, value: date | None, precision: str = Precision.DAY) -> str:
    """The same with the month cut short: "14 Mar 2018"."""
    return "" if value is None else format_date(value, _SHORT[Precision(precision)], language.locale)


def span(language: Language, start: date | None, end: date | None, precision: str = Precision.DAY) -> str:
    """From day to day, said once where they agree: "12–14 Mar 2018"."""
    last = short_day(language, end or start, precision)
    if start is None or end is None or short_day(language, start, precision) == last:
        return last
    if precision == Precision.DAY and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    if start.year == end.year:
        without_year = _SHORT[Precision(precision)].removesuffix(" y")
        return f"{format_date(start, without_year, language.locale)} – {last}"
    return f"{short_day(language, start, precision)} – {last}"


def period(language: Language, value: Period) -> str:
    """The period in words, with its code where it is more than dates."""
    dates = language.say(words.PERIOD, first=day(language, value.start), last=day(language, value.end))
    return dates if "_" in value.label else f"{dates} ({language.code_text(value.label)})"


def amount(language: Language, value: Decimal | None, currency: str, *, decimals: bool = False) -> str:
    """Money such as "USD 1,250.50", exact: whole amounts without ``decimals``, an unknown one as a dash."""
    if value is None:
        return words.UNKNOWN
    whole = not decimals and not has_decimals([value])
    digits = language.number(value, "#,##0" if whole else _EXACT)
    return unbroken(f"{shorten(currency, 6)} {digits}".strip())


def has_decimals(values: Iterable[Decimal | None]) -> bool:
    """Whether one of several amounts is not whole: one above the other, all of them then show decimals."""
    return any(one is not None and one != one.to_integral_value() for one in values)


def answer(language: Language, value: str, currency: str) -> str:
    """An indicator's answer: "Yes" for "yes", a step of the ladder in words, money as ``amount`` says it."""
    exact = as_number(value) if currency else None
    return language.word({**LADDER, **ANSWERS}, value) if exact is None else amount(language, exact, currency)


def size(language: Language, value: int) -> str:
    """A file's size: "312 kB"."""
    mega = value >= 1_000_000
    number, unit = (value / 1_000_000, "megabyte") if mega else (max(1, round(value / 1000)), "kilobyte")
    pattern = "#,##0.0" if mega else "#,##0"
    # the short one of Arabic is a whole word, and long
    length: Literal["narrow", "short"] = "narrow" if language.code == "ar" else "short"
    return format_unit(number, unit, length, pattern, language.locale)


def _plain_year(written: str) -> str:
    """A date without the Russian short word for "year": its full stop and a sentence's would be two."""
    return written.removesuffix("\u202fг.")


def shorten(text: str, limit: int) -> str:
    """One line of at most so many characters, an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def unbroken(text: str) -> str:
    """A text that stays on one line, as long as the line has room for it."""
    return text.replace(" ", _NO_BREAK_SPACE)


def short_id(record_id: str) -> str:
    """The first eight characters of an id, enough to find the record."""
    return record_id[:8]
