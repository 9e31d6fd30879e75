"""One reported record: its fields in words, which report said what of it, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.field_words import FIELDS, value_words
from icbl_desktop.domain.inbox import COUNTING
from icbl_desktop.domain.picture import Traced
from icbl_desktop.domain.plan import code_of
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.words import ANSWERS, REACHED, say
from icbl_desktop.errors import UserError
from icbl_desktop.formats.report_parts import FileEntry
from icbl_desktop.services.office.counted_records import counted
from icbl_desktop.services.office.told import report_of
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import ITS_STREAM, CarriedRow, RecordRow, ReportRow, StreamRow

_USUAL = {"precision": "day", "people_shared": False}
"""What a record says without a word from anybody."""
_REFERENCES = ("objectives", "indicators", "indicator")
"""Fields that say "STRATEGY/CODE"."""


@dataclass(frozen=True)
class FieldWords:
    """A field that says something: its English name, and its value in English words and as it is held."""

    field: str
    name: str
    value: str
    held: Any


@dataclass(frozen=True)
class Telling:
    """What one report said of the record: a revision of it, or that it is taken back.

    ``counts`` says whether the report counts, ``holds`` whether the record stands as it says.
    """

    digest: str
    number: int
    stream_code: str
    made_at: datetime
    revision: int
    taken_back: bool
    counts: bool
    holds: bool


@dataclass(frozen=True)
class FileLine:
    """A file behind the record: ``sent`` with a report, or held by the campaign. ``size`` in bytes.

    ``digest`` is the report's, and ``attachment`` the file's name in it where it was sent.
    """

    name: str
    caption: str
    media_type: str
    size: int
    sha256: str
    taken_on: date | None
    sent: bool
    digest: str
    attachment: str


@dataclass(frozen=True)
class RecordDetail:
    """The record as it stands; what was told of it, the newest revision first; the files behind it."""

    line: Traced
    fields: tuple[FieldWords, ...]
    history: tuple[Telling, ...]
    files: tuple[FileLine, ...]


def record(store: OfficeStore, campaign: str, record_id: str) -> RecordDetail:
    """Open a record. Raises UserError where it does not count, or not any more."""
    with store.read() as session:
        here = (RecordRow.campaign == campaign, RecordRow.id == record_id)
        kind = session.scalars(select(RecordRow.kind).where(*here)).first()
        known: Any = KINDS[kind].record if kind else None
        found = counted(session, kind, known, *here) if kind else []
        if not found:
            raise UserError(
                "This record is not counted any more: it was taken back, or reports contradict each other. "
                "Nothing was changed. Open the list again."
            )
        history = _history(session, found[0].line)
        files = _files(session, record_id, [one.digest for one in history if one.counts])
    return RecordDetail(found[0].line, tuple(_fields(found[0].line.kind, found[0].record)), history, files)


def _history(session: Session, line: Traced) -> tuple[Telling, ...]:
    rows = session.execute(
        select(CarriedRow.revision, CarriedRow.content, ReportRow, StreamRow.code)
        .join(ReportRow, ReportRow.digest == CarriedRow.report)
        .join(StreamRow, ITS_STREAM)
        .where(CarriedRow.record_id == line.id, ReportRow.campaign == line.campaign)
    )
    found = [
        Telling(
            digest=report.digest,
            number=report.number,
            stream_code=code,
            made_at=report.made_at,
            revision=revision,
            taken_back=not content,
            counts=report.standing in COUNTING,
            holds=report.digest == line.digest,
        )
        for revision, content, report, code in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.revision, one.number, one.digest), reverse=True))


def _files(session: Session, record_id: str, digests: Sequence[str]) -> tuple[FileLine, ...]:
    """Each file once, as the newest report has it; as one that was sent, if any report brought it."""
    found: dict[str, FileLine] = {}
    for digest in digests:
        for one in report_of(session, digest).files:
            known = found.get(one.id)
            if one.record_id == record_id and (known is None or (one.sent and not known.sent)):
                found[one.id] = _file(one, digest)
    return tuple(found.values())


def _file(one: FileEntry, digest: str) -> FileLine:
    return FileLine(
        name=one.name,
        caption=one.caption,
        media_type=one.media_type,
        size=one.size,
        sha256=one.sha256,
        taken_on=one.taken_on,
        sent=one.sent,
        digest=digest,
        attachment=one.attachment,
    )


def _fields(kind: str, shown: WorkRecord) -> Iterator[FieldWords]:
    """The fields that say something, in the order of their form."""
    for name, words in FIELDS[kind].items():
        held = getattr(shown, name, None)
        text = _words(kind, name, held)
        if text and held != _USUAL.get(name):
            yield FieldWords(name, words, text, held)


def _words(kind: str, field: str, value: Any) -> str:
    """A value in English words; empty for none."""
    if isinstance(value, bool):
        return ANSWERS["yes"] if value else ANSWERS["no"]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        between = "; " if value and is_dataclass(value[0]) else ", "
        return between.join(_words(kind, field, one) for one in value)
    if is_dataclass(value):
        parts = ((one.name, getattr(value, one.name)) for one in fields(value) if one.name != "id")
        return ", ".join(filter(None, (_part(name, part) for name, part in parts)))
    if value is None:
        return ""
    return code_of(value) if field in _REFERENCES else say(value_words(kind, field), str(value))


def _part(name: str, value: Any) -> str:
    """A member of a budget line, a payment or a planned result."""
    return say(REACHED, value) if name == "reached" else _words("", name, value)
