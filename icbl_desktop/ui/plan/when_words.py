"""When and where something in the calendar is, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from icbl_desktop.services.calendar import Entry
from icbl_desktop.ui.words import day, days


def when_and_where(one: Entry) -> str:
    """Its days, its place, and what is not sure yet: "November 2018 · Geneva · to be confirmed"."""
    return " · ".join(part for part in (when(one), one.place, _unsure(one)) if part)


def when(one: Entry) -> str:
    """Its days or its month; the campaign's own day says that it is."""
    if one.chosen:
        return _tr("Your day: {date}").format(date=day(one.chosen))
    return days(one.start, one.end, one.precision) if one.has_day else day(one.start, one.precision)


def _unsure(one: Entry) -> str:
    return _tr("to be confirmed") if one.to_be_confirmed and not one.chosen else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("when_words", text)
