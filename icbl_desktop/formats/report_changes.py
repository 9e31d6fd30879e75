"""What one report says otherwise than another of the same scope, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from icbl_desktop.domain.record import Record
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.formats.report_data import Report
from icbl_desktop.formats.report_parts import FieldChange, RecordChange

ADDED, CHANGED, GONE = "added", "changed", "gone"
FILES = "evidence"
"""The name under which a change of a record's files stands among those of its fields."""

_KEPT = {field.name for field in fields(Record)}
_CHOICES = {
    "type",
    "precision",
    "level",
    "treaty",
    "state",
    "sharing",
    "outcome_kind",
    "programme",
    "currency",
    "local_currency",
    "iso3",
    "confidence",
}
"""Fields of text that hold a word of a list, and so nothing a person wrote."""


def changes(before: Report, after: Report) -> tuple[RecordChange, ...]:
    """Each record that was added, changed or is gone, in the order of the reports.

    Of a text only its field is named: what was taken out of it is not said again.
    """
    old, new = _by_id(before), _by_id(after)
    old_files, new_files = _files(before), _files(after)
    found = []
    for one, (kind, record) in new.items():
        if one not in old:
            found.append(RecordChange(id=one, kind=kind, what=ADDED))
            continue
        changed = [*_changed(old[one][1], record)]
        if old_files.get(one) != new_files.get(one):
            changed.append(FieldChange(field=FILES))
        if changed:
            found.append(RecordChange(id=one, kind=kind, what=CHANGED, fields=tuple(changed)))
    gone = (RecordChange(id=one, kind=kind, what=GONE) for one, (kind, _) in old.items() if one not in new)
    return (*found, *gone)


def _changed(before: WorkRecord, after: WorkRecord) -> Iterator[FieldChange]:
    for field in fields(after):
        was, now = getattr(before, field.name, None), getattr(after, field.name)
        if field.name not in _KEPT and was != now:
            if _is_plain(field.name, was) and _is_plain(field.name, now):
                yield FieldChange(field=field.name, before=_said(was), after=_said(now))
            else:
                yield FieldChange(field=field.name)


def _is_plain(field: str, value: Any) -> bool:
    """Whether it is a number, a date or a choice, and no text."""
    return value is None or isinstance(value, (int, Decimal, date)) or field in _CHOICES


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _by_id(report: Report) -> dict[str, tuple[str, WorkRecord]]:
    return {record.id: (kind, record) for kind, record in report.all_records()}


def _files(report: Report) -> dict[str, set[tuple[str, str, str]]]:
    """The files behind each record: which, what is said of it, and its bytes."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for one in report.files:
        found.setdefault(one.record_id, set()).add((one.id, one.caption, one.held_sha256 or one.sha256))
    return found
