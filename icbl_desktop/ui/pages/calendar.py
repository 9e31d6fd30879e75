"""Calendar: what the plan, the treaties, alerts and the campaign's own promises put on each day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, QStandardPaths, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QTabBar, QWidget

from icbl_desktop.domain.reminders import months_after
from icbl_desktop.domain.vocabulary import Changed, Precision
from icbl_desktop.services.calendar import Calendar, calendar
from icbl_desktop.ui.calendar.agenda import agenda
from icbl_desktop.ui.calendar.entry_line import Line
from icbl_desktop.ui.calendar.kind_filter import KindFilter
from icbl_desktop.ui.calendar.month_view import MonthView
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import Bar, Page
from icbl_desktop.ui.kit.refill import Refill, WhenShown
from icbl_desktop.ui.kit.widgets import button, icon_button, label
from icbl_desktop.ui.words import day, days, sentence

_MONTH, _AGENDA = 0, 1
_MONTHS = 12
"""How many months the agenda shows."""
_WEEK = timedelta(days=7)
_BELOW = 32
"""The page's margin under the month, in pixels."""
_SHOWS = {"activity", "promise", "follow_up", "grant", "report", "plan", "choice", "campaign"}


class CalendarPage(Page):
    """``open`` shows the day that a place names as its id, such as "2019-06-30"."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._read = LatestRead(context.jobs, self)
        self._today = date.today()  # noqa: DTZ011 - the person's own day
        self._found: Calendar | None = None
        self._first = self._today.replace(day=1)
        self.heading.say(self.tr("Calendar"))
        self._title = label("", "section", wrap=True)
        self._form = QTabBar()
        self._filter = KindFilter()
        self._ended = Bar(closable=False)
        self._saved = Bar()
        self._month = MonthView(context, self._today)
        self._agenda = Refill(self._build_agenda)
        self._list = QWidget()
        self._lay_out()
        self._connect()
        self._when_shown = WhenShown(self, self._load)

    def open(self, place: Place) -> None:
        """Show the day that the place names."""
        if place.id:
            self._form.setCurrentIndex(_MONTH)
            self._month.grid.show_day(date.fromisoformat(place.id))

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds & _SHOWS:
            self._when_shown.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the month what room there is."""
        super().resizeEvent(event)
        self._make_high()

    def _make_high(self) -> None:
        above = self._month.mapTo(self.viewport(), QPoint(0, self.verticalScrollBar().value())).y()
        self._month.grid.make_high(self.viewport().height() - above - _BELOW)

    def _lay_out(self) -> None:
        self._form.setExpanding(False)
        self._form.setAccessibleName(self.tr("Form of the calendar"))
        for words in (self.tr("Month"), self.tr("Agenda")):
            self._form.addTab(words)
        before = icon_button("caret-left", self.tr("Month before"))
        after = icon_button("caret-right", self.tr("Month after"))
        today = button(self.tr("Today"), "plain")
        before.clicked.connect(lambda: self._month.grid.turn(-1))
        after.clicked.connect(lambda: self._month.grid.turn(1))
        today.clicked.connect(lambda: self._month.grid.show_day(self._today))
        bar = row(None, [before, after, today, self._title], gap=8)
        bar.setStretch(bar.count() - 1, 1)
        save = button(self.tr("Save as .ics"), "plain", "download-simple")
        save.setToolTip(self.tr("A file that other calendars take in; a later file updates it"))
        save.clicked.connect(self._ask_where)
        self.heading.buttons.addWidget(self._form)
        self.heading.buttons.addWidget(save)
        self.body.addLayout(bar)
        column(self._list).addWidget(self._agenda)
        for part in (self._saved, self._filter, self._ended, self._month, self._list):
            self.body.addWidget(part)

    def _connect(self) -> None:
        self._form.currentChanged.connect(self._show)
        self._filter.changed.connect(self._show)
        self._month.day_chosen.connect(self._turned)
        self._ended.acted.connect(self._see_plan)

    def _turned(self, to: date) -> None:
        """Another day is chosen: read again where it is of another month."""
        first = to.replace(day=1)
        if first != self._first:
            self._first = first
            self._title.setText(self._title_words(first))
            self._when_shown.ask()

    def _title_words(self, first: date) -> str:
        if self._form.currentIndex() == _MONTH:
            return day(first, Precision.MONTH)
        return days(first, months_after(first, _MONTHS - 1), Precision.MONTH)

    def _load(self) -> None:
        db, today, first = self._context.app.db, self._today, self._first
        start, end = first - _WEEK, months_after(first, _MONTHS) + _WEEK
        self._read.ask(lambda: calendar(db, start, end, today), self._take)

    def _take(self, found: Calendar) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        if self._found is None:
            return
        found, first, is_month = self._found, self._first, self._form.currentIndex() == _MONTH
        wanted = self._filter.kinds()
        lines = tuple(Line(one, found, self._today) for one in found.entries if one.kind in wanted)
        self._title.setText(self._title_words(first))
        self._month.setVisible(is_month)
        self._list.setVisible(not is_month)
        if is_month:
            self._month.show_lines(lines, found.campaign.states)
        else:
            end = months_after(first, _MONTHS) - timedelta(days=1)
            self._agenda.show_content(
                (first, tuple(one for one in lines if one.entry.is_between(first, end)))
            )
        self._say_ended(found.plan.end, first)
        QTimer.singleShot(0, self, self._make_high)  # once all above it has its place

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = self.tr("Calendar files ({pattern})").format(pattern="*.ics")
        at = str(Path(folder) / "calendar.ics")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the calendar"), at, kinds)
        if chosen:
            self._save(Path(chosen))

    def _save(self, path: Path) -> None:
        from icbl_desktop.services import calendar_file  # brings icalendar: not before it is wanted

        db, today = self._context.app.db, self._today
        self._context.jobs.write(
            lambda: calendar_file.save(db, path, today),
            self._say_saved,
            owner=self,
            failed=lambda refusal: self._saved.say(sentence(refusal), "error"),
        )

    def _say_saved(self, path: Path) -> None:
        words = self.tr(
            "The calendar is saved as {name}. Open it in your own calendar; a later file updates it. "
            "It holds no names of people, and nothing that stays only on this computer."
        )
        self._saved.say(words.format(name=path.name), "success")

    def _say_ended(self, end: date, first: date) -> None:
        """In the months after the plan, say why they are so empty."""
        if first <= end:
            self._ended.hide()
        else:
            words = self.tr("The plan ended on {date}: it names no dates after that.")
            self._ended.say(words.format(date=day(end)), "info", self.tr("See the plan's dates"))

    def _see_plan(self) -> None:
        if self._found is not None:
            self._form.setCurrentIndex(_AGENDA)
            self._month.grid.show_day(self._found.plan.start)

    def _build_agenda(self, shown: tuple[date, tuple[Line, ...]]) -> QWidget:
        first, lines = shown
        return agenda(self._context, lines, first)
