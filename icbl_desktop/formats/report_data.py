"""What a report carries: ``report.json``, versioned, with the same bytes for the same report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.record_set import Records, WorkRecord
from icbl_desktop.domain.report_figures import Figures
from icbl_desktop.domain.tombstones import Tombstone
from icbl_desktop.domain.work import Activity, FollowUp, IndicatorUpdate, Outcome, Promise
from icbl_desktop.errors import BadFile, NewerFile
from icbl_desktop.formats import strict_json

FORMAT = "icbl-report"
MAJOR, MINOR = 1, 0
VERSION = f"{MAJOR}.{MINOR}"
MAX_BYTES = 16 * 1024 * 1024
MAX_AMOUNT = Decimal(10) ** 15

_VERSION = re.compile(r"([0-9]{1,4})\.[0-9]{1,4}")

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
Name = Annotated[str, Meta(min_length=1, max_length=300)]
Count = Annotated[int, Meta(ge=0, le=2**53)]


class CampaignPart(msgspec.Struct, frozen=True, kw_only=True):
    """Who reports. ``id`` is the workspace's first stream, ``key`` the public key that signs."""

    id: Name
    organisation: str
    states: tuple[str, ...]
    key: Name


class StreamPart(msgspec.Struct, frozen=True, kw_only=True):
    """The installation that reports; ``code`` is the short name people see."""

    id: Name
    code: Name


class PeriodPart(msgspec.Struct, frozen=True, kw_only=True):
    """From ``start`` to ``end``, both days included."""

    start: date
    end: date


class PlanPart(msgspec.Struct, frozen=True, kw_only=True):
    """The plan version worked under. ``sequence`` 0 came with the program."""

    id: Name
    digest: Digest
    sequence: Count


class RecordSet(msgspec.Struct, frozen=True, kw_only=True):
    """Records with their whole state and revision, by kind, oldest first."""

    activities: tuple[Activity, ...] = ()
    grants: tuple[Grant, ...] = ()
    expenses: tuple[Expense, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    promises: tuple[Promise, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    indicator_updates: tuple[IndicatorUpdate, ...] = ()


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A file behind a record. ``sent`` says whether it travels with the report or is held by the campaign.

    Who made it stays, and so does an original that is not sent.
    """

    id: Name
    record_id: Name
    name: str
    media_type: str
    size: Count
    sha256: Digest
    caption: str = ""
    taken_on: date | None = None
    sent: bool = False


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report. ``previous`` is the digest of the stream's report before this one.

    ``records`` lie in the period; ``changes`` lie outside it and have a revision not sent before.
    ``tombstones`` take back records of earlier reports.
    ``drafts`` counts activities that are still being written and so are not in the report.
    """

    format: str = FORMAT
    version: str = VERSION
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

    def all_records(self) -> Iterator[tuple[str, WorkRecord]]:
        """Each record with the name of its kind: the period's first, then the changes."""
        for part in (self.records, self.changes):
            yield from as_records(part).by_kind()


def record_set(records: Records) -> RecordSet:
    """The records as a report carries them; files travel in a list of their own."""
    return RecordSet(
        activities=records.activities,
        grants=records.grants,
        expenses=records.expenses,
        outcomes=records.outcomes,
        promises=records.promises,
        follow_ups=records.follow_ups,
        indicator_updates=records.indicator_updates,
    )


def as_records(part: RecordSet) -> Records:
    """The same records as the domain holds them, without files."""
    return Records(
        activities=part.activities,
        grants=part.grants,
        expenses=part.expenses,
        outcomes=part.outcomes,
        promises=part.promises,
        follow_ups=part.follow_ups,
        indicator_updates=part.indicator_updates,
    )


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
        raise _bad(str(error)) from error
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
        raise _bad("Its version is not two numbers such as 1.0")
    if int(version[1]) != MAJOR:
        raise NewerFile(
            "This report was made with a newer version of ICBL Desktop. Nothing was changed. "
            "Install the newest version, then open the report again."
        )


def _check(report: Report) -> None:
    """What types cannot say."""
    if report.period.end < report.period.start:
        raise _bad("The period ends before it starts")
    records = [record for _, record in report.all_records()]
    ids = {record.id for record in records}
    named = [*records, *report.tombstones]
    if len({one.id for one in named}) != len(named) or len({f.id for f in report.files}) != len(report.files):
        raise _bad("One record is in it twice")
    if any(file.record_id not in ids for file in report.files):
        raise _bad("A file belongs to no record")
    if any(not one.id or one.revision < 1 for one in named):
        raise _bad("A record has no id or no revision")
    for record in (*records, *report.figures.money):
        _check_values(record)
    if report.made_at.utcoffset() != timedelta(0):
        raise _bad("The time it was made is not in UTC")


def _check_values(values: Any) -> None:
    """Each amount and time in a record and in the parts it is made of."""
    for field in fields(values):
        value = getattr(values, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if is_dataclass(one):
                _check_values(one)
            elif isinstance(one, Decimal) and not _is_amount(one):
                raise _bad(f"An amount of money makes no sense: {field.name}")
            elif isinstance(one, datetime) and one.utcoffset() != timedelta(0):
                raise _bad(f"A time is not in UTC: {field.name}")


def _is_amount(value: Decimal) -> bool:
    """Finite and of a size that can be printed; a balance may be below zero."""
    if not value.is_finite() or abs(value) > MAX_AMOUNT:
        return False
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -10 <= exponent <= 15


def _bad(fault: str) -> BadFile:
    return BadFile(
        "The data in this report is not as it should be ({fault}). Nothing was changed. Ask for a new copy.",
        fault=fault,
    )
