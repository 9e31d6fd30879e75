"""What a report carries: ``report.json``, versioned, with the same bytes for the same report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from icbl_desktop.domain.record_set import WorkRecord
from icbl_desktop.domain.report_figures import Figures
from icbl_desktop.domain.report_order import ReportKind
from icbl_desktop.domain.tombstones import Tombstone
from icbl_desktop.errors import BadFile, NewerFile
from icbl_desktop.formats import strict_json
from icbl_desktop.formats.report_check import bad, check_values
from icbl_desktop.formats.report_parts import (
    AmendsPart,
    CampaignPart,
    Count,
    Digest,
    FileEntry,
    Name,
    PeriodPart,
    PlanPart,
    RecordSet,
    StreamPart,
    as_records,
)

FORMAT = "icbl-report"
MAJOR, MINOR = 1, 0
VERSION = f"{MAJOR}.{MINOR}"
MAX_BYTES = 16 * 1024 * 1024

_VERSION = re.compile(r"([0-9]{1,4})\.[0-9]{1,4}")


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report. ``previous`` is the digest of the stream's report before this one.

    ``records`` lie in the period; ``changes`` lie outside it and have a revision not sent before.
    ``tombstones`` take back records of earlier reports.
    ``drafts`` counts activities that are still being written and so are not in the report, ``left_out``
    records the campaign may send and did not this time.
    ``grant_id`` names the grant of a grant report, ``iso3`` the state of a brief. ``language`` is that of the
    headings. ``in_short`` and ``needs`` are the campaign's own lines, None where they are drafted.
    """

    format: str = FORMAT
    version: str = VERSION
    kind: Name = ReportKind.ACTIVITY
    grant_id: str = ""
    iso3: str = ""
    language: Name = "en"
    in_short: tuple[str, ...] | None = None
    needs: tuple[str, ...] | None = None
    amends: AmendsPart | None = None
    campaign: CampaignPart
    stream: StreamPart
    number: Annotated[int, Meta(ge=1, le=2**53)]
    previous: Digest | None
    period: PeriodPart
    plan: PlanPart
    made_at: Annotated[datetime, Meta(tz=True)]
    records: RecordSet
    changes: RecordSet
    tombstones: tuple[Tombstone, ...] = ()
    files: tuple[FileEntry, ...]
    figures: Figures
    drafts: Count = 0
    left_out: Count = 0

    def all_records(self) -> Iterator[tuple[str, WorkRecord]]:
        """Each record with the name of its kind: the period's first, then the changes."""
        for part in (self.records, self.changes):
            yield from as_records(part).by_kind()


def write_report(report: Report) -> bytes:
    """``report.json``: keys in alphabetical order, decimals as texts, times in UTC."""
    return msgspec.json.format(msgspec.json.encode(report, order="sorted"), indent=1) + b"\n"


def digest_of(raw: bytes) -> str:
    """The report's identity: the SHA-256 of its ``report.json``, in hex."""
    return hashlib.sha256(raw).hexdigest()


def read_report(raw: bytes) -> Report:
    """The report in a ``report.json``. Raises BadFile naming the place, NewerFile for a higher major version.

    Unknown fields of a higher minor version are passed over: keep ``raw`` to pass them on.
    """
    value = strict_json.read(raw, "report.json", MAX_BYTES)
    _check_version(value)
    try:
        report = msgspec.convert(value, Report)
    except msgspec.ValidationError as error:
        raise bad(str(error)) from error
    _check(report)
    return report


def json_schema() -> bytes:
    """The published JSON Schema, made from the code."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Report)}
    properties = schema["$defs"]["Report"]["properties"]
    properties["format"]["const"] = FORMAT
    properties["version"]["pattern"] = rf"^{MAJOR}\.[0-9]+$"
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2) + b"\n"


def _check_version(value: Any) -> None:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BadFile(
            "The data in this file is not that of a report. Nothing was changed. Ask for the original file."
        )
    version = _VERSION.fullmatch(str(value.get("version")))
    if version is None:
        raise bad("Its version is not two numbers such as 1.0")
    if int(version[1]) != MAJOR:
        raise NewerFile(
            "This report was made with a newer version of ICBL Desktop. Nothing was changed. "
            "Install the newest version, then open the report again."
        )


def _check(report: Report) -> None:
    """Raises BadFile where a report contradicts itself, or names an amount or time that is none."""
    if report.period.end < report.period.start:
        raise bad("The period ends before it starts")
    records = [record for _, record in report.all_records()]
    ids = {record.id for record in records}
    named = [*records, *report.tombstones]
    if len({one.id for one in named}) != len(named) or len({f.id for f in report.files}) != len(report.files):
        raise bad("One record is in it twice")
    if any(file.record_id not in ids for file in report.files):
        raise bad("A file belongs to no record")
    attached = [file.attachment for file in report.files if file.sent]
    if "" in attached or len(set(attached)) != len(attached):
        raise bad("A file that was sent has no name of its own")
    if any(not one.id or one.revision < 1 for one in named):
        raise bad("A record has no id or no revision")
    for record in (*named, *report.figures.money):
        check_values(record)
    if report.made_at.utcoffset() != timedelta(0):
        raise bad("The time it was made is not in UTC")
