"""The target states of an objective: on the map, and by where they stand to the treaty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import Standing
from icbl_desktop.domain.plan import TargetList
from icbl_desktop.domain.vocabulary import TreatyStatus
from icbl_desktop.domain.words import GROUPS
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.widgets import Card, Chip, label
from icbl_desktop.ui.plan.objective_sections import Shown
from icbl_desktop.ui.plan.treaty_words import joined_since, status_chip, withdrew_since
from icbl_desktop.ui.words import day, number, say


def target_states_card(shown: Shown) -> QWidget | None:
    """All target states by list, grouped by where they stand to the treaty."""
    if not shown.view.lists:
        return None
    card = Card(_tr("Target states"), gap=8)
    for listed, codes in shown.view.lists:
        title = _tr("{list} ({n})").format(list=say(GROUPS, listed.group), n=number(len(codes)))
        card.body.addWidget(label(title, "strong", wrap=True))
        for chip, names in _by_standing(shown, listed, codes):
            line = row(gap=12)
            if chip is not None:
                line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(", ".join(names), "body", wrap=True), 1)
            card.body.addLayout(line)
    as_of = _tr("Treaty status as of {date}.").format(date=day(shown.facts.as_of))
    card.body.addWidget(label(as_of, "secondary", wrap=True))
    return card


def _by_standing(
    shown: Shown, listed: TargetList, codes: Sequence[str]
) -> list[tuple[Chip | None, list[str]]]:
    """Names under the chip of where they stand; those that moved since the plan was made come first."""
    groups: dict[str, tuple[Chip | None, list[str]]] = {}
    for iso3 in codes:
        state = shown.facts.states.get(iso3)
        standing = state.standing(listed.treaty) if state and listed.treaty else None
        key, chip, since = _group(standing, shown.plan.start)
        groups.setdefault(key, (chip if listed.treaty else None, []))[1].append(_name(shown, iso3, since))
    return [groups[key] for key in sorted(groups, key=_ORDER.index)]


_ORDER = ("joined", "withdrew", *TreatyStatus, "")


def _group(standing: Standing | None, plan_start: date) -> tuple[str, Chip, date | None]:
    """The group a state belongs to, its chip, and the day it moved there if that was after the plan."""
    if left := withdrew_since(standing, plan_start):
        return "withdrew", Chip(_tr("Withdrew after this plan"), "caution", "minus"), left
    if joined := joined_since(standing, plan_start):
        return "joined", Chip(_tr("Joined after this plan"), "success", "seal-check"), joined
    return (standing.status if standing else ""), status_chip(standing), None


def _name(shown: Shown, iso3: str, since: date | None) -> str:
    mine = _tr("your state") if iso3 in {state.iso3 for state in shown.states} else ""
    notes = ", ".join(part for part in (mine, day(since)) if part)
    return f"{shown.facts.name(iso3)} ({notes})" if notes else shown.facts.name(iso3)


def _tr(text: str) -> str:
    return QCoreApplication.translate("target_states", text)
