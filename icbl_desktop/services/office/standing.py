"""The standing of the reports in the store, worked out anew for whole campaigns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING, Standing
from icbl_desktop.domain.merging import Lasts, Parents, ancestors
from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.domain.standing import Bond, Choice, Choices, Filed, lasts, parents, standings
from icbl_desktop.store.office import upsert
from icbl_desktop.store.tables_office import CampaignRow, ReportRow
from icbl_desktop.store.tables_review import DecisionRow, ReviewRow

_FILED = (
    ReportRow.digest,
    ReportRow.stream,
    ReportRow.key,
    ReportRow.number,
    ReportRow.amends,
    ReportRow.standing,
)


_Row = Any


@dataclass(frozen=True)
class Stands:
    """How a campaign's reports stand. ``turned`` are the digests of those that stood otherwise before.

    ``counting`` gives stream and number of those that count, ``amends`` what each replaces, by digest.
    ``newest`` is the one that tells of the campaign: the newest of those that count, else of all.
    """

    campaign: str
    carried_on: Parents
    known: Lasts
    amends: dict[str, str]
    turned: frozenset[str]
    counting: Mapping[str, tuple[str, int]]
    newest: str


def choices(session: Session) -> Choices:
    """All that was decided, by subject."""
    return {one.subject: Choice(one.between, one.choice) for one in session.scalars(select(DecisionRow))}


def work_out(session: Session, campaign: str, bonds: Sequence[Bond], made: Choices) -> Stands:
    """Write down how the campaign's reports stand, by all that is known now."""
    rows = _rows(session, campaign)
    found = standings(bonds, campaign, [Filed(*row[:-1]) for row in rows], made)
    turned = {row.digest: found[row.digest] for row in rows if row.standing != found[row.digest]}
    for standing in Standing:
        digests = [digest for digest, stands in turned.items() if stands is standing]
        if digests:
            session.execute(
                update(ReportRow).where(ReportRow.digest.in_(digests)).values(standing=standing.value)
            )
    return _stands(campaign, bonds, rows, found, frozenset(turned))


def as_is(session: Session, campaign: str, bonds: Sequence[Bond]) -> Stands:
    """How the campaign's reports stand, as it was worked out before."""
    rows = _rows(session, campaign)
    found = {row.digest: Standing(row.standing) for row in rows}
    return _stands(campaign, bonds, rows, found, frozenset())


def receive(session: Session, digests: Collection[str], now: datetime, by: str) -> None:
    """Begin the review of those among these reports that have come to count."""
    counting = select(ReportRow.digest).where(
        ReportRow.digest.in_(list(digests)), ReportRow.standing.in_(COUNTING)
    )
    rows = [
        {
            "report": digest,
            "revision": 1,
            "state": ReceiptState.RECEIVED.value,
            "reviewer": by,
            "reviewed_at": now,
            "handed_revision": 0,
            "handed_at": None,
        }
        for digest in session.scalars(counting)
    ]
    upsert(session, ReviewRow, rows, update=False)


def introduce(session: Session, stands: Stands) -> bool:
    """Write down what the campaign's newest report says of it. True where its main state is another now."""
    said = session.execute(
        select(ReportRow.organisation, ReportRow.states, ReportRow.language, ReportRow.recipient).where(
            ReportRow.digest == stands.newest
        )
    ).one_or_none()
    row = session.get(CampaignRow, stands.campaign)
    if said is None:
        if row is not None:
            session.delete(row)
        return False
    if row is None:
        row = CampaignRow(id=stands.campaign, states=())
        session.add(row)
    moved: bool = row.states[:1] != said.states[:1]
    row.organisation, row.states, row.language = said.organisation, said.states, said.language
    row.recipient = said.recipient if stands.counting else ""
    session.flush()
    return moved


def newest(rows: Sequence[_Row], carried_on: Parents) -> str:
    """The digest of the highest number of the stream that carries on most others; never by a clock."""
    depth = {stream: len([*ancestors(stream, carried_on)]) for stream in {row.stream for row in rows}}
    return max(((depth[row.stream], row.number, row.digest) for row in rows), default=(0, 0, ""))[2]


def _rows(session: Session, campaign: str) -> Sequence[_Row]:
    return session.execute(select(*_FILED).where(ReportRow.campaign == campaign)).all()


def _stands(
    campaign: str,
    bonds: Sequence[Bond],
    rows: Sequence[_Row],
    found: Mapping[str, Standing],
    turned: frozenset[str],
) -> Stands:
    carried_on = parents(bonds, campaign)
    counting = [row for row in rows if found[row.digest] in COUNTING]
    amends = {row.digest: row.amends for row in rows if row.amends}
    numbered = {row.digest: (row.stream, row.number) for row in counting}
    return Stands(
        campaign,
        carried_on,
        lasts(bonds, campaign),
        amends,
        turned,
        numbered,
        newest(counting or rows, carried_on),
    )
