"""The reports that came in, the files that were set aside, the numbers that are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from icbl_desktop.domain.inbox import ASIDE, COUNTING, Standing, Verdict
from icbl_desktop.domain.merging import missing_numbers
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import report_files
from icbl_desktop.services.office import bindings
from icbl_desktop.services.office.results import reason_of
from icbl_desktop.store.office import OfficeStore, note
from icbl_desktop.store.tables_office import ITS_STREAM, ArrivalRow, CampaignRow, PdfRow, ReportRow, StreamRow
from icbl_desktop.store.tables_review import AskedRow, ReviewRow


@dataclass(frozen=True, kw_only=True)
class ReceivedReport:
    """A report whose signature holds. ``digest`` is its identity, ``name`` what it was called when issued.

    ``organisation`` and ``states`` are as it says itself. ``amends`` is the digest of the report it replaces,
    ``amends_number`` that one's number; ``amended_by`` the number of the one that replaces it, 0 for none.
    ``state`` is that of its review, empty as long as it does not count; ``revision`` is the review's, and
    ``handed_revision`` the newest one that was handed out as a receipt. ``is_ahead`` says that it was made,
    or tells of work, on a day that had not come when it arrived.
    """

    digest: str
    campaign: str
    organisation: str
    states: tuple[str, ...]
    stream_code: str
    number: int
    kind: str
    period: Period
    grant_id: str
    iso3: str
    language: str
    made_at: datetime
    arrived_at: datetime
    arrived_by: str
    file_name: str
    name: str
    standing: Standing
    amends: str
    amends_number: int
    amended_by: int
    records: int
    files: int
    state: str
    reviewer: str
    reviewed_at: datetime | None
    revision: int
    questions: int
    handed_revision: int
    is_ahead: bool


@dataclass(frozen=True)
class AsideFile:
    """A file that was set aside, and why. ``sha256`` is that of its bytes."""

    sha256: str
    name: str
    verdict: Verdict
    reason: UserError
    at: datetime
    by: str


@dataclass(frozen=True)
class Gap:
    """Numbers of a campaign's stream that were given, as later reports tell, and are not here."""

    campaign: str
    organisation: str
    stream_code: str
    numbers: tuple[int, ...]

    @property
    def subject(self) -> str:
        """What it is put away as; other numbers ask again."""
        return f"gap/{self.campaign}/{self.stream_code}/{self.numbers[-1]}/{len(self.numbers)}"


def reports(
    store: OfficeStore,
    *,
    campaign: str = "",
    standing: Standing | None = None,
    state: str | None = None,
    period: Period | None = None,
) -> tuple[ReceivedReport, ...]:
    """The reports, the one that was made last first; only those asked for. ``period`` is the report's own."""
    wanted: list[ColumnElement[bool]] = []
    if campaign:
        wanted.append(ReportRow.campaign == campaign)
    if standing is not None:
        wanted.append(ReportRow.standing == standing.value)
    if state is not None:
        wanted.append(ReviewRow.state == state)
    if period is not None:
        wanted += [ReportRow.period_start == period.start, ReportRow.period_end == period.end]
    with store.read() as session:
        return _read(session, wanted)


def get(store: OfficeStore, digest: str) -> ReceivedReport:
    """One report. Raises UserError where there is none of this digest."""
    with store.read() as session:
        found = _read(session, [ReportRow.digest == digest])
    if not found:
        raise _none()
    return found[0]


def data(store: OfficeStore, digest: str) -> Report:
    """What a report carries. Raises UserError where there is none of this digest."""
    return report_files.opened(pdf(store, digest)).report


def pdf(store: OfficeStore, digest: str) -> bytes:
    """The report's file, unsealed. Raises UserError where there is none of this digest."""
    with store.read() as session:
        found = session.scalars(select(PdfRow.content).where(PdfRow.digest == digest)).first()
    if found is None:
        raise _none()
    return found


def asides(store: OfficeStore) -> tuple[AsideFile, ...]:
    """The files that were set aside and that nobody has put away yet, the newest first."""
    waiting = (ArrivalRow.verdict.in_(ASIDE), ArrivalRow.put_away_at.is_(None))
    in_order = select(ArrivalRow).where(*waiting).order_by(ArrivalRow.at.desc(), ArrivalRow.sha256)
    with store.read() as session:
        return tuple(_aside(row) for row in session.scalars(in_order))


