"""Where a state stands to a treaty, in words with dates."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.countries import Deadline, Standing
from icbl_desktop.domain.vocabulary import Precision, TreatyStatus
from icbl_desktop.domain.words import STATUSES, TREATIES
from icbl_desktop.ui.kit.widgets import Chip, Tone
from icbl_desktop.ui.words import day, say

DERIVED = "derived"
"""A deadline that follows from the treaty's rule, not from a source."""

_LOOKS: dict[str, tuple[Tone, str]] = {
    TreatyStatus.STATE_PARTY: ("success", "check-circle"),
    TreatyStatus.SIGNATORY: ("info", "signature"),
    TreatyStatus.NOT_PARTY: ("neutral", "circle"),
}


def status_words(standing: Standing | None) -> str:
    """The status: "State Party", "Signatory", "State not party", or that it is not known."""
    return say(STATUSES, standing.status) if standing else _tr("Not known")


def status_chip(standing: Standing | None) -> Chip:
    """The status as a chip."""
    tone, icon = _LOOKS[standing.status] if standing else ("neutral", "question")
    return Chip(status_words(standing), tone, icon)


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


def deadline_words(deadline: Deadline) -> str:
    """Such as "Mine Ban Treaty Article 5 deadline: 31 December 2025 (as of 2020)"; empty without a date."""
    if deadline.deadline is None:
        return ""
    words = _tr("{treaty} Article {article} deadline: {date}").format(
        treaty=say(TREATIES, deadline.treaty), article=deadline.article, date=day(deadline.deadline)
    )
    if deadline.as_of == DERIVED:
        return _tr("{words} (ten years after entry into force)").format(words=words)
    return _tr("{words} (as of {as_of})").format(words=words, as_of=_as_of(deadline.as_of))


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
