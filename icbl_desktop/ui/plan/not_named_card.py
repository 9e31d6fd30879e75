"""The card of a campaign in a state that the plan does not name: what is open to it all the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.plan import Objective, Plan, PlannedActivity, StrategyText
from icbl_desktop.domain.vocabulary import Who
from icbl_desktop.services.overview import Overview
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.widgets import Card, Paragraph, button, label
from icbl_desktop.ui.plan.overview_cards import Seen

_IDEAS_SHOWN = 4


def not_named(seen: Seen, go: Go) -> QWidget | None:
    """For a campaign in a state the plan does not name: what is open to it all the same."""
    view = seen.view
    if view.cards:
        return None
    card = Card(_not_named_title(view))
    codes = tuple(dict.fromkeys(one.objective for one in view.responsive))
    if codes:
        words = _tr("Your work counts all the same. These objectives are open to every campaign.")
    else:
        words = _tr("Its objectives are open to every campaign.")
    card.body.addWidget(Paragraph(words))
    for code in codes:
        card.body.addWidget(_open_objective(view, code, go))
    ideas = _ideas(view.plan, codes)
    if ideas:
        card.body.addSpacing(8)
        card.body.addWidget(label(_tr("What any campaign can do"), "strong", wrap=True))
    for ref, idea in ideas:
        line = LineButton("lightbulb", idea)
        line.clicked.connect(partial(go, Place("targets", id=ref)))
        card.body.addWidget(line)
    see = button(_tr("See all objectives"), "plain", "target")
    see.clicked.connect(lambda: go(Place("targets")))
    card.body.addSpacing(4)
    card.body.addWidget(see)
    return card


def _not_named_title(view: Overview) -> str:
    if not view.plan.targets:
        return _tr("The plan names no target states")
    if len(view.states) > 1:
        return _tr("The plan names none of your states")
    return _tr("The plan does not name your state")


def _open_objective(view: Overview, code: str, go: Go) -> QWidget:
    objective = _objective(view.plan, code)
    texts = "\n".join(r.text for r in view.responsive if r.objective == code)
    line = LineButton("target", f"{code}  {objective.title}", texts)
    line.clicked.connect(lambda: go(Place("targets", id=view.plan.ref(code))))
    return line


def _ideas(plan: Plan, codes: Sequence[str]) -> list[tuple[str, str]]:
    """What the plan asks of campaigns under these objectives, one for each: reference and words."""
    said: list[PlannedActivity | StrategyText] = [*plan.activities, *plan.strategies]
    asked = [one for one in said if one.who in (Who.CAMPAIGNS, Who.BOTH)]
    first = {one.objective: one.text for one in reversed(asked) if one.objective in codes}
    return [(plan.ref(code), first[code]) for code in dict.fromkeys(codes) if code in first][:_IDEAS_SHOWN]


def _objective(plan: Plan, code: str) -> Objective:
    return next(objective for objective in plan.objectives if objective.code == code)


def _tr(text: str) -> str:
    return QCoreApplication.translate("not_named_card", text)
