"""The cards of the first page, each made of what ``services.overview`` gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from icbl_desktop.domain.countries import Countries
from icbl_desktop.domain.plan import (
    TargetList,
    targets_of,
)
from icbl_desktop.domain.words import GROUPS
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services.calendar import EntryKind
from icbl_desktop.services.overview import Overview, TargetCard
from icbl_desktop.services.owed import Need
from icbl_desktop.ui.calendar.entry_words import ICONS, PLACES, due_words
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.widgets import Card, Chip, Paragraph, button, label
from icbl_desktop.ui.plan.alert_line import Asked, alert_line
from icbl_desktop.ui.plan.plan_words import activity_count
from icbl_desktop.ui.plan.reminder_words import reminder_advice, reminder_title
from icbl_desktop.ui.plan.treaty_words import moved_since
from icbl_desktop.ui.plan.when_words import when_and_where
from icbl_desktop.ui.words import day, number, question_count, say
from icbl_desktop.ui.worklog.activity_lines import activity_line

_ALERTS_SHOWN = 3
_NEEDS_SHOWN = 7


@dataclass(frozen=True)
class Seen:
    """What the first page shows: the overview, and the facts behind the states' names."""

    view: Overview
    facts: Countries


def first_step(seen: Seen, go: Go) -> QWidget | None:
    """Before anything is logged: the first thing to do."""
    if seen.view.activities:
        return None
    card = Card(_tr("The first thing to do is log the last thing you did"))
    words = _tr("A meeting, a letter, a talk on the radio: whatever came last. It takes a minute.")
    card.body.addWidget(Paragraph(words))
    begin = button(_tr("Log the last thing you did"), "plain", "pencil-simple")
    begin.clicked.connect(lambda: go(_new_activity(seen.view.campaign.states)))
    card.body.addSpacing(4)
    card.body.addWidget(begin)
    return card


def target_card(seen: Seen, target: TargetCard, go: Go) -> QWidget:
    """An objective that a state is a target of: why, what was done last, and the way on."""
    view, objective = seen.view, target.objective
    card = Card()
    top = row(None, [Chip(objective.code, "accent", "target")])
    top.addStretch(1)
    if target.count:
        top.addWidget(label(activity_count(target.count), "secondary"))
    card.body.addLayout(top)
    card.body.addWidget(label(objective.title, "strong", wrap=True))
    reasons = column(gap=2)
    for listed in target.lists:
        _add_reason(reasons, seen, listed)
    card.body.addLayout(reasons)
    card.body.addStretch(1)
    card.body.addWidget(label(_last_done(target), "secondary", wrap=True))
    log = button(_tr("Log activity"), "plain", "plus")
    log.setAccessibleName(_tr("Log activity for {code}").format(code=objective.code))
    log.clicked.connect(lambda: go(_new_activity(view.campaign.states, target.ref)))
    see = button(_tr("See what is asked"), "quiet")
    see.setAccessibleName(_tr("See what is asked under {code}").format(code=objective.code))
    see.clicked.connect(lambda: go(Place("targets", id=target.ref)))
    buttons = row(None, [log, see])
    buttons.addStretch(1)
    card.body.addLayout(buttons)
    return card


def alerts_card(view: Overview, go: Go) -> QWidget | None:
    """The alerts that wait for an answer: three, the rest behind a button."""
    if not view.alerts:
        return None
    card = Card(_tr("Action alerts"), gap=4)
    states = view.campaign.states
    lines = [alert_line(Asked(one, view.plan, states, view.today), go) for one in view.alerts]
    _fold(card, lines, _ALERTS_SHOWN)
    return card


def needs_card(view: Overview, go: Go) -> QWidget:
    """What is asked, what is due, and treaty dates to act on: seven lines, the rest behind a button."""
    card = Card(_tr("Needs you"), gap=4)
    needs = (_need_line(need, go) for need in view.needs)
    lines = [*_question_line(view, go), *needs, *_reminder_lines(view, go)]
    if not lines:
        card.body.addWidget(icon_note("check-circle", _tr("Nothing waits for you.")))
    _fold(card, lines, _NEEDS_SHOWN)
    card.body.addStretch(1)
    return card


