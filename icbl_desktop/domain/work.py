"""A campaign's own work: what it did, what officials promised, what came of it. Grants: ``domain.grant``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from icbl_desktop.domain.plan import Ref
from icbl_desktop.domain.record import Draft, Record
from icbl_desktop.domain.vocabulary import Level, OutcomeKind, Precision, PromiseState, RecordState, Sharing


@dataclass(frozen=True, kw_only=True)
class CampaignDraft(Draft):
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
class ActivityDraft(Draft):
    """Something the campaign did.

    ``title`` answers "What did you do?", ``result`` "What came of it?".
    ``planned_activity``, ``event``, ``alert`` and ``commitment`` are "PLAN/ID" of what it answers.
    Numbers that were not asked are None, never 0; ``reached`` is how many the media carried it to.
    ``people`` stays on this computer unless ``people_shared`` says otherwise.
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
    participants: int | None = None
    women: int | None = None
    men: int | None = None
    under_18: int | None = None
    aged_18_to_59: int | None = None
    aged_60_and_over: int | None = None
    persons_with_disabilities: int | None = None
    survivors: int | None = None
    media_reach: str = ""
    reached: int | None = None
    cost: Decimal | None = None
    currency: str = ""
    grant_id: str = ""
    planned_activity: str = ""
    event: str = ""
    alert: str = ""
    commitment: str = ""
    tags: tuple[str, ...] = ()
    state: str = RecordState.READY
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Activity(Record, ActivityDraft):
    """An activity as it is kept."""


@dataclass(frozen=True, kw_only=True)
class PromiseDraft(Draft):
    """What an official undertook.

    ``who`` is the office or institution; ``person`` a name, which stays on this computer. ``settled_on``
    and ``how`` say when and how it was kept or not.
    """

    who: str = ""
    person: str = ""
    what: str = ""
    iso3: str = ""
    made_on: date | None = None
    due: date | None = None
    state: str = PromiseState.OPEN
    settled_on: date | None = None
    how: str = ""
    objectives: tuple[Ref, ...] = ()
    activity_id: str = ""
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Promise(Record, PromiseDraft):
    """A promise as it is kept."""


@dataclass(frozen=True, kw_only=True)
class FollowUpDraft(Draft):
    """What the campaign itself is to do next. ``who`` of the campaign does it stays on this computer."""

    what: str = ""
    who: str = ""
    due: date | None = None
    done: bool = False
    done_on: date | None = None
    activity_id: str = ""
    promise_id: str = ""
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class FollowUp(Record, FollowUpDraft):
    """A follow-up as it is kept."""


@dataclass(frozen=True, kw_only=True)
class ActivityEntry(ActivityDraft):
    """An activity as it is written down: with the promises and follow-ups that begin with it.

    They are saved together with it, as records of their own.
    """

    promises: tuple[PromiseDraft, ...] = ()
    follow_ups: tuple[FollowUpDraft, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutcomeDraft(Draft):
    """A change by somebody else, told by Outcome Harvesting.

    ``actor`` changed ``change`` on ``when`` at ``place``; then why it matters, what the campaign
    contributed, what others did, and who can confirm it. ``activities`` and ``promises`` are the ids of what
    lies behind it; ``indicators`` are "STRATEGY/ID".
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
    promises: tuple[str, ...] = ()
    indicators: tuple[Ref, ...] = ()
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Outcome(Record, OutcomeDraft):
    """An outcome as it is kept."""


@dataclass(frozen=True, kw_only=True)
class IndicatorUpdateDraft(Draft):
    """An answer, for one state on one date, to an indicator's question.

    ``indicator`` is "STRATEGY/ID", so that answers carry over to the strategy's next plan.
    ``value`` is text: "yes", "no", a number, a step, an amount in ``currency``, or words.
    """

    indicator: str = ""
    iso3: str = ""
    date: dt.date | None = None
    value: str = ""
    currency: str = ""
    source: str = ""
    confidence: str = ""
    activity_id: str = ""
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class IndicatorUpdate(Record, IndicatorUpdateDraft):
    """An indicator update as it is kept."""


@dataclass(frozen=True, kw_only=True)
class EvidenceDraft(Draft):
    """What a person says of a file: what it shows, when and by whom it was made, how far it may go.

    ``source`` is often a person's name and stays on this computer.
    """

    caption: str = ""
    taken_on: date | None = None
    source: str = ""
    sharing: str = Sharing.SECRETARIAT


@dataclass(frozen=True, kw_only=True)
class Evidence(EvidenceDraft):
    """A file behind a record, kept once by its SHA-256. ``size`` in bytes.

    ``sha256`` is what is sent. Where a photo was scaled down and stripped for sending and its original is
    kept too, that lies under ``original_sha256`` and stays on this computer.
    """

    id: str
    record_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    original_sha256: str = ""
    added_at: datetime
