"""What may be asked of a report: nothing that its campaign's receipt could not say."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from icbl_desktop.domain.field_words import EVIDENCE
from icbl_desktop.domain.receipt import MAX_QUESTION, MAX_QUESTIONS
from icbl_desktop.errors import UserError
from icbl_desktop.formats import receipts
from icbl_desktop.services.record_kinds import KINDS
from icbl_desktop.store.tables_office import CarriedRow
from icbl_desktop.store.tables_review import AskedRow


@dataclass(frozen=True, kw_only=True)
class QuestionDraft:
    """What to ask of a record, or of one ``field`` of it; without a ``record_id`` of the whole report."""

    text: str
    record_id: str = ""
    field: str = ""


def count(session: Session, digest: str) -> int:
    """How much is asked of a report."""
    return session.scalar(select(func.count()).select_from(AskedRow).where(AskedRow.report == digest)) or 0


def kind_of(session: Session, digest: str, question: QuestionDraft) -> str:
    """The kind of the record that is asked about. Raises UserError where a receipt could not say it."""
    if not question.text.strip() or len(question.text) > MAX_QUESTION:
        raise UserError(
            "Write the question, in {most} characters or fewer. Nothing was changed.",
            field="text",
            most=MAX_QUESTION,
        )
    if count(session, digest) >= MAX_QUESTIONS:
        raise UserError(
            "{most} questions are asked of this report already. Nothing was changed. Withdraw some first.",
            field="text",
            most=MAX_QUESTIONS,
        )
    if not question.record_id:
        _check_field(question.field, frozenset())
        return ""
    carried = session.get(CarriedRow, {"report": digest, "record_id": question.record_id})
    if carried is None or not carried.content:
        raise UserError("This report holds no such record. Nothing was changed.", field="record_id")
    if not receipts.is_line(question.record_id):
        raise UserError(
            "No receipt can name this record: its id is no short line of text. Nothing was changed. "
            "Ask about the whole report.",
            field="record_id",
        )
    known = fields(KINDS[carried.kind].draft) if carried.kind in KINDS else ()
    _check_field(question.field, frozenset({EVIDENCE, *(field.name for field in known)}))
    return carried.kind


def _check_field(name: str, known: frozenset[str]) -> None:
    if name and name not in known:
        raise UserError(
            "There is no field {name} to ask about. Nothing was changed. Its fields are: {fields}.",
            field="field",
            name=name,
            fields=", ".join(sorted(known)) or "–",
        )
