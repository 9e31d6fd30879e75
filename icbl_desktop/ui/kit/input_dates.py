"""A date that may be known to the day, or only to the month or the year."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFocusEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QDateEdit

from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.widgets import button, icon_button

DateValue = tuple[date, Precision]

_DAY_FORMAT = "d MMM yyyy"
_COARSE_FORMATS = {Precision.MONTH: "MMMM yyyy", Precision.YEAR: "yyyy"}
_WIDTH = 176


class DateInput(Input):
    """The value is ``(date, Precision)``, a month or a year being its first day; None for no date.

    With ``months`` a tick says that only the month is known; a year that is shown stays a year. With
    ``optional`` the field begins as a button, and an x takes the date away again.
    """

    def __init__(self, months: bool = True, optional: bool = False) -> None:
        self._edit = _CalmDate()
        super().__init__(self._edit)
        self._optional = optional
        self._only_month = QCheckBox(self.tr("Only the month is known"))
        self._months, self._coarse = months, Precision.MONTH
        self._choose = button(self.tr("Choose a date"), "plain", "calendar-blank")
        self._remove = icon_button("x", self.tr("No date"))
        row(self, [self._choose, self._edit, self._remove, self._only_month], gap=12).addStretch(1)
        self._show_open(not optional)
        self._edit.userDateChanged.connect(self.edited)
        self._only_month.clicked.connect(self._month_ticked)
        self._choose.clicked.connect(self._chosen)
        self._remove.clicked.connect(self._removed)

    def value(self) -> DateValue | None:
        """The day, or the first day of the month or year when only that is known."""
        if not self._open:
            return None
        day = cast(date, self._edit.date().toPython())
        if not self._only_month.isChecked():
            return day, Precision.DAY
        is_year = self._coarse == Precision.YEAR
        return day.replace(month=1 if is_year else day.month, day=1), self._coarse

    def set_value(self, value: DateValue | None) -> None:
        """Show this date; None shows none where it is optional, else today."""
        self._edit.blockSignals(True)
        day, precision = value or (date.today(), Precision.DAY)  # noqa: DTZ011  (the person's own day)
        self._edit.setDate(QDate(day.year, day.month, day.day))
        self._coarse = Precision.MONTH if precision == Precision.DAY else Precision(precision)
        self._only_month.setChecked(precision != Precision.DAY)
        self._show_format()
        self._edit.blockSignals(False)
        self._show_open(value is not None or not self._optional)

    def name_for_readers(self, words: str) -> None:
        """Name the field, and the button that stands for it while there is no date."""
        super().name_for_readers(words)
        self._choose.setAccessibleName(f"{words}: {self._choose.text()}")

    def _show_open(self, is_open: bool) -> None:
        self._open = is_open
        self._choose.setVisible(not is_open)
        self._edit.setVisible(is_open)
        self._remove.setVisible(is_open and self._optional)
        self._only_month.setVisible(is_open and self._months)
        self.setFocusProxy(self._edit if is_open else self._choose)

    def _show_format(self) -> None:
        is_coarse = self._only_month.isChecked()
        self._edit.setDisplayFormat(_COARSE_FORMATS[self._coarse] if is_coarse else _DAY_FORMAT)
        is_year = self._coarse == Precision.YEAR
        self._only_month.setText(
            self.tr("Only the year is known") if is_year else self.tr("Only the month is known")
        )

    def _month_ticked(self) -> None:
        self._coarse = Precision.MONTH
        self._show_format()
        self.edited.emit()

    def _chosen(self) -> None:
        self._show_open(True)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _removed(self) -> None:
        self._show_open(False)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


class _CalmDate(QDateEdit):
    """A date field with a calendar, that the mouse wheel scrolls past."""

    def __init__(self) -> None:
        super().__init__(QDate.currentDate())
        self.setCalendarPopup(True)
        self.setDisplayFormat(_DAY_FORMAT)
        hold_width(self, least=_WIDTH)
        self._has_calendar = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The calendar is made for whoever comes to the field: a form with a dozen dates opens sooner."""
        super().focusInEvent(event)
        if not self._has_calendar:
            self._has_calendar = True
            self._set_up_calendar()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _set_up_calendar(self) -> None:
        calendar = self.calendarWidget()
        calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        calendar.setVerticalHeaderFormat(calendar.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())
