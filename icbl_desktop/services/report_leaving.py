"""What of a report leaves this computer and what stays, line by line, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from icbl_desktop.domain import known_names
from icbl_desktop.domain.file_budget import FileChoice
from icbl_desktop.domain.projection import Reason, names_staying, reason_to_stay
from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.report_order import Sending
from icbl_desktop.domain.report_period import day_of
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.work import Evidence, IndicatorUpdate, Outcome
from icbl_desktop.services.record_kinds import KINDS

_NOT_SHOWN = {"sharing", "state", "people_shared"}
"""What says of a record how far it goes; the rest of its fields are what goes."""


@dataclass(frozen=True, kw_only=True)
class LeavingField:
    """A field of a record that has a value. ``reason`` says why it stays, or a part of it; else empty."""

    name: str
    goes: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class LeavingFile:
    """A file behind a record. Where it ``goes``, the report lists it; ``sending`` says whether it travels.

    ``size`` and ``sent_size`` in bytes; ``sent_size`` is 0 where it does not travel.
    """

    id: str
    name: str
    media_type: str
    size: int
    sharing: str
    goes: bool
    reason: str = ""
    sending: Sending = Sending.HELD
    sent_size: int = 0


@dataclass(frozen=True, kw_only=True)
class LeavingRecord:
    """A record that the report carries, or would if it did not stay. ``changed``: from outside the period.

    ``fields`` are those with a value, in the order of the record.
    """

    kind: str
    id: str
    title: str
    day: date | None
    sharing: str
    goes: bool
    reason: str
    changed: bool
    fields: tuple[LeavingField, ...]
    files: tuple[LeavingFile, ...]


@dataclass(frozen=True, kw_only=True)
class NameInText:
    """A name the program knows from elsewhere, that stands in a text that goes.

    In the person's own lines for the report ``kind`` is "report", and there is no ``record_id``.
    """

    name: str
    kind: str
    record_id: str
    field: str


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """Everything a report is about: what goes, what stays and why; and names to look at again."""

    records: tuple[LeavingRecord, ...]
    names_in_texts: tuple[NameInText, ...]


@dataclass(frozen=True, kw_only=True)
class Sides:
    """A report's material: ``here`` is all there is, ``inside`` and ``changed`` go, as they go.

    ``concerned`` are the ids of all it is about, ``outside`` of those from outside the period,
    ``left_out`` those of records and files that might go and do not this time. ``contact`` is the campaign's
    own; ``own_lines`` are what the person wrote for this report; ``files`` says how each file goes.
    """

    here: Records
    inside: Records
    changed: Records
    concerned: Collection[str]
    outside: Collection[str]
    left_out: Collection[str]
    contact: str
    own_lines: Mapping[str, str]
    files: Mapping[str, FileChoice]


def leaving(sides: Sides, question_of: Callable[[str], str]) -> Leaving:
    """What goes of these records and what stays, in the order of the report.

    ``question_of`` gives the question of an indicator: it is what its updates are called.
    """
    known = known_names.index(_known(sides))
    records = tuple(_records(sides, question_of))
    return Leaving(records=records, names_in_texts=tuple(_names_in_texts(sides, known)))


def _records(sides: Sides, question_of: Callable[[str], str]) -> Iterator[LeavingRecord]:
    going = {one.id: one for part in (sides.inside, sides.changed) for _, one in part.by_kind()}
    files = _files_by_record(sides.here)
    for kind, one in sides.here.by_kind():
        if one.id in sides.concerned:
            gone, reason = going.get(one.id), _reason(sides, one)
            yield LeavingRecord(
                kind=kind,
                id=one.id,
                title=_title(kind, one, question_of),
                day=day_of(one),
                sharing=one.sharing,
                goes=gone is not None,
                reason=reason if gone is None else "",
                changed=one.id in sides.outside,
                fields=tuple(_fields(KINDS[kind].draft, one, gone, reason)),
                files=tuple(_file(sides, file, gone is not None) for file in files.get(one.id, ())),
            )


def _title(kind: str, one: WorkRecord, question_of: Callable[[str], str]) -> str:
    if isinstance(one, IndicatorUpdate):
        return question_of(one.indicator)
    return str(getattr(one, KINDS[kind].title))


def _reason(sides: Sides, one: WorkRecord) -> str:
    """Why a record stays that does not go."""
    own = reason_to_stay(one)
    if own is None and one.id in sides.left_out:
        return Reason.LEFT_OUT
    return own or Reason.WITH_ITS_RECORD


def _fields(draft: Any, one: WorkRecord, gone: WorkRecord | None, reason: str) -> Iterator[LeavingField]:
    for field in fields(draft):
        value = getattr(one, field.name)
        if field.name in _NOT_SHOWN or _is_empty(value):
            continue
        left = None if gone is None else getattr(gone, field.name)
        why = "" if left == value else reason if gone is None else _why_cut(one, field.name)
        yield LeavingField(name=field.name, goes=not _is_empty(left), reason=why)


def _why_cut(one: WorkRecord, field: str) -> Reason:
    if field in names_staying(one):
        return Reason.CONTACTS if isinstance(one, Outcome) else Reason.NAMES
    return Reason.WITH_ITS_RECORD


def _file(sides: Sides, file: Evidence, record_goes: bool) -> LeavingFile:
    choice = sides.files.get(file.id)
    goes = record_goes and choice is not None
    return LeavingFile(
        id=file.id,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sharing=file.sharing,
        goes=goes,
        reason="" if goes else _why_file_stays(sides, file, record_goes),
        sending=choice.sending if choice else Sending.HELD,
        sent_size=choice.size if choice else 0,
    )


def _why_file_stays(sides: Sides, file: Evidence, record_goes: bool) -> str:
    if own := reason_to_stay(file):
        return own
    if file.id in sides.left_out:
        return Reason.LEFT_OUT
    return Reason.FILE_MISSING if record_goes else Reason.WITH_ITS_RECORD


def _files_by_record(records: Records) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for file in sorted(records.evidence, key=lambda one: (one.name, one.id)):
        found.setdefault(file.record_id, []).append(file)
    return found


def _known(sides: Sides) -> set[str]:
    """Every name of a person in the workspace, wherever it stands."""
    held = [sides.contact, *(file.source for file in sides.here.evidence)]
    for _, one in sides.here.by_kind():
        held += [getattr(one, field) for field in _name_fields(one)]
    return {name for field in held for name in known_names.names_in(field)}


def _names_in_texts(sides: Sides, known: known_names.Index) -> Iterator[NameInText]:
    for field, text in sides.own_lines.items():
        for name in sorted(known_names.found_in(text, known)):
            yield NameInText(name=name, kind="report", record_id="", field=field)
    for part in (sides.inside, sides.changed):
        files = _files_by_record(part)
        for kind, one in part.by_kind():
            for field, text in _texts(kind, one, files.get(one.id, ())):
                for name in sorted(known_names.found_in(text, known)):
                    yield NameInText(name=name, kind=kind, record_id=one.id, field=field)


def _texts(kind: str, one: WorkRecord, files: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    """The texts of a record by field, but for those that hold names; and what is said of its files."""
    names = _name_fields(one)
    for field in fields(KINDS[kind].draft):
        if field.name not in names and (text := _text(getattr(one, field.name))):
            yield field.name, text
    for file in files:
        yield "evidence", f"{file.name} {file.caption}"


def _name_fields(one: WorkRecord) -> tuple[str, ...]:
    """The fields of a record that are there to name people: those that no public copy has."""
    return names_staying(one, Sharing.PUBLIC)


def _text(value: Any) -> str:
    """All the words in a field, also in the parts it is made of."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "\n".join(_text(one) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return "\n".join(_text(getattr(value, field.name)) for field in fields(value))
    return ""


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", ())
