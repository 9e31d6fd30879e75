"""The treaty status of the campaign's states, on one card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from icbl_desktop.domain.countries import Countries, State
from icbl_desktop.domain.vocabulary import Treaty
from icbl_desktop.domain.words import TREATIES
from icbl_desktop.ui.kit.layouts import FlowLayout
from icbl_desktop.ui.kit.widgets import Card, label
from icbl_desktop.ui.plan.treaty_words import dates_of, deadline_words, status_chip
from icbl_desktop.ui.words import day, say


def standing_card(states: Sequence[State], facts: Countries) -> QWidget:
    """For each state both treaties: status, dates, clearance deadline; and the date of the facts."""
    card = Card(_title(states), gap=8)
    for state in states:
        if len(states) > 1:
            card.body.addWidget(label(state.name, "strong", wrap=True))
        for treaty in Treaty:
            _add_treaty(card.body, state, treaty, facts)
        if state.note:
            card.body.addWidget(label(state.note, "secondary", wrap=True))
    as_of = QCoreApplication.translate("state_standing", "As of {date}.").format(date=day(facts.as_of))
    card.body.addWidget(label(as_of, "secondary", wrap=True))
    card.body.addStretch(1)
    return card


def _title(states: Sequence[State]) -> str:
    if len(states) == 1:
        words = QCoreApplication.translate("state_standing", "{state} and the treaties")
        return words.format(state=states[0].name)
    return QCoreApplication.translate("state_standing", "Your states and the treaties")


def _add_treaty(into: QVBoxLayout, state: State, treaty: str, facts: Countries) -> None:
    standing = state.standing(treaty)
    head = QWidget()
    across = FlowLayout(head)
    across.addWidget(label(say(TREATIES, treaty), "body"))
    across.addWidget(status_chip(standing))
    into.addWidget(head)
    words = [dates_of(standing)] + [
        deadline_words(one) for one in facts.deadlines if (one.iso3, one.treaty) == (state.iso3, treaty)
    ]
    for line in filter(None, words):
        into.addWidget(label(line, "secondary", wrap=True))
