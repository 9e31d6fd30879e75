"""One entry of the calendar: what, where, and what can be done about it from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.domain import prefilled
from icbl_desktop.domain.choices import ChoiceKind
from icbl_desktop.domain.plan import Event
from icbl_desktop.services import choices
from icbl_desktop.services.calendar import Calendar, Entry
from icbl_desktop.ui.calendar.entry_words import ICONS, INKS, PLACES, kind_of, opening_words, title_of
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.widgets import Chip, IconLabel, button, label
from icbl_desktop.ui.plan.alert_line import Asked, alert_line
from icbl_desktop.ui.plan.day_form import DayForm
from icbl_desktop.ui.plan.treaty_words import date_words
from icbl_desktop.ui.plan.when_words import when


@dataclass(frozen=True)
class Line:
    """An entry, and the calendar it stands in on the person's own day."""

    entry: Entry
    calendar: Calendar
    today: date


def entry_line(context: Context, line: Line) -> QWidget:
    """The entry on screen."""
    if line.entry.alert is None:
        return _EntryLine(context, line)
    who = line.calendar.campaign
    return alert_line(Asked(line.entry.alert, line.calendar.plan, who.states, line.today), context.go)


class _EntryLine(QWidget):
    """Anything but an alert; a day can be chosen for an event that has none, or no sure one."""

    def __init__(self, context: Context, line: Line) -> None:
        super().__init__()
        self._context, self._line, self._entry = context, line, line.entry
        self._form: DayForm | None = None
        entry = line.entry
        self._words = column(gap=4)
        self._words.addWidget(label(title_of(entry), "strong", wrap=True))
        if details := _details(entry):
            self._words.addWidget(label(details, "secondary", wrap=True))
        parts = self._parts()
        if parts:
            self._words.addWidget(_flow(parts))
        ink = "error" if entry.overdue else INKS[entry.kind]
        across = row(self, [], gap=12, margins=(8, 8, 8, 8))
        across.addWidget(IconLabel(ICONS[entry.kind], ink), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(self._words, 1)

    def _parts(self) -> list[QWidget]:
        """What is not sure, and what can be done."""
        entry = self._entry
        parts: list[QWidget] = []
        if entry.to_be_confirmed and not entry.chosen:
            parts.append(Chip(self.tr("To be confirmed"), "caution", "question"))
        if entry.kind in PLACES:
            page = PLACES[entry.kind]
            parts.append(self._link(opening_words(page), Place(page, id=entry.ref)))
        elif entry.event is not None:
            parts += self._for_event(entry.event)
        return parts

    def _for_event(self, event: Event) -> list[QWidget]:
        entry, calendar = self._entry, self._line.calendar
        parts: list[QWidget] = []
        if entry.start <= self._line.today:
            draft = prefilled.for_event(calendar.plan, event, calendar.campaign.states, entry.chosen)
            parts.append(self._link(self.tr("Log what you did"), Place("activities", draft=draft)))
        if entry.chosen:
            remove = self._button(self.tr("Remove your day"))
            remove.clicked.connect(self._remove_day)
            parts.append(remove)
        elif entry.to_be_confirmed or not entry.has_day:
            choose = self._button(self.tr("Choose a day"))
            choose.clicked.connect(lambda: self._ask(event))
            parts.append(choose)
        return parts

    def _link(self, words: str, place: Place) -> QPushButton:
        made = self._button(words)
        made.clicked.connect(lambda: self._context.go(place))
        return made

    def _button(self, words: str) -> QPushButton:
        made = button(words, "link")
        made.setAccessibleName(f"{words}: {title_of(self._entry)}")
        return made

    def _ask(self, event: Event) -> None:
        if self._form is None:
            self._form = form = DayForm(event.start)
            form.chosen.connect(lambda chosen: self._keep_day(event, chosen))
            form.cancelled.connect(self._close_form)
            self._words.addWidget(form)
        self._form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    def _keep_day(self, event: Event, chosen: date) -> None:
        db, about = self._context.app.db, self._entry.ref
        self._close_form()
        self._context.jobs.write(
            lambda: choices.choose_date(db, about, event, chosen), lambda _changed: None, owner=self
        )

    def _remove_day(self) -> None:
        db, about = self._context.app.db, self._entry.ref
        self._context.jobs.write(
            lambda: choices.forget(db, about, ChoiceKind.DATE), lambda _changed: None, owner=self
        )


def _details(entry: Entry) -> str:
    """Kind, days where there are several or the campaign's own, place, objectives."""
    if entry.treaty_date is not None:
        return " · ".join(filter(None, (date_words(entry.treaty_date), entry.place)))
    days = when(entry) if entry.chosen or (entry.start != entry.end and entry.has_day) else ""
    said = (kind_of(entry), entry.who, days, entry.place, ", ".join(entry.objectives))
    return " · ".join(filter(None, said))


def _flow(parts: list[QWidget]) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made)
    flow.setSpacing(12)
    for part in parts:
        flow.addWidget(part)
    return made
