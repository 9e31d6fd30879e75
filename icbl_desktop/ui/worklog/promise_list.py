"""Promises and follow-ups, each in its tab: what is open first, what was settled below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from icbl_desktop.domain.matching import closeness, words_in
from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.words import PROMISE_STATES
from icbl_desktop.services.promises import FollowUpLine, PromiseLine, Undertaken
from icbl_desktop.ui.context import Go, Place
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import EmptyState, Heading
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import scrolled
from icbl_desktop.ui.kit.search_line import SearchLine
from icbl_desktop.ui.kit.widgets import Card, button, divider, label
from icbl_desktop.ui.words import choices as words_of
from icbl_desktop.ui.words import number, say
from icbl_desktop.ui.worklog.promise_lines import (
    RecordLine,
    Way,
    follow_up_button,
    follow_up_of,
    outcome_of,
    promise_button,
)

PROMISES, FOLLOW_UPS = 0, 1
"""The tabs."""
Line = PromiseLine | FollowUpLine
_SHOWN = 30
_DONE = "done"
"""How a follow-up's state is called in the filter; one to do is open, as a promise is."""


@dataclass(frozen=True)
class _Shown:
    """What the list shows: sections by state, and whether that is less than there is."""

    tab: int
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    narrowed: bool
    most: int


