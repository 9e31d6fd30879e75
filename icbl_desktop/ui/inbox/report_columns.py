"""The columns of the list of received reports."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.inbox import Standing
from icbl_desktop.domain.receipt import ReceiptState
from icbl_desktop.domain.words import REPORT_KINDS
from icbl_desktop.services.office.received import ReceivedReport
from icbl_desktop.ui.inbox.inbox_words import Sign, period_words, review_sign, standing_sign
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.words import number, question_count, say, short_day


def report_columns() -> list[Column[ReceivedReport]]:
    """Campaign, number, period, how it stands, when it came."""
    return [
        Column(_tr("Campaign"), lambda one: one.organisation, below=lambda one: one.stream_code),
        Column(_tr("Report"), _report, below=lambda one: say(REPORT_KINDS, one.kind), width=116),
        Column(_tr("Period"), lambda one: period_words(one.period), width=104, spare=True),
        Column(
            _tr("State"),
            lambda one: _sign(one).words,
            below=_below_state,
            icon=lambda one: _sign(one).icon,
            ink=lambda one: _sign(one).ink,
            width=188,
        ),
        Column(_tr("Came"), lambda one: short_day(one.arrived_at), width=116, spare=True),
    ]


def _sign(one: ReceivedReport) -> Sign:
    """The review's state for what counts; else why it does not."""
    return (
        review_sign(one.state, one.questions)
        if one.standing == Standing.COUNTED
        else standing_sign(one.standing)
    )


def _report(one: ReceivedReport) -> str:
    words = _tr("{n}, amends {old}") if one.amends_number else "{n}"
    return words.format(n=number(one.number), old=number(one.amends_number))


def _below_state(one: ReceivedReport) -> str:
    """Who reviewed it, how much is asked, by what it was replaced."""
    parts = []
    if one.amended_by:
        parts.append(_tr("by report {n}").format(n=number(one.amended_by)))
    if one.questions:
        parts.append(question_count(one.questions))
    if one.state != ReceiptState.RECEIVED or one.questions:
        parts.append(one.reviewer)
    if one.is_ahead:
        parts.append(_tr("Dated in the future"))
    return " · ".join(filter(None, parts))


def _tr(words: str) -> str:
    return QCoreApplication.translate("report_columns", words)
