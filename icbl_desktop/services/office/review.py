"""A report is reviewed: accepted, found to have issues, asked about. The campaign learns it by its receipt.

Whoever reviews says which ``revision`` of the review they saw: where another reviewer was there in between,
UserError is raised and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.inbox import COUNTING, Standing
from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import asking, received, spots
from icbl_desktop.services.office.asking import QuestionDraft
from icbl_desktop.services.office.received import ReceivedReport
from icbl_desktop.store.office import OfficeStore, note
from icbl_desktop.store.tables_office import ReportRow
from icbl_desktop.store.tables_review import AskedRow, ReviewRow

_WHY_NOT = {
    Standing.UNKNOWN_KEY: (
        "Nobody has confirmed the key that signed this report, so it does not count yet. Nothing was "
        "changed. Confirm the key first."
    ),
    Standing.CHANGED_KEY: (
        "This report is signed with another key than its stream had before, so it does not count. Nothing "
        "was changed. Ask the campaign on the phone, then decide about the key."
    ),
    Standing.TWO_OF_A_NUMBER: (
        "Another report has the same number, so neither counts yet. Nothing was changed. Decide first which "
        "of the two is right."
    ),
    Standing.RIVAL: (
        "Another installation says as well that it carries on the same reports, so this one does not count "
        "yet. Nothing was changed. Decide first which of them is right."
    ),
    Standing.REFUSED: (
        "It was decided that this report does not count. Nothing was changed. Take that decision back first."
    ),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that is asked. ``title`` is what the record is called in the report."""

    id: str
    text: str
    kind: str
    record_id: str
    field: str
    title: str
    asked_by: str
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Review:
    """How far the office is with a report. ``revision`` is 0 where it was never counted."""

    report: ReceivedReport
    questions: tuple[Asked, ...]
    revision: int


def review(store: OfficeStore, digest: str) -> Review:
    """How far the office is with this report, and what it asks. Raises UserError where it is not here."""
    report = received.get(store, digest)
    with store.read() as session:
        rows = session.scalars(
            select(AskedRow).where(AskedRow.report == digest).order_by(AskedRow.place)
        ).all()
    titles = _titles(store, digest) if any(row.record_id for row in rows) else {}
    asked = tuple(
        Asked(
            id=row.id,
            text=row.text,
            kind=row.kind,
            record_id=row.record_id,
            field=row.field,
            title=titles.get(row.record_id, ""),
            asked_by=row.asked_by,
            asked_at=row.asked_at,
        )
        for row in rows
    )
    return Review(report=report, questions=asked, revision=report.revision)


def accept(store: OfficeStore, digest: str, by: str, revision: int) -> Changed:
    """Nothing is left to ask: of this report, and of those it replaces. Their questions are withdrawn."""
    with store.write() as session:
        row = _seen(session, digest, revision)
        for one in (row, *_replaced(session, digest)):
            if one.state != ReceiptState.ACCEPTED:
                session.execute(delete(AskedRow).where(AskedRow.report == one.report))
                _say(session, store, one, by, ReceiptState.ACCEPTED)
    return Changed.of("inbox")


def set_issues(store: OfficeStore, digest: str, by: str, revision: int) -> Changed:
    """Something has to be mended in this report: what it is, its questions say."""
    with store.write() as session:
        row = _seen(session, digest, revision)
        if not asking.count(session, digest):
            raise UserError(
                "The campaign would not know what to mend. Nothing was changed. Ask a question first.",
                field="question",
            )
        _say(session, store, row, by, ReceiptState.HAS_ISSUES)
    return Changed.of("inbox")


def ask(store: OfficeStore, digest: str, question: QuestionDraft, by: str, revision: int) -> Changed:
    """Ask the campaign something. A report that was accepted is looked at again.

    Raises UserError at "text", "record_id" or "field" too.
    """
    with store.write() as session:
        row = _seen(session, digest, revision)
        kind = asking.kind_of(session, digest, question)
        place = session.scalar(select(func.max(AskedRow.place)).where(AskedRow.report == digest))
        session.add(
            AskedRow(
                id=str(uuid4()),
                report=digest,
                place=0 if place is None else place + 1,
                kind=kind,
                record_id=question.record_id,
                field=question.field,
                text=question.text.strip(),
                asked_by=by,
                asked_at=store.clock(),
            )
        )
        accepted = row.state == ReceiptState.ACCEPTED
        _say(session, store, row, by, ReceiptState.RECEIVED if accepted else row.state, asked=question.text)
    return Changed.of("inbox")


def withdraw(store: OfficeStore, digest: str, question_id: str, by: str, revision: int) -> Changed:
    """Ask something no more; with its last question a report has no issues any more."""
    with store.write() as session:
        row = _seen(session, digest, revision)
        asked = session.get(AskedRow, question_id)
        if asked is None or asked.report != digest:
            raise UserError("This question is not asked any more. Nothing was changed.")
        session.delete(asked)
        session.flush()
        _say(session, store, row, by, row.state if asking.count(session, digest) else ReceiptState.RECEIVED,
             withdrawn=asked.text)  # fmt: skip
    return Changed.of("inbox")


def reopen(store: OfficeStore, digest: str, by: str, revision: int) -> Changed:
    """Take an answer back: the report was received, and nothing is said of it yet."""
    with store.write() as session:
        _say(session, store, _seen(session, digest, revision), by, ReceiptState.RECEIVED)
    return Changed.of("inbox")


def _seen(session: Session, digest: str, revision: int) -> ReviewRow:
    """The review, as whoever changes it has seen it. Raises UserError where it cannot be changed so."""
    report = session.get(ReportRow, digest)
    if report is None:
        raise UserError("This report is not in the inbox. Nothing was changed.")
    standing = Standing(report.standing)
    if standing == Standing.REPLACED:
        raise UserError(
            "This report was replaced by a newer one. Nothing was changed. Review the newer one instead."
        )
    row = session.get(ReviewRow, digest)
    if row is None or standing not in COUNTING:
        raise UserError(_WHY_NOT.get(standing, _WHY_NOT[Standing.UNKNOWN_KEY]))
    if row.revision != revision:
        raise UserError(
            "{name} reviewed this report in the meantime. Nothing was changed. Look again, then decide.",
            name=row.reviewer,
        )
    return row


def _say(
    session: Session, store: OfficeStore, row: ReviewRow, by: str, state: str, **details: object
) -> None:
    """What the campaign will be told, from now on."""
    now = store.clock()
    row.state, row.reviewer, row.reviewed_at = state, by, now
    row.revision += 1
    note(session, now, by, "reviewed", row.report, state=str(state), revision=row.revision, **details)


def _replaced(session: Session, digest: str) -> Iterator[ReviewRow]:
    """The reviews of the reports that this one amends, near and far."""
    report = session.get(ReportRow, digest)
    while report is not None and report.amends:
        row = session.get(ReviewRow, report.amends)
        if row is not None:
            yield row
        report = session.get(ReportRow, report.amends)


def _titles(store: OfficeStore, digest: str) -> dict[str, str]:
    """What the records of a report are called there, by id."""
    held = received.data(store, digest).all_records()
    return {record.id: spots.title(kind, record) for kind, record in held}
