"""The office's store: reports that came in, whose keys are known, what was merged, reviewed and decided.

It lies apart from the workspace, in a file of its own or in a PostgreSQL that several reviewers share.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Date, ForeignKey, Index, Integer, LargeBinary, Text, and_, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from icbl_desktop.store.types import Money, TextList, UtcTime

_IS_OF_ANOTHER = text("owner <> ''")
_HAS_GRANT = text("grant_id <> ''")
_CONFLICT, _IN_CONFLICT = text("conflict"), text('"conflict" = 1')
"""As PostgreSQL says it, and as SQLite does."""
_NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A report's number, or a revision, may say anything up to 2^53."""


class OfficeBase(DeclarativeBase):
    """The one set of the office's tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        date: Date(),
        datetime: UtcTime(),
        Decimal: Money(),
        tuple[str, ...]: TextList(),
        int: _NUMBER,
    }


class OfficeVersionRow(OfficeBase):
    """Which version of these tables this is; one row. ``last_record`` is the highest key a record got."""

    __tablename__ = "office_version"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_record: Mapped[int] = mapped_column(default=0)


class CampaignRow(OfficeBase):
    """A campaign whose reports came in, as its newest report that counts tells of it.

    ``id`` is what its reports call it. As long as none counts, it is told by the newest that is held, and
    ``recipient``, the age key that receipts are sealed to, is empty.
    """

    __tablename__ = "campaign"

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    states: Mapped[tuple[str, ...]]
    language: Mapped[str]
    recipient: Mapped[str]


class StreamRow(OfficeBase):
    """A stream under one key, as its reports name both; one stream under two keys is two rows.

    ``named`` is the campaign its reports name. ``campaign`` is the one it was bound to: by a person
    (``bound_by``), or by the word of a key that was bound before (``bound_by`` is empty); itself empty as
    long as it is not, and then its reports are held. ``refused`` says that a person found it not to be
    theirs.
    """

    __tablename__ = "stream"

    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    fingerprint: Mapped[str]
    named: Mapped[str] = mapped_column(index=True)
    campaign: Mapped[str] = mapped_column(index=True)
    bound_by: Mapped[str]
    bound_at: Mapped[datetime | None]
    refused: Mapped[bool]
    succeeds: Mapped[str]
    succeeds_number: Mapped[int]
    succeeds_digest: Mapped[str]
    succeeds_proof: Mapped[str]


class ReportRow(OfficeBase):
    """A report whose signature holds; what it carries lies in its file.

    ``campaign`` is the one its stream is bound to, else the one it names. ``organisation``, ``states`` and
    ``recipient`` are as it says itself. ``amends`` is the digest of the report that it replaces. ``standing``
    is a ``domain.inbox.Standing``, worked out anew whenever something comes or is decided. ``last_day`` is
    the last one that it tells work of; ``file_name`` is what the file was called that brought it.
    """

    __tablename__ = "report"

    digest: Mapped[str] = mapped_column(primary_key=True)
    campaign: Mapped[str] = mapped_column(index=True)
    stream: Mapped[str]
    key: Mapped[str]
    number: Mapped[int]
    organisation: Mapped[str]
    states: Mapped[tuple[str, ...]]
    recipient: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    grant_id: Mapped[str]
    iso3: Mapped[str]
    language: Mapped[str]
    plan_id: Mapped[str]
    plan_sequence: Mapped[int]
    made_at: Mapped[datetime]
    last_day: Mapped[date | None]
    amends: Mapped[str]
    records: Mapped[int]
    files: Mapped[int]
    standing: Mapped[str]
    file_name: Mapped[str]
    arrived_at: Mapped[datetime]
    arrived_by: Mapped[str]

    __table_args__ = (Index("report_by_number", "stream", "number"), Index("report_by_standing", "standing"))


class PdfRow(OfficeBase):
    """The report's file as it came, unsealed: its pages, its data, the evidence that travelled with it."""

    __tablename__ = "pdf"

    digest: Mapped[str] = mapped_column(ForeignKey("report.digest"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CarriedRow(OfficeBase):
    """What a report says of a record: its revision, and its content's SHA-256, empty where it takes it back.

    At revision 0 an amendment says that it leaves the record out, which was in what it replaces. ``owner`` is
    the stream that made the record, where that is another one than the report's.
    """

    __tablename__ = "carried"

    report: Mapped[str] = mapped_column(ForeignKey("report.digest"), primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    revision: Mapped[int]
    content: Mapped[str]
    owner: Mapped[str]

    __table_args__ = (
        Index("carried_by_record", "record_id"),
        Index("carried_by_owner", "owner", sqlite_where=_IS_OF_ANOTHER, postgresql_where=_IS_OF_ANOTHER),
        {"sqlite_with_rowid": False},
    )


class RecordRow(OfficeBase):
    """A record as it stands at last, merged from all reports of its campaign that count.

    A row never changes: what is said otherwise of a record is a new row, and no ``key`` is given twice.
    ``report`` is the digest of the one that told it so. ``content`` is the record's JSON as there. A record
    in ``conflict`` is counted nowhere, and its content is empty until a person has chosen. ``day`` puts it in
    its place in time; ``grant_id`` is the grant it belongs to, its own id for a grant.
    """

    __tablename__ = "record"

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    campaign: Mapped[str]
    id: Mapped[str]
    kind: Mapped[str]
    revision: Mapped[int]
    title: Mapped[str]
    day: Mapped[date | None]
    grant_id: Mapped[str]
    conflict: Mapped[bool]
    report: Mapped[str] = mapped_column(ForeignKey("report.digest"))
    content: Mapped[str]

    __table_args__ = (
        Index("record_by_id", "campaign", "id", unique=True),
        Index("record_by_kind", "kind"),
        Index("record_by_grant", "grant_id", "kind", sqlite_where=_HAS_GRANT, postgresql_where=_HAS_GRANT),
        Index("record_in_conflict", "campaign", sqlite_where=_IN_CONFLICT, postgresql_where=_CONFLICT),
    )


class SpotRow(OfficeBase):
    """Where a counted record stands in the matrix: one row for each of its objectives in each of its states.

    ``objective`` is empty for a record that names none; ``iso3`` is the campaign's main state where the
    record names none. What hangs on another record (expenses, follow-ups) has no spot of its own.
    """

    __tablename__ = "spot"

    record: Mapped[int] = mapped_column(ForeignKey("record.key", ondelete="CASCADE"), primary_key=True)
    objective: Mapped[str] = mapped_column(primary_key=True)
    iso3: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    day: Mapped[date | None]
    campaign: Mapped[str]

    __table_args__ = (
        Index("spot_in_matrix", "objective", "iso3", "kind", "day", "record", "campaign"),
        {"sqlite_with_rowid": False},
    )


class ArrivalRow(OfficeBase):
    """A file that was put into the inbox, once by the SHA-256 of its bytes.

    ``verdict`` is the first one; ``reason`` is the English template of what was wrong, ``values`` what fills
    it (JSON). ``put_away_at`` says that a person has seen to a file that was set aside.
    """

    __tablename__ = "arrival"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[str]
    values: Mapped[str]
    report: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    put_away_at: Mapped[datetime | None]


ITS_STREAM = and_(StreamRow.id == ReportRow.stream, StreamRow.key == ReportRow.key)
"""A report's stream: one of this id under the key that signed the report."""
