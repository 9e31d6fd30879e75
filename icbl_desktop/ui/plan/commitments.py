"""The plan's promises with a number in them, and beside each the campaign's own part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.vocabulary import Who
from icbl_desktop.domain.words import GRANT_STATES, WHO
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services.progress import Counted
from icbl_desktop.ui.context import Context, Go, Place
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.widgets import Card, button, divider, label
from icbl_desktop.ui.plan.objective_sections import Shown, begun
from icbl_desktop.ui.plan.plan_words import commitment_words
from icbl_desktop.ui.plan.work_done import WorkLines
from icbl_desktop.ui.words import day, number, say


def commitments_card(context: Context, shown: Shown) -> QWidget | None:
    """Those campaigns act on, or this one did something for; the others are folded away.

    None where there are none, and for an objective of an earlier plan.
    """
    if shown.earlier or not shown.view.commitments:
        return None
    card = Card(_tr("What is promised, in numbers"), gap=12)
    card.body.addWidget(label(for_all_campaigns(), "secondary", wrap=True))
    begin, title = begun(shown), shown.view.objective.title
    ours = [one for one in shown.view.commitments if is_ours(one)]
    for place, one in enumerate(ours):
        if place:
            card.body.addWidget(divider())
        card.body.addWidget(commitment(context, one, begin, title))
    others = [one for one in shown.view.commitments if one not in ours]
    if others:
        fold = FoldingSection(_tr("What the secretariat and the Monitor promise"))
        for one in others:
            fold.body.addWidget(commitment(context, one, begin, title))
        card.body.addWidget(fold)
    return card


def for_all_campaigns() -> str:
    """What the numbers are about."""
    return _tr("The numbers are for all campaigns together, over the whole world. Yours is a part of them.")


def is_ours(one: Counted) -> bool:
    """Whether campaigns act on it, or this one did something for it."""
    by_campaigns = one.commitment.who in (Who.CAMPAIGNS, Who.BOTH)
    return by_campaigns or bool(one.logged.ids or one.grants)


def commitment(context: Context, one: Counted, begin: ActivityDraft | None, said_above: str = "") -> QWidget:
    """A commitment and the campaign's own part; without ``begin`` nothing new is logged for it.

    ``said_above`` is not said again.
    """
    made, promise = QWidget(), one.commitment
    layout = column(made, gap=2)
    words = commitment_words(promise)
    layout.addWidget(label(words, "strong", wrap=True))
    if promise.text != said_above:
        layout.addWidget(label(promise.text, "body", wrap=True))
    by = _tr("By {date}").format(date=day(promise.by)) if promise.by else ""
    about = " · ".join(part for part in (by, say(WHO, promise.who)) if part)
    layout.addWidget(label(about, "secondary", wrap=True))
    layout.addWidget(_own_part(one))
    for grant in one.grants:
        layout.addWidget(_grant_line(grant, context.go))
    if one.logged.ids:
        layout.addWidget(WorkLines(context, one.logged))
    if begin is not None and is_ours(one):
        log = button(_tr("Log what you did for this"), "link", "plus")
        log.setAccessibleName(_tr("Log what you did for this: {what}").format(what=words))
        draft = replace(begin, commitment=one.ref)
        log.clicked.connect(lambda: context.go(Place("activities", draft=draft)))
        layout.addWidget(log)
    return made


def _own_part(one: Counted) -> QWidget:
    parts = [*_grants_words(one.grants), *_logged_words(one.logged.ids)]
    if not parts:
        return icon_note("circle", _tr("Your campaign: nothing logged for this number yet"))
    words = _tr("Your campaign: {parts}").format(parts=", ".join(parts))
    return icon_note("check-circle", words, "success", role="body")


def _grants_words(grants: Sequence[Grant]) -> list[str]:
    if not grants:
        return []
    return [_tr("1 grant") if len(grants) == 1 else _tr("{n} grants").format(n=number(len(grants)))]


def _logged_words(ids: Sequence[str]) -> list[str]:
    if not ids:
        return []
    if len(ids) == 1:
        return [_tr("1 activity logged towards this")]
    return [_tr("{n} activities logged towards this").format(n=number(len(ids)))]


def _grant_line(grant: Grant, go: Go) -> QWidget:
    line = LineButton("hand-coins", grant.title, say(GRANT_STATES, grant.state))
    line.clicked.connect(lambda: go(Place("grants", id=grant.id)))
    return line


def _tr(text: str) -> str:
    return QCoreApplication.translate("commitments", text)
