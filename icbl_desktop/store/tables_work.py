"""The campaign's own work. Column names are the field names of ``domain.work``."""

from __future__ import annotations

import datetime as dt
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from icbl_desktop.store.base import Base, RecordRow


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


class GrantRow(RecordRow, Base):
    """A small grant."""

    __tablename__ = "grant_"
    kind: ClassVar[str] = "grant"

    programme: Mapped[str]
    title: Mapped[str]
    state: Mapped[str]
    objectives: Mapped[tuple[str, ...]]
    purpose: Mapped[str]
    planned_results: Mapped[str]
    results: Mapped[str]
    currency: Mapped[str]
    requested: Mapped[Decimal | None]
    awarded: Mapped[Decimal | None]
    paid: Mapped[Decimal | None]
    applied_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    start: Mapped[date | None]
    end: Mapped[date | None]
    report_due: Mapped[date | None]
    sharing: Mapped[str]


class ActivityRow(RecordRow, Base):
    """Something the campaign did. Triggers keep its search text and its objectives' index."""

    __tablename__ = "activity"
    kind: ClassVar[str] = "activity"

    type: Mapped[str]
    title: Mapped[str]
    start: Mapped[date | None]
    end: Mapped[date | None]
    precision: Mapped[str]
    objectives: Mapped[tuple[str, ...]]
    result: Mapped[str]
    details: Mapped[str]
    place: Mapped[str]
    states: Mapped[tuple[str, ...]]
    level: Mapped[str]
    treaty: Mapped[str]
    institutions: Mapped[tuple[str, ...]]
    people: Mapped[str]
    people_shared: Mapped[bool]
    state_response: Mapped[str]
    follow_up: Mapped[str]
    follow_up_due: Mapped[date | None]
    follow_up_done: Mapped[bool]
    participants: Mapped[int | None]
    women: Mapped[int | None]
    men: Mapped[int | None]
    persons_with_disabilities: Mapped[int | None]
    survivors: Mapped[int | None]
    media_reach: Mapped[str]
    cost: Mapped[Decimal | None]
    currency: Mapped[str]
    grant_id: Mapped[str]
    planned_activity: Mapped[str]
    event: Mapped[str]
    alert: Mapped[str]
    commitment: Mapped[str]
    state: Mapped[str]
    sharing: Mapped[str]

    def staying(self) -> frozenset[str]:
        """Names of people, unless the person chose to share them."""
        return frozenset() if self.people_shared else frozenset({"people"})


class OutcomeRow(RecordRow, Base):
    """A change by somebody else, told by Outcome Harvesting."""

    __tablename__ = "outcome"
    kind: ClassVar[str] = "outcome"

    actor: Mapped[str]
    change: Mapped[str]
    when: Mapped[date | None]
    precision: Mapped[str]
    place: Mapped[str]
    significance: Mapped[str]
    contribution: Mapped[str]
    others: Mapped[str]
    substantiation: Mapped[str]
    outcome_kind: Mapped[str]
    positive: Mapped[bool]
    intended: Mapped[bool]
    objectives: Mapped[tuple[str, ...]]
    grant_id: Mapped[str]
    activities: Mapped[tuple[str, ...]]
    sharing: Mapped[str]


class IndicatorUpdateRow(RecordRow, Base):
    """An answer to an indicator's question for one state."""

    __tablename__ = "indicator_update"
    kind: ClassVar[str] = "indicator_update"

    indicator: Mapped[str]
    iso3: Mapped[str]
    date: Mapped[dt.date | None]
    value: Mapped[str]
    source: Mapped[str]
    confidence: Mapped[str]
    sharing: Mapped[str]


class EvidenceRow(Base):
    """A file behind a record; its bytes lie in the evidence folder under ``sha256``."""

    __tablename__ = "evidence"

    id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    caption: Mapped[str]
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


class AuditRow(Base):
    """One change of one record: which fields, from what, to what (``changes`` is JSON)."""

    __tablename__ = "audit"

    key: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    stream: Mapped[str]
    kind: Mapped[str]
    record_id: Mapped[str]
    revision: Mapped[int]
    action: Mapped[str]
    changes: Mapped[str]
