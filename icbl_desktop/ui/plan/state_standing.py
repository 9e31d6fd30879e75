"""The treaty status of the campaign's states, on one card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.deadlines import TreatyDate
from icbl_desktop.domain.vocabulary import Treaty
from icbl_desktop.domain.words import TREATIES
from icbl_desktop.ui.kit.layouts import FlowLayout
from icbl_desktop.ui.kit.widgets import Card, label
from icbl_desktop.ui.plan.treaty_words import date_words, dates_of, status_chip, unknown_words
from icbl_desktop.ui.words import day, say


def standing_card(states: Sequence[State], dates: Sequence[TreatyDate], as_of: date) -> QWidget:
    """For each state both treaties: status, dates, what falls due; and the date of the facts."""
    card = Card(_title(states), gap=8)
    for state in states:
        if len(states) > 1:
            card.body.addWidget(label(state.name, "strong", wrap=True))
        if state.mbt is None and state.ccm is None:
            card.body.addWidget(label(_other_area(), "body", wrap=True))
        else:
            for treaty in Treaty:
                due = [one for one in dates if (one.iso3, one.treaty) == (state.iso3, treaty)]
                add_treaty(card.body, state, treaty, due)
        if state.note:
            card.body.addWidget(label(state.note, "secondary", wrap=True))
    words = QCoreApplication.translate("state_standing", "As of {date}.").format(date=day(as_of))
    card.body.addWidget(label(words, "secondary", wrap=True))
    card.body.addStretch(1)
    return card


def _title(states: Sequence[State]) -> str:
    if len(states) == 1:
        words = QCoreApplication.translate("state_standing", "{state} and the treaties")
        return words.format(state=states[0].name)
    return QCoreApplication.translate("state_standing", "Your states and the treaties")


def _other_area() -> str:
    return QCoreApplication.translate("state_standing", "Other area: no treaty status recorded here.")


def add_treaty(into: QVBoxLayout, state: State, treaty: Treaty, due: Sequence[TreatyDate]) -> None:
    """One treaty: its name with the status, the dates behind it, and what falls due."""
    standing = state.standing(treaty)
    head = QWidget()
    across = FlowLayout(head)
    across.addWidget(label(say(TREATIES, treaty), "body"))
    across.addWidget(status_chip(standing))
    into.addWidget(head)
    known = [date_words(one) for one in due if one.due]
    unknown = unknown_words(treaty, [one for one in due if one.due is None])
    for line in filter(None, [dates_of(standing), *known, unknown]):
        into.addWidget(label(line, "secondary", wrap=True))
