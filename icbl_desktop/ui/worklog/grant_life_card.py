"""Where a grant stands: its life as a line, the next step, and the reports that are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.grant_life import LifeStep, asks_who, date_of, life, next_states
from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.domain.words import GRANT_STATES
from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.widgets import Card, IconLabel, Role, button, divider, label
from icbl_desktop.ui.words import day, days, say, short_day
from icbl_desktop.ui.worklog.grant_words import due_in, step_question, step_words
from icbl_desktop.ui.worklog.record_form import date_value, day_of

_OVER = (GrantState.DECLINED, GrantState.REPORTED, GrantState.CLOSED)
"""States in which no report is owed."""


@dataclass(frozen=True)
class Step:
    """A step that was taken: to which state, on which day, and who decided where somebody did."""

    state: str
    on: date
    by: str


class LifeCard(Card):
    """The life of one grant. Its next step is one press and a date."""

    taken = Signal(object)
    """A ``Step``."""

    def __init__(self, grant: Grant, today: date) -> None:
        super().__init__(_tr("Where it stands"), gap=16)
        self._grant, self._today = grant, today
        self.body.addWidget(CardGrid([_step(one) for one in life(grant)], narrowest=84, most=7, gap=4))
        self._next = column(gap=0)
        self._asked = self._steps()
        self._next.addWidget(self._asked)
        self.body.addLayout(self._next)
        for line in _dues(grant, today):
            self.body.addWidget(line)
        if facts := _facts(grant):
            self.body.addWidget(label(" · ".join(facts), "secondary", wrap=True))

    def _steps(self) -> QWidget:
        """A button for each state to which it can go from here."""
        line = QWidget()
        flow = FlowLayout(line)
        states = next_states(self._grant.state)
        for state in states:
            made = button(step_words(state))
            made.clicked.connect(lambda _checked=False, to=state: self._ask(to))
            flow.addWidget(made)
        if not states:
            line.hide()
        return line

    def _ask(self, state: str) -> None:
        known = date_of(self._grant, state) or self._today
        form = Form()
        form.add("on", step_question(state), DateInput(months=False)).entry.set_value(date_value(known))
        if asks_who(state):
            form.add("by", _tr("Who decided?"), TextLine()).entry.set_value(self._grant.decided_by)
        save, leave = button(step_words(state)), button(_tr("Cancel"), "quiet")
        save.clicked.connect(lambda: self._take(state, form))
        leave.clicked.connect(self._ask_no_more)
        line = row(None, [save, leave])
        line.addStretch(1)
        form.body.addLayout(line)
        self._replace(form, form.row("on").entry)

    def _ask_no_more(self) -> None:
        steps = self._steps()
        self._replace(steps, steps.findChildren(QPushButton)[0])

    def _replace(self, made: QWidget, goes_to: QWidget) -> None:
        """The focus goes there first: were what has it hidden before, the page would scroll after it."""
        old, self._asked = self._asked, made
        self._next.addWidget(made)
        made.show()
        goes_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._next.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _take(self, state: str, form: Form) -> None:
        values = form.values()
        on = day_of(values["on"]) or self._today
        self.taken.emit(Step(state, on, values.get("by", "")))


def _step(one: LifeStep) -> QWidget:
    icon, ink = "circle", "muted"
    if one.is_now:
        icon, ink = "circle-half", "accent"
    elif one.is_past:
        icon, ink = "check-circle", "success"
    made = QWidget()
    inside = column(made, gap=2)
    line = row(None, [IconLabel(icon, ink)], gap=4)
    if one.state in (GrantState.CLOSED, GrantState.DECLINED):
        line.addStretch(1)
    else:
        line.addWidget(divider(), 1, Qt.AlignmentFlag.AlignVCenter)
    inside.addLayout(line)
    role: Role = "strong" if one.is_now else "body" if one.is_past else "secondary"
    name = label(say(GRANT_STATES, one.state), role, wrap=True)
    if one.is_now:
        name.setAccessibleName(_tr("{state}, where it stands now").format(state=name.text()))
    inside.addWidget(name)
    if one.on and (one.is_past or one.is_now):
        inside.addWidget(label(short_day(one.on), "secondary", wrap=True))
    if one.by and (one.is_past or one.is_now):
        inside.addWidget(label(one.by, "secondary", wrap=True))
    inside.addStretch(1)
    return made


def _dues(grant: Grant, today: date) -> list[QWidget]:
    """The reports, each with its day and how far away that is, or when it was sent."""
    lines = []
    for name, due, sent in (
        (_tr("Interim report"), grant.interim_report_due, grant.interim_reported_on),
        (_tr("Final report"), grant.report_due, grant.reported_on),
    ):
        if sent:
            words = _tr("{report}: sent on {date}").format(report=name, date=day(sent))
            lines.append(icon_note("check-circle", words, "success", "body"))
        elif due and grant.state not in _OVER:
            when = due_in(due, today)
            words = _tr("{report}: {date}, {when}").format(report=name, date=day(due), when=when)
            icon, ink = ("warning", "caution") if due < today else ("clock", "muted")
            lines.append(icon_note(icon, words, ink, "body"))
    return lines


def _facts(grant: Grant) -> list[str]:
    facts = []
    if grant.agreed_on:
        facts.append(_tr("Agreement signed {date}").format(date=day(grant.agreed_on)))
    if grant.start or grant.end:
        facts.append(_tr("Work: {days}").format(days=days(grant.start, grant.end)))
    return facts


def _tr(words: str) -> str:
    return QCoreApplication.translate("grant_life_card", words)
