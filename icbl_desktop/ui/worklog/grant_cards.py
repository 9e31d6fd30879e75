"""The parts of a grant's page: its money, what is missing, planned and happened, outcomes, activities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.domain.final_report import Gap, Lack
from icbl_desktop.domain.grant import Grant, Payment, PlannedResult
from icbl_desktop.domain.money import GrantMoney
from icbl_desktop.domain.vocabulary import Reached
from icbl_desktop.domain.words import OUTCOME_KINDS, REACHED
from icbl_desktop.domain.work import Activity, Outcome
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, Tone, button, divider, label
from icbl_desktop.ui.words import amount, day, number, say
from icbl_desktop.ui.worklog.activity_lines import activity_line
from icbl_desktop.ui.worklog.grant_words import gap_words, money_notes, rate_words

_GAPS_SHOWN = 6
"""So many at first; the others are folded."""
_REACHED_TONES: dict[str, Tone] = {Reached.YES: "success", Reached.PARTLY: "caution", Reached.NO: "error"}
_REACHED_ICONS: dict[str, str] = {Reached.YES: "check-circle", Reached.PARTLY: "circle-half", Reached.NO: "x"}


def money_card(grant: Grant, money: GrantMoney) -> Card:
    """What came in, what was spent, what is left; what is not known is said so, never 0."""
    card = Card(_tr("Money"), gap=12)
    figures = [
        _figure(_tr("Requested"), money.requested, money.currency),
        _figure(_tr("Awarded"), money.awarded, money.currency),
        _figure(_tr("Received"), money.paid, money.currency),
        _figure(_tr("Spent"), money.spent, money.currency),
        _figure(_tr("Balance"), money.balance, money.currency),
    ]
    card.body.addWidget(CardGrid(figures, narrowest=112, most=5))
    if money.overspent:
        words = _tr("More was spent than awarded: {amount} over.")
        said = words.format(amount=amount(money.overspent, money.currency))
        card.body.addWidget(icon_note("warning", said, "caution", "body"))
    if grant.payments:
        parts = "; ".join(_payment(one, money.currency) for one in grant.payments)
        card.body.addWidget(label(_tr("Received: {parts}").format(parts=parts), "secondary", wrap=True))
    if rate := rate_words(grant):
        card.body.addWidget(label(_tr("Exchange rate: {rate}").format(rate=rate), "secondary", wrap=True))
    for words in money_notes(money):
        card.body.addWidget(icon_note("info", words))
    return card


def gaps_card(gaps: Sequence[Gap], open_gap: Callable[[Gap], None]) -> Card:
    """What the final report lacks, each line opening the place where it is mended."""
    card = Card(_tr("Still missing for the final report"), gap=4)
    if not gaps:
        words = _tr("Nothing is missing. You can make the final report.")
        card.body.addWidget(icon_note("check-circle", words, "success", "body"))
    _add_gaps(card.body, gaps[:_GAPS_SHOWN], open_gap)
    if more := gaps[_GAPS_SHOWN:]:
        words = _tr("Show {count} more").format(count=number(len(more)))
        fold = FoldingSection(words, quiet=True, fill=lambda body: _add_gaps(body, more, open_gap))
        fold.body.setSpacing(4)
        card.body.addWidget(fold)
    return card


def results_card(grant: Grant) -> Card:
    """What it is for; what was to change, what happened, whether it was reached."""
    card = Card(_tr("Planned and happened"), gap=12)
    card.body.addWidget(_text(_tr("What it is for"), grant.purpose))
    for result in grant.planned_results:
        card.body.addWidget(divider())
        card.body.addWidget(_result(result))
    for title, words in (
        (_tr("Difficulties"), grant.difficulties),
        (_tr("Next steps"), grant.next_steps),
        (_tr("Money not spent"), grant.unspent),
        (_tr("Who certifies the report"), grant.certified_by),
    ):
        if words.strip():
            card.body.addWidget(divider())
            card.body.addWidget(_text(title, words))
    return card


def outcomes_card(outcomes: Sequence[Outcome], add: Callable[[], None], go: Go) -> Card:
    """The changes this grant led to, by Outcome Harvesting."""
    card = Card(_tr("Outcomes"), gap=12)
    if not outcomes:
        words = _tr(
            "What does somebody do differently because of this work? A ministry, a parliament, a company. "
            "Note who changed what, and who can confirm it."
        )
        card.body.addWidget(Paragraph(words, "secondary"))
    for outcome in outcomes:
        card.body.addWidget(_outcome(outcome, go))
    more = button(_tr("Add an outcome"), "plain", "plus")
    more.clicked.connect(lambda: add())
    card.body.addWidget(more)
    return card


def activities_card(activities: Sequence[Activity], go: Go) -> Card:
    """What was paid from it, each with its cost; opened by a press."""
    card = Card(_tr("Activities paid from this grant"), gap=0)
    if not activities:
        words = _tr("None yet. Choose this grant in an activity, under “Grant and cost”.")
        card.body.addWidget(Paragraph(words, "secondary"))
    for activity in activities:
        unknown = activity.cost is None
        cost = _tr("No cost noted") if unknown else amount(activity.cost, activity.currency)
        card.body.addWidget(activity_line(activity, go, cost))
    return card


def _add_gaps(into: QBoxLayout, gaps: Sequence[Gap], open_gap: Callable[[Gap], None]) -> None:
    for gap in gaps:
        line = LineButton("clock" if gap.lack == Lack.NOT_OVER else "circle", gap_words(gap))
        line.clicked.connect(lambda _checked=False, one=gap: open_gap(one))
        into.addWidget(line)


def _payment(one: Payment, currency: str) -> str:
    parts = (amount(one.amount, currency), day(one.date), one.note)
    return " · ".join(part for part in parts if part)


def _result(result: PlannedResult) -> QWidget:
    made = QWidget()
    words = column(gap=8)
    words.addWidget(_text(_tr("What was to change"), result.planned))
    words.addWidget(_text(_tr("What happened"), result.happened))
    across = row(made, gap=16)
    across.addLayout(words, 1)
    if result.reached:
        reached = _tr("Reached: {answer}").format(answer=say(REACHED, result.reached))
        chip = Chip(reached, _REACHED_TONES[result.reached], _REACHED_ICONS[result.reached])
    else:
        chip = Chip(_tr("Not said whether reached"), "neutral", "circle")
    across.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    return made


def _figure(title: str, value: Decimal | None, currency: str) -> QWidget:
    made = QWidget()
    inside = column(made, gap=2)
    inside.addWidget(label(title, "secondary", wrap=True))
    inside.addWidget(label(amount(value, currency), "body" if value is None else "section", wrap=True))
    inside.addStretch(1)
    return made


def _text(title: str, words: str) -> QWidget:
    made = QWidget()
    inside = column(made, gap=2)
    inside.addWidget(label(title, "label"))
    inside.addWidget(Paragraph(words) if words else Paragraph(_tr("Not written yet."), "secondary"))
    return made


def _outcome(outcome: Outcome, go: Go) -> QWidget:
    made = QWidget()
    inside = column(made, gap=4)
    top = row(None, [label(outcome.actor, "strong", wrap=True)], gap=8)
    change = button(_tr("Edit"), "quiet", "pencil-simple")
    change.setAccessibleName(_tr("Edit the outcome of {actor}").format(actor=outcome.actor))
    change.clicked.connect(lambda: go(Place("outcomes", id=outcome.id)))
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
