"""The filters of the activity list: a search line, a menu to add one, a chip for each that is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from icbl_desktop.domain.period import Period
from icbl_desktop.domain.vocabulary import Precision
from icbl_desktop.services.activities import ActivityFilter
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.menus import add_submenu, open_below, short
from icbl_desktop.ui.kit.search_line import SearchLine
from icbl_desktop.ui.kit.widgets import button, icon_button, label
from icbl_desktop.ui.worklog.list_filter_words import (
    FIELDS,
    RANGE,
    FilterChoices,
    chip_words,
    field_options,
    field_title,
)


class ListFilters(QWidget):
    """What the list is asked for. ``edited`` says that the person changed it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices = FilterChoices()
        self._filter = ActivityFilter()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._days = DayRange()
        self.search = self._search_line()
        self.buttons = row(gap=8)
        add = button(self.tr("Add filter"), "plain", "funnel")
        add.clicked.connect(lambda: open_below(self._menu(), add))
        self._days.edited.connect(self._set_days)
        across = row(None, [self.search], gap=8)
        across.addWidget(add)
        across.addLayout(self.buttons)
        whole = column(self, gap=8)
        whole.addLayout(across)
        whole.addWidget(self._days)
        whole.addWidget(self._chips)
        self._chips.hide()

    def wanted(self) -> ActivityFilter:
        """The filter as it stands, with its words; its order is the list's."""
        return replace(self._filter, words=self.search.text())

    def set_filter(self, wanted: ActivityFilter) -> None:
        """Show this filter, without saying ``edited``."""
        self._filter = wanted
        if self.search.text() != wanted.words:
            self.search.setText(wanted.words)
        self._days.show_days(wanted)
        self._show_chips()

    def offer(self, choices: FilterChoices) -> None:
        """What can be chosen in this workspace."""
        self.choices = choices
        self._show_chips()

    def _set(self, field: str, value: str) -> None:
        if field == "days":
            self._choose_days(value)
        else:
            narrowed: dict[str, Any] = {field: value}
            self._filter = replace(self._filter, **narrowed)
        self._show_chips()
        self.edited.emit()

    def _choose_days(self, value: str) -> None:
        quarter = Period.quarter_of(date.today())  # noqa: DTZ011 - the person's own day
        start, end = (quarter.start, quarter.end) if value == RANGE else (None, None)
        self._filter = replace(self._filter, days="" if value == RANGE else value, start=start, end=end)
        self._days.show_days(self._filter)
        if value == RANGE:
            self._days.show()
            self._days.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._days.hide()

    def _set_days(self) -> None:
        start, end = self._days.days()
        self._filter = replace(self._filter, days="", start=start, end=end)
        self._show_chips()
        self.edited.emit()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for field in FIELDS:
            add_submenu(
                menu, field_title(field), field_options(field, self.choices), partial(self._set, field)
            )
        return menu

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for field in FIELDS:
            if words := chip_words(field, self._filter, self.choices):
                self._flow.addWidget(self._chip(field, words))
        self._chips.setVisible(self._flow.count() > 0)
        self._flow.invalidate()

    def _chip(self, field: str, words: str) -> QPushButton:
        chip = QPushButton(short(words))
        chip.setProperty("kind", "pill")
        set_icon(chip, "x", "muted")
        chip.setToolTip(words)
        chip.setAccessibleName(self.tr("Remove the filter {words}").format(words=words))
        chip.clicked.connect(lambda: self._set(field, ""))
        return chip

    def _search_line(self) -> SearchLine:
        line = SearchLine(self.tr("Search activities"), self.tr("Search (Ctrl+F)"))
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.textEdited.connect(lambda _words: self.edited.emit())
        return line


class DayRange(QWidget):
    """From one day to another, either of which may be left open."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._start, self._end = (DateInput(months=False, optional=True) for _ in range(2))
        flow = FlowLayout(self)
        for words, entry in ((self.tr("From"), self._start), (self.tr("To"), self._end)):
            entry.name_for_readers(words)
            entry.edited.connect(self.edited)
            flow.addWidget(label(words, "label"))
            flow.addWidget(entry)
        close = icon_button("check", self.tr("Done"))
        close.clicked.connect(self.hide)
        flow.addWidget(close)
        self.setFocusProxy(self._start)
        self.hide()

    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day."""
        start, end = self._start.value(), self._end.value()
        return (start[0] if start else None, end[0] if end else None)

    def show_days(self, wanted: ActivityFilter) -> None:
        """Show the days of this filter."""
        for entry, day in ((self._start, wanted.start), (self._end, wanted.end)):
            entry.set_value((day, Precision.DAY) if day else None)
