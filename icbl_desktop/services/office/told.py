"""What reports carry, record by record, ready to be merged; taken from the store where it is not at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.projection import LINKS
from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.formats.report_changes import GONE
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import report_files
from icbl_desktop.store.tables_office import PdfRow

_JSON = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True)
class Told:
    """A record as a report has it. ``text`` is its JSON, always the same bytes for the same content."""

    kind: str
    record: WorkRecord
    text: bytes

    def but_for_links(self) -> bytes:
        """The same without the records it names: which of them may leave is no matter of its revision."""
        fields: dict[str, Any] = msgspec.json.decode(self.text)
        return _JSON.encode({name: value for name, value in fields.items() if name not in LINKS})


Contents = dict[str, Mapping[str, Told]]
"""What reports carry: by digest, then by the record's id."""


def told(report: Report) -> dict[str, Told]:
    """Each record of a report, by its id."""
    return {record.id: Told(kind, record, _JSON.encode(record)) for kind, record in report.all_records()}


def fetch(session: Session, contents: Contents, digests: Iterable[str]) -> None:
    """Add to ``contents`` what these reports carry, where it is not there yet."""
    for digest in digests:
        if digest not in contents:
            contents[digest] = told(report_of(session, digest))


def report_of(session: Session, digest: str) -> Report:
    """What a report that is here carries, read from its file."""
    pdf = session.scalars(select(PdfRow.content).where(PdfRow.digest == digest)).one()
    return report_files.opened(pdf).report


def carried(digest: str, report: Report, contents: Mapping[str, Told]) -> Iterator[dict[str, object]]:
    """The rows of ``CarriedRow`` for a report: what it tells, takes back, and leaves out as an amendment."""
    stream, said = report.stream.id, set(contents)
    for id_, one in contents.items():
        owner = "" if one.record.stream == stream else one.record.stream[:_MAX_OWNER]
        sha256 = hashlib.sha256(one.text).hexdigest()
        yield _row(digest, id_, one.kind, one.record.revision, sha256, owner)
    for gone in report.tombstones:
        said.add(gone.id)
        yield _row(digest, gone.id, gone.kind, gone.revision, "", "")
    for change in report.amends.changes if report.amends else ():
        if change.what == GONE and change.id not in said:
            said.add(change.id)
            yield _row(digest, change.id, change.kind, 0, "", "")


_MAX_OWNER = 300


def _row(digest: str, id_: str, kind: str, revision: int, content: str, owner: str) -> dict[str, object]:
    return {
        "report": digest,
        "record_id": id_,
        "kind": kind,
        "revision": revision,
        "content": content,
        "owner": owner,
    }
