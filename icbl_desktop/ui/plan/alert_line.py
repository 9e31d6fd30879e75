"""An action alert: what is asked, until when, and the way to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.domain import prefilled
from icbl_desktop.domain.plan import Plan
from icbl_desktop.services.alerts import Alerted
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.widgets import Chip, IconLabel, Paragraph, button, label
from icbl_desktop.ui.words import day, number

_COUNTED = 14
"""So many days before its end, an alert counts them."""


@dataclass(frozen=True)
class Asked:
    """An alert, and whom it asks: the plan it belongs to, the campaign's states, the person's own day."""

    one: Alerted
    plan: Plan
    states: Sequence[str]
    today: date


def alert_line(asked: Asked, go: Go) -> QWidget:
    """Its title, what is asked, how long; a button that answers it, or what it was answered with."""
    one, made = asked.one, QWidget()
    words = column(gap=4)
    words.addWidget(label(one.alert.title, "strong", wrap=True))
    words.addWidget(Paragraph(one.alert.asked))
    if one.answered_by:
        words.addWidget(_answered(one, go))
    else:
        words.addWidget(_open(asked, go))
    icon, ink = ("check-circle", "success") if one.answered_by else ("megaphone", "caution")
    across = row(made, [], gap=12, margins=(8, 8, 8, 8))
    across.addWidget(IconLabel(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(words, 1)
    return made


def until_words(asked: Asked) -> str:
    """How long there is: "Until 30 June 2019", "5 days left", "Today is the last day"."""
    alert = asked.one.alert
    if alert.start > asked.today:
        return _tr("From {date}").format(date=day(alert.start))
    if alert.end is None:
        return _tr("Until it is answered")
    left = (alert.end - asked.today).days
    if left > _COUNTED:
        return _tr("Until {date}").format(date=day(alert.end))
    if left > 1:
        return _tr("{n} days left").format(n=number(left))
    return _tr("1 day left") if left else _tr("Today is the last day")


def _answer(asked: Asked, go: Go) -> QPushButton:
    made = button(_tr("Answer with an activity"), "plain", "pencil-simple")
    made.setAccessibleName(_tr("Answer with an activity: {title}").format(title=asked.one.alert.title))
    draft = prefilled.for_alert(asked.plan, asked.one.alert, asked.states)
    made.clicked.connect(lambda: go(Place("activities", draft=draft)))
    return made


def _open(asked: Asked, go: Go) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made)
    flow.setSpacing(12)
    for part in (_answer(asked, go), label(until_words(asked), "secondary")):
        flow.addWidget(part)
    return made


def _answered(one: Alerted, go: Go) -> QWidget:
    made = QWidget()
    see = button(_tr("See what you did"), "link")
    see.setAccessibleName(_tr("See what you did about {title}").format(title=one.alert.title))
    see.clicked.connect(lambda: go(Place("activities", id=one.answered_by[0])))
    flow = FlowLayout(made)
    for part in (Chip(_tr("Answered"), "success"), see):
        flow.addWidget(part)
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("alert_line", text)
