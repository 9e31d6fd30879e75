"""What left this computer: the stream that signs, and the reports it issued."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from icbl_desktop.store.base import Base

TOMBSTONE = "tombstone"
"""The kind of a ``reported`` row that says: this report took the record back, up to this revision."""


class StreamRow(Base):
    """An installation's signing key. ``secret`` is minisign's unencrypted secret key text; only the newest
    stream signs. Answers are sealed to ``age_recipient``; ``age_identity`` opens them.

    ``succeeds`` is the stream it carries on, up to that one's report of this number and digest; empty for
    the first. ``succeeds_proof`` is the old key's signature of it, if that was at hand.
    """

    __tablename__ = "stream"

    id: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    public_key: Mapped[str]
    secret: Mapped[str | None]
    age_recipient: Mapped[str]
    age_identity: Mapped[str]
    succeeds: Mapped[str]
    succeeds_number: Mapped[int]
    succeeds_digest: Mapped[str]
    succeeds_proof: Mapped[str]
    started_at: Mapped[datetime]


class ReportRow(Base):
    """An issued report with its final bytes. ``digest`` is the SHA-256 of report.json.

    ``replaces`` is the digest of the report that this one amends, or empty. ``left_out`` are the ids of what
    was not sent that time by choice; they are in no report. ``files`` counts attachments.
    ``all_public`` says that nothing above public is in it. ``sent_at`` and ``confirmed_at`` are what the
    person says: sent, and confirmed by e-mail.
    """

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
    kind: Mapped[str]
    grant_id: Mapped[str]
    iso3: Mapped[str]
    language: Mapped[str]
    paper: Mapped[str]
    replaces: Mapped[str]
    left_out: Mapped[tuple[str, ...]]
    records: Mapped[int]
    files: Mapped[int]
    all_public: Mapped[bool]
    pdf: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    issued_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]


class ReportedRow(Base):
    """Which revision of which record a report carries; a row of kind ``TOMBSTONE`` takes one back."""

    __tablename__ = "reported"

    report_id: Mapped[str] = mapped_column(ForeignKey("report.id"), primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    revision: Mapped[int]


class ReceiptRow(Base):
    """What the secretariat said of a report: the newest ``revision`` of its receipt that came."""

    __tablename__ = "receipt"

    report_digest: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    state: Mapped[str]
    reviewer: Mapped[str]
    reviewed_at: Mapped[datetime]
    taken_in_at: Mapped[datetime]


class QuestionRow(Base):
    """A question the secretariat asked on a record or one of its fields, and the note of who answers.

    ``place`` is its place in the receipt; ``withdrawn`` says that a later receipt no longer asks it.
    """

    __tablename__ = "question"

    id: Mapped[str] = mapped_column(primary_key=True)
    report_digest: Mapped[str] = mapped_column(ForeignKey("receipt.report_digest"))
    place: Mapped[int]
    kind: Mapped[str]
    record_id: Mapped[str]
    field: Mapped[str]
    text: Mapped[str]
    withdrawn: Mapped[bool]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]
