"""What persons did in the office's inbox: reviewed, asked, decided; and all that was done there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from icbl_desktop.store.tables_office import OfficeBase


class ReviewRow(OfficeBase):
    """How far the office is with a report; ``revision`` is its receipt's, and guards against lost updates.

    ``handed_revision`` is the newest one that was put into a bundle or a file of receipts, at ``handed_at``.
    """

    __tablename__ = "review"

    report: Mapped[str] = mapped_column(ForeignKey("report.digest"), primary_key=True)
    revision: Mapped[int]
    state: Mapped[str]
    reviewer: Mapped[str]
    reviewed_at: Mapped[datetime]
    handed_revision: Mapped[int]
    handed_at: Mapped[datetime | None]


class AskedRow(OfficeBase):
    """A question that is asked of a report: of a record, of a ``field`` of it, or of the whole."""

    __tablename__ = "asked"

    id: Mapped[str] = mapped_column(primary_key=True)
    report: Mapped[str] = mapped_column(ForeignKey("review.report"), index=True)
    place: Mapped[int]
    kind: Mapped[str]
    record_id: Mapped[str]
    field: Mapped[str]
    text: Mapped[str]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]


class TemplateRow(OfficeBase):
    """A question that is asked often, to begin from."""

    __tablename__ = "template"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]


class DecisionRow(OfficeBase):
    """What a person decided where reports contradict each other; ``between`` is what there was to choose.

    A decision holds only as long as there is nothing else to choose from. ``subject`` is "number/STREAM/N"
    (``choice`` is a digest), "successor/STREAM" (``choice`` is a stream, or "both"), or "record/CAMPAIGN/ID"
    (``choice`` is the SHA-256 of a content). What was only put away (``services.office.seen``) is "step/...",
    "grant/..." or "gap/...", each with the campaign.
    """

    __tablename__ = "decision"

    subject: Mapped[str] = mapped_column(primary_key=True)
    between: Mapped[tuple[str, ...]]
    choice: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class AuditRow(OfficeBase):
    """What was done in the office, by whom, to what (``details`` is JSON)."""

    __tablename__ = "audit"

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    by: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[str]
