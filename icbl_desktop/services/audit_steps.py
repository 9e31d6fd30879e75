"""A record's audit trail read back: its values as they were after any step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, get_origin, get_type_hints

import msgspec

from icbl_desktop.services.record_kinds import KINDS, Kind
from icbl_desktop.store.base import RecordRow
from icbl_desktop.store.tables_workspace import AuditRow

TRASHED_AT = "trashed_at"
Changes = Mapping[str, tuple[Any, Any]]
"""Values before and after, by field."""

_TYPES = {name: {**get_type_hints(kind.draft), TRASHED_AT: datetime | None} for name, kind in KINDS.items()}


def changes_of(step: AuditRow, kind: Kind[Any, Any]) -> dict[str, tuple[Any, Any]]:
    """What a step changed, as the fields' own types; what is no field, such as files, as it was noted."""
    found: dict[str, list[Any]] = json.loads(step.changes)
    types = field_types(kind)
    return {
        name: (_value(types.get(name), before), _value(types.get(name), after))
        for name, (before, after) in found.items()
    }


def field_types(kind: Kind[Any, Any]) -> Mapping[str, Any]:
    """The type of each field a person can edit, and of when it was taken away."""
    return _TYPES[kind.name]


def values_of(row: RecordRow, kind: Kind[Any, Any]) -> dict[str, Any]:
    """The record's fields as they stand."""
    return {name: getattr(row, name) for name in field_types(kind)}


def values_before(steps: Iterable[Changes], values: Mapping[str, Any]) -> dict[str, Any]:
    """What ``values`` were before these steps, newest first."""
    found = dict(values)
    for changes in steps:
        found |= {name: was for name, (was, _) in changes.items() if name in found}
    return found


def _value(type_: Any, plain: Any) -> Any:
    """A value of the trail in its field's own type; a field that was empty says None there."""
    if type_ is None:
        return plain
    if plain is not None:
        return msgspec.convert(plain, type_)
    return "" if type_ is str else () if get_origin(type_) is tuple else None
