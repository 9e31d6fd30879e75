"""What reports say when they are read again one after the other: the newest of each record, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from icbl_desktop.domain.file_names import holdable
from icbl_desktop.domain.projection import project
from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.work import Evidence
from icbl_desktop.formats.report_parts import FileEntry, as_records
from icbl_desktop.services.rebuild_reading import FoundReport, ancestors, parents


@dataclass(frozen=True)
class Source:
    """Where a file's bytes are: attached to a report."""

    found: FoundReport
    entry: FileEntry


@dataclass(frozen=True)
class Replayed:
    """All records as they were last reported, with their files.

    ``sources`` say by SHA-256 where the bytes of a file that was sent are; the others are held no more.
    """

    records: Records
    sources: Mapping[str, Source]

    @property
    def held(self) -> tuple[Evidence, ...]:
        """The files that no report carries."""
        return tuple(one for one in self.records.evidence if one.sha256 not in self.sources)


@dataclass(frozen=True)
class _Last:
    """The report that spoke last of a record; None for the record where it took it back."""

    found: FoundReport
    record: WorkRecord | None
    revision: int


def replay(found: Sequence[FoundReport]) -> Replayed:
    """What these reports, in order, say at last. Tombstones take back; amendments are newer revisions."""
    before = parents(found)
    last: dict[str, _Last] = {}
    for one in found:
        for id_, said in _said(one):
            known = last.get(id_)
            if known is None or _outweighs(said, known, before):
                last[id_] = said
    sources = {entry.sha256: Source(one, entry) for one, entry in _entries(found) if entry.sent}
    smaller = {entry.held_sha256: entry for _, entry in _entries(found) if entry.sent and entry.held_sha256}
    files = (
        _evidence(one, entry, sources, smaller)
        for one, entry in _entries(found)
        if entry.record_id in last and last[entry.record_id].found is one
    )
    return Replayed(project(_newest(found, last).with_files(files)), sources)


def _newest(found: Sequence[FoundReport], last: Mapping[str, _Last]) -> Records:
    """Each record as the report that spoke last of it has it."""
    parts = [as_records(part) for one in found for part in (one.report.records, one.report.changes)]
    newest: dict[str, Any] = {
        name: tuple(one for part in parts for one in getattr(part, name) if last[one.id].record is one)
        for name in vars(Records())
    }
    return Records(**newest)


def _said(one: FoundReport) -> Iterator[tuple[str, _Last]]:
    for _, record in one.report.all_records():
        yield record.id, _Last(one, record, record.revision)
    for gone in one.report.tombstones:
        yield gone.id, _Last(one, None, gone.revision)


def _outweighs(said: _Last, known: _Last, before: Mapping[str, str]) -> bool:
    """A stream outweighs those it carries on; within one, and side by side, the higher revision."""
    newer, older = said.found.report.stream.id, known.found.report.stream.id
    if newer != older and older in ancestors(newer, before):
        return True
    return said.revision >= known.revision


def _entries(found: Sequence[FoundReport]) -> Iterator[tuple[FoundReport, FileEntry]]:
    return ((one, entry) for one in found for entry in one.report.files)


def _evidence(
    one: FoundReport, entry: FileEntry, sources: Mapping[str, Source], smaller: Mapping[str, FileEntry]
) -> Evidence:
    """The file whole where any report carries it so, else made smaller as it was sent, else only its name."""
    whole = entry.held_sha256 or entry.sha256
    sent = sources[whole].entry if whole in sources else smaller.get(whole, entry)
    return Evidence(
        id=entry.id,
        record_id=entry.record_id,
        name=holdable(entry.name),
        media_type=sent.media_type,
        size=sent.size,
        sha256=sent.sha256,
        caption=entry.caption,
        taken_on=entry.taken_on,
        sharing=entry.sharing,
        added_at=one.report.made_at,
    )
