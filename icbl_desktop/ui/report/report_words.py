"""What reports, their kinds and states are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.report_state import ReportState
from icbl_desktop.domain.words import REPORT_KINDS
from icbl_desktop.services.report_history import ReportLine
from icbl_desktop.ui.kit.widgets import Chip
from icbl_desktop.ui.report.period_input import period_words
from icbl_desktop.ui.words import day, number, question_count, say


def title_of(report: ReportLine) -> str:
    """Number, kind and period: "Report 7: Activity report, January – March 2018"."""
    what = what_it_is(report.kind, report.period)
    return _tr("Report {number}: {what}").format(number=number(report.number), what=what)


def what_it_is(kind: str, period: Period) -> str:
    """Kind and period: "Activity report, January – March 2018"."""
    return _tr("{kind}, {period}").format(kind=say(REPORT_KINDS, kind), period=period_words(period))


def state_chip(report: ReportLine) -> Chip:
    """Where the report stands."""
    match report.state:
        case ReportState.SAVED:
            return Chip(_tr("Saved, not sent"), "caution", "file-pdf")
        case ReportState.SENT:
            return Chip(_tr("Sent {date}").format(date=day(report.sent)), "info", "paper-plane-tilt")
        case ReportState.CONFIRMED:
            return Chip(
                _tr("Confirmed by e-mail {date}").format(date=day(report.confirmed)),
                "success",
                "envelope-simple",
            )
        case ReportState.RECEIVED:
            return Chip(_tr("Received"), "success", "check")
        case ReportState.HAS_ISSUES:
            return Chip(_tr("Has issues"), "caution", "question")
        case ReportState.ACCEPTED:
            return Chip(_tr("Accepted"), "success", "seal-check")


def link_chips(report: ReportLine) -> list[Chip]:
    """What ties it to others: changes since, what it amends, what amends it, questions."""
    chips = []
    if report.open_questions:
        chips.append(Chip(question_count(report.open_questions), "caution", "question"))
    if report.changed:
        words = _tr("Changed since sent: {count}") if report.sent else _tr("Changed since: {count}")
        chips.append(Chip(words.format(count=number(report.changed)), "info", "pencil-simple"))
    if report.replaces:
        words = _tr("Amends report {number}").format(number=number(report.replaces))
        chips.append(Chip(words, "neutral", "note-pencil"))
    if report.replaced_by:
        numbers = ", ".join(map(number, report.replaced_by))
        words = _tr("Amended by report {number}").format(number=numbers)
        chips.append(Chip(words, "neutral", "note-pencil"))
    return chips


def _tr(text: str) -> str:
    return QCoreApplication.translate("report_words", text)
