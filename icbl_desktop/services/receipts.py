"""What the secretariat said of this campaign's reports: taken in from its files; its questions, answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.receipt import AskedQuestion, Receipt
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.services import keys, receipts_opening, streams
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.services.report_history import IN_ORDER
from icbl_desktop.store.database import Database
from icbl_desktop.store.tables_sync import QuestionRow, ReceiptRow, ReportRow


@dataclass(frozen=True)
class TakenIn:
    """What a file's receipts told. ``receipts`` counts news of reports, ``questions`` those asked anew.

    ``not_ours`` counts receipts for reports that are not here; ``contradicting`` those that say otherwise
    than one of the same revision did, and so were left alone. ``unreadable`` says of each file that
    is for this campaign and cannot be read what is wrong with it.
    """

    receipts: int
    questions: int
    not_ours: int
    contradicting: int
    unreadable: tuple[UserError, ...]
    changed: Changed


@dataclass(frozen=True)
class Question:
    """A question on a report's record or one ``field`` of it; on the whole report without a ``record_id``.

    ``report_number`` and ``report_id`` name the report; ``title`` is the record's, empty where it is gone.
    """

    id: str
    report_id: str
    report_number: int
    kind: str
    record_id: str
    field: str
    text: str
    answer: str
    answered_at: datetime | None
    withdrawn: bool
    title: str


class _Said(StrEnum):
    """What a receipt was to this workspace."""

    NEWS = "news"
    KNOWN = "known"
    NOT_OURS = "not ours"
    CONTRADICTING = "contradicting"


def take_in(db: Database, data: bytes) -> TakenIn:
    """Take in what a bundle, or a file of receipts alone, says of our reports; older files count as well.

    Whatever is sealed for others is passed over. A receipt of a lower or the same revision changes nothing.
    Raises NotTrusted, UnknownKey, Unsigned, BadFile or NewerFile where the file itself is refused.
    """
    opened = receipts_opening.open_ours(db, data)
    said: Counter[_Said] = Counter()
    with db.write() as session:
        campaign, before = streams.campaign_id(session), _count(session)
        if opened.key_list is not None:
            keys.take_list(session, opened.key_list, db.clock())
        for file in opened.files:
            for receipt in file.receipts:
                ours = file.campaign == campaign
                said[_take(session, receipt, db.clock()) if ours else _Said.NOT_OURS] += 1
        asked = _count(session) - before
    kinds = frozenset({"report", "question"}) if said[_Said.NEWS] else frozenset()
    kinds |= frozenset({"trusted_key"}) if opened.key_list else frozenset()
    return TakenIn(
        receipts=said[_Said.NEWS],
        questions=asked,
        not_ours=said[_Said.NOT_OURS],
        contradicting=said[_Said.CONTRADICTING],
        unreadable=opened.unreadable,
        changed=Changed(kinds),
    )


def questions(db: Database, *, open_only: bool = True) -> tuple[Question, ...]:
    """What the secretariat asks, by report; by default what is not answered yet."""
    with db.read() as session:
        return tuple(one for one in _questions(session) if not open_only or _is_open(one))


def of_record(db: Database, record_id: str) -> tuple[Question, ...]:
    """The questions on one record that are still asked, answered or not."""
    with db.read() as session:
        return tuple(one for one in _questions(session, record_id) if not one.withdrawn)


def answer(db: Database, question_id: str, text: str) -> Changed:
    """Note how a question was answered; an empty text opens it again. Raises UserError where it is gone."""
    with db.write() as session:
        row = session.get(QuestionRow, question_id)
        if row is None:
            raise UserError("This question is not here any more. Nothing was changed.")
        row.answer = text.strip()
        row.answered_at = db.clock() if row.answer else None
    return Changed(frozenset({"question", "report"}), frozenset({question_id}))


def _take(session: Session, receipt: Receipt, now: datetime) -> _Said:
    """Keep one receipt and its questions, if it is ours and news."""
    report = session.scalars(select(ReportRow).where(ReportRow.digest == receipt.digest)).first()
    if report is None or (report.stream, report.number) != (receipt.stream, receipt.number):
        return _Said.NOT_OURS
    row = session.get(ReceiptRow, receipt.digest)
    if row is not None and row.revision >= receipt.revision:
        same = row.revision > receipt.revision or _content_of(session, row) == _content(receipt)
        return _Said.KNOWN if same else _Said.CONTRADICTING
    if _asks_of_another(session, receipt):
        return _Said.CONTRADICTING
    session.merge(
        ReceiptRow(
            report_digest=receipt.digest,
            revision=receipt.revision,
            state=receipt.state,
            reviewer=receipt.reviewer,
            reviewed_at=receipt.reviewed_at,
            taken_in_at=now,
        )
    )
    session.flush()
    _ask(session, receipt)
    return _Said.NEWS


def _asks_of_another(session: Session, receipt: Receipt) -> bool:
    """Whether a question of this receipt was asked of another report: it would lose its answer there."""
    known = (session.get(QuestionRow, asked.id) for asked in receipt.questions)
    return any(row is not None and row.report_digest != receipt.digest for row in known)


def _ask(session: Session, receipt: Receipt) -> None:
    """Put the receipt's questions in place of those asked before; what was answered stays answered."""
    for row in session.scalars(select(QuestionRow).where(QuestionRow.report_digest == receipt.digest)):
        row.withdrawn = True
    for place, asked in enumerate(receipt.questions):
        known = session.get(QuestionRow, asked.id)
        session.merge(
            QuestionRow(
                report_digest=receipt.digest,
                place=place,
                withdrawn=False,
                answer=known.answer if known else "",
                answered_at=known.answered_at if known else None,
                **vars(asked),
            )
        )
    session.flush()


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(QuestionRow)) or 0


def _content_of(session: Session, row: ReceiptRow) -> tuple[object, ...]:
    """What was kept of a receipt, to compare."""
    asked = session.scalars(
        select(QuestionRow)
        .where(QuestionRow.report_digest == row.report_digest, QuestionRow.withdrawn.is_(False))
        .order_by(QuestionRow.place)
    )
    texts = [
        AskedQuestion(id=q.id, text=q.text, kind=q.kind, record_id=q.record_id, field=q.field) for q in asked
    ]
    return row.state, row.reviewer, row.reviewed_at, tuple(texts)


def _content(receipt: Receipt) -> tuple[object, ...]:
    return receipt.state, receipt.reviewer, receipt.reviewed_at, receipt.questions


def _questions(session: Session, record_id: str = "") -> list[Question]:
    asked = select(QuestionRow, ReportRow).join(ReportRow, ReportRow.digest == QuestionRow.report_digest)
    wanted = asked.where(QuestionRow.record_id == record_id) if record_id else asked
    rows = session.execute(wanted.order_by(IN_ORDER, QuestionRow.place)).all()
    return [
        Question(
            id=row.id,
            report_id=report.id,
            report_number=report.number,
            kind=row.kind,
            record_id=row.record_id,
            field=row.field,
            text=row.text,
            answer=row.answer,
            answered_at=row.answered_at,
            withdrawn=row.withdrawn,
            title=_title(session, row),
        )
        for row, report in rows
    ]


def _title(session: Session, row: QuestionRow) -> str:
    """What the record is called now; a kind of a newer program's has no title here."""
    kind = KINDS.get(row.kind)
    record = session.get(kind.row, row.record_id) if kind else None
    return str(getattr(record, kind.title)) if kind and record else ""


def _is_open(question: Question) -> bool:
    return not question.withdrawn and question.answered_at is None
