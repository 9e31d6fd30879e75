"""What is said of one file that was added: whose report it is, and what became of it, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.inbox import Verdict
from icbl_desktop.services.office.arriving import FileResult
from icbl_desktop.ui.inbox.inbox_words import numbers_words
from icbl_desktop.ui.words import number, sentence


def report_words(result: FileResult) -> str:
    """Whose report a file is, by name and number; empty for what is none."""
    if not result.digest:
        return ""
    report = _tr("Report {n}").format(n=number(result.number))
    return " · ".join(part for part in (result.organisation, report) if part)


def result_sentence(result: FileResult) -> str:
    """Why it came out so, and what to do about it."""
    if result.reason is not None:
        return sentence(result.reason)
    return _meaning(result)


def _meaning(result: FileResult) -> str:
    match result.verdict:
        case Verdict.ACCEPTED:
            return _tr("It is in the picture now.")
        case Verdict.AMENDMENT:
            words = _tr("It replaces report {n} of the same campaign.")
            return words.format(n=number(result.amends))
        case Verdict.GAP_BEFORE:
            words = _tr("It counts. Report {numbers} of this campaign did not come: ask for it.")
            return words.format(numbers=numbers_words(result.missing)) if result.missing else ""
        case Verdict.ALREADY_HERE:
            return _tr("It came before, and counts once.")
        case Verdict.UNKNOWN_KEY:
            return _tr("It counts once its key is confirmed: see Needs you.")
        case Verdict.CONFLICT:
            return _tr("It counts once somebody has decided: see Needs you.")
        case _:
            return ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("result_words", words)