def coming_card(view: Overview, go: Go) -> QWidget:
    """What the plan's calendar holds for the next sixty days."""
    card = Card(_tr("The next 60 days"), gap=8)
    for event in sorted(view.coming, key=lambda one: one.start):
        card.body.addWidget(label(event.title, "body", wrap=True))
        card.body.addWidget(label(when_and_where(event), "secondary", wrap=True))
    if not view.coming:
        card.body.addWidget(icon_note("calendar-blank", _tr("The plan has no date in the next 60 days.")))
    see = button(_tr("Open the calendar"), "link")
    see.clicked.connect(lambda: go(Place("calendar")))
    card.body.addWidget(see)
    card.body.addStretch(1)
    return card


def recent_card(view: Overview, go: Go) -> QWidget | None:
    """The last activities."""
    if not view.recent:
        return None
    card = Card(_tr("What you did last"), gap=4)
    for one in view.recent:
        card.body.addWidget(activity_line(one, go))
    card.body.addStretch(1)
    return card


def _add_reason(into: QVBoxLayout, seen: Seen, listed: TargetList) -> None:
    view = seen.view
    into.addWidget(label(say(GROUPS, listed.group), "caption", wrap=True))
    into.addWidget(label(listed.reason, "secondary", wrap=True))
    for state in view.states:
        named = (listed.objective, listed.group) in {
            (target.objective, target.group) for target in targets_of(view.plan, [state.iso3])
        }
        moved = moved_since(state.standing(listed.treaty), view.plan.start) if named and listed.treaty else ""
        if moved:
            words = f"{state.name}: {moved}" if len(view.states) > 1 else moved
            into.addWidget(icon_note("seal-check", words, "info"))


def _last_done(target: TargetCard) -> str:
    if target.last is None:
        return _tr("Nothing logged yet.")
    return _tr("Last: {what}, {when}").format(
        what=target.last.title, when=day(target.last.start, target.last.precision)
    )


def _fold(card: Card, lines: Sequence[QWidget], shown: int) -> None:
    """The first lines of a card; the others come out at the press of a button."""
    for line in lines:
        card.body.addWidget(line)
    rest = lines[shown:]
    if rest:
        more = button(_tr("Show {n} more").format(n=number(len(rest))), "quiet")
        for line in rest:
            line.hide()
            more.clicked.connect(line.show)
        more.clicked.connect(more.hide)
        card.body.addWidget(more)


def _reminder_lines(view: Overview, go: Go) -> list[LineButton]:
    """Quiet lines, each of which leads to its day in the calendar."""
    names = {state.iso3: state.name for state in view.states if len(view.states) > 1}
    lines = []
    for one in view.reminders:
        line = LineButton("bell", reminder_title(one, names.get(one.about.iso3, "")), reminder_advice(one))
        line.clicked.connect(partial(go, Place("calendar", id=one.due.isoformat())))
        lines.append(line)
    return lines


def _question_line(view: Overview, go: Go) -> list[LineButton]:
    if not view.questions:
        return []
    words = _tr("The secretariat asks about your reports")
    line = LineButton("question", words, question_count(view.questions), ink="caution")
    line.clicked.connect(lambda: go(Place("reports", id="questions")))
    return [line]


def _need_line(need: Need, go: Go) -> LineButton:
    words = " · ".join(filter(None, (f"{due_words(need.kind, need.overdue)} {day(need.due)}", need.who)))
    kind = EntryKind(need.kind)
    icon = "warning-circle" if need.overdue else ICONS[kind]
    line = LineButton(icon, need.title, words, ink="error" if need.overdue else "caution")
    line.clicked.connect(lambda: go(Place(PLACES[kind], id=need.id)))
    return line


def _new_activity(states: Sequence[str], ref: str = "") -> Place:
    return Place("activities", draft=ActivityDraft(objectives=(ref,) if ref else (), states=tuple(states)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview_cards", text)
