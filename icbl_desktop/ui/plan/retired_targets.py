"""What left the plan while own work stands under it: a bar above the objective says so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.retired import Retired
from icbl_desktop.domain.words import GROUPS
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.plan.objective_sections import Shown
from icbl_desktop.ui.plan.plan_words import work_words
from icbl_desktop.ui.words import say


def left_plan_bar(shown: Shown) -> QWidget | None:
    """The lists a state stood on once, or the plan an objective came from, and that the work stays."""
    if shown.earlier:
        words = _tr("This is from {plan}. The plan you work under does not have this objective.")
        said = [words.format(plan=shown.plan.title)]
    else:
        said = [_retired_words(shown, one) for one in shown.retired]
    if not said:
        return None
    if kept := work_words(shown.tally):
        said.append(_tr("Your work stays: {what}.").format(what=kept))
    bar = Bar(closable=False)
    bar.say(" ".join(said), "info")
    return bar


def _retired_words(shown: Shown, one: Retired) -> str:
    words = _tr("No longer in the plan: {state} was listed here, under {list}, in {plan}.")
    state = shown.facts.name(one.target.iso3)
    return words.format(state=state, list=say(GROUPS, one.target.group), plan=one.plan.title)


def _tr(text: str) -> str:
    return QCoreApplication.translate("retired_targets", text)
