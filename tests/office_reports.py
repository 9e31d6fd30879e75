"""Reports of many campaigns as the office gets them: signed, in a PDF of one empty page, made quickly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pikepdf

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.report_figures import figures
from icbl_desktop.domain.tombstones import Tombstone
from icbl_desktop.domain.work import Activity
from icbl_desktop.formats import report_changes, report_parts, sealing, signing, succession
from icbl_desktop.formats.pdf_envelope import REPORT, SIGNATURE
from icbl_desktop.formats.report_data import Report, digest_of, write_report
from tests.forged import attach, written
from tests.reports import MADE, QUARTER

FIELDS = {
    "Activity": "activities",
    "Grant": "grants",
    "Expense": "expenses",
    "Outcome": "outcomes",
    "Promise": "promises",
    "FollowUp": "follow_ups",
    "IndicatorUpdate": "indicator_updates",
}
"""The list in ``Records`` for each class of record."""


@dataclass(frozen=True)
class Made:
    """A report with its file. ``name`` is what it was called when issued."""

    report: Report
    raw: bytes
    pdf: bytes
    name: str

    @property
    def digest(self) -> str:
        return digest_of(self.raw)

    def put(self, folder: Path, name: str = "") -> Path:
        """Write the file into a folder, under its own name or another."""
        path = folder / (name or self.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.pdf)
        return path


@dataclass(frozen=True)
class Sender:
    """An installation that reports: one stream of one campaign. Everything follows from its name."""

    name: str
    states: tuple[str, ...] = ("KHM",)
    organisation: str = "Cambodia Campaign"
    campaign: str = ""
    succeeds: report_parts.SucceedsPart | None = None
    own_key: signing.SigningKey | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "campaign", self.campaign or self.stream)

    @property
    def key(self) -> signing.SigningKey:
        """What signs its reports."""
        return self.own_key or key_named(self.name)

    @property
    def stream(self) -> str:
        """The stream's id."""
        return f"stream-{self.name}"

    @property
    def code(self) -> str:
        return signing.short_code(self.key.public)

    @property
    def key_line(self) -> str:
        """The public key as reports name it."""
        return signing.public_key_line(self.key.public)

    @property
    def age(self) -> sealing.AgeKey:
        """What opens the answers to this sender."""
        return _age(self.name)

    def activity(self, number: int, **fields: Any) -> Activity:
        """An activity of this sender's, by a number; ``fields`` as in ``domain.work``."""
        return replace(
            Activity(
                id=f"{self.name}-a{number}",
                type="meeting",
                title=f"Meeting {number}",
                start=QUARTER.start + timedelta(days=number % 90),
                objectives=("strategy-2017-2021/1A",),
                stream=self.stream,
                revision=1,
                made_at=MADE,
                changed_at=MADE,
            ),
            **fields,
        )

    def report(
        self,
        number: int,
        *records: WorkRecord,
        period: Period = QUARTER,
        gone: Sequence[WorkRecord] = (),
        amends: Made | None = None,
        attached: Mapping[str, bytes] | None = None,
        signed_by: signing.SigningKey | None = None,
        **fields: Any,
    ) -> Made:
        """Report ``number`` with these records. ``gone`` are taken back by tombstones.

        ``attached`` are put beside the data; ``fields`` replace parts of the report.
        """
        gathered = gather(records)
        report = Report(
            campaign=report_parts.CampaignPart(
                id=self.campaign,
                organisation=self.organisation,
                states=self.states,
                key=self.key_line,
                recipient=self.age.recipient,
            ),
            stream=report_parts.StreamPart(id=self.stream, code=self.code, succeeds=self.succeeds),
            number=number,
            previous=None,
            period=report_parts.PeriodPart(start=period.start, end=period.end),
            plan=report_parts.PlanPart(id="2018-2019", digest="11" * 32, sequence=0),
            made_at=MADE + timedelta(hours=min(number, 9999)),
            records=report_parts.record_set(gathered),
            changes=report_parts.record_set(Records()),
            tombstones=tuple(Tombstone(one.id, kind_of(one), one.revision, "deleted") for one in gone),
            files=(),
            figures=figures(period, gathered, gathered),
        )
        report = msgspec.structs.replace(report, **fields)
        if amends is not None:
            part = report_parts.AmendsPart(
                stream=amends.report.stream.id,
                number=amends.report.number,
                digest=amends.digest,
                why="A figure was wrong.",
                changes=report_changes.changes(amends.report, report),
            )
            report = msgspec.structs.replace(report, amends=part)
        return made(report, signed_by or self.key, attached)

    def with_file(self, number: int, promised: bytes, carried: bytes | None) -> Made:
        """A report with one file behind its record: what its data say of it, and what the PDF holds."""
        record = self.activity(number)
        entry = report_parts.FileEntry(
            id=f"{record.id}-file",
            record_id=record.id,
            name="photo.jpg",
            media_type="image/jpeg",
            size=len(promised),
            sha256=hashlib.sha256(promised).hexdigest(),
            sent=True,
            attachment="E01-photo.jpg",
        )
        files = {} if carried is None else {"E01-photo.jpg": carried}
        return self.report(number, record, attached=files, files=(entry,))

    def successor(self, name: str, last: Made | None = None, *, proven: bool = True) -> Sender:
        """The same campaign's next stream, with this one's word for it or without."""
        new = replace(self, name=name, own_key=None)
        number, digest = (last.report.number, last.digest) if last else (0, "")
        said = succession.statement(self.stream, number, digest, new.stream, new.key_line)
        proof = succession.prove(self.key, said) if proven else ""
        part = report_parts.SucceedsPart(id=self.stream, number=number, digest=digest or None, proof=proof)
        return replace(new, succeeds=part)


def made(report: Report, key: signing.SigningKey, files: Mapping[str, bytes] | None = None) -> Made:
    """The report signed with this key, in its PDF."""
    raw = write_report(report)
    name = f"{report.stream.code}-r{report.number:04}-{digest_of(raw)[:8]}.pdf"
    return Made(report, raw, in_pdf(raw, signing.sign(key, raw, f"{name} report.json"), files), name)


def in_pdf(raw: bytes, minisig: bytes, files: Mapping[str, bytes] | None = None) -> bytes:
    """Any data and signature as the attachments of a PDF with one empty page."""
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, content in {REPORT: raw, SIGNATURE: minisig, **(files or {})}.items():
            attach(document, name, content)
        return written(document)


def gather(records: Iterable[WorkRecord]) -> Records:
    """Records of any kinds, each in its list."""
    lists: dict[str, list[WorkRecord]] = {}
    for one in records:
        lists.setdefault(FIELDS[type(one).__name__], []).append(one)
    return Records(**{name: tuple(some) for name, some in lists.items()})  # type: ignore[arg-type]


def kind_of(record: WorkRecord) -> str:
    """The name of a record's kind, as tombstones have it."""
    return next(kind for kind, _ in gather([record]).by_kind())


@cache
def key_named(name: str) -> signing.SigningKey:
    """A signing key that follows from a name."""
    secret = hashlib.sha256(name.encode()).digest()
    return signing.SigningKey(secret[:8], secret)


@cache
def _age(name: str) -> sealing.AgeKey:
    return sealing.generate()


KHM = Sender("khm")
LAO = Sender("lao", ("LAO",), "Lao Campaign")
SRB = Sender("srb", ("SRB",), "Serbian Campaign")
LATER = datetime(2018, 5, 2, 9, tzinfo=UTC)
NEXT_QUARTER = Period(date(2018, 4, 1), date(2018, 6, 30))