def put_away(store: OfficeStore, sha256: str, by: str) -> Changed:
    """A person has seen to a file that was set aside. Raises UserError where there is none."""
    with store.write() as session:
        row = session.get(ArrivalRow, sha256)
        if row is None or row.verdict not in ASIDE:
            raise UserError("There is no such file here. Nothing was changed. Look at the list again.")
        row.put_away_at = store.clock()
        note(session, row.put_away_at, by, "file put away", sha256, file=row.name)
    return Changed.of("inbox")


def gaps(store: OfficeStore) -> tuple[Gap, ...]:
    """The missing numbers of all bound streams, as their own reports and those of successors tell."""
    with store.read() as session:
        streams = [one for one in bindings.rows(session) if one.campaign]
        names = {one.id: one.organisation for one in session.scalars(select(CampaignRow))}
        given = select(StreamRow.campaign, StreamRow.id, ReportRow.number).join(ReportRow, ITS_STREAM)
        rows = session.execute(given.where(StreamRow.campaign != "")).all()
    here: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for campaign, stream, number in rows:
        here[campaign, stream].add(number)
    last = {place: max(numbers) for place, numbers in here.items()}
    for one in streams:
        before = (one.campaign, one.succeeds)
        last[before] = max(last.get(before, 0), one.succeeds_number)
    codes = {one.id: one.code for one in streams}
    return tuple(
        Gap(campaign, names.get(campaign, campaign), codes.get(stream, stream[:8]), missing)
        for (campaign, stream), number in sorted(last.items())
        if (missing := missing_numbers(here[campaign, stream], number))
    )


def _none() -> UserError:
    return UserError("There is no such report here. Nothing was changed. Look at the list again.")


def _aside(row: ArrivalRow) -> AsideFile:
    reason = reason_of(row) or UserError("")
    return AsideFile(row.sha256, row.name, Verdict(row.verdict), reason, row.at, row.by)


def _read(session: Session, wanted: Sequence[ColumnElement[bool]]) -> tuple[ReceivedReport, ...]:
    replaced, replacing = aliased(ReportRow), aliased(ReportRow)
    by = (
        select(replacing.amends, replacing.campaign, func.max(replacing.number).label("number"))
        .where(replacing.amends != "", replacing.standing.in_(COUNTING))
        .group_by(replacing.amends, replacing.campaign)
        .subquery()
    )
    asked = select(AskedRow.report, func.count().label("count")).group_by(AskedRow.report).subquery()
    rows = session.execute(
        select(ReportRow, StreamRow.code, ReviewRow, replaced.number, by.c.number, asked.c.count)
        .join(StreamRow, ITS_STREAM)
        .outerjoin(ReviewRow, ReviewRow.report == ReportRow.digest)
        .outerjoin(replaced, replaced.digest == ReportRow.amends)
        .outerjoin(by, and_(by.c.amends == ReportRow.digest, by.c.campaign == ReportRow.campaign))
        .outerjoin(asked, asked.c.report == ReportRow.digest)
        .where(*wanted)
        .order_by(ReportRow.made_at.desc(), ReportRow.digest)
    )
    return tuple(_received(*row) for row in rows)


def _received(
    row: ReportRow, code: str, review: ReviewRow | None, amends: int | None, by: int | None, asked: int | None
) -> ReceivedReport:
    return ReceivedReport(
        digest=row.digest,
        campaign=row.campaign,
        organisation=row.organisation,
        states=row.states,
        stream_code=code,
        number=row.number,
        kind=row.kind,
        period=Period(row.period_start, row.period_end),
        grant_id=row.grant_id,
        iso3=row.iso3,
        language=row.language,
        made_at=row.made_at,
        arrived_at=row.arrived_at,
        arrived_by=row.arrived_by,
        file_name=row.file_name,
        name=row.name,
        standing=Standing(row.standing),
        amends=row.amends,
        amends_number=amends or 0,
        amended_by=by or 0,
        records=row.records,
        files=row.files,
        state=review.state if review else "",
        reviewer=review.reviewer if review else "",
        reviewed_at=review.reviewed_at if review else None,
        revision=review.revision if review else 0,
        questions=asked or 0,
        handed_revision=review.handed_revision if review else 0,
        is_ahead=_is_ahead(row),
    )


def _is_ahead(row: ReportRow) -> bool:
    """Made, or telling of work, more than a day after it arrived: clocks and zones may differ by that."""
    latest = max(row.made_at.date(), row.last_day or date.min)
    return (latest - row.arrived_at.date()).days > 1