class PromiseList(QWidget):
    """Says what the person wants to do with a promise or follow-up; ``tab`` says which of both."""

    opened = Signal(str)
    new_wanted = Signal()
    remove_wanted = Signal(str)
    settled = Signal(str, object, object, str)
    """A promise's id, its state, the day and how; no day takes it back."""
    finished = Signal(str, bool)
    """A follow-up's id, and whether it is done."""

    def __init__(self, go: Go) -> None:
        super().__init__()
        self._go = go
        self._found = Undertaken((), ())
        self._marked, self._most = "", _SHOWN
        self._lines: dict[str, RecordLine] = {}
        self._tabs = QTabBar()
        self._words = SearchLine(self.tr("Search promises and follow-ups"), self.tr("Search (Ctrl+F)"))
        self._state = Choice((), none=self.tr("Open and settled"))
        self._content = Refill(self._build)
        self.bars = column(gap=8)
        self._lay_out()
        self._tabs.currentChanged.connect(self._turn)
        self._words.textEdited.connect(self._narrow)
        self._state.edited.connect(self._narrow)
        self._turn()

    def tab(self) -> int:
        """``PROMISES`` or ``FOLLOW_UPS``."""
        return self._tabs.currentIndex()

    def turn_to(self, tab: int) -> None:
        """Show the promises, or the follow-ups."""
        self._tabs.setCurrentIndex(tab)

    def show_found(self, found: Undertaken) -> None:
        """Show these."""
        self._found = found
        open_ones = (
            sum(one.promise.state == PromiseState.OPEN for one in found.promises),
            sum(not one.follow_up.done for one in found.follow_ups),
        )
        names = (
            (self.tr("Promises ({n} open)"), self.tr("Promises")),
            (self.tr("Follow-ups ({n} to do)"), self.tr("Follow-ups")),
        )
        for tab, (words, count) in enumerate(zip(names, open_ones, strict=True)):
            self._tabs.setTabText(tab, words[0].format(n=number(count)) if count else words[1])
        self._show()

    def mark(self, record_id: str) -> None:
        """Mark the record that is shown beside the list; none for an empty id."""
        self._marked = record_id
        for one, line in self._lines.items():
            line.opener.setChecked(one == record_id)

    def _turn(self) -> None:
        is_promises = self.tab() == PROMISES
        to_do = [Option(PromiseState.OPEN, self.tr("To do")), Option(_DONE, self.tr("Done"))]
        self._state.set_options([Option(*one) for one in words_of(PROMISE_STATES)] if is_promises else to_do)
        self._add.setText(self.tr("Add a promise") if is_promises else self.tr("Add a follow-up"))
        self._narrow()

    def _narrow(self) -> None:
        self._most = _SHOWN
        self._show()

    def _show(self) -> None:
        every: Sequence[Line] = self._found.promises if self.tab() == PROMISES else self._found.follow_ups
        words, state = words_in(self._words.text()), self._state.value()
        found = [one for one in every if _answers(one, words) and state in (None, _state(one))]
        states = dict.fromkeys(_state(one) for one in found)
        sections = tuple((state, tuple(one for one in found if _state(one) == state)) for state in states)
        self._filters.setVisible(bool(every))
        self._add.setVisible(bool(every))
        self._content.show_content(_Shown(self.tab(), sections, bool(every), self._most))
        self.mark(self._marked)

    def _build(self, shown: _Shown) -> QWidget:
        self._lines = {}
        if not shown.sections:
            return self._nothing_found() if shown.narrowed else self._empty(shown.tab)
        made = QWidget()
        layout = column(made, gap=16)
        for state, lines in shown.sections:
            layout.addWidget(self._section(state, lines, shown))
        return made

    def _section(self, state: str, lines: Sequence[Line], shown: _Shown) -> Card:
        title = self._section_title(shown.tab, state)
        card = Card(gap=0)
        card.body.setContentsMargins(1, 16, 1, 8)
        head = label(f"{title} · {number(len(lines))}", "section", wrap=True)
        head.setContentsMargins(16, 0, 16, 4)
        card.body.addWidget(head)
        for position, one in enumerate(lines[: shown.most]):
            if position:
                card.body.addWidget(divider())
            line = self._promise(one) if isinstance(one, PromiseLine) else self._follow_up(one)
            card.body.addWidget(line)
        if len(lines) > shown.most:
            more = button(self.tr("Show more"), "quiet")
            more.clicked.connect(self._show_more)
            card.body.addWidget(more)
        return card

    def _section_title(self, tab: int, state: str) -> str:
        if tab == PROMISES:
            return say(PROMISE_STATES, state)
        return self.tr("Done") if state == _DONE else self.tr("To do")

    def _promise(self, line: PromiseLine) -> RecordLine:
        one, go = line.promise, self._go
        ways: list[Way] = []
        if one.state == PromiseState.OPEN:
            ways.append((self.tr("Kept"), lambda: self._ask(one.id, PromiseState.KEPT)))
            ways.append((self.tr("Not kept"), lambda: self._ask(one.id, PromiseState.NOT_KEPT)))
            ways.append((self.tr("Add a follow-up"), lambda: go(follow_up_of(line))))
        else:
            open_again = partial(self.settled.emit, one.id, PromiseState.OPEN, None, "")
            ways.append((self.tr("Open again"), open_again))
        ways.append((self.tr("Add an outcome"), lambda: go(outcome_of(line))))
        ways += self._to_activity(one.activity_id)
        return self._line(one.id, RecordLine(promise_button(line), one.what, ways))

    def _follow_up(self, line: FollowUpLine) -> RecordLine:
        one = line.follow_up
        words = self.tr("Not done after all") if one.done else self.tr("Done")
        ways: list[Way] = [(words, partial(self.finished.emit, one.id, not one.done))]
        ways += self._to_activity(one.activity_id)
        return self._line(one.id, RecordLine(follow_up_button(line), one.what, ways))

    def _to_activity(self, activity_id: str) -> list[Way]:
        """The way to where it was made, or began."""
        place, go = Place("activities", id=activity_id), self._go
        return [(self.tr("Open the activity"), lambda: go(place))] if activity_id else []

    def _line(self, record_id: str, line: RecordLine) -> RecordLine:
        line.opener.clicked.connect(lambda: self._open(record_id))
        line.on_delete(lambda: self.remove_wanted.emit(record_id))
        self._lines[record_id] = line
        return line

    def _open(self, record_id: str) -> None:
        self.mark(record_id)
        self.opened.emit(record_id)

    def _ask(self, promise_id: str, state: PromiseState) -> None:
        def then(on: date, how: str) -> None:
            self.settled.emit(promise_id, state, on, how)

        self._lines[promise_id].ask(state, then)

    def _show_more(self) -> None:
        self._most += _SHOWN
        self._show()

    def _show_all(self) -> None:
        self._words.clear()
        self._state.set_value(None)
        self._narrow()

    def _nothing_found(self) -> QWidget:
        made = EmptyState(
            "magnifying-glass",
            self.tr("None found"),
            self.tr("Nothing here answers your words and filters."),
            self.tr("Show all"),
        )
        made.acted.connect(self._show_all)
        return made

    def _empty(self, tab: int) -> QWidget:
        if tab == PROMISES:
            words = self.tr(
                "When an official says what the state will do, and by when, note it here. "
                "On its day the program asks what became of it."
            )
            made = EmptyState("handshake", self.tr("No promise yet"), words, self.tr("Add a promise"))
        else:
            words = self.tr(
                "What your campaign is to do next, and by when: call again, send the note, invite. "
                "What is due stands on the Overview and in the Calendar."
            )
            made = EmptyState("clock", self.tr("No follow-up yet"), words, self.tr("Add a follow-up"))
        made.acted.connect(self.new_wanted)
        return made

    def _lay_out(self) -> None:
        heading = Heading(self.tr("Promises and follow-ups"))
        self._add = button(self.tr("Add a promise"), "plain", "plus")
        self._add.clicked.connect(self.new_wanted)
        heading.buttons.addWidget(self._add)
        for _ in range(2):
            self._tabs.addTab("")
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(self.tr("Promises or follow-ups"))
        self._state.name_for_readers(self.tr("What became of it"))
        self._state.control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._words.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._filters = QWidget()
        across = row(self._filters)
        across.addWidget(self._words, 3)
        across.addWidget(self._state, 2)
        whole = column(self, gap=12, margins=(32, 24, 32, 24))
        whole.addLayout(self.bars)
        for part in (heading, self._tabs, self._filters):
            whole.addWidget(part)
        whole.addWidget(scrolled(self._content), 1)


def _answers(line: Line, words: Sequence[str]) -> bool:
    """Whether a line holds all these words."""
    if isinstance(line, PromiseLine):
        one = line.promise
        text = " ".join((one.who, one.person, one.how, line.activity))
        return closeness(words, one.what, text) is not None
    text = " ".join((line.follow_up.who, line.activity, line.promised))
    return closeness(words, line.follow_up.what, text) is not None


def _state(line: Line) -> str:
    if isinstance(line, PromiseLine):
        return line.promise.state
    return _DONE if line.follow_up.done else PromiseState.OPEN
