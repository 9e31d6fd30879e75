"""What a plan asks of campaigns, by category, to be logged with one press; what others do is folded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.choices import reference
from icbl_desktop.domain.plan import PlannedActivity, StrategyText
from icbl_desktop.domain.vocabulary import Who
from icbl_desktop.domain.words import CATEGORIES, WHO
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.widgets import Paragraph, label
from icbl_desktop.ui.plan.entry_card import EntryCard
from icbl_desktop.ui.plan.objective_sections import Shown, begun
from icbl_desktop.ui.plan.plan_entry import PlanLine
from icbl_desktop.ui.words import say


def planned_card(context: Context, shown: Shown) -> EntryCard | None:
    """Planned activities under their categories; where a plan has none, its ways of working.

    None for an objective of an earlier plan: nothing is asked of it now.
    """
    view = shown.view
    if shown.earlier:
        return None
    card = EntryCard(context, _tr("What is asked of campaigns"))
    ours = [text for text in view.strategies if text.who in (Who.CAMPAIGNS, Who.BOTH)]
    for category, planned in groupby(view.asked, key=lambda one: one.category):
        card.add_heading(say(CATEGORIES, category))
        for one in planned:
            card.add_line(_line(shown, "activities", one))
    for text in ours:
        card.add_line(_line(shown, "strategies", text))
    if not view.asked and not ours:
        card.body.addWidget(Paragraph(_tr("The plan leaves open how campaigns work towards this.")))
    card.end()
    theirs = (text for text in view.strategies if text not in ours)
    others: list[PlannedActivity | StrategyText] = [*view.others, *theirs]
    if others:
        card.body.addWidget(_folded_others(others))
    return card


def _line(shown: Shown, section: str, one: PlannedActivity | StrategyText) -> PlanLine:
    draft = replace(begun(shown), planned_activity=f"{shown.plan.id}/{one.id}")
    return PlanLine(one, reference(shown.plan, section, one.id), one.text, say(WHO, one.who), draft)


def _folded_others(others: Sequence[PlannedActivity | StrategyText]) -> QWidget:
    fold = FoldingSection(_tr("What the secretariat and the Monitor do"))
    fold.body.setSpacing(8)
    for one in others:
        fold.body.addWidget(label(one.text, "body", wrap=True))
        fold.body.addWidget(label(say(WHO, one.who), "secondary"))
    return fold


def _tr(text: str) -> str:
    return QCoreApplication.translate("planned_activities", text)
