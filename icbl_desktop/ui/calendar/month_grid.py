"""A month as a grid of days, each with as many lines of what it holds as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHeaderView, QTableView

from icbl_desktop.domain.reminders import months_after
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.words import isolated

_LINES = 2
"""So many lines a day has at least: its entries, or the first of them and how many more there are."""
_HEAD, _LINE, _PADDING = 26, 17, 4
_ROW = _HEAD + _LINES * _LINE + 2 * _PADDING
_WEEKDAYS = 32
_WEEKS = 6


@dataclass(frozen=True)
class DayLine:
    """One entry in the cell of a day: its words, and the colour of the bar before them."""

    words: str
    ink: str


class MonthGrid(QCalendarWidget):
    """Qt's calendar, writing into its days. Arrows move a day, Page Up and Down a month, Home to today."""

    chosen = Signal(object)
    """The day, a ``date``, that mouse or keyboard is on now."""
    opened = Signal()
    """That day's list is wanted."""

    def __init__(self, today: date, name: str) -> None:
        """``name`` is what a screen reader calls the grid."""
        super().__init__()
        self._today, self._name = today, name
        self._lines: Mapping[date, Sequence[DayLine]] = {}
        self._view = cast(QTableView, self.findChild(QTableView))
        self.setAccessibleName(name)
        self.setNavigationBarVisible(False)
        self.setVerticalHeaderFormat(self.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(self.HorizontalHeaderFormat.ShortDayNames)
        self.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.setFocusProxy(self._view)
        self.setProperty("grid", True)
        self._view.setProperty("focus_ring", True)
        self._view.installEventFilter(self)
        self._view.viewport().installEventFilter(self)
        self.selectionChanged.connect(lambda: self.chosen.emit(self.day()))
        self.activated.connect(lambda _day: self.opened.emit())
        self._fit()

    def day(self) -> date:
        """The day that is chosen."""
        return cast(date, self.selectedDate().toPython())

    def show_day(self, day: date) -> None:
        """Choose a day, and with it the month."""
        self.setSelectedDate(QDate(day.year, day.month, day.day))

    def turn(self, months: int) -> None:
        """So many months on or back."""
        self.show_day(months_after(self.day(), months))

    def make_high(self, pixels: int) -> None:
        """Be at least so high; where that is little, as high as the lines of a day need."""
        self.setMinimumHeight(max(look.scaled(_WEEKDAYS + _WEEKS * _ROW), pixels))

    def show_lines(self, lines: Mapping[date, Sequence[DayLine]], said: str) -> None:
        """What stands in the days; ``said`` is the chosen day with its entries, for a screen reader."""
        if lines != self._lines:
            self._lines = lines
            self.updateCells()
        self._view.setAccessibleName(f"{self._name}: {said}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Home goes to today; the wheel belongs to the page."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Home:
                self.show_day(self._today)
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
                return True
        return super().eventFilter(watched, event)

    def paintCell(self, painter: QPainter, rect: QRect, on: QDate) -> None:
        """A day: its number, its first entries, how many more there are."""
        day = cast(date, on.toPython())
        painter.save()
        self._paint_ground(painter, rect, on)
        inside = rect.adjusted(look.scaled(_PADDING) + 2, look.scaled(_PADDING), -look.scaled(_PADDING), 0)
        self._paint_number(painter, inside, on)
        lines = self._lines.get(day, ())
        line = QRect(inside.x(), inside.y() + look.scaled(_HEAD), inside.width(), look.scaled(_LINE))
        painter.setFont(self._font(12))
        room = max((rect.height() - look.scaled(_HEAD + _PADDING)) // look.scaled(_LINE), 1)
        named = lines if len(lines) <= room else lines[: room - 1]
        for one in named:
            self._paint_line(painter, line, one, faint=on.month() != self.monthShown())
            line.translate(0, look.scaled(_LINE))
        if len(lines) > len(named):
            painter.setPen(QColor(look.colours().muted))
            words = self.tr("+{n} more").format(n=QLocale().toString(len(lines) - len(named)))
            self._write(painter, line, words)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, on: QDate) -> None:
        colours = look.colours()
        is_chosen, is_here = on == self.selectedDate(), on.month() == self.monthShown()
        ground = colours.accent_tint if is_chosen else colours.surface if is_here else colours.page
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(colours.divider))
        painter.drawLine(rect.topLeft(), rect.topRight())
        if rect.left() > 0:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if is_chosen:
            bar = QRect(rect.topLeft(), rect.bottomLeft())
            bar.setWidth(3)
            if self.isRightToLeft():
                bar.moveRight(rect.right())
            painter.fillRect(bar, QColor(colours.accent))

    def _paint_number(self, painter: QPainter, inside: QRect, on: QDate) -> None:
        colours, is_today = look.colours(), on.toPython() == self._today
        size = look.scaled(22)
        box = QRect(inside.x(), inside.y(), size + look.scaled(6), size)
        if self.isRightToLeft():
            box.moveRight(inside.right())
        painter.setFont(self._font(13, bold=is_today))
        ink = colours.text if on.month() == self.monthShown() else colours.muted
        if is_today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(box, size / 2, size / 2)
            ink = colours.on_accent
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, QLocale().toString(on.day()))

    def _paint_line(self, painter: QPainter, line: QRect, one: DayLine, *, faint: bool) -> None:
        colours = look.colours()
        bar = QRect(line.x(), line.y() + 3, 3, line.height() - 6)
        words = line.adjusted(look.scaled(7), 0, 0, 0)
        if self.isRightToLeft():
            bar.moveRight(line.right())
            words = line.adjusted(0, 0, -look.scaled(7), 0)
        painter.fillRect(bar, QColor(getattr(colours, one.ink)))
        painter.setPen(QColor(colours.muted if faint else colours.text))
        self._write(painter, words, one.words)

    def _write(self, painter: QPainter, box: QRect, words: str) -> None:
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(look.start_side() | Qt.AlignmentFlag.AlignVCenter), isolated(cut))

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(look.scaled(pixels))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _fit(self) -> None:
        """Rows high enough for their lines, and the names of the days in the colours in use."""
        self.make_high(0)
        rows = self._view.verticalHeader()
        rows.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        rows.resizeSection(0, look.scaled(_WEEKDAYS))
        head = QTextCharFormat()
        head.setForeground(QColor(look.colours().muted))
        self.setHeaderTextFormat(head)
        plain = QTextCharFormat()
        plain.setForeground(QColor(look.colours().muted))
        for weekday in Qt.DayOfWeek:
            self.setWeekdayTextFormat(weekday, plain)
