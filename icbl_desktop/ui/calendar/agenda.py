"""The entries of some months below each other, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.services.calendar import Entry
from icbl_desktop.ui.calendar.entry_line import Line, entry_line
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import Card, divider, label
from icbl_desktop.ui.words import day

_DATE_WIDTH = 72


def agenda(context: Context, lines: Sequence[Line], first: date) -> QWidget:
    """A card for each month from ``first`` on that holds something."""
    made = QWidget()
    layout = column(made, gap=16)
    for month, found in groupby(lines, key=lambda line: _month(line.entry, first)):
        layout.addWidget(_month_card(context, month, [*found]))
    if not lines:
        layout.addWidget(label(_tr("Nothing in these months."), "secondary", wrap=True))
    return made


def open_days_words(entry: Entry) -> str:
    """Over entries of which only the month is known: "In November 2018, day not known yet"."""
    return _tr("In {month}, day not known yet").format(month=day(entry.start, entry.precision))


def _month_card(context: Context, month: date, lines: Sequence[Line]) -> QWidget:
    card = Card(day(month, Precision.MONTH), gap=4)
    dated = [line for line in lines if line.entry.has_day]
    for number, line in enumerate(dated):
        if number:
            card.body.addWidget(divider())
        card.body.addWidget(_dated(context, line))
    undated = [line for line in lines if not line.entry.has_day]
    for words, found in groupby(undated, key=lambda line: open_days_words(line.entry)):
        card.body.addSpacing(8)
        card.body.addWidget(label(words, "caption", wrap=True))
        for line in found:
            card.body.addWidget(entry_line(context, line))
    return card


def _dated(context: Context, line: Line) -> QWidget:
    made = QWidget()
    start = line.entry.start
    when = label(QLocale().toString(QDate(start.year, start.month, start.day), "ddd d"), "label")
    hold_width(when, least=_DATE_WIDTH, most=_DATE_WIDTH)
    when.setContentsMargins(0, 10, 0, 0)
    across = row(made, [], gap=8)
    across.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(entry_line(context, line), 1)
    return made


def _month(entry: Entry, first: date) -> date:
    """Where an entry stands that began before the first month shown: in that one."""
    return max(entry.start, first).replace(day=1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("agenda", text)
