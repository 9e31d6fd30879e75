"""Where reports contradict each other: what there is to choose from, side by side."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.merging import Said, rivals
from icbl_desktop.domain.standing import (
    chosen,
    number_subject,
    parents,
    record_subject,
    successor_subject,
)
from icbl_desktop.services.office import bindings, merged, standing
from icbl_desktop.services.office.merged import Known
from icbl_desktop.services.office.told import Contents
from icbl_desktop.store.tables_office import ITS_STREAM, CampaignRow, RecordRow, ReportRow, StreamRow


@dataclass(frozen=True)
class Option:
    """One thing to choose. ``lines`` are (field, text) pairs of what it says, to compare with the others'.

    ``choice`` is what ``decide`` is given. ``digest`` is the report's that says it.
    """

    choice: str
    title: str
    stream_code: str
    number: int
    digest: str
    made_at: datetime | None
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Doubt:
    """What a person has to choose between; ``kind`` is "number", "successor" or "record".

    Of a record: ``record_kind`` is its kind, ``record_title`` what it is called.
    """

    kind: str
    subject: str
    campaign: str
    organisation: str
    options: tuple[Option, ...]
    record_kind: str = ""
    record_title: str = ""

    @property
    def between(self) -> tuple[str, ...]:
        """What there is to choose from; a decision holds for just this."""
        return tuple(sorted(one.choice for one in self.options))


def waiting(session: Session) -> Iterator[Doubt]:
    """All that nobody has decided yet: numbers first, then successors, then records."""
    names = {one.id: one.organisation for one in session.scalars(select(CampaignRow))}
    yield from _numbers(session, names)
    yield from _successors(session, names)
    yield from _records(session, names)


def campaigns_of(session: Session, subject: str) -> set[str]:
    """The campaigns that a decision concerns."""
    rest = subject.partition("/")[2]
    return {one for one in session.scalars(select(CampaignRow.id)) if rest.startswith(f"{one}/")}


def _numbers(session: Session, names: dict[str, str]) -> Iterator[Doubt]:
    held: defaultdict[tuple[str, str, int], list[Option]] = defaultdict(list)
    for row in _reports(session, ReportRow.standing == Standing.TWO_OF_A_NUMBER):
        held[row.campaign, row.stream, row.number].append(_report_option(row, row.digest))
    for (campaign, stream, number), options in held.items():
        subject = number_subject(campaign, stream, number)
        yield Doubt("number", subject, campaign, names.get(campaign, campaign), tuple(options))


def _successors(session: Session, names: dict[str, str]) -> Iterator[Doubt]:
    bonds, choices = bindings.bonds(bindings.rows(session)), standing.choices(session)
    for campaign in sorted({bond.campaign for bond in bonds} - {""}):
        for parent, streams in rivals(parents(bonds, campaign)).items():
            subject = successor_subject(campaign, parent)
            if not chosen(choices, subject, streams):
                options = tuple(_newest_of(session, campaign, stream) for stream in streams)
                yield Doubt("successor", subject, campaign, names.get(campaign, campaign), options)


def _newest_of(session: Session, campaign: str, stream: str) -> Option:
    """A stream as something to choose, by its report with the highest number; a stranger's is not its."""
    rows = _reports(session, and_(StreamRow.campaign == campaign, ReportRow.stream == stream))
    return _report_option(max(rows, key=lambda row: (row.number, row.digest)), stream)


def _records(session: Session, names: dict[str, str]) -> Iterator[Doubt]:
    in_conflict = select(RecordRow.campaign, RecordRow.id, RecordRow.kind, RecordRow.title)
    rows = session.execute(in_conflict.where(RecordRow.conflict).order_by(RecordRow.campaign, RecordRow.id))
    by_campaign: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_campaign[row.campaign].append(row)
    contents: Contents = {}
    for campaign, some in by_campaign.items():
        held = merged.in_conflict(session, known(session, [campaign]), contents)
        reports = {one.digest: one for one in _reports(session, ReportRow.campaign == campaign)}
        for row in some:
            options = tuple(_record_option(reports, contents, row.id, one) for one in held[row.id].holds)
            subject = record_subject(campaign, row.id)
            organisation = names.get(campaign, campaign)
            yield Doubt("record", subject, campaign, organisation, options, row.kind, row.title)


def known(session: Session, campaigns: Iterable[str]) -> Known:
    """What merging goes by, for these campaigns, as it stands."""
    found = bindings.rows(session)
    bonds = bindings.bonds(found)
    stands = {one: standing.as_is(session, one, bonds) for one in campaigns}
    return Known(stands, bindings.owners(found), standing.choices(session))


def _reports(session: Session, condition: Any) -> list[Any]:
    columns = (
        ReportRow.digest,
        ReportRow.campaign,
        ReportRow.stream,
        ReportRow.number,
        ReportRow.name,
        ReportRow.made_at,
        ReportRow.period_start,
        ReportRow.period_end,
        ReportRow.records,
        ReportRow.arrived_by,
        StreamRow.code,
    )
    in_order = select(*columns).join(StreamRow, ITS_STREAM).where(condition)
    return list(session.execute(in_order.order_by(ReportRow.stream, ReportRow.number, ReportRow.digest)))


def _report_option(row: Any, choice: str) -> Option:
    lines = (
        ("made_at", row.made_at.isoformat(sep=" ", timespec="minutes")),
        ("period", f"{row.period_start} – {row.period_end}"),
        ("records", str(row.records)),
    )
    return Option(choice, row.name, row.code, row.number, row.digest, row.made_at, lines)


def _record_option(reports: Mapping[str, Any], contents: Contents, record_id: str, said: Said) -> Option:
    one, row = contents[said.report][record_id], reports[said.report]
    lines = tuple(
        (field, _text(value)) for field, value in json.loads(one.text).items() if value not in _EMPTY
    )
    return Option(said.content, row.name, row.code, row.number, row.digest, row.made_at, lines)


_EMPTY: tuple[Any, ...] = (None, "", [])


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, bool)) else str(value)
