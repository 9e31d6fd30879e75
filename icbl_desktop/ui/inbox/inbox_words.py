"""Words, icons and colours of what the inbox says: of files, reports and quarters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.inbox import Standing, Verdict
from icbl_desktop.domain.period import Period
from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.services.office.due import DueState
from icbl_desktop.ui.kit.widgets import TONE_INK, Tone
from icbl_desktop.ui.words import day, days, moment, number


@dataclass(frozen=True)
class Sign:
    """How one state is shown: never by its colour alone."""

    words: str
    icon: str
    tone: Tone

    @property
    def ink(self) -> str:
        """The name of the colour for icon and words."""
        return TONE_INK[self.tone]


def verdict_sign(verdict: Verdict) -> Sign:
    """What became of a file."""
    return _verdicts()[verdict]


def standing_sign(standing: Standing) -> Sign:
    """Whether a report counts."""
    return _standings()[standing]


def review_sign(state: str, questions: int = 0) -> Sign:
    """How far the office is with a report that has so many questions."""
    if state == ReceiptState.RECEIVED and questions:
        return Sign(_tr("Asked"), "question", "info")
    return _reviews().get(state, Sign("", "minus", "neutral"))


def due_sign(state: DueState) -> Sign:
    """How a campaign stands with a quarter."""
    return _dues()[state]


def stream_words(code: str, report: int) -> str:
    """A report by its number and the code of its stream: "Report 7 · K3F9"."""
    return _tr("Report {n} · {code}").format(n=number(report), code=code)


def period_words(period: Period) -> str:
    """A quarter by its number, all else by its days: "Q1 2018"."""
    year, _, quarter = period.label.partition("-Q")
    if quarter:
        return _tr("Q{n} {year}").format(n=quarter, year=year)
    return year if len(period.label) == len(year) == 4 else days(period.start, period.end)


def day_words(text: str) -> str:
    """A date or a moment that a report says as text, as people here write it; empty for anything else."""
    if not re.match(r"\d{4}-\d\d-\d\d", text):  # a number of eight digits is no date
        return ""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return ""


def numbers_words(numbers: tuple[int, ...]) -> str:
    """Numbers of reports in a row: "2, 3 and 7"; empty for none."""
    *most, last = (number(one) for one in numbers) if numbers else ("",)
    return _tr("{some} and {last}").format(some=", ".join(most), last=last) if most else last


def _verdicts() -> Mapping[Verdict, Sign]:
    return {
        Verdict.ACCEPTED: Sign(_tr("Counted"), "check-circle", "success"),
        Verdict.AMENDMENT: Sign(_tr("Amendment"), "note-pencil", "success"),
        Verdict.GAP_BEFORE: Sign(_tr("Counted, gap before it"), "file-dashed", "caution"),
        Verdict.ALREADY_HERE: Sign(_tr("Already here"), "check", "neutral"),
        Verdict.UNKNOWN_KEY: Sign(_tr("Held: unknown key"), "fingerprint", "caution"),
        Verdict.CONFLICT: Sign(_tr("Held: conflict"), "scales", "caution"),
        Verdict.SEALED: Sign(_tr("Sealed"), "lock-simple", "caution"),
        Verdict.NEWER_FORMAT: Sign(_tr("Newer format"), "warning", "caution"),
        Verdict.BAD_SIGNATURE: Sign(_tr("Bad signature"), "warning-circle", "error"),
        Verdict.DAMAGED: Sign(_tr("Damaged"), "file-x", "error"),
        Verdict.NOT_OURS: Sign(_tr("Not one of ours"), "file-x", "error"),
    }


def _standings() -> Mapping[Standing, Sign]:
    return {
        Standing.COUNTED: Sign(_tr("Counted"), "check-circle", "success"),
        Standing.REPLACED: Sign(_tr("Amended since"), "note-pencil", "neutral"),
        Standing.UNKNOWN_KEY: Sign(_tr("Held: key not confirmed"), "fingerprint", "caution"),
        Standing.CHANGED_KEY: Sign(_tr("Held: another key"), "warning", "error"),
        Standing.TWO_OF_A_NUMBER: Sign(_tr("Held: same number"), "scales", "caution"),
        Standing.RIVAL: Sign(_tr("Held: rival successor"), "scales", "caution"),
        Standing.REFUSED: Sign(_tr("Does not count"), "x", "neutral"),
    }


def _reviews() -> Mapping[str, Sign]:
    return {
        ReceiptState.RECEIVED: Sign(_tr("To review"), "circle", "info"),
        ReceiptState.HAS_ISSUES: Sign(_tr("Has issues"), "question", "caution"),
        ReceiptState.ACCEPTED: Sign(_tr("Accepted"), "seal-check", "success"),
    }


def _dues() -> Mapping[DueState, Sign]:
    return {
        DueState.RECEIVED: Sign(_tr("Received"), "check-circle", "success"),
        DueState.HELD: Sign(_tr("Held"), "hourglass-medium", "caution"),
        DueState.DUE: Sign(_tr("Due"), "warning-circle", "error"),
        DueState.GAP: Sign(_tr("Missing"), "file-dashed", "caution"),
        DueState.NOT_DUE: Sign(_tr("Not due"), "clock", "neutral"),
        DueState.BEFORE: Sign(_tr("Not begun"), "minus", "neutral"),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("inbox_words", words)
