"""A campaign's own work: what it did, what came of it, what it was granted.

Each kind comes twice: a *draft* holds what a person can edit; the *record* adds
what the program keeps (``Record``). Both are frozen; a change makes a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from icbl_desktop.domain.plan import Ref
from icbl_desktop.domain.vocabulary import Level, OutcomeKind, Precision, RecordState, Sharing

DraftT = TypeVar(
    "DraftT", "CampaignDraft", "ActivityDraft", "GrantDraft", "OutcomeDraft", "IndicatorUpdateDraft"
)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record carries: who made it (its stream), which revision, when (UTC)."""

    id: str
    stream: str
    revision: int
    made_at: datetime
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class CampaignDraft:
    """Who works here. ``states`` are ISO 3166 alpha-3 codes, the first is the main one."""

    organisation: str
    states: tuple[str, ...]
    language: str = "en"
    contact_name: str = ""
    contact_email: str = ""


@dataclass(frozen=True, kw_only=True)
class Campaign(CampaignDraft):
    """The one campaign of a workspace. ``stream`` signs its reports."""

    stream: str
    stream_code: str
    current_plan: str


@dataclass(frozen=True, kw_only=True)
class ActivityDraft:
    """Something the campaign did.

    ``title`` answers "What did you do?", ``result`` "What came of it?".
    ``planned_activity``, ``event``, ``alert`` and ``commitment`` are "PLAN/ID" of what it answers.
    Numbers that were not asked are None, never 0. ``people`` stays on this
    computer unless ``people_shared`` says otherwise.
    """

    type: str = ""
    title: str = ""
    start: date | None = None
    end: date | None = None
    precision: str = Precision.DAY
    objectives: tuple[Ref, ...] = ()
    result: str = ""
    details: str = ""
    place: str = ""
    states: tuple[str, ...] = ()
    level: str = Level.NATIONAL
    treaty: str = ""
    institutions: tuple[str, ...] = ()
    people: str = ""
    people_shared: bool = False
    state_response: str = ""
    follow_up: str = ""
    follow_up_due: date | None = None
    follow_up_done: bool = False
    participants: int | None = None
    women: int | None = None
    men: int | None = None
    persons_with_disabilities: int | None = None
    survivors: int | None = None
    media_reach: str = ""
    cost: Decimal | None = None
    currency: str = ""
    grant_id: str = ""
    planned_activity: str = ""
    event: str = ""
    alert: str = ""
    commitment: str = ""
    state: str = RecordState.READY
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Activity(Record, ActivityDraft):
    """An activity as it is kept."""


@dataclass(frozen=True, kw_only=True)
class GrantDraft:
    """A small grant: money, dates, purpose. ``paid`` is what the campaign received so far."""

    programme: str = ""
    title: str = ""
    state: str = ""
    objectives: tuple[Ref, ...] = ()
    purpose: str = ""
    planned_results: str = ""
    results: str = ""
    currency: str = ""
    requested: Decimal | None = None
    awarded: Decimal | None = None
    paid: Decimal | None = None
    applied_on: date | None = None
    decided_on: date | None = None
    paid_on: date | None = None
    start: date | None = None
    end: date | None = None
    report_due: date | None = None
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Grant(Record, GrantDraft):
    """A grant as it is kept."""


@dataclass(frozen=True, kw_only=True)
class OutcomeDraft:
    """A change by somebody else, told by Outcome Harvesting.

    ``actor`` changed ``change`` on ``when`` at ``place``; then why it matters, what the
    campaign contributed, and who can confirm it.
    """

    actor: str = ""
    change: str = ""
    when: date | None = None
    precision: str = Precision.DAY
    place: str = ""
    significance: str = ""
    contribution: str = ""
    others: str = ""
    substantiation: str = ""
    outcome_kind: str = OutcomeKind.ACTION
    positive: bool = True
    intended: bool = True
    objectives: tuple[Ref, ...] = ()
    grant_id: str = ""
    activities: tuple[str, ...] = ()
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Outcome(Record, OutcomeDraft):
    """An outcome as it is kept."""


@dataclass(frozen=True, kw_only=True)
class IndicatorUpdateDraft:
    """An answer, for one state on one date, to an indicator's question.

    ``indicator`` is "STRATEGY/ID", so that answers carry over to the strategy's next plan.
    ``value`` is text: "yes", "no", a number, a step, or words.
    """

    indicator: str = ""
    iso3: str = ""
    date: date | None = None
    value: str = ""
    source: str = ""
    confidence: str = ""
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class IndicatorUpdate(Record, IndicatorUpdateDraft):
    """An indicator update as it is kept."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A file behind a record, kept once by its SHA-256. ``size`` in bytes."""

    id: str
    record_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    caption: str
    sharing: str
    added_at: datetime


def as_draft(record: DraftT, kind: type[DraftT]) -> DraftT:
    """The editable part of a record: its ``kind`` draft, without what the program keeps."""
    return kind(**{f.name: getattr(record, f.name) for f in fields(kind)})
