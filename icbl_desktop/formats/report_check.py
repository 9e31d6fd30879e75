"""What the types of ``report.json`` cannot say of a value: that it makes sense, and can be kept."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from icbl_desktop.errors import BadFile

MAX_AMOUNT = Decimal(10) ** 15
MAX_NUMBER = 2**53
MAX_TEXT = 100_000
"""Characters: five times what a person may write into one field."""


def check_values(values: Any) -> None:
    """Raises BadFile for a value that no record can hold, in a record or in the parts it is made of."""
    for field in fields(values):
        value = getattr(values, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if is_dataclass(one):
                check_values(one)
            elif isinstance(one, Decimal) and not _is_amount(one):
                raise bad(f"An amount of money makes no sense: {field.name}")
            elif isinstance(one, datetime) and one.utcoffset() != timedelta(0):
                raise bad(f"A time is not in UTC: {field.name}")
            elif isinstance(one, int) and abs(one) > MAX_NUMBER:
                raise bad(f"A number is too large: {field.name}")
            elif isinstance(one, str) and len(one) > MAX_TEXT:
                raise bad(f"A text is too long: {field.name}")


def _is_amount(value: Decimal) -> bool:
    """Finite and of a size that can be printed; a balance may be below zero."""
    if not value.is_finite() or abs(value) > MAX_AMOUNT:
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -10 <= exponent <= 15


def bad(fault: str) -> BadFile:
    """What is said of a report with this fault."""
    return BadFile(
        "The data in this report is not as it should be ({fault}). Nothing was changed. Ask for a new copy.",
        fault=fault,
    )
