"""A plan's commitments, and how much was done under it, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.plan import Commitment
from icbl_desktop.domain.vocabulary import Bound
from icbl_desktop.domain.words import BOUNDS
from icbl_desktop.ui.words import number, say


def commitment_words(one: Commitment) -> str:
    """The commitment's number: "At least 6 national campaigns", "Between 2 and 3 target countries"."""
    if one.bound == Bound.BETWEEN and one.maximum is not None:
        return _tr("Between {low} and {high} {unit}").format(
            low=number(one.minimum), high=number(one.maximum), unit=one.unit
        )
    return _tr("{bound} {number} {unit}").format(
        bound=say(BOUNDS, one.bound), number=number(one.minimum), unit=one.unit
    )


def activity_count(count: int) -> str:
    """How many activities: "1 activity", "12 activities"."""
    return _tr("1 activity") if count == 1 else _tr("{n} activities").format(n=number(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_words", text)
