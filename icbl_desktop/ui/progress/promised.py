"""What the plan promised in numbers, beside what this campaign did towards it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services.progress import Counted
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.widgets import Card, divider, label
from icbl_desktop.ui.plan.commitments import commitment, for_all_campaigns, is_ours


@dataclass(frozen=True)
class Promised:
    """A plan's commitments with own work; ``states`` are the campaign's (ISO 3166 alpha-3).

    ``own`` are the codes of objectives that are about them.
    """

    plan: Plan
    states: tuple[str, ...]
    own: frozenset[str]
    counted: tuple[Counted, ...]
    read_only: bool


def promised_card(context: Context, promised: Promised) -> QWidget | None:
    """Those of the state's objectives that campaigns act on, and all this one worked for; others folded."""
    if not promised.counted:
        return None
    card = Card(_tr("What the plan promised, and our part"), gap=12)
    card.body.addWidget(label(for_all_campaigns(), "secondary", wrap=True))
    ours = [one for one in promised.counted if _is_near(promised, one)]
    others = [one for one in promised.counted if one not in ours]
    _add(card.body, ours, lambda one: _line(context, promised, one))
    if others:
        title = _tr("What else the plan promised") if ours else _tr("All that the plan promised")
        fold = FoldingSection(
            title, fill=lambda body: _add(body, others, lambda one: _line(context, promised, one))
        )
        card.body.addWidget(fold)
    return card


def _is_near(promised: Promised, one: Counted) -> bool:
    worked_for = bool(one.logged.ids or one.grants)
    return worked_for or (one.commitment.objective in promised.own and is_ours(one))


def _add(into: QBoxLayout, some: Sequence[Counted], build: Callable[[Counted], QWidget]) -> None:
    """By objective, each named once."""
    named = ""
    for one in some:
        if named:
            into.addWidget(divider())
        if one.commitment.objective != named:
            named = one.commitment.objective
            into.addWidget(label(_tr("Objective {code}").format(code=named), "label", wrap=True))
        into.addWidget(build(one))


def _line(context: Context, promised: Promised, one: Counted) -> QWidget:
    ref = promised.plan.ref(one.commitment.objective)
    begin = None if promised.read_only else ActivityDraft(objectives=(ref,), states=promised.states)
    return commitment(context, one, begin)


def _tr(text: str) -> str:
    return QCoreApplication.translate("promised", text)
