"""The parts of ``report.json``: who reports, on what, and what it carries of records and files."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from icbl_desktop.domain.grant import Expense, Grant
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.domain.work import Activity, FollowUp, IndicatorUpdate, Outcome, Promise

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
Name = Annotated[str, Meta(min_length=1, max_length=300)]
Count = Annotated[int, Meta(ge=0, le=2**53)]


class CampaignPart(msgspec.Struct, frozen=True, kw_only=True):
    """Who reports. ``id`` is the workspace's first stream, ``key`` the public key that signs.

    ``recipient`` is the age key that answers are sealed to.
    """

    id: Name
    organisation: str
    states: tuple[str, ...]
    key: Name
    recipient: str = ""


class SucceedsPart(msgspec.Struct, frozen=True, kw_only=True):
    """The stream another one carries on, and the last of its reports that was known then (0: none).

    ``proof`` is a minisign signature by the old stream's key of the line that ``succession`` gives, where
    that key was at hand; without it a person has to confirm the succession.
    """

    id: Name
    number: Count
    digest: Digest | None
    proof: str = ""


class StreamPart(msgspec.Struct, frozen=True, kw_only=True):
    """The installation that reports; ``code`` is the short name people see.

    ``succeeds`` says whom it carries on: after a restored backup, a copied or a rebuilt workspace.
    """

    id: Name
    code: Name
    succeeds: SucceedsPart | None = None


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


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field that an amendment says otherwise. Numbers, dates and choices say from what; a text does not."""

    field: Name
    before: str = ""
    after: str = ""


class RecordChange(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one record since the report that is replaced: "added", "changed" or "gone"."""

    id: Name
    kind: Name
    what: Name
    fields: tuple[FieldChange, ...] = ()


class AmendsPart(msgspec.Struct, frozen=True, kw_only=True):
    """Of an amendment: the report it replaces, why, and what is otherwise."""

    stream: Name
    number: Annotated[int, Meta(ge=1, le=2**53)]
    digest: Digest
    why: str
    changes: tuple[RecordChange, ...] = ()


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A file behind a record. ``sent`` says whether it travels with the report or is held by the campaign.

    ``attachment`` is its name in the PDF where it was sent; ``size`` and ``sha256`` are of what was sent, or
    is held. Of a photo made smaller for the mail, ``held_sha256`` is what the campaign holds.
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
    attachment: str = ""
    held_sha256: str = ""
    sharing: str = Sharing.SECRETARIAT


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
