"""The columns a sheet of records may have, by what they are called, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from icbl_desktop.domain.field_words import FIELDS, value_words
from icbl_desktop.formats import sheet_cells
from icbl_desktop.formats.sheet_cells import plain
from icbl_desktop.formats.workbook_records import TemplateColumn
from icbl_desktop.services.record_kinds import KINDS

IMPORTABLE = ("activity", "expense", "promise", "follow_up", "outcome")
"""Kinds of records that can come in a sheet."""

FOLLOW_UP = {"follow_up": "What is to be done next?", "follow_up_due": "By when?"}
"""Columns of a sheet of activities that begin a follow-up."""

DATED = {"activity": ("start", "end"), "outcome": ("when",)}
"""The dates for which a month alone will do: a kind keeps beside them how exactly they are known."""

_ALIASES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "activity": {
        "start": ("Date", "Start date", "Day"),
        "end": ("End date", "Until"),
        "title": ("Activity", "Title", "What"),
        "objectives": ("Objectives",),
        "result": ("Result", "Outcome", "Results"),
        "details": ("Description",),
        "participants": ("Participants",),
        "states": ("Country",),
        "grant_id": ("Grant",),
        "institutions": ("Who you met",),
    },
    "expense": {
        "date": ("Date",),
        "what": ("Description", "Item"),
        "grant_id": ("Grant",),
        "activity_id": ("Activity",),
    },
    "promise": {
        "who": ("Official", "Who"),
        "what": ("Promise",),
        "due": ("Due",),
        "made_on": ("Date",),
        "activity_id": ("Activity",),
    },
    "follow_up": {"what": ("Follow-up", "To do"), "due": ("Due",), "activity_id": ("Activity",)},
    "outcome": {"actor": ("Who", "Actor"), "change": ("Change", "Outcome"), "when": ("Date",)},
}
_NOT_IN_TEMPLATE = frozenset(
    {
        "planned_activity",
        "event",
        "alert",
        "commitment",
        "precision",
        "people_shared",
        "promise_id",
        "promises",
    }
)
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "str": sheet_cells.text,
    "bool": sheet_cells.yes_no,
    "int | None": sheet_cells.whole_number,
    "Decimal | None": sheet_cells.amount,
    "date | None": sheet_cells.day,
    "dt.date | None": sheet_cells.day,
    "tuple[str, ...]": sheet_cells.texts,
    "tuple[Ref, ...]": sheet_cells.texts,
}
_NOTES: Mapping[str, str] = {
    "date | None": "A day such as 2018-03-25.",
    "dt.date | None": "A day such as 2018-03-25.",
    "int | None": "A whole number; leave it empty where it was not asked.",
    "Decimal | None": "An amount such as 1234.50.",
    "bool": "yes or no.",
    "tuple[str, ...]": "Several with semicolons between them.",
    "tuple[Ref, ...]": "Codes such as 1A; several with semicolons between them.",
}


@dataclass(frozen=True)
class Column:
    """A field that a column may fill. ``kind_of`` is its type as written in the draft."""

    field: str
    heading: str
    kind_of: str
    words: Mapping[str, str]

    def read(self, cell: Any) -> Any:
        """The field's value, a date with its precision. Raises Unfit."""
        return sheet_cells.word(cell, self.words) if self.words else _READERS[self.kind_of](cell)


def columns(kind: str) -> tuple[Column, ...]:
    """Every column a sheet of this kind may have."""
    known = {field.name: str(field.type) for field in fields(KINDS[kind].draft)}
    made = [
        Column(name, FIELDS[kind][name], of, value_words(kind, name))
        for name, of in known.items()
        if of in _READERS
    ]
    if kind == "activity":
        made += [
            Column("follow_up", FOLLOW_UP["follow_up"], "str", {}),
            Column("follow_up_due", FOLLOW_UP["follow_up_due"], "date | None", {}),
        ]
    return tuple(made)


def matched(kind: str, headings: Sequence[str]) -> dict[int, Column]:
    """The headings that name a column, by their place; each column once, the first that names it."""
    by_name: dict[str, Column] = {}
    for column in columns(kind):
        names = (column.field, column.heading, *_ALIASES[kind].get(column.field, ()))
        for name in names:
            by_name.setdefault(plain(name), column)
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        column_here = by_name.get(plain(heading))
        if heading and column_here is not None and column_here not in found.values():
            found[place] = column_here
    return found


def likely_kind(headings: Sequence[str]) -> str:
    """The kind whose columns these headings name best."""
    return max(IMPORTABLE, key=lambda kind: len(matched(kind, headings)))


def template_columns(kind: str) -> list[TemplateColumn]:
    """The columns of the template for a kind."""
    return [
        TemplateColumn(column.heading, _note(kind, column), tuple(column.words.values()))
        for column in columns(kind)
        if column.field not in _NOT_IN_TEMPLATE
    ]


def _note(kind: str, column: Column) -> str:
    if column.field in DATED.get(kind, ()):
        return "A day such as 2018-03-25, or a month such as 2018-03."
    return _NOTES.get(column.kind_of, "")
