"""An objective as the campaign sees it, and the first of its parts: why a state is here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from icbl_desktop.domain.choices import Choice
from icbl_desktop.domain.countries import Countries, State
from icbl_desktop.domain.plan import Plan, reason_of
from icbl_desktop.domain.plan_extras import ToolkitDocument
from icbl_desktop.domain.retired import Retired
from icbl_desktop.domain.words import GROUPS
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services.own_work import NO_WORK, Tally
from icbl_desktop.services.progress import ObjectiveView
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.widgets import Card, Paragraph, label
from icbl_desktop.ui.plan.treaty_words import moved_since
from icbl_desktop.ui.words import say


@dataclass(frozen=True)
class Shown:
    """An objective of a plan as these states see it.

    ``choices`` are all of the campaign's own, ``tally`` is its work under the objective, ``retired`` are
    targets that left the plan, ``documents`` those of the toolkit. ``earlier`` says that the plan in force
    has no such objective.
    """

    plan: Plan
    view: ObjectiveView
    states: tuple[State, ...]
    facts: Countries
    choices: tuple[Choice, ...] = ()
    tally: Tally = NO_WORK
    retired: tuple[Retired, ...] = ()
    documents: tuple[ToolkitDocument, ...] = ()
    earlier: bool = False

    def plan_says(self) -> Shown:
        """What the plan alone says: parts made of it stay on screen while own work and choices change."""
        view = replace(self.view, commitments=(), answered={}, answers=(), work=())
        return Shown(self.plan, view, self.states, self.facts, earlier=self.earlier)


def why_card(shown: Shown) -> QWidget | None:
    """The lists the campaign's states stand on and the reasons; else who is a target here.

    None for an objective of an earlier plan: a bar says where it comes from.
    """
    if shown.earlier:
        return None
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


def begun(shown: Shown) -> ActivityDraft:
    """An activity to begin under this objective, in the campaign's states."""
    states = tuple(state.iso3 for state in shown.states)
    return ActivityDraft(objectives=(shown.view.ref,), states=states)


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


def _tr(text: str) -> str:
    return QCoreApplication.translate("objective_sections", text)
