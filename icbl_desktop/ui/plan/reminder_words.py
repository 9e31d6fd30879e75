"""What a campaign can do about a treaty date that comes near, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.deadlines import Duty
from icbl_desktop.domain.reminders import MoreTime, Reminder
from icbl_desktop.domain.words import TREATIES
from icbl_desktop.ui.words import day, say


def reminder_title(one: Reminder, state: str = "") -> str:
    """The date: "Mine Ban Treaty Article 5 deadline on 1 June 2028"; ``state`` where there are several."""
    if one.more_time == MoreTime.REPORT:
        words = _tr("{treaty} Article {article} report due on {date}")
    else:
        words = _tr("{treaty} Article {article} deadline on {date}")
    said = words.format(treaty=say(TREATIES, one.about.treaty), article=one.about.article, date=day(one.due))
    return f"{state}: {said}" if state else said


def reminder_advice(one: Reminder) -> str:
    """What to ask, and until when more time can be asked for."""
    if one.late:
        return _tr(
            "A request for more time is due nine months before the meeting that decides on it. "
            "Ask the authority whether it has made one."
        )
    return {
        MoreTime.NINE_MONTHS: _tr(
            "A request for more time is due nine months before the meeting that decides on it. "
            "Ask the authority now whether it needs one."
        ),
        MoreTime.BY_MEETING: _tr(
            "More time needs the decision of a meeting before that day. If the state holds any stockpiles, "
            "ask the authority now."
        ),
        MoreTime.NEVER: _tr(
            "The treaty gives no more time. If the state holds any stockpiles, ask the authority how far "
            "their destruction is."
        ),
        MoreTime.REPORT: _first_report() if one.about.kind == Duty.INITIAL_REPORT else _yearly_report(),
    }[one.more_time]


def _first_report() -> str:
    return _tr("It is the state's first. Ask the ministry who is writing it.")


def _yearly_report() -> str:
    return _tr("Ask the ministry whether this year's is on its way.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("reminder_words", text)
