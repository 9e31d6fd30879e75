"""The workspace around the work log: who works here, files, what is being typed, what was changed when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from icbl_desktop.store.base import Base


class CampaignRow(Base):
    """The one campaign; ``key`` is always 1."""

    __tablename__ = "campaign"

    key: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str]
    states: Mapped[tuple[str, ...]]
    language: Mapped[str]
    contact_name: Mapped[str]
    contact_email: Mapped[str]
    current_plan: Mapped[str]


class EvidenceRow(Base):
    """A file behind a record; its bytes lie in the evidence folder under ``sha256``."""

    __tablename__ = "evidence"

    id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    original_sha256: Mapped[str]
    caption: Mapped[str]
    taken_on: Mapped[date | None]
    source: Mapped[str]
    sharing: Mapped[str]
    added_at: Mapped[datetime]


class DraftRow(Base):
    """A form being filled in, saved while typing; gone once the record is saved."""

    __tablename__ = "draft"

    form: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
    saved_at: Mapped[datetime]


class NoteRow(Base):
    """What the campaign noted for itself about a thing of the plan; it never leaves this computer."""

    __tablename__ = "note"

    about: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    changed_at: Mapped[datetime]


class ChoiceRow(Base):
    """What the campaign chose about a thing of the plan, and what the plan ``seen`` then said of it."""

    __tablename__ = "choice"

    about: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    seen: Mapped[str]
    changed_at: Mapped[datetime]


class ViewSettingRow(Base):
    """How a list is shown here: its columns, its saved filters (``value`` is JSON)."""

    __tablename__ = "view_setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class UndoableRow(Base):
    """One action that can be undone whole: ``count`` records of a ``kind``; audit rows name it."""

    __tablename__ = "undoable"

    key: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    action: Mapped[str]
    kind: Mapped[str]
    count: Mapped[int]
    title: Mapped[str]
    undone_at: Mapped[datetime | None]


class AuditRow(Base):
    """One change of one record: which fields, from what, to what (``changes`` is JSON).

    ``undoable`` is the action it was a part of, if that can be undone whole.
    """

    __tablename__ = "audit"

    key: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    stream: Mapped[str]
    kind: Mapped[str]
    record_id: Mapped[str]
    revision: Mapped[int]
    action: Mapped[str]
    changes: Mapped[str]
    undoable: Mapped[int | None] = mapped_column(ForeignKey("undoable.key"))
