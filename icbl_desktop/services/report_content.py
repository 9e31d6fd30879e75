"""What a report of a period holds: read from the workspace, projected, and put into the report's form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from icbl_desktop.config import Folders
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import Reason, Staying, project, staying
from icbl_desktop.domain.record_set import Records
from icbl_desktop.domain.report_figures import figures
from icbl_desktop.domain.report_period import split
from icbl_desktop.domain.tombstones import Told, Tombstone, tombstones
from icbl_desktop.domain.work import Campaign, Evidence
from icbl_desktop.formats import report_data
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.services.record_kinds import (
    ACTIVITY,
    EXPENSE,
    FOLLOW_UP,
    GRANT,
    INDICATOR_UPDATE,
    KINDS,
    OUTCOME,
    PROMISE,
    DraftT,
    Kind,
    RecordT,
)
from icbl_desktop.services.report_history import told
from icbl_desktop.store import evidence as files
from icbl_desktop.store.presence import is_here
from icbl_desktop.store.records import to_record
from icbl_desktop.store.tables_sync import ReportRow, StreamRow
from icbl_desktop.store.tables_workspace import EvidenceRow


@dataclass(frozen=True)
class Content:
    """The period's records, the changes outside it, what is taken back, and what stays with the reasons.

    ``everything`` is all that may leave, of any period; ``staying`` is counted of what this report carries,
    or would carry if it did not stay.
    """

    period: Period
    inside: Records
    changed: Records
    tombstones: tuple[Tombstone, ...]
    everything: Records
    staying: tuple[Staying, ...]


def gather(session: Session, folders: Folders, period: Period) -> Content:
    """All that a report of this period carries. A file that is gone from the folder is not promised."""
    records, here_ids = _records(session), _here(session)
    here = records.having(lambda one: one.id in here_ids)
    leaving = project(here)
    everything, said = _without_missing_files(leaving, folders), told(session)
    inside, changed = split(everything, period, said)
    deleted = project(records).ids()  # what would leave still, were it not for the trash
    taken_back = tombstones(said, everything.ids(), deleted)
    carried = inside.ids() | changed.ids()
    stays = _staying(here, leaving, everything, carried | _kept_back(here, leaving, period, said))
    return Content(period, inside, changed, taken_back, everything, stays)


def compose(
    session: Session, content: Content, campaign: Campaign, plan: PlanVersion, made_at: datetime
) -> Report:
    """The stream's next report of this content."""
    stream = session.get_one(StreamRow, campaign.stream)
    last = session.scalars(
        select(ReportRow).where(ReportRow.stream == stream.id).order_by(ReportRow.number.desc()).limit(1)
    ).first()
    return Report(
        campaign=report_data.CampaignPart(
            id=session.scalars(select(StreamRow.id).order_by(StreamRow.started_at).limit(1)).one(),
            organisation=campaign.organisation,
            states=campaign.states,
            key=stream.public_key.strip().splitlines()[-1],
        ),
        stream=report_data.StreamPart(id=stream.id, code=stream.code),
        number=last.number + 1 if last else 1,
        previous=last.digest if last else None,
        period=report_data.PeriodPart(start=content.period.start, end=content.period.end),
        plan=report_data.PlanPart(id=plan.plan_id, digest=plan.digest, sequence=plan.sequence),
        made_at=made_at.astimezone(UTC).replace(microsecond=0),
        records=report_data.record_set(content.inside),
        changes=report_data.record_set(content.changed),
        tombstones=content.tombstones,
        files=tuple(_file(one) for one in (*content.inside.evidence, *content.changed.evidence)),
        figures=figures(content.period, content.inside, content.everything),
        drafts=sum(one.count for one in content.staying if one.reason == Reason.DRAFT),
    )


def file_name(report: Report, period: Period) -> str:
    """The report's file name: "KHM-CCBL-2018-Q1-7KQ2-r0007.pdf"."""
    organisation = _acronym(report.campaign.organisation)
    state = report.campaign.states[0]
    return f"{state}-{organisation}-{period.label}-{report.stream.code}-r{report.number:04}.pdf"


def texts(content: Content) -> Iterator[str]:
    """Every text a person wrote that the report's pages show."""
    for part in (content.inside, content.changed):
        for _, record in part.by_kind():
            yield from _texts_in(record)
        yield from (text for file in part.evidence for text in (file.name, file.caption))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts_in(one)
    elif is_dataclass(value):
        yield from _texts_in(tuple(getattr(value, field.name) for field in fields(value)))


def _records(session: Session) -> Records:
    """All records, in the trash or not, with the files behind them."""

    def every(kind: Kind[DraftT, RecordT]) -> tuple[RecordT, ...]:
        return tuple(to_record(row, kind.record) for row in session.scalars(select(kind.row)))

    return Records(
        activities=every(ACTIVITY),
        grants=every(GRANT),
        expenses=every(EXPENSE),
        outcomes=every(OUTCOME),
        promises=every(PROMISE),
        follow_ups=every(FOLLOW_UP),
        indicator_updates=every(INDICATOR_UPDATE),
        evidence=tuple(to_record(row, Evidence) for row in session.scalars(select(EvidenceRow))),
    )


def _here(session: Session) -> set[str]:
    """The ids of all records that are neither in the trash nor hang on one that is."""
    tables = (kind.row for kind in KINDS.values())
    return {one for table in tables for one in session.scalars(select(table.id).where(is_here(table)))}


def _without_missing_files(leaving: Records, folders: Folders) -> Records:
    return replace(
        leaving,
        evidence=tuple(
            one for one in leaving.evidence if files.path_of(folders.evidence, one.sha256).exists()
        ),
    )


def _kept_back(here: Records, leaving: Records, period: Period, said: Mapping[str, Told]) -> frozenset[str]:
    """The ids of what the report of this period would carry if it did not stay."""
    inside, changed = split(here, period, said)
    return (inside.ids() | changed.ids()) - leaving.ids()


def _staying(
    here: Records, leaving: Records, with_file: Records, ids: Collection[str]
) -> tuple[Staying, ...]:
    """What stays of the records with these ids, and how many of their files are gone from the folder."""
    missing = sum(one.record_id in ids for one in leaving.evidence) - sum(
        one.record_id in ids for one in with_file.evidence
    )
    lost = (Staying("evidence", Reason.FILE_MISSING, missing),) if missing else ()
    return (*staying(here.having(lambda one: one.id in ids), leaving), *lost)


def _file(evidence: Evidence) -> report_data.FileEntry:
    return report_data.FileEntry(
        id=evidence.id,
        record_id=evidence.record_id,
        name=evidence.name,
        media_type=evidence.media_type,
        size=evidence.size,
        sha256=evidence.sha256,
        caption=evidence.caption,
        taken_on=evidence.taken_on,
    )


def _acronym(organisation: str) -> str:
    """A short name in plain capitals: one it has already, else the initials of its words."""
    plain = unicodedata.normalize("NFKD", organisation).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    own = next((word for word in words if len(word) > 2 and word.isupper()), "")
    initials = "".join(word[0] for word in words if word[0].isupper() or word[0].isdigit())
    short = own or (initials if len(initials) > 1 else "".join(words[:1]))
    return short.upper()[:8] or "ORG"
