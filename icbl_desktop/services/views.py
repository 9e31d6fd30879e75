"""How the list of activities is shown here: its columns, its rows, and the filters kept by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.store.database import Database
from icbl_desktop.store.listing import ActivityFilter, dated
from icbl_desktop.store.tables_workspace import ViewSettingRow

__all__ = [
    "COLUMNS",
    "ListLook",
    "SavedFilter",
    "dated",
    "keep_look",
    "look",
    "remove",
    "rename",
    "save",
    "saved",
]

COLUMNS = (
    "date",
    "activity",
    "objective",
    "result",
    "files",
    "report",
    "place",
    "institutions",
    "participants",
    "cost",
    "grant",
    "tags",
    "sharing",
)
"""The columns a list can have, in their order; "activity" is always shown."""

_FILTERS, _LOOK = "activity.filters", "activity.look"
_LONGEST_NAME = 60
T = TypeVar("T")


@dataclass(frozen=True)
class SavedFilter:
    """A filter kept under a name."""

    name: str
    filter: ActivityFilter


@dataclass(frozen=True, kw_only=True)
class ListLook:
    """Which columns the list shows, in one line a row where ``compact``, with the preview beside it."""

    columns: tuple[str, ...] = COLUMNS[:6]
    compact: bool = False
    preview: bool = True


def look(db: Database) -> ListLook:
    """How the list is shown; as it comes where nothing was chosen."""
    return _read(db, _LOOK, ListLook, ListLook())


def keep_look(db: Database, chosen: ListLook) -> None:
    """Show the list so from now on."""
    _write(db, _LOOK, chosen)


def saved(db: Database) -> tuple[SavedFilter, ...]:
    """The filters kept by name, in the order of their names."""
    return _read(db, _FILTERS, tuple[SavedFilter, ...], ())


def save(db: Database, name: str, wanted: ActivityFilter) -> Changed:
    """Keep a filter under a name, in place of one of that name. Raises UserError for a bad name."""
    name = _checked(name)
    return _keep(db, [*(one for one in saved(db) if one.name != name), SavedFilter(name, wanted)])


def rename(db: Database, name: str, to: str) -> Changed:
    """Give a kept filter another name. Raises UserError where that is taken, empty or too long."""
    to, kept = _checked(to), saved(db)
    if to != name and any(one.name == to for one in kept):
        raise UserError("There is a filter named “{name}” already. Choose another name.", name=to)
    return _keep(db, [replace(one, name=to) if one.name == name else one for one in kept])


def remove(db: Database, name: str) -> Changed:
    """Forget a kept filter; activities stay as they are."""
    return _keep(db, [one for one in saved(db) if one.name != name])


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError("Give the filter a name.")
    if len(name) > _LONGEST_NAME:
        raise UserError("This name is too long. Write at most {most} characters.", most=_LONGEST_NAME)
    return name


def _keep(db: Database, filters: list[SavedFilter]) -> Changed:
    _write(db, _FILTERS, sorted(filters, key=lambda one: one.name.casefold()))
    return Changed.of("view")


def _read(db: Database, name: str, kind: type[T], otherwise: T) -> T:
    with db.read() as session:
        row = session.get(ViewSettingRow, name)
    try:
        return msgspec.json.decode(row.value, type=kind) if row else otherwise
    except msgspec.DecodeError:  # written by another version of the program: no work is lost with it
        return otherwise


def _write(db: Database, name: str, value: object) -> None:
    with db.write() as session:
        session.merge(ViewSettingRow(name=name, value=msgspec.json.encode(value).decode()))
