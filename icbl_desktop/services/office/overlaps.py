"""Where two tell of the same work: what counts is settled by rule, and a person should know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from icbl_desktop.domain.inbox import COUNTING
from icbl_desktop.services.office import foreign
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import CampaignRow, RecordRow, ReportRow, StreamRow


class OverlapKind(StrEnum):
    """``WENT_ON``: a stream gave reports that its successor does not know; both count side by side.

    ``FOREIGN``: a report carries records that another campaign made; they do not count there.
    ``SHARED``: several campaigns tell of a record with the same id; it counts for each of them.
    """

    WENT_ON = "went_on"
    FOREIGN = "foreign"
    SHARED = "shared"


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """``what`` is the stream's code, or the record's title; ``other`` the successor's code, or campaigns.

    ``report`` is the digest of one to look at. ``numbers`` are the reports that the successor does not know;
    ``records`` counts those of others.
    """

    kind: OverlapKind
    campaign: str
    organisation: str
    what: str
    other: str
    report: str
    numbers: tuple[int, ...] = ()
    records: int = 1

    @property
    def subject(self) -> str:
        """What it is put away as; another report, or more of them, asks again."""
        return f"overlap/{self.campaign}/{self.kind.value}/{self.report}/{self.what}/{len(self.numbers)}"


def overlaps(store: OfficeStore) -> tuple[Overlap, ...]:
    """All there are, by kind and campaign."""
    strangers, shared = foreign.everywhere(store), foreign.shared(store)
    with store.read() as session:
        names = {one.id: one.organisation for one in session.scalars(select(CampaignRow))}
        return (*_went_on(session, names), *_foreign(strangers, names), *_shared(session, shared, names))


def _went_on(session: Session, names: Mapping[str, str]) -> Iterator[Overlap]:
    new, old = aliased(StreamRow), aliased(StreamRow)
    its_own = aliased(ReportRow)
    of_new = and_(its_own.stream == new.id, its_own.key == new.key, its_own.standing.in_(COUNTING))
    rows = session.execute(
        select(new.campaign, old.code.label("old"), new.code.label("new"), ReportRow.number, ReportRow.digest)
        .join(old, and_(old.id == new.succeeds, old.campaign == new.campaign))
        .join(ReportRow, and_(ReportRow.stream == old.id, ReportRow.key == old.key))
        .where(
            new.campaign != "",
            ReportRow.number > new.succeeds_number,
            ReportRow.standing.in_(COUNTING),
            select(its_own.digest).where(of_new).exists(),
        )
        .order_by(new.campaign, old.code, new.code, ReportRow.number, ReportRow.digest)
    )
    found: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
    for row in rows:
        found.setdefault((row.campaign, row.old, row.new), []).append((row.number, row.digest))
    for (campaign, code, successor), given in found.items():
        yield Overlap(
            kind=OverlapKind.WENT_ON,
            campaign=campaign,
            organisation=names.get(campaign, campaign),
            what=code,
            other=successor,
            report=given[0][1],
            numbers=tuple(number for number, _ in given),
        )


def _foreign(strangers: Iterable[foreign.Foreign], names: Mapping[str, str]) -> Iterator[Overlap]:
    for one in strangers:
        yield Overlap(
            kind=OverlapKind.FOREIGN,
            campaign=one.campaign,
            organisation=names.get(one.campaign, one.campaign),
            what="",
            other=one.owner,
            report=one.report,
            records=one.records,
        )


def _shared(
    session: Session, shared: Iterable[foreign.Shared], names: Mapping[str, str]
) -> Iterator[Overlap]:
    for one in shared:
        first, *others = one.campaigns
        told_by = select(RecordRow.report).where(RecordRow.campaign == first, RecordRow.id == one.id)
        yield Overlap(
            kind=OverlapKind.SHARED,
            campaign=first,
            organisation=names.get(first, first),
            what=one.title or one.id,
            other=", ".join(names.get(other, other) for other in others),
            report=session.scalars(told_by).one(),
        )
