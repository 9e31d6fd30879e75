"""One entry of the plan that a campaign can log work for, give a day of its own, or hide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from icbl_desktop.domain.choices import Choice, ChoiceKind, Entry
from icbl_desktop.domain.plan import Event, KeyDate
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.domain.work import ActivityDraft
from icbl_desktop.services import choices
from icbl_desktop.services.progress import NOTHING_LOGGED, Logged
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.icon_line import icon_note
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.widgets import button, icon_button, label
from icbl_desktop.ui.plan.day_form import DayForm
from icbl_desktop.ui.plan.plan_words import done_words
from icbl_desktop.ui.words import day


@dataclass(frozen=True)
class PlanLine:
    """What the plan says: the words, below them when or who; ``about`` is "PLAN/SECTION/ID".

    ``draft`` is what *Log this* begins with; without one there is nothing to log. ``dated`` says whether a
    day can be chosen for it.
    """

    entry: Entry
    about: str
    words: str
    below: str = ""
    draft: ActivityDraft | None = None
    dated: bool = True


@dataclass(frozen=True)
class Own:
    """The campaign's side of an entry: its own day, whether it is hidden, the activities that answer it."""

    day: date | None = None
    hidden: bool = False
    logged: Logged = NOTHING_LOGGED


def own_sides(
    lines: Sequence[PlanLine], made: Sequence[Choice], answered: Mapping[str, Logged]
) -> tuple[Own, ...]:
    """The campaign's side of each line; ``answered`` is by "PLAN/ID"."""
    chosen = {(choice.about, choice.kind): choice for choice in made}
    sides = []
    for line in lines:
        plan_id, _, entry_id = line.about.split("/", 2)
        date_choice = chosen.get((line.about, ChoiceKind.DATE))
        sides.append(
            Own(
                date_choice.day if date_choice else None,
                (line.about, ChoiceKind.HIDDEN) in chosen,
                answered.get(f"{plan_id}/{entry_id}", NOTHING_LOGGED),
            )
        )
    return tuple(sides)


class PlanEntry(QWidget):
    """The words; at their end *Log this* and a menu; below them what was done, and the own day."""

    def __init__(self, context: Context, line: PlanLine) -> None:
        super().__init__()
        self._context, self._line, self._own = context, line, Own()
        self._form: DayForm | None = None
        self._below = Refill(self._build_own)
        words = column(gap=2)
        words.addWidget(label(line.words, "body", wrap=True))
        if line.below:
            words.addWidget(label(line.below, "secondary", wrap=True))
        words.addWidget(self._below)
        self._menu = icon_button("dots-three", self.tr("More: {what}").format(what=line.words))
        self._menu.clicked.connect(self._open_menu)
        across = row(None, [], gap=4)
        across.addLayout(words, 1)
        if line.draft is not None:
            across.addWidget(self._log_button(line.draft), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._menu, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column(self, gap=4)
        self._column.addLayout(across)

    def show_own(self, own: Own) -> None:
        """Show the campaign's side; a day that is being chosen stays open."""
        self._own = own
        self._below.show_content(own)
        self.setVisible(not own.hidden)

    def _log_button(self, draft: ActivityDraft) -> QWidget:
        log = button(self.tr("Log this"), "quiet", "plus")
        log.setAccessibleName(self.tr("Log this: {what}").format(what=self._line.words))
        log.clicked.connect(lambda: self._context.go(Place("activities", draft=draft)))
        return log

    def _build_own(self, own: Own) -> QWidget | None:
        if not own.day and not own.logged.ids:
            return None
        made = QWidget()
        layout = column(made, gap=4, margins=(0, 4, 0, 0))
        if own.logged.lines:
            newest = own.logged.lines[0]
            done = button(done_words(own.logged), "link", "check-circle")
            done.clicked.connect(lambda: self._context.go(Place("activities", id=newest.id)))
            layout.addWidget(done)
        if own.day:
            words = self.tr("Your day: {date}").format(date=day(own.day))
            layout.addWidget(icon_note("calendar-blank", words, "accent", role="strong"))
        return made

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for words, act in self._offers():
            menu.addAction(words).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._menu.mapToGlobal(QPoint(0, self._menu.height())))

    def _offers(self) -> list[tuple[str, Callable[[], None]]]:
        offers: list[tuple[str, Callable[[], None]]] = []
        if self._line.dated:
            words = self.tr("Change your day") if self._own.day else self.tr("Choose a day")
            offers.append((words, self._ask))
        if self._own.day:
            offers.append((self.tr("Remove your day"), self._remove_day))
        return [*offers, (self.tr("Hide"), self._hide)]

    def _ask(self) -> None:
        if self._form is None:
            self._form = form = DayForm(self._own.day or _planned_day(self._line.entry))
            form.chosen.connect(self._keep_day)
            form.cancelled.connect(self._close_form)
            self._column.addWidget(form)
            form.show()  # what is not shown yet takes no focus
        self._form.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self._form)

    def _close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self._menu.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_day(self, chosen: date) -> None:
        db, line = self._context.app.db, self._line
        self._close_form()
        self._write(lambda: choices.choose_date(db, line.about, line.entry, chosen))

    def _remove_day(self) -> None:
        db, about = self._context.app.db, self._line.about
        self._write(lambda: choices.forget(db, about, ChoiceKind.DATE))

    def _hide(self) -> None:
        db, line = self._context.app.db, self._line
        self._write(lambda: choices.hide(db, line.about, line.entry))

    def _write(self, work: Callable[[], Changed]) -> None:
        self._context.jobs.write(work, lambda _changed: None, owner=self)


def _planned_day(entry: Entry) -> date | None:
    """The day the plan names, to begin from."""
    if isinstance(entry, KeyDate):
        return entry.date
    return entry.start if isinstance(entry, Event) else None
