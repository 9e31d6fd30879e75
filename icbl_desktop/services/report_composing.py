"""A report put into its form: the stream's next number, what was chosen for it, the name of its file."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

import msgspec
from sqlalchemy.orm import Session

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.projection import is_public
from icbl_desktop.domain.report_figures import figures
from icbl_desktop.domain.report_order import ReportKind
from icbl_desktop.domain.work import Campaign
from icbl_desktop.formats import report_parts
from icbl_desktop.formats.report_data import Report
from icbl_desktop.services import streams
from icbl_desktop.services.plans import PlanVersion
from icbl_desktop.services.report_amending import Amended, amends
from icbl_desktop.services.report_content import Content
from icbl_desktop.store.tables_sync import StreamRow

_KIND_IN_NAME = {
    ReportKind.GRANT_MID_TERM: "-grant-mid-term",
    ReportKind.GRANT_FINAL: "-grant",
    ReportKind.STATE_BRIEF: "-brief",
}


def compose(
    session: Session,
    stream: StreamRow,
    content: Content,
    campaign: Campaign,
    plan: PlanVersion,
    made_at: datetime,
) -> Report:
    """The stream's next report of this content."""
    order, last = content.order, streams.last_report(session, stream.id)
    report = Report(
        kind=order.kind,
        grant_id=order.grant_id,
        iso3=order.iso3,
        language=order.language,
        in_short=order.in_short,
        needs=order.needs,
        campaign=_campaign(session, stream, campaign),
        stream=_stream(stream),
        number=last.number + 1 if last else 1,
        previous=last.digest if last else None,
        period=report_parts.PeriodPart(start=order.period.start, end=order.period.end),
        plan=report_parts.PlanPart(id=plan.plan_id, digest=plan.digest, sequence=plan.sequence),
        made_at=made_at.astimezone(UTC).replace(microsecond=0),
        records=report_parts.record_set(content.inside),
        changes=report_parts.record_set(content.changed),
        tombstones=content.tombstones,
        files=content.files,
        figures=figures(order.period, content.inside, content.everything),
        drafts=content.drafts,
        left_out=content.left_out,
    )
    if content.amended is None:
        return report
    return msgspec.structs.replace(report, amends=amends(content.amended, report, order.why))


def file_name(report: Report, amended: Amended | None) -> str:
    """The report's file name: "KHM-CCBL-2018-Q1-7KQ2-r0007.pdf".

    Where it is no activity report the name says what it is, and of an amendment also what it amends.
    """
    parts = (
        report.campaign.states[0],
        _acronym(report.campaign.organisation),
        Period(report.period.start, report.period.end).label,
    )
    kind = _KIND_IN_NAME.get(ReportKind(report.kind), "")
    state = f"-{report.iso3}" if report.iso3 else ""
    name = f"{'-'.join(parts)}{kind}{state}-{report.stream.code}-r{report.number:04}"
    return f"{name}{_amends(report, amended)}.pdf"


def all_public(content: Content) -> bool:
    """Whether nothing above public is in the report: no record, file or name, and no sum of such."""
    return all(is_public(part) for part in (content.inside, content.changed)) and is_public(
        content.everything.with_files(())
    )


def _amends(report: Report, amended: Amended | None) -> str:
    if amended is None:
        return ""
    stream = "" if amended.stream == report.stream.id else f"{amended.code}-"
    return f"-amends-{stream}r{amended.number:04}"


def _campaign(session: Session, stream: StreamRow, campaign: Campaign) -> report_parts.CampaignPart:
    return report_parts.CampaignPart(
        id=streams.campaign_id(session),
        organisation=campaign.organisation,
        states=campaign.states,
        key=streams.key_line(stream),
        recipient=stream.age_recipient,
    )


def _stream(stream: StreamRow) -> report_parts.StreamPart:
    succeeds = report_parts.SucceedsPart(
        id=stream.succeeds,
        number=stream.succeeds_number,
        digest=stream.succeeds_digest or None,
        proof=stream.succeeds_proof,
    )
    return report_parts.StreamPart(
        id=stream.id, code=stream.code, succeeds=succeeds if stream.succeeds else None
    )


def _acronym(organisation: str) -> str:
    """A short name in plain capitals: one it has already, else the initials of its words."""
    plain = unicodedata.normalize("NFKD", organisation).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    own = next((word for word in words if len(word) > 2 and word.isupper()), "")
    initials = "".join(word[0] for word in words if word[0].isupper() or word[0].isdigit())
    short = own or (initials if len(initials) > 1 else "".join(words[:1]))
    return short.upper()[:8] or "ORG"
