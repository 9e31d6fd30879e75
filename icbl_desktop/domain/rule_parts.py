"""What the rules for records are made of: each adds a sentence for a field that breaks it."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

Problems = dict[str, str]
"""A sentence for each field that breaks a rule; empty where all is well."""

LARGEST = 10**12  # far above any real amount, and a thousand of them still add up to one a report can hold
_LONGEST = 20_000
_REPEATED = 80
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DECIMALS = 4
_RATE_DECIMALS = 10
CURRENCY = re.compile("[A-Z]{3}")


def one_of(problems: Problems, field: str, value: str, words: type, *, empty: bool = False) -> None:
    """The value is a word of the list, or, where that may be, empty."""
    if value == "" and empty:
        return
    known = [str(word) for word in words]  # type: ignore[attr-defined]
    if value not in known:
        problems[field] = f"“{shortened(value)}” is not known here. Known are: {', '.join(known)}."


def in_order(problems: Problems, start: date | None, end: date | None, field: str = "end") -> None:
    """The end does not lie before the start."""
    if start and end and end < start:
        problems[field] = "The end lies before the start."


def amount(problems: Problems, field: str, value: Decimal | None, place: str = "") -> bool:
    """An amount a report can hold; ``place`` names a line of a list. Whether one is there and good."""
    if value is None:
        return False
    where = f"{place}: " if place else ""
    if not value.is_finite() or value.is_signed():
        problems[field] = f"{where}An amount of money cannot be below zero."
    elif value >= LARGEST:
        problems[field] = f"{where}This amount is too large. Check the number of digits."
    elif not _is_written_short(value):
        problems[field] = f"{where}Write the amount with at most four decimals."
    else:
        return True
    return False


def money(problems: Problems, field: str, value: Decimal | None, currency: str) -> None:
    """An amount of money with its currency."""
    if amount(problems, field, value) and not CURRENCY.fullmatch(currency):
        problems["currency"] = "Give the currency as three letters in capitals, such as USD, EUR or KHR."


def rate(problems: Problems, value: Decimal | None) -> None:
    """An exchange rate is a number above zero."""
    if value is not None and (not value.is_finite() or value <= 0):
        problems["rate"] = "An exchange rate is a number above zero."
    elif value is not None and value >= LARGEST:
        problems["rate"] = "This exchange rate is too large. Check the number of digits."
    elif value is not None and not _is_written_short(value, _RATE_DECIMALS):
        problems["rate"] = f"Write the exchange rate with at most {_RATE_DECIMALS} decimals."


def texts(problems: Problems, draft: Any, within: str = "", place: str = "") -> None:
    """A text is as long as a person writes it, not as a file pasted by mistake, and can be read and printed.

    Of a line in a list, ``within`` begins its fields' names, such as "budget[0].", and ``place`` names it.
    """
    for field in fields(draft):
        value = getattr(draft, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and (said := _unfit_text(one)):
                where = f"{place}: {said[0].lower()}{said[1:]}" if place else said
                problems[f"{within}{field.name}"] = where


def shortened(value: str) -> str:
    """What somebody wrote, cut to what a sentence can repeat."""
    return value if len(value) <= _REPEATED else f"{value[:_REPEATED]}…"


def _unfit_text(value: str) -> str:
    if len(value) > _LONGEST:
        return f"This text is too long. Write at most {_LONGEST:,} characters."
    if _UNPRINTABLE.search(value):
        return "There is a character in this text that cannot be shown or printed. Write the text again."
    return ""


def _is_written_short(value: Decimal, decimals: int = _DECIMALS) -> bool:
    """Zeros at the end count too: a report refuses an amount with too many digits."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -decimals
