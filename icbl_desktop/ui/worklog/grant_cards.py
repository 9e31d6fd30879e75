"""The parts of a grant's page: its money, its dates, planned and happened, outcomes, activities."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.domain.words import OUTCOME_KINDS
from icbl_desktop.domain.work import Grant, Outcome
from icbl_desktop.services.grants import GrantView
from icbl_desktop.ui.context import Go
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import Card, Paragraph, Role, Tone, button, label
from icbl_desktop.ui.words import amount, day, days, number, say
from icbl_desktop.ui.worklog.activity_lines import activity_line

STATE_TONES: dict[str, Tone] = {
    GrantState.IDEA: "neutral",
    GrantState.APPLIED: "info",
    GrantState.DECLINED: "neutral",
    GrantState.APPROVED: "success",
    GrantState.RUNNING: "success",
    GrantState.FINAL_REPORT_DUE: "caution",
    GrantState.REPORTED: "info",
    GrantState.CLOSED: "neutral",
}


def money_card(money: GrantMoney) -> Card:
    """What came in, what was spent, what is left; what is not known is said so, never 0."""
    card = Card(_tr("Money"), gap=16)
    figures = [
        _figure(_tr("Requested"), money.requested, money.currency),
        _figure(_tr("Awarded"), money.awarded, money.currency),
        _figure(_tr("Received"), money.paid, money.currency),
        _figure(_tr("Spent on logged activities"), money.spent, money.currency),
        _figure(_tr("Balance"), money.balance, money.currency),
    ]
    card.body.addWidget(CardGrid(figures, narrowest=160, most=3))
    for words in _money_notes(money):
        card.body.addWidget(icon_note("info", words))
    return card


def dates_card(grant: Grant) -> Card:
    """Applied, decided, the time of the work, the report."""
    card = Card(_tr("Dates"), gap=16)
    dates = [
        _pair(_tr("Applied"), day(grant.applied_on)),
        _pair(_tr("Decided"), day(grant.decided_on)),
        _pair(_tr("Work"), days(grant.start, grant.end)),
        _pair(_tr("Money received"), day(grant.paid_on)),
        _pair(_tr("Final report due"), day(grant.report_due)),
    ]
    card.body.addWidget(CardGrid(dates, narrowest=160, most=3))
    return card


def purpose_card(grant: Grant) -> Card:
    """What it is for, what was to change, what happened."""
    card = Card(_tr("Planned and happened"), gap=12)
    for title, words in (
        (_tr("What it is for"), grant.purpose),
        (_tr("What is to change"), grant.planned_results),
        (_tr("What happened"), grant.results),
    ):
        card.body.addWidget(_text(title, words))
    return card


def outcomes_card(view: GrantView, add: Callable[[], None], edit: Callable[[Outcome], None]) -> Card:
    """The changes this grant led to, by Outcome Harvesting."""
    card = Card(_tr("Outcomes"), gap=12)
    if not view.outcomes:
        words = _tr(
            "What does somebody do differently because of this work? A ministry, a parliament, a company. "
            "Note who changed what, and who can confirm it."
        )
        card.body.addWidget(Paragraph(words, "secondary"))
    for outcome in view.outcomes:
        card.body.addWidget(_outcome(outcome, edit))
    more = button(_tr("Add an outcome"), "plain", "plus")
    more.clicked.connect(add)
    card.body.addWidget(more)
    return card


def activities_card(view: GrantView, go: Go) -> Card:
    """What was paid from it, each with its cost; opened by a press."""
    card = Card(_tr("Activities paid from this grant"), gap=0)
    if not view.activities:
        words = _tr("None yet. Choose this grant in an activity, under “Grant and cost”.")
        card.body.addWidget(Paragraph(words, "secondary"))
    for activity in view.activities:
        unknown = activity.cost is None
        cost = _tr("No cost noted") if unknown else amount(activity.cost, activity.currency)
        card.body.addWidget(activity_line(activity, go, cost))
    return card


def _money_notes(money: GrantMoney) -> list[str]:
    notes = []
    if money.paid is None:
        notes.append(_tr("The balance is known once you note what was received."))
    if money.other_currency:
        words = _tr("Activities with a cost in another currency, in no sum here: {count}.")
        notes.append(words.format(count=number(money.other_currency)))
    if money.without_cost:
        words = _tr("Activities with no cost noted: {count}.")
        notes.append(words.format(count=number(money.without_cost)))
    return notes


def _figure(title: str, value: Decimal | None, currency: str) -> QWidget:
    return _pair(title, amount(value, currency), "body" if value is None else "section")


def _pair(title: str, words: str, role: Role = "body") -> QWidget:
    made = QWidget()
    inside = column(made, gap=2)
    inside.addWidget(label(title, "secondary", wrap=True))
    inside.addWidget(label(words or _tr("Not known"), role, wrap=True))
    inside.addStretch(1)
    return made


def _text(title: str, words: str) -> QWidget:
    made = QWidget()
    inside = column(made, gap=2)
    inside.addWidget(label(title, "label"))
    inside.addWidget(Paragraph(words) if words else Paragraph(_tr("Not written yet."), "secondary"))
    return made


def _outcome(outcome: Outcome, edit: Callable[[Outcome], None]) -> QWidget:
    made = QWidget()
    inside = column(made, gap=4)
    top = row(None, [label(outcome.actor, "strong", wrap=True)], gap=8)
    change = button(_tr("Edit"), "quiet", "pencil-simple")
    change.setAccessibleName(_tr("Edit the outcome of {actor}").format(actor=outcome.actor))
    change.clicked.connect(lambda: edit(outcome))
    top.setStretch(0, 1)
    top.addWidget(change)
    inside.addLayout(top)
    inside.addWidget(Paragraph(outcome.change))
    parts = (say(OUTCOME_KINDS, outcome.outcome_kind), day(outcome.when, outcome.precision), outcome.place)
    inside.addWidget(label(" · ".join(part for part in parts if part), "secondary", wrap=True))
    for words, said in (
        (_tr("Why it matters: {words}"), outcome.significance),
        (_tr("Our part: {words}"), outcome.contribution),
        (_tr("Others: {words}"), outcome.others),
        (_tr("Can confirm it: {words}"), outcome.substantiation),
    ):
        if said:
            inside.addWidget(Paragraph(words.format(words=said), "secondary"))
    return made


def _tr(words: str) -> str:
    return QCoreApplication.translate("grant_cards", words)
