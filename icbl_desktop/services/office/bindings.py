"""Whose streams are whose: as persons confirmed, and as the keys they confirmed say of later ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from icbl_desktop.domain.standing import Bond
from icbl_desktop.errors import UserError
from icbl_desktop.formats import signing, succession
from icbl_desktop.store.tables_office import ReportRow, StreamRow

if TYPE_CHECKING:
    from icbl_desktop.services.office.opening import Letter


_MAX_PROOF = 5000
"""Letters: a signature has some 300."""


@dataclass(frozen=True)
class Rebound:
    """The streams, by id, that were bound or unbound, and the campaigns that this concerns."""

    streams: frozenset[str]
    campaigns: frozenset[str]


def rows(session: Session) -> list[StreamRow]:
    """All streams under all keys, in one order."""
    return list(session.scalars(select(StreamRow).order_by(StreamRow.id, StreamRow.key)))


def bonds(found: Sequence[StreamRow]) -> list[Bond]:
    """The same for ``domain.standing``."""
    return [
        Bond(one.id, one.key, one.campaign, one.refused, one.succeeds, one.succeeds_number) for one in found
    ]


def meet(session: Session, letters: Iterable[Letter]) -> set[str]:
    """Write down each stream and key that these reports name; give those of which anything is new.

    All reports of a stream say the same of it, unless somebody plays with it: then the same one speaks
    whatever the order they came in.
    """
    known = {_id(one): one for one in rows(session)}
    changed = set()
    for one in letters:
        said, succeeds = one.report.stream.succeeds, ("", 0, "", "")
        if said:
            succeeds = (said.id, said.number, said.digest or "", said.proof[:_MAX_PROOF])
        stream, named = one.report.stream.id, one.report.campaign.id
        row = known.get((stream, one.key))
        if row is None:
            row = known[stream, one.key] = _new(stream, one.key, named)
            session.add(row)
        before = (row.succeeds, row.succeeds_number, row.succeeds_digest, row.succeeds_proof, row.named)
        now = (*max(succeeds, before[:4]), min(named, row.named))
        row.succeeds, row.succeeds_number, row.succeeds_digest, row.succeeds_proof, row.named = now
        if now != before:
            changed.add(stream)
    session.flush()
    return changed


def work_out(session: Session, also: Collection[str] = ()) -> Rebound:
    """Bind each stream that a person confirmed, or a key that is bound signed for; unbind the others.

    ``also`` are streams of which something else changed.
    """
    found = rows(session)
    bound = {_id(one): one.campaign for one in found if one.bound_by}
    waiting = [one for one in found if not (one.bound_by or one.refused) and one.succeeds_proof]
    by_stream: defaultdict[str, list[StreamRow]] = defaultdict(list)
    for one in found:
        by_stream[one.id].append(one)
    while by_word := {
        _id(one): campaign for one in waiting if (campaign := _by_word(one, by_stream[one.succeeds], bound))
    }:
        bound |= by_word
        waiting = [one for one in waiting if _id(one) not in by_word]
    changed = [one for one in found if one.id in also or one.campaign != bound.get(_id(one), "")]
    concerned = {campaign for one in changed for campaign in (one.campaign, one.named)}
    for one in changed:
        one.campaign = bound.get(_id(one), "")
    concerned |= {same.campaign or same.named for one in changed for same in by_stream[one.id]}
    session.flush()
    concerned |= _move_reports(session, changed)
    return Rebound(frozenset(one.id for one in changed), frozenset(concerned - {""}))


def owners(found: Sequence[StreamRow]) -> dict[str, set[str]]:
    """The campaigns that each bound stream belongs to: nearly always one."""
    by_stream: defaultdict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.campaign:
            by_stream[one.id].add(one.campaign)
    return by_stream


def _new(stream: str, key: str, named: str) -> StreamRow:
    public = signing.parse_public_key(key)
    return StreamRow(
        id=stream,
        key=key,
        code=signing.short_code(public),
        fingerprint=signing.fingerprint(public),
        named=named,
        campaign="",
        bound_by="",
        bound_at=None,
        refused=False,
        succeeds="",
        succeeds_number=0,
        succeeds_digest="",
        succeeds_proof="",
    )


def _by_word(new: StreamRow, old: Sequence[StreamRow], bound: dict[tuple[str, str], str]) -> str:
    """The campaign of a bound key that signed for this stream; empty where none did."""
    for one in old:
        campaign = bound.get(_id(one), "")
        if campaign and new.named in (campaign, one.named) and _signed(one, new):
            return campaign
    return ""


def _signed(old: StreamRow, new: StreamRow) -> bool:
    said = succession.statement(old.id, new.succeeds_number, new.succeeds_digest, new.id, new.key)
    try:
        return succession.holds(signing.parse_public_key(old.key), said, new.succeeds_proof)
    except (UserError, ValueError):  # a proof may be any text
        return False


def _move_reports(session: Session, changed: Sequence[StreamRow]) -> set[str]:
    """Put the reports of these streams under the campaign that they are bound to, else the one named.

    Gives the campaigns that they were under.
    """
    left = set[str]()
    for one in changed:
        campaign = one.campaign or one.named
        its = (ReportRow.stream == one.id, ReportRow.key == one.key, ReportRow.campaign != campaign)
        left |= set(session.scalars(select(ReportRow.campaign).where(*its).distinct()))
        session.execute(update(ReportRow).where(*its).values(campaign=campaign))
    return left


def _id(one: StreamRow) -> tuple[str, str]:
    return one.id, one.key
