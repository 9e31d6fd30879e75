"""The period of a report: a quarter of a year, or one's own first and last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.period import Period, previous_quarter
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.inputs import CalmCombo, Input
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.words import days

_FIRST_YEAR = 2012
"""The year of the oldest plan that comes with the program."""


class PeriodInput(Input):
    """The value is a ``Period``, or None while the last day comes before the first."""

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` is asked when This quarter or Last quarter is pressed."""
        self._kind = ChipChoice(
            [Option("quarter", self.tr("A quarter")), Option("days", self.tr("Other dates"))]
        )
        super().__init__(self._kind)
        self._today = today
        self._quarter, self._year = CalmCombo(), CalmCombo()
        for number in range(1, 5):
            self._quarter.addItem(_months(number), number)
        for year in range(today().year + 1, _FIRST_YEAR - 1, -1):
            self._year.addItem(str(year), year)
        self._first, self._last = DateInput(months=False), DateInput(months=False)
        self._first_row = FieldRow(self.tr("First day"), self._first)
        self._last_row = FieldRow(self.tr("Last day"), self._last)
        self._quarters, self._days = self._lay_out_quarters(), self._lay_out_days()
        layout = column(self, gap=12)
        for part in (self._kind, self._quarters, self._days):
            layout.addWidget(part)
        self._kind.edited.connect(self._kind_chosen)
        for combo in (self._quarter, self._year):
            combo.activated.connect(self._say_edited)
        for day in (self._first, self._last):
            day.edited.connect(self._say_edited)
        self.set_value(Period.quarter_of(today()))

    def value(self) -> Period | None:
        """The period as it stands."""
        if self._kind.value() == "quarter":
            return self._chosen_quarter()
        first, last = self._first.value(), self._last.value()
        if first is None or last is None or last[0] < first[0]:
            return None
        return Period(first[0], last[0])

    def set_value(self, value: Period) -> None:
        """Show this period."""
        is_quarter = value == Period.quarter_of(value.start)
        self._kind.set_value("quarter" if is_quarter else "days")
        if is_quarter:
            self._quarter.setCurrentIndex(self._quarter.findData((value.start.month + 2) // 3))
            self._year.setCurrentIndex(self._year.findData(value.start.year))
        self._show_days(value)
        self._show_kind()

    def problem(self) -> str:
        """A sentence when the dates are the wrong way round."""
        return "" if self.value() else self.tr("The last day comes before the first.")

    def name_for_readers(self, words: str) -> None:
        """Name the choice and what stands under it."""
        self._kind.name_for_readers(words)
        self._quarter.setAccessibleName(self.tr("Quarter"))
        self._year.setAccessibleName(self.tr("Year"))

    def _lay_out_quarters(self) -> QWidget:
        made = QWidget()
        this, last = button(self.tr("This quarter"), "quiet"), button(self.tr("Last quarter"), "quiet")
        this.clicked.connect(lambda: self._jump(Period.quarter_of(self._today())))
        last.clicked.connect(lambda: self._jump(previous_quarter(Period.quarter_of(self._today()))))
        layout = column(made, gap=4)
        choices = QWidget()
        side_by_side = FlowLayout(choices)
        for combo in (self._quarter, self._year):
            side_by_side.addWidget(combo)
        layout.addWidget(choices)
        shortcuts = row(None, [last, this], gap=0)
        shortcuts.addStretch(1)
        layout.addLayout(shortcuts)
        return made

    def _lay_out_days(self) -> QWidget:
        made = QWidget()
        layout = column(made, gap=12)
        layout.addWidget(self._first_row)
        layout.addWidget(self._last_row)
        return made

    def _jump(self, period: Period) -> None:
        self.set_value(period)
        self._say_edited()

    def _kind_chosen(self) -> None:
        """Own dates begin with the quarter that was chosen."""
        if self._kind.value() == "days":
            self._show_days(self._chosen_quarter())
        self._show_kind()
        self._say_edited()

    def _chosen_quarter(self) -> Period:
        return Period.quarter(self._year.currentData(), self._quarter.currentData())

    def _show_days(self, period: Period) -> None:
        self._first.set_value((period.start, Precision.DAY))
        self._last.set_value((period.end, Precision.DAY))

    def _show_kind(self) -> None:
        is_quarter = self._kind.value() == "quarter"
        self._quarters.setVisible(is_quarter)
        self._days.setVisible(not is_quarter)

    def _say_edited(self) -> None:
        self._last_row.show_error(self.problem())
        self.edited.emit()


def period_words(period: Period) -> str:
    """A quarter as "January – March 2018", any other period as its first and last day."""
    if period != Period.quarter_of(period.start):
        return days(period.start, period.end)
    months = _months((period.start.month + 2) // 3)
    return _tr("{months} {year}").format(months=months, year=period.start.year)


def _months(quarter: int) -> str:
    """The first and last month of a quarter: "January – March"."""
    locale, last = QLocale(), quarter * 3
    first, final = (locale.standaloneMonthName(month) for month in (last - 2, last))
    return f"{first} – {final}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("period_input", text)
