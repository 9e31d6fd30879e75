"""Where a state stands to a treaty, in words with dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.countries import Standing
from icbl_desktop.domain.deadlines import REPORT_DAYS, Basis, Duty, TreatyDate
from icbl_desktop.domain.vocabulary import Precision, Treaty, TreatyStatus
from icbl_desktop.domain.words import STATUSES, TREATIES
from icbl_desktop.ui.kit.widgets import Chip, Tone
from icbl_desktop.ui.words import day, say

_LOOKS: dict[str, tuple[Tone, str]] = {
    TreatyStatus.STATE_PARTY: ("success", "check-circle"),
    TreatyStatus.SIGNATORY: ("info", "signature"),
    TreatyStatus.NOT_PARTY: ("neutral", "circle"),
}


def status_chip(standing: Standing | None) -> Chip:
    """The status: "State Party", "Signatory", "State not party", or that it is not known."""
    if standing is None:
        return Chip(_tr("Not known"), "neutral", "question")
    return Chip(say(STATUSES, standing.status), *_LOOKS[standing.status])


def dates_of(standing: Standing | None) -> str:
    """The dates behind the status: "Ratified 28 July 1999. In force since 1 January 2000."."""
    if standing is None:
        return ""
    sentences = []
    if standing.status == TreatyStatus.SIGNATORY and standing.signed:
        sentences.append(_tr("Signed {date}, not yet ratified.").format(date=day(standing.signed)))
    if standing.joined:
        sentences.append(_joined(standing.how).format(date=day(standing.joined)))
    if standing.in_force and not standing.withdrawn:
        sentences.append(_tr("In force since {date}.").format(date=day(standing.in_force)))
    if standing.withdrawn:
        sentences.append(_tr("Withdrew {date}.").format(date=day(standing.withdrawn)))
    return " ".join(sentences)


def moved_since(standing: Standing | None, plan_start: date) -> str:
    """What changed after the plan was made: "Joined 28 February 2023, after this plan"; empty if nothing."""
    if left := withdrew_since(standing, plan_start):
        return _tr("Withdrew {date}, after this plan").format(date=day(left))
    if joined := joined_since(standing, plan_start):
        return _tr("Joined {date}, after this plan").format(date=day(joined))
    return ""


def joined_since(standing: Standing | None, plan_start: date) -> date | None:
    """The day a state joined, if that was after the plan was made."""
    joined = standing.joined if standing else None
    return joined if joined and joined > plan_start else None


def withdrew_since(standing: Standing | None, plan_start: date) -> date | None:
    """The day a withdrawal took effect, if that was after the plan was made."""
    left = standing.withdrawn if standing else None
    return left if left and left > plan_start else None


def duty_words(one: TreatyDate) -> str:
    """What falls due: "Mine Ban Treaty Article 5, clearance"."""
    words = {
        Duty.STOCKPILES: _tr("{treaty} Article {article}, stockpile destruction if it holds any"),
        Duty.CLEARANCE: _tr("{treaty} Article {article}, clearance"),
        Duty.INITIAL_REPORT: _tr("{treaty} Article {article}, first report"),
        Duty.ANNUAL_REPORT: _tr("{treaty} Article {article}, yearly report"),
    }[one.kind]
    return words.format(treaty=say(TREATIES, one.treaty), article=one.article)


def date_words(one: TreatyDate) -> str:
    """The same with its date, where that comes from, and whom to ask once it has passed."""
    words = f"{duty_words(one)}: {day(one.due)}"
    if basis := _basis(one):
        words = f"{words} ({basis})"
    if one.passed:
        return _tr("{words}. This date has passed: ask the secretariat.").format(words=words)
    return words


def unknown_words(treaty: Treaty, unknown: Sequence[TreatyDate]) -> str:
    """One sentence for all dates of a treaty that are not known; empty if there are none."""
    if not unknown:
        return ""
    words = _tr("{treaty} {articles}: dates unknown, because its entry into force is not known here.")
    articles = dict.fromkeys(_tr("Article {article}").format(article=one.article) for one in unknown)
    return words.format(treaty=say(TREATIES, treaty), articles=", ".join(articles))


def _basis(one: TreatyDate) -> str:
    """Where a date comes from; nothing for a yearly report, whose date says it."""
    if one.basis == Basis.RECORDED:
        return _tr("as of {as_of}").format(as_of=_as_of(one.as_of))
    if one.kind == Duty.INITIAL_REPORT:
        return _tr("{n} days after entry into force").format(n=REPORT_DAYS)
    if one.rule.years:
        return _tr("{n} years after entry into force").format(n=one.rule.years)
    return ""


def _as_of(written: str) -> str:
    """The year or month, "2020" or "2024-02", as people write it."""
    year, _, month = written.partition("-")
    return day(date(int(year), int(month), 1), Precision.MONTH) if month else year


def _joined(how: str) -> str:
    return {
        "ratification": _tr("Ratified {date}."),
        "accession": _tr("Acceded {date}."),
        "acceptance": _tr("Accepted {date}."),
        "approval": _tr("Approved {date}."),
        "succession": _tr("Succeeded {date}."),
    }.get(how, _tr("Joined {date}."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("treaty_words", text)
