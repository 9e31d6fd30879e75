"""What the secretariat says of a campaign's reports, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_QUESTION = 5000
"""Characters of a question."""
MAX_QUESTIONS = 500
"""Of one report."""


class ReceiptState(StrEnum):
    """How far the secretariat is with a report."""

    RECEIVED = "received"
    HAS_ISSUES = "has_issues"
    ACCEPTED = "accepted"


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question on a record, or on one ``field`` of it; without a ``record_id`` on the report as a whole.

    ``kind`` is the record's kind, "activity" or another; ``field`` is named as in report.json.
    """

    id: str
    text: str
    kind: str = ""
    record_id: str = ""
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What is said of one report, which ``digest``, ``stream`` (its id) and ``number`` name.

    A higher ``revision`` replaces a lower one whole: a question that it leaves out is asked no more.
    """

    digest: str
    stream: str
    number: int
    revision: int
    state: str
    reviewer: str
    reviewed_at: datetime
    questions: tuple[AskedQuestion, ...] = ()
