"""Records that a campaign's report carries and another campaign made: they do not count there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING
from icbl_desktop.services.office import bindings
from icbl_desktop.store.office import OfficeStore
from icbl_desktop.store.tables_office import CampaignRow, CarriedRow, RecordRow, ReportRow


@dataclass(frozen=True)
class Foreign:
    """How many records of others a report carries, and the name of one campaign that they are of."""

    report: str
    campaign: str
    records: int
    owner: str


@dataclass(frozen=True)
class Shared:
    """A record id that several campaigns tell of: one piece of work may be counted more than once."""

    id: str
    kind: str
    title: str
    campaigns: tuple[str, ...]


def of_reports(
    session: Session, digests: Collection[str], owners: Mapping[str, set[str]]
) -> dict[str, Foreign]:
    """By digest, the reports among these that carry records of another campaign."""
    rows = session.execute(
        select(CarriedRow.report, ReportRow.campaign, CarriedRow.owner, func.count())
        .join(ReportRow, ReportRow.digest == CarriedRow.report)
        .where(CarriedRow.owner != "", CarriedRow.report.in_(digests))
        .group_by(CarriedRow.report, ReportRow.campaign, CarriedRow.owner)
    ).all()
    found: dict[str, Foreign] = {}
    names = {row.id: row.organisation for row in session.scalars(select(CampaignRow))} if rows else {}
    for report, campaign, owner, count in sorted(rows):
        others = owners.get(owner, {campaign})
        if campaign not in others:
            before = found.get(report)
            records = count + (before.records if before else 0)
            found[report] = Foreign(report, campaign, records, names.get(min(others), min(others)))
    return found


def everywhere(store: OfficeStore) -> tuple[Foreign, ...]:
    """All reports that count and carry records of another campaign."""
    with store.read() as session:
        carrying = (
            select(CarriedRow.report)
            .join(ReportRow, ReportRow.digest == CarriedRow.report)
            .where(CarriedRow.owner != "", ReportRow.standing.in_(COUNTING))
            .distinct()
        )
        found = of_reports(session, list(session.scalars(carrying)), bindings.owners(bindings.rows(session)))
        return tuple(found[digest] for digest in sorted(found))


def shared(store: OfficeStore) -> tuple[Shared, ...]:
    """The record ids that more than one campaign tells of; each counts for its own."""
    with store.read() as session:
        twice = select(RecordRow.id).group_by(RecordRow.id).having(func.count() > 1)
        rows = session.execute(
            select(RecordRow.id, RecordRow.kind, RecordRow.title, RecordRow.campaign)
            .where(RecordRow.id.in_(twice))
            .order_by(RecordRow.id, RecordRow.campaign)
        )
        return tuple(_shared(rows.all()))


def _shared(rows: Collection[tuple[str, str, str, str]]) -> Iterator[Shared]:
    by_id: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for id_, kind, title, campaign in rows:
        by_id[id_].append((kind, title, campaign))
    for id_, some in by_id.items():
        yield Shared(id_, some[0][0], some[0][1], tuple(campaign for _, _, campaign in some))
