"""What left this computer: the stream that signs, and the reports it issued."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from icbl_desktop.store.base import Base

TOMBSTONE = "tombstone"
"""The kind of a ``reported`` row that says: this report took the record back, up to this revision."""


class StreamRow(Base):
    """This installation's signing key. ``secret`` is minisign's unencrypted secret key text."""

    __tablename__ = "stream"

    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    public_key: Mapped[str]
    secret: Mapped[str | None]
    started_at: Mapped[datetime]


class ReportRow(Base):
    """An issued report with its final bytes. ``digest`` is the SHA-256 of report.json."""

    __tablename__ = "report"

    id: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(ForeignKey("stream.id"))
    number: Mapped[int]
    name: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    plan_digest: Mapped[str]
    digest: Mapped[str]
    previous_digest: Mapped[str]
    records: Mapped[int]
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    issued_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class ReportedRow(Base):
    """Which revision of which record a report carries; a row of kind ``TOMBSTONE`` takes one back."""

    __tablename__ = "reported"

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    revision: Mapped[int]
