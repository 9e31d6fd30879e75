"""What a sheet of the plan workbook and its columns are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

EXAMPLE = "example"
"""What the first cell of an example row says."""

STATES_SHEET = "states"
"""The sheet with the codes and names to choose from; it is written, and not read."""


class Kind(StrEnum):
    """What a cell may hold. The plural kinds hold several, one to a line."""

    ID = "id"
    TEXT = "text"
    TEXTS = "texts"
    WORD = "word"
    WORDS = "words"
    GOAL = "goal"
    OBJECTIVE = "objective"
    OBJECTIVES = "objectives"
    STATE = "state"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes or no"


class Must(StrEnum):
    """In place of the value of an empty cell, where a cell must not be empty."""

    FILL = "fill"


@dataclass(frozen=True)
class Column:
    """A column: ``field`` is its name in the plan, ``blank`` what an empty cell means."""

    name: str
    field: str
    kind: Kind
    note: str
    example: Any
    blank: Any = Must.FILL
    words: tuple[str, ...] = ()
    width: int = 14

    @property
    def required(self) -> bool:
        """Whether each row must fill it."""
        return self.blank is Must.FILL


@dataclass(frozen=True)
class Sheet:
    """A sheet: ``section`` is the list of the plan that its rows are, each an ``entry``."""

    name: str
    section: str
    entry: type
    columns: tuple[Column, ...]

    def column_of(self, field: str) -> Column | None:
        """The column with this name in the plan."""
        return next((column for column in self.columns if column.field == field), None)
