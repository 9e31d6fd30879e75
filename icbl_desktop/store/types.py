"""Column types: what SQLite has no type for, kept as exact text."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC as ISO text, so that it sorts and reads well in any tool."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Refuse a time without a zone: it cannot be said what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Back to a moment in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Money(TypeDecorator[Decimal]):
    """An exact decimal as text, never a float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Plain digits, no exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Back to the same decimal."""
        return None if value is None else Decimal(value)


class TextList(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings as a JSON list, which SQLite's json_each can read."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """The list as JSON, letters of every script as they are."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Back to a tuple."""
        return None if value is None else tuple(json.loads(value))


class PartList(TypeDecorator[tuple[Any, ...]]):
    """A tuple of one frozen dataclass, such as budget lines, as a JSON list of objects."""

    impl = Text
    cache_ok = True

    def __init__(self, part: type[Any]) -> None:
        super().__init__()
        self.part = part

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:
        """The list as JSON; decimals and dates as exact text."""
        return None if value is None else msgspec.json.encode(value).decode("utf-8")

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:
        """Back to a tuple of the parts."""
        return None if value is None else tuple(msgspec.json.decode(value, type=list[self.part]))  # type: ignore[name-defined]


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it: for the audit trail."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return list(msgspec.to_builtins(value))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, tuple):
        return list(value)
    if value is None or isinstance(value, (str, int, bool)):
        return str(value) if isinstance(value, str) else value
    return str(value)
