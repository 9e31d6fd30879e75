"""What a sheet of the plan workbook and its columns are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from icbl_desktop.domain.plan_titles import PLACES

EXAMPLE = "example"
"""What the first cell of an example row says."""

STATES_SHEET = "states"
"""The sheet with the codes and names to choose from; it is written, and not read."""


class Kind(StrEnum):
    """What a cell may hold. The plural kinds hold several."""

    ID = "id"
    TEXT = "text"
    TEXTS = "texts"
    WORD = "word"
    WORDS = "words"
    GOAL = "goal"
    OBJECTIVE = "objective"
    OBJECTIVES = "objectives"
    STATE = "state"
    STATES = "states"
    FILE = "file"
    LANGUAGE = "language"
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
    """A sheet: ``section`` is the list of the plan or its extras that its rows are, each an ``entry``."""

    name: str
    section: str
    entry: type
    columns: tuple[Column, ...]

    def column_of(self, field: str) -> Column | None:
        """The column with this name in the plan."""
        return next((column for column in self.columns if column.field == field), None)

    def is_translated(self, column: Column) -> bool:
        """Whether other languages may stand beside a column."""
        return (self.section, column.field) in PLACES


def an_id(note: str = "", field: str = "id") -> Column:
    """The first column of most sheets: its example cell marks the example row."""
    return Column("id", field, Kind.ID, note or "Stays the same from one plan to the next.", EXAMPLE)


def a_label(field: str, note: str, example: str) -> Column:
    """The text people read."""
    return Column("label", field, Kind.TEXT, note, example, width=70)


def a_text(name: str, note: str, example: Any, width: int = 20, field: str = "") -> Column:
    """A text that may be missing."""
    return Column(name, field or name, Kind.TEXT, note, example, blank="", width=width)


def a_word(
    name: str, words: Iterable[str], note: str, example: Any, blank: Any = Must.FILL, field: str = ""
) -> Column:
    """A word of a closed list."""
    known = tuple(map(str, words))
    width = max(map(len, known)) + 4
    return Column(name, field or name, Kind.WORD, note, example and str(example), blank, known, width)


def a_date(name: str, note: str, example: date | None, blank: Any = Must.FILL, field: str = "") -> Column:
    """A day."""
    return Column(name, field or name, Kind.DATE, note, example, blank)


def an_objective(example: str = "1A", blank: Any = Must.FILL) -> Column:
    """The objective that an entry belongs to."""
    return Column("objective", "objective", Kind.OBJECTIVE, "The objective it belongs to.", example, blank)


def objectives() -> Column:
    """The objectives that an entry serves."""
    return Column("objectives", "objectives", Kind.OBJECTIVES, "The objectives it serves.", "1A", ())
