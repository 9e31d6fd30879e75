"""What the types of ``report.json`` cannot say of a value: that it makes sense, and can be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

from icbl_desktop.errors import BadFile

MAX_AMOUNT = Decimal(10) ** 15
MAX_NUMBER = 2**53
MAX_TEXT = 100_000
"""Characters: five times what a person may write into one field."""


def check_values(values: Any) -> None:
    """Raises BadFile for a value that no record can hold, in a record or in the parts it is made of."""
    kind: Any = type(values)
    getter, checks = _checked(kind)
    for check, value in zip(checks, getter(values), strict=True):
        if value and (fault := check(value)):
            raise bad(f"{fault}: {_field(values, value)}")


@cache
def _checked(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[Check, ...]]:
    """What reads the fields of a class that need a look, and the look that each of them needs."""
    hints = get_type_hints(kind)
    found = [(field.name, check) for field in fields(kind) if (check := _check_for(hints[field.name]))]
    names, checks = zip(*found, strict=True)
    getter = attrgetter(*names)
    return (getter if len(names) > 1 else lambda values: (getter(values),)), checks


def _check_for(hint: Any) -> Check | None:
    """The check for a field of this type; None for one that can hold anything its type allows."""
    inner = [one for one in get_args(hint) if one not in (type(None), Ellipsis)]
    plain, several = inner[0] if inner else hint, get_origin(hint) is tuple
    if is_dataclass(plain):
        return _parts if several else _part
    return (_LISTS if several else _CHECKS).get(plain)


def _part(value: Any) -> str:
    check_values(value)
    return ""


def _parts(values: tuple[Any, ...]) -> str:
    for one in values:
        check_values(one)
    return ""


def _text(value: str) -> str:
    return "A text is too long" if len(value) > MAX_TEXT else ""


def _texts(values: tuple[str, ...]) -> str:
    return max(map(_text, values))


def _number(value: int) -> str:
    return "A number is too large" if abs(value) > MAX_NUMBER else ""


def _time(value: datetime) -> str:
    return "" if value.utcoffset() == timedelta(0) else "A time is not in UTC"


def _amount(value: Decimal) -> str:
    return "" if _is_amount(value) else "An amount of money makes no sense"


def _field(values: Any, value: Any) -> str:
    """The name of the field that holds this very value."""
    return next(field.name for field in fields(values) if getattr(values, field.name) is value)


Check = Callable[[Any], str]
"""Looks at a value that is there, and says what is wrong with it, or nothing."""

_CHECKS: dict[Any, Check] = {str: _text, int: _number, datetime: _time, Decimal: _amount}
_LISTS: dict[Any, Check] = {str: _texts}


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
