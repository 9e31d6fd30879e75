"""Receipts for one campaign, ``receipts/NAME.age`` in a plan bundle: JSON sealed to the campaign's key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from icbl_desktop.domain.receipt import MAX_QUESTION, MAX_QUESTIONS, AskedQuestion, Receipt, ReceiptState
from icbl_desktop.formats import sealing, typed_json

FORMAT = "icbl-receipts"
MAX_BYTES = 4 * 1024 * 1024
MAX_RECEIPTS = 2000
"""In one file."""

_NAME = "receipts"
_MAX_NUMBER = 2**53
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHORT = 200


@dataclass(frozen=True)
class ReceiptsFile:
    """The whole file. ``campaign`` is the id that the campaign's reports carry."""

    format: str
    version: str
    campaign: str
    receipts: tuple[Receipt, ...]


def seal_receipts(campaign: str, receipts: Sequence[Receipt], recipients: Sequence[str]) -> bytes:
    """The receipts of a campaign as its file in the bundle. Raises BadFile where we would not take them."""
    raw = typed_json.write(ReceiptsFile(FORMAT, typed_json.VERSION, campaign, tuple(receipts)))
    read_receipts(raw)
    return sealing.seal(raw, recipients)


def open_receipts(sealed: bytes, identities: Sequence[str]) -> ReceiptsFile:
    """The receipts in a file of a bundle. Raises SealedForOthers, BadFile naming the place, and NewerFile."""
    return read_receipts(sealing.open_sealed(sealed, identities))


def read_receipts(raw: bytes) -> ReceiptsFile:
    """The receipts in the unsealed JSON. Raises BadFile naming the place, and NewerFile."""
    file, minor = typed_json.read(raw, ReceiptsFile, FORMAT, _NAME, MAX_BYTES)
    states = tuple(ReceiptState) if minor <= typed_json.MINOR else ()
    for place, sentence in _faults(file, states):
        raise typed_json.bad(_NAME, place, sentence)
    return file


def _faults(file: ReceiptsFile, states: Collection[str]) -> Iterator[tuple[str, str]]:
    if len(file.receipts) > MAX_RECEIPTS:
        yield "receipts", f"there are more than {MAX_RECEIPTS}."
    if not is_line(file.campaign):
        yield "campaign", "it is not one short line of text."
    seen: set[str] = set()
    asked: set[str] = set()
    for index, receipt in enumerate(file.receipts):
        place = f"receipts[{index}]"
        if receipt.digest in seen:
            yield f"{place}.digest", "the report stands here twice."
        seen.add(receipt.digest)
        for field, sentence in _receipt_faults(receipt, states):
            yield f"{place}.{field}", sentence
        for number, question in enumerate(receipt.questions):
            if question.id in asked:
                yield f"{place}.questions[{number}].id", "the question stands here twice."
            asked.add(question.id)
            for field, sentence in _question_faults(question):
                yield f"{place}.questions[{number}].{field}", sentence


def _receipt_faults(receipt: Receipt, states: Collection[str]) -> Iterator[tuple[str, str]]:
    if not _DIGEST.fullmatch(receipt.digest):
        yield "digest", "it is not a SHA-256."
    if not is_line(receipt.stream):
        yield "stream", "it is not one short line of text."
    for field, number in (("number", receipt.number), ("revision", receipt.revision)):
        if not 1 <= number <= _MAX_NUMBER:
            yield field, "it must be 1 or more."
    if states and receipt.state not in states:
        yield "state", f"it must be one of: {', '.join(states)}."
    if not is_line(receipt.reviewer):
        yield "reviewer", "it is not one short line of text."
    if receipt.reviewed_at.utcoffset() != timedelta(0):
        yield "reviewed_at", "the time is not in UTC."
    if len(receipt.questions) > MAX_QUESTIONS:
        yield "questions", f"there are more than {MAX_QUESTIONS}."


def _question_faults(question: AskedQuestion) -> Iterator[tuple[str, str]]:
    if not is_line(question.id):
        yield "id", "it is not one short line of text."
    if not question.text.strip() or len(question.text) > MAX_QUESTION:
        yield "text", f"it must have 1 to {MAX_QUESTION} characters."
    for field in ("kind", "record_id", "field"):
        text = getattr(question, field)
        if text and not is_line(text):
            yield field, "it is not one short line of text."
    if bool(question.kind) != bool(question.record_id):
        yield "kind", "a record is named by its kind and its id."
    if question.field and not question.record_id:
        yield "field", "a field belongs to a record."


def is_line(text: str) -> bool:
    """Whether a receipt can carry this as an id or a name: one short line."""
    return bool(text.strip()) and len(text) <= _SHORT and text.isprintable()
