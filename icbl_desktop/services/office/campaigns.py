"""The campaigns the office knows, and whose keys are whose: a person confirms a key once, on the phone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.key_office import words_of
from icbl_desktop.services.office import bindings
from icbl_desktop.services.office.settling import settle
from icbl_desktop.store.office import OfficeStore, note
from icbl_desktop.store.tables_office import CampaignRow, ReportRow, StreamRow


@dataclass(frozen=True, kw_only=True)
class KnownStream:
    """A stream under one key. ``words`` and ``fingerprint`` are the key's, to compare on the phone.

    ``named``, ``organisation`` and ``states`` are what its reports say of themselves. ``campaign`` is the one
    it was bound to, empty as long as it is not; ``bound_by`` is empty where the word of a key bound before
    did it. ``succeeds`` is the id of the stream it carries on; ``reports`` is how many are here.
    ``changed_key`` says that the stream is known under another key.
    """

    id: str
    key: str
    code: str
    fingerprint: str
    words: tuple[str, ...]
    named: str
    organisation: str
    states: tuple[str, ...]
    campaign: str
    bound_by: str
    bound_at: datetime | None
    refused: bool
    succeeds: str
    reports: int
    changed_key: bool


@dataclass(frozen=True, kw_only=True)
class KnownCampaign:
    """A campaign with a key that was confirmed. ``recipient`` is what its receipts are sealed to, or empty.

    ``reports`` counts those that count, ``newest_period`` is the last one they cover.
    """

    id: str
    organisation: str
    states: tuple[str, ...]
    language: str
    recipient: str
    streams: tuple[KnownStream, ...]
    reports: int
    newest_period: Period | None


def campaigns(store: OfficeStore) -> tuple[KnownCampaign, ...]:
    """The known campaigns, by name."""
    with store.read() as session:
        streams = _streams(session)
        counting = _counting(session)
        rows = session.scalars(select(CampaignRow)).all()
    of_campaign: defaultdict[str, list[KnownStream]] = defaultdict(list)
    for one in streams:
        of_campaign[one.campaign].append(one)
    known = [
        KnownCampaign(
            id=row.id,
            organisation=row.organisation,
            states=row.states,
            language=row.language,
            recipient=row.recipient,
            streams=tuple(of_campaign[row.id]),
            reports=counting[row.id][0] if row.id in counting else 0,
            newest_period=counting[row.id][1] if row.id in counting else None,
        )
        for row in rows
        if row.id in of_campaign
    ]
    return tuple(sorted(known, key=lambda one: (one.organisation.casefold(), one.id)))


def unknown(store: OfficeStore) -> tuple[KnownStream, ...]:
    """The streams whose key is neither confirmed nor refused: their reports are held."""
    with store.read() as session:
        return tuple(one for one in _streams(session) if not one.campaign and not one.refused)


def refused(store: OfficeStore) -> tuple[KnownStream, ...]:
    """The streams whose key a person refused."""
    with store.read() as session:
        return tuple(one for one in _streams(session) if one.refused)


def confirm(store: OfficeStore, stream: str, key: str, by: str, campaign: str = "") -> Changed:
    """The key is the campaign's own: what it signed counts from now on.

    ``campaign`` is a known one to bind it to, where it is not the one it names: a re-installed computer.
    Raises UserError where there is no such stream or campaign.
    """
    with store.write() as session:
        row = _row(session, stream, key)
        if campaign and not _is_known(session, campaign):
            raise UserError("There is no such campaign here. Nothing was changed. Look at the list again.")
        bound = campaign or row.named
        _decide(session, row, store.clock(), by, "key confirmed", campaign=bound, refused=False)
    return Changed.of("inbox")


def refuse(store: OfficeStore, stream: str, key: str, by: str) -> Changed:
    """The key is not theirs: what it signed does not count. Raises UserError for no such stream."""
    with store.write() as session:
        row = _row(session, stream, key)
        _decide(session, row, store.clock(), by, "key refused", campaign="", refused=True)
    return Changed.of("inbox")


def reconsider(store: OfficeStore, stream: str, key: str, by: str) -> Changed:
    """Take back that a key was confirmed or refused: its reports are held, unless a known key vouches."""
    with store.write() as session:
        row = _row(session, stream, key)
        _decide(session, row, store.clock(), by, "key reconsidered", campaign="", refused=False)
    return Changed.of("inbox")


def _row(session: Session, stream: str, key: str) -> StreamRow:
    row = session.get(StreamRow, (stream, key))
    if row is None:
        raise UserError("There is no such stream here. Nothing was changed. Look at the list again.")
    return row


def _is_known(session: Session, campaign: str) -> bool:
    bound = select(StreamRow.id).where(StreamRow.campaign == campaign, StreamRow.bound_by != "")
    return session.scalars(bound.limit(1)).first() is not None


def _decide(
    session: Session, row: StreamRow, now: datetime, by: str, action: str, *, campaign: str, refused: bool
) -> None:
    """Write down what a person decided of a key, and settle what follows."""
    before = row.campaign
    row.campaign, row.refused = campaign, refused
    row.bound_by, row.bound_at = (by, now) if campaign else ("", None)
    note(session, now, by, action, row.id, key=row.key, code=row.code, campaign=campaign, before=before)
    session.flush()
    settle(session, now, by, streams={row.id}, campaigns={before} - {""})


def _streams(session: Session) -> list[KnownStream]:
    """All streams, each as the newest of its reports tells who it is."""
    found = bindings.rows(session)
    bound = {one.id for one in found if one.campaign}
    said = _said(session)
    return [
        KnownStream(
            id=one.id,
            key=one.key,
            code=one.code,
            fingerprint=one.fingerprint,
            words=words_of(one.key),
            named=one.named,
            organisation=said[one.id, one.key][0],
            states=said[one.id, one.key][1],
            campaign=one.campaign,
            bound_by=one.bound_by,
            bound_at=one.bound_at,
            refused=one.refused,
            succeeds=one.succeeds,
            reports=said[one.id, one.key][2],
            changed_key=not one.campaign and one.id in bound,
        )
        for one in found
    ]


def _said(session: Session) -> dict[tuple[str, str], tuple[str, tuple[str, ...], int]]:
    """By stream and key: the name and states in its report of the highest number, and how many there are."""
    columns = (ReportRow.stream, ReportRow.key, ReportRow.organisation, ReportRow.states)
    found: dict[tuple[str, str], tuple[str, tuple[str, ...], int]] = {}
    for row in session.execute(select(*columns).order_by(ReportRow.number, ReportRow.digest)):
        count = found[row.stream, row.key][2] if (row.stream, row.key) in found else 0
        found[row.stream, row.key] = (row.organisation, row.states, count + 1)
    return found


def _counting(session: Session) -> dict[str, tuple[int, Period]]:
    """By campaign: how many reports count, and the last period they cover."""
    columns = (ReportRow.campaign, ReportRow.period_start, ReportRow.period_end)
    counting = select(*columns).where(ReportRow.standing.in_(COUNTING))
    found: dict[str, tuple[int, Period]] = {}
    for campaign, start, end in session.execute(counting.order_by(ReportRow.period_end, ReportRow.digest)):
        found[campaign] = (found[campaign][0] + 1 if campaign in found else 1, Period(start, end))
    return found
