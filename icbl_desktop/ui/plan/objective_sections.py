"""What a plan says of one objective, each part a card: why a state is here, what is asked, of whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from icbl_desktop.domain.countries import Countries, State
from icbl_desktop.domain.plan import Plan, PlannedActivity, StrategyText, reason_of
from icbl_desktop.domain.vocabulary import Who
from icbl_desktop.domain.words import CATEGORIES, GROUPS, WHO
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services.progress import ObjectiveView
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.plan.plan_words import commitment_words
from icbl_desktop.ui.plan.treaty_words import moved_since
from icbl_desktop.ui.words import day, say


@dataclass(frozen=True)
class Shown:
    """An objective of a plan as these states see it."""

    plan: Plan
    view: ObjectiveView
    states: tuple[State, ...]
    facts: Countries


def why_card(shown: Shown) -> QWidget:
    """The lists the campaign's states stand on and the reasons; else who is a target here."""
    card = Card(_why_title(shown), gap=8)
    for state in shown.states:
        for target in (t for t in shown.view.mine if t.iso3 == state.iso3):
            name = say(GROUPS, target.group)
            words = f"{state.name}: {name}" if len(shown.states) > 1 else name
            card.body.addWidget(label(words, "strong", wrap=True))
            card.body.addWidget(Paragraph(reason_of(shown.plan, target)))
            _add_moved(card.body, shown, state, target.group)
    if not shown.view.mine:
        card.body.addWidget(Paragraph(_not_mine(shown.view)))
    for responsive in shown.view.responsive:
        card.body.addWidget(icon_note("lightbulb", responsive.text, role="body"))
    return card


def asked_card(shown: Shown, go: Go) -> QWidget:
    """What the plan asks of campaigns, by category; what others do is folded away."""
    view = shown.view
    card = Card(_tr("What is asked of campaigns"), gap=12)
    for category, planned in groupby(view.asked, key=lambda one: one.category):
        card.body.addWidget(label(say(CATEGORIES, category), "caption", wrap=True))
        for one in planned:
            card.body.addWidget(_planned_line(shown, one, go))
    ours = [text for text in view.strategies if text.who in (Who.CAMPAIGNS, Who.BOTH)]
    for text in ours:
        card.body.addWidget(Paragraph(text.text))
    if not view.asked and not ours:
        card.body.addWidget(Paragraph(_tr("The plan leaves open how campaigns work towards this.")))
    others: list[PlannedActivity | StrategyText] = [
        *view.others,
        *(text for text in view.strategies if text not in ours),
    ]
    if others:
        card.body.addWidget(_folded_others(others))
    return card


def moments_card(shown: Shown) -> QWidget | None:
    """Dates the plan names as moments for national action."""
    moments = [one for one in shown.plan.key_dates if one.objective == shown.view.objective.code]
    if not moments:
        return None
    card = Card(_tr("Good moments to act"), gap=8)
    for one in moments:
        words = _tr("{date}: {what}").format(date=day(one.date), what=one.title)
        card.body.addWidget(icon_note("calendar-blank", words, role="body"))
    return card


def commitments_card(view: ObjectiveView) -> QWidget | None:
    """The plan's promises with a number in them."""
    if not view.commitments:
        return None
    card = Card(_tr("What is promised, in numbers"), gap=12)
    for one in view.commitments:
        lines = column(gap=0)
        lines.addWidget(label(commitment_words(one), "strong", wrap=True))
        if one.text != view.objective.title:
            lines.addWidget(label(one.text, "body", wrap=True))
        by = _tr("By {date}").format(date=day(one.by)) if one.by else ""
        who = say(WHO, one.who)
        lines.addWidget(label(" · ".join(part for part in (by, who) if part), "secondary", wrap=True))
        card.body.addLayout(lines)
    return card


def _why_title(shown: Shown) -> str:
    if not shown.view.mine:
        return _tr("Whom this is about")
    if len(shown.states) == 1:
        return _tr("Why is {state} here?").format(state=shown.states[0].name)
    return _tr("Why are your states here?")


def _not_mine(view: ObjectiveView) -> str:
    if view.lists:
        return _tr("The plan does not name your state here. Work on this objective counts all the same.")
    return _tr("This objective names no target states. It is open to every campaign.")


def _add_moved(into: QVBoxLayout, shown: Shown, state: State, group: str) -> None:
    treaty = next((one.treaty for one, _ in shown.view.lists if one.group == group), None)
    moved = moved_since(state.standing(treaty), shown.plan.start) if treaty else ""
    if moved:
        into.addWidget(icon_note("seal-check", moved, "info"))


def _planned_line(shown: Shown, one: PlannedActivity, go: Go) -> QWidget:
    draft = ActivityDraft(
        objectives=(shown.view.ref,),
        planned_activity=f"{shown.plan.id}/{one.id}",
        states=tuple(state.iso3 for state in shown.states),
    )
    log = button(_tr("Log this"), "quiet", "plus")
    log.setAccessibleName(_tr("Log this: {what}").format(what=one.text))
    log.clicked.connect(lambda: go(Place("activities", draft=draft)))
    line = QWidget()
    layout = row(line, gap=12)
    layout.addWidget(label(one.text, "body", wrap=True), 1, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(log, 0, Qt.AlignmentFlag.AlignTop)
    return line


def _folded_others(others: Iterable[PlannedActivity | StrategyText]) -> QWidget:
    fold = FoldingSection(_tr("What the secretariat and the Monitor do"))
    fold.body.setSpacing(8)
    for one in others:
        fold.body.addWidget(label(one.text, "body", wrap=True))
        fold.body.addWidget(label(say(WHO, one.who), "secondary"))
    return fold


def _tr(text: str) -> str:
    return QCoreApplication.translate("objective_sections", text)
