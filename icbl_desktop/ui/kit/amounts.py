"""Amounts of money as the person's locale writes them; exact, never through a float."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QLocale

_SPACES = re.compile(r"[\s'’\u00a0\u202f]")
_MARK = re.compile("[.,٫٬]")  # the last two are Arabic


def parse_amount(words: str, locale: QLocale | None = None) -> Decimal | None:
    """The amount, or None for no text. Raises ``ValueError`` for what is not, or not surely, an amount.

    Other habits than the locale's are understood where they can mean one thing only: "1 234,50" is never
    123450.
    """
    locale = locale or QLocale()
    plain = _SPACES.sub("", words)
    if not plain:
        return None
    try:
        amount = Decimal(_plain(plain, locale))
    except InvalidOperation:
        raise ValueError(words) from None
    if not amount.is_finite() or "e" in plain.lower():
        raise ValueError(words)
    return amount


def _plain(words: str, locale: QLocale) -> str:
    """Without marks between the thousands, and "." before the decimals."""
    marks, point = _MARK.findall(words), locale.decimalPoint()
    if not marks:
        return words
    last = marks[-1]
    whole, _, rest = words.rpartition(last)
    looks_like_thousands = last != point and len(set(marks)) == 1 and len(rest) == 3
    if looks_like_thousands and last != locale.groupSeparator():
        raise ValueError(words)  # thousands or decimals: here it could be either
    if looks_like_thousands or marks.count(last) > 1:
        return _whole(words)
    return f"{_whole(whole)}.{rest}"


def _whole(words: str) -> str:
    """A whole number without its marks, which divide it in threes, or as in India in twos and a three."""
    parts = _MARK.split(words)
    inner = {len(part) for part in parts[1:-1]}
    if len(parts) > 1 and (len(set(_MARK.findall(words))) > 1 or len(parts[-1]) != 3 or inner - {2, 3}):
        raise ValueError(words)
    return "".join(parts)


def format_amount(amount: Decimal, locale: QLocale | None = None) -> str:
    """With the locale's separators and at least two decimals, as ``parse_amount`` reads it."""
    return _formatted(amount, 2, locale or QLocale())


def format_number(number: Decimal, locale: QLocale | None = None) -> str:
    """The same with as many decimals as the number has."""
    return _formatted(number, 0, locale or QLocale())


def _formatted(number: Decimal, least: int, locale: QLocale) -> str:
    exponent = number.normalize().as_tuple().exponent
    decimals = max(least, -exponent) if isinstance(exponent, int) else least
    whole, point, rest = f"{number:,.{decimals}f}".partition(".")
    return whole.replace(",", locale.groupSeparator()) + (locale.decimalPoint() if point else "") + rest
