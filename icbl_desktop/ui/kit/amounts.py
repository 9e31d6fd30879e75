"""Amounts of money as the person's locale writes them; exact, never through a float."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QLocale

_SPACES = re.compile(r"[\s'’\u00a0\u202f]")


def parse_amount(words: str, locale: QLocale | None = None) -> Decimal | None:
    """The amount, or None for no text. Raises ``ValueError`` for what is not an amount."""
    locale = locale or QLocale()
    plain = _SPACES.sub("", words)
    if not plain:
        return None
    plain = plain.replace(locale.groupSeparator(), "").replace(locale.decimalPoint(), ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise ValueError(words) from None
    if not amount.is_finite() or "e" in plain.lower():
        raise ValueError(words)
    return amount


def format_amount(amount: Decimal, locale: QLocale | None = None) -> str:
    """With the locale's separators and at least two decimals, as ``parse_amount`` reads it."""
    locale = locale or QLocale()
    exponent = amount.normalize().as_tuple().exponent
    decimals = max(2, -exponent) if isinstance(exponent, int) else 2
    whole, _, rest = f"{amount:,.{decimals}f}".partition(".")
    return whole.replace(",", locale.groupSeparator()) + locale.decimalPoint() + rest
