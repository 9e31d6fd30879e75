"""Reports: look at one before it goes, issue it, have its final bytes again."""

from __future__ import annotations

import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from icbl_desktop.config import Folders
from icbl_desktop.domain.file_budget import ReportSize
from icbl_desktop.domain.projection import Staying
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import NotStarted, UserError
from icbl_desktop.formats.report_data import Report, write_report
from icbl_desktop.services import (
    campaign,
    plans,
    report_amending,
    report_attachments,
    report_composing,
    report_content,
    report_orders,
    report_rows,
    streams,
)
from icbl_desktop.services.report_content import Content
from icbl_desktop.services.report_leaving import Leaving, leaving
from icbl_desktop.services.report_orders import grant_period, suggest_period
from icbl_desktop.store.audit import current_stream
from icbl_desktop.store.database import Database

__all__ = [
    "Going",
    "Issued",
    "Preview",
    "amend",
    "grant_period",
    "issue",
    "pdf_of",
    "preview",
    "suggest_period",
]


@dataclass(frozen=True)
class Going:
    """How many records of a kind go: of the period, and changed ones from outside it."""

    kind: str
    inside: int
    changed: int


@dataclass(frozen=True)
class Preview:
    """A report as it would be now. ``pdf`` holds its real pages, marked as a draft; nothing is stored.

    ``name`` is what its file would be called. ``leaving`` says line by line what goes and what stays,
    ``going`` and ``staying`` count it; ``taken_back`` counts the records of earlier reports that were deleted
    or withdrawn since, ``without_result`` activities that do not say yet what came of them. ``in_short`` and
    ``needs`` are the lines the pages show: the person's own, or drafted from the data. ``unprintable`` holds
    each character that no font has; the pages show a mark in its place.
    """

    pdf: bytes
    name: str
    order: ReportOrder
    leaving: Leaving
    going: tuple[Going, ...]
    staying: tuple[Staying, ...]
    taken_back: int
    without_result: int
    in_short: tuple[str, ...]
    needs: tuple[str, ...]
    unprintable: str
    size: ReportSize


@dataclass(frozen=True)
class Issued:
    """A report that has its number; ``name`` is the file's, ``digest`` its identity."""

    id: str
    number: int
    name: str
    digest: str
    changed: Changed


def preview(db: Database, folders: Folders, order: ReportOrder) -> Preview:
    """The report as it would be issued now.

    Raises UserError before the first start, and for an order that cannot be met, with its field.
    """
    from icbl_desktop.services import report_pages  # loads ReportLab: starts faster

    me, plan, names = campaign.get(db), plans.current_version(db), report_pages.names(db, order.language)
    with db.read() as session:
        report_orders.check(session, order)
        stream = current_stream(session)
        if stream is None:
            raise NotStarted
        content = report_content.gather(session, folders, order, me)
        report = report_composing.compose(session, stream, content, me, plan, db.clock())
    pictures = report_attachments.pictures(folders, report.files)
    pdf = report_pages.draft(report, names, order.paper, pictures)
    in_short, needs = report_pages.drafted(report, names)
    return Preview(
        pdf=pdf,
        name=report_composing.file_name(report, content.amended),
        order=order,
        leaving=leaving(content.sides, names.question),
        going=_going(content),
        staying=content.staying,
        taken_back=len(content.tombstones),
        without_result=sum(not activity.result.strip() for activity in content.inside.activities),
        in_short=in_short,
        needs=needs,
        unprintable=report_pages.unprintable(report),
        size=_size(report, pdf),
    )


def issue(db: Database, folders: Folders, order: ReportOrder) -> Issued:
    """Give the report the stream's next number, sign it, and keep its final bytes: all of it, or nothing.

    Raises UserError for an order that cannot be met, with its field, and where a file that is to travel is
    damaged; then no number is taken.
    """
    from icbl_desktop.services import report_pages  # loads ReportLab: starts faster

    me, plan, names = campaign.get(db), plans.current_version(db), report_pages.names(db, order.language)
    with db.write() as session:
        report_orders.check(session, order)
        report_orders.check_reason(order)
        stream = streams.current(session, folders, db.clock())
        content = report_content.gather(session, folders, order, me)
        report_attachments.check_size(content.files)
        report = report_composing.compose(session, stream, content, me, plan, db.clock())
        name = report_composing.file_name(report, content.amended)
        key = streams.signing_key(stream)
        pdf, digest = report_pages.final(report, names, key, folders, order.paper, name)
        row = report_rows.keep(
            session,
            report,
            pdf,
            name=name,
            digest=digest,
            paper=order.paper,
            all_public=report_composing.all_public(content),
            left_out=order.left_out,
        )
    with suppress(UserError):  # the report is kept: what it cannot note is said when a copy is to leave
        streams.remember(row.stream, row.number)
    changed = Changed(frozenset({"report", "activity"}), frozenset({row.id}))
    return Issued(row.id, row.number, name, digest, changed)


def amend(db: Database, report_id: str) -> ReportOrder:
    """The order of an issued report anew, to correct it; of the newest, where it was amended before.

    Raises UserError for an unknown report.
    """
    with db.read() as session:
        return report_amending.order_to_amend(session, report_id)


def pdf_of(db: Database, report_id: str) -> bytes:
    """The final bytes of an issued report: the same each time. Raises UserError for an unknown one."""
    with db.read() as session:
        return report_rows.find(session, report_id).pdf


def _going(content: Content) -> tuple[Going, ...]:
    inside = Counter(kind for kind, _ in content.inside.by_kind())
    changed = Counter(kind for kind, _ in content.changed.by_kind())
    inside["evidence"], changed["evidence"] = len(content.inside.evidence), len(content.changed.evidence)
    kinds = [kind for kind in (inside | changed) if inside[kind] or changed[kind]]
    return tuple(Going(kind, inside[kind], changed[kind]) for kind in kinds)


def _size(report: Report, pdf: bytes) -> ReportSize:
    """About how large the report will be: a draft is not packed as tightly as the final file."""
    pages, data = len(zlib.compress(pdf, 1)), len(zlib.compress(write_report(report)))
    files = sum(one.size for one in report.files if one.sent)
    return ReportSize(total=pages + data + files, pages=pages, data=data, files=files)
