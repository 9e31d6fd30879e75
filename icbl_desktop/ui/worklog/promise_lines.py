"""One promise, or one follow-up, in its list: what it is, and what can be done with it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.domain.vocabulary import PromiseState
from icbl_desktop.domain.work import FollowUpDraft, OutcomeDraft
from icbl_desktop.services.promises import FollowUpLine, PromiseLine
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.form_place import FormPlace
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.line_button import LineButton
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.words import day
from icbl_desktop.ui.worklog.settle_form import SettleForm

Way = tuple[str, Callable[[], None]]
"""The words of a small button, and what it does."""


class RecordLine(QWidget):
    """The record's line to open it by, below it small buttons; Delete takes the record away."""

    def __init__(self, line: LineButton, title: str, ways: Sequence[Way]) -> None:
        super().__init__()
        self.opener = line
        line.setCheckable(True)
        self._form = FormPlace()
        layout = column(self, gap=0)
        for part in (line, _flow(title, ways), self._form):
            layout.addWidget(part)

    def on_delete(self, remove: Callable[[], None]) -> None:
        """What the Delete key does while the focus is on this line."""
        QShortcut(QKeySequence.StandardKey.Delete, self.opener, remove).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )

    def ask(self, state: PromiseState, then: Callable[[date, str], None]) -> None:
        """Ask when and how the promise was settled; ``then`` takes the day and the words."""
        form = SettleForm(state)
        form.settled.connect(then)
        form.cancelled.connect(self._close)
        self._form.open_form(form)

    def _close(self) -> None:
        self._form.close_form()
        self.opener.setFocus(Qt.FocusReason.OtherFocusReason)


def promise_button(line: PromiseLine) -> LineButton:
    """The line of a promise: what, below it who, by when or since when, and where it was made."""
    one = line.promise
    icon, ink = _look(line.overdue, one.state)
    parts = (one.who, _promise_day(line), line.activity)
    return LineButton(icon, one.what, " · ".join(part for part in parts if part), ink=ink)


def follow_up_button(line: FollowUpLine) -> LineButton:
    """The line of a follow-up: what, below it by when or since when, who, and where it began."""
    one = line.follow_up
    icon, ink = ("check-circle", "success") if one.done else _look(line.overdue, PromiseState.OPEN)
    done = _tr("Done {date}").format(date=day(one.done_on))
    parts = (done if one.done else _due(one.due, line.overdue), one.who, line.promised or line.activity)
    return LineButton(icon, one.what, " · ".join(part for part in parts if part), ink=ink)


def follow_up_of(line: PromiseLine) -> Place:
    """A follow-up begun about a promise."""
    draft = FollowUpDraft(promise_id=line.promise.id, activity_id=line.promise.activity_id)
    return Place("promises", draft=draft)


def outcome_of(line: PromiseLine) -> Place:
    """An outcome begun from a promise: who promised is who changed."""
    one = line.promise
    draft = OutcomeDraft(
        actor=one.who,
        change=one.how or one.what,
        when=one.settled_on,
        objectives=one.objectives,
        activities=(one.activity_id,) if one.activity_id else (),
        promises=(one.id,),
    )
    return Place("outcomes", draft=draft)


def _promise_day(line: PromiseLine) -> str:
    one = line.promise
    if one.state == PromiseState.KEPT:
        return _tr("Kept {date}").format(date=day(one.settled_on))
    if one.state == PromiseState.NOT_KEPT:
        return _tr("Not kept, known since {date}").format(date=day(one.settled_on))
    return _due(one.due, line.overdue)


def _due(due: date | None, overdue: bool) -> str:
    words = _tr("Was due {date}") if overdue else _tr("By {date}")
    return words.format(date=day(due)) if due else _tr("No date")


def _look(overdue: bool, state: str) -> tuple[str, str]:
    if overdue:
        return "warning-circle", "error"
    return {
        PromiseState.OPEN: ("clock", "caution"),
        PromiseState.KEPT: ("check-circle", "success"),
    }.get(PromiseState(state), ("x", "muted"))


def _flow(title: str, ways: Sequence[Way]) -> QWidget:
    made, inside = QWidget(), QWidget()
    flow = FlowLayout(inside)
    flow.setSpacing(12)
    row(made, margins=(look.scaled(36), 0, 16, 8)).addWidget(inside, 1)  # below the words of the line
    for words, act in ways:
        flow.addWidget(_small(words, title, act))
    return made


def _small(words: str, title: str, act: Callable[[], None]) -> QPushButton:
    made = button(words, "link")
    made.setAccessibleName(f"{words}: {title}")
    made.clicked.connect(partial(_call, act))
    return made


def _call(act: Callable[[], None], _checked: bool = False) -> None:
    act()


def _tr(words: str) -> str:
    return QCoreApplication.translate("promise_lines", words)
