"""A month: its grid, and beside it or below it the day that is chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from icbl_desktop.domain import prefilled
from icbl_desktop.domain.reminders import months_after
from icbl_desktop.services.calendar import Entry
from icbl_desktop.ui.calendar.agenda import open_days_words
from icbl_desktop.ui.calendar.entry_line import Line, entry_line
from icbl_desktop.ui.calendar.entry_words import INKS, title_of
from icbl_desktop.ui.calendar.month_grid import DayLine, MonthGrid
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.widgets import Card, button, label

_SHORT_BELOW = 880
_DAY_WIDTH = 308
Shown = tuple[date, tuple[Line, ...], tuple[str, ...]]
"""A day, what falls on it and what has no day in its month, the campaign's states."""


class MonthView(QWidget):
    """``day_chosen`` says that another day was chosen, and so perhaps another month."""

    day_chosen = Signal(object)

    def __init__(self, context: Context, today: date) -> None:
        super().__init__()
        self._context, self._today = context, today
        self._lines: Sequence[Line] = ()
        self._states: tuple[str, ...] = ()  # none until the first entries came
        self.grid = MonthGrid(today, self.tr("Month"))
        self._day = Refill(self._build_day)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._layout.addWidget(self.grid, 1)
        self._layout.addWidget(self._day)
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(self._open_day)

    def show_lines(self, lines: Sequence[Line], states: tuple[str, ...]) -> None:
        """Show these entries in the days they fall on."""
        self._lines, self._states = lines, states
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day stands beside the grid where there is room."""
        super().resizeEvent(event)
        short = self.width() < look.scaled(_SHORT_BELOW)
        direction = QBoxLayout.Direction.TopToBottom if short else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(direction)
        self._day.setMinimumWidth(0 if short else look.scaled(_DAY_WIDTH))
        self._day.setMaximumWidth(self.width() if short else look.scaled(_DAY_WIDTH))

    def _choose(self, day: date) -> None:
        if self._states:
            self._show()
        self.day_chosen.emit(day)

    def _show(self) -> None:
        self.grid.show_lines(_by_day(self._lines), self._said())
        self._day.show_content((self.grid.day(), tuple(self._lines), self._states))

    def _said(self) -> str:
        """The chosen day and what it holds, for a screen reader."""
        on = self.grid.day()
        titles = [title_of(line.entry) for line in self._lines if line.entry.is_on(on)]
        return ", ".join([_weekday(on), *titles])

    def _build_day(self, shown: Shown) -> QWidget:
        on, lines, states = shown
        made = QWidget()
        layout = column(made, gap=16)
        here = [line for line in lines if line.entry.is_on(on) or line.entry.is_open_on(on)]
        layout.addWidget(self._day_card(on, here, states))
        last = months_after(on.replace(day=1), 1) - timedelta(days=1)
        open_days = [one for one in lines if _is_open(one.entry, on.replace(day=1), last)]
        for words, found in groupby(open_days, key=lambda line: open_days_words(line.entry)):
            card = Card(words, gap=4)
            for line in found:
                card.body.addWidget(entry_line(self._context, line))
            layout.addWidget(card)
        layout.addStretch(1)
        return made

    def _day_card(self, on: date, lines: Sequence[Line], states: tuple[str, ...]) -> QWidget:
        card = Card(_weekday(on), gap=4)
        for line in lines:
            card.body.addWidget(entry_line(self._context, line))
        if not lines:
            card.body.addWidget(label(self.tr("Nothing on this day."), "secondary", wrap=True))
        log = button(self.tr("Log an activity on this day"), "plain", "plus")
        draft = prefilled.on_day(on, states)
        log.clicked.connect(lambda: self._context.go(Place("activities", draft=draft)))
        card.body.addSpacing(8)
        card.body.addWidget(log)
        return card

    def _open_day(self) -> None:
        """Go on to the first thing that can be done with the day."""
        first = next(iter(self._day.findChildren(QPushButton)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
            bring_into_view(first)


def _by_day(lines: Sequence[Line]) -> dict[date, list[DayLine]]:
    """The lines of each day; days without are left out."""
    found: defaultdict[date, list[DayLine]] = defaultdict(list)
    for entry in (line.entry for line in lines if line.entry.has_day):
        for ahead in range((entry.end - entry.start).days + 1):
            found[entry.start + timedelta(days=ahead)].append(DayLine(title_of(entry), INKS[entry.kind]))
    return dict(found)


def _is_open(entry: Entry, first: date, last: date) -> bool:
    return not entry.has_day and entry.is_between(first, last)


def _weekday(on: date) -> str:
    return QLocale().toString(QDate(on.year, on.month, on.day), "dddd d MMMM yyyy")
