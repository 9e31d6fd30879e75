"""The promises and follow-ups an activity already has: ticked off where they stand, opened on their page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from icbl_desktop.app import App
from icbl_desktop.domain.vocabulary import Changed, PromiseState
from icbl_desktop.domain.words import PROMISE_STATES
from icbl_desktop.domain.work import FollowUp, Promise
from icbl_desktop.services import promises, work_records
from icbl_desktop.services.record_kinds import FOLLOW_UP, PROMISE
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import icon_button, label
from icbl_desktop.ui.words import day, say

Begun = Promise | FollowUp


@dataclass(frozen=True)
class BegunWith:
    """What began with one activity, the newest first."""

    promises: tuple[Promise, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()


def begun_with(app: App, activity_id: str) -> BegunWith:
    """What began with this activity."""
    return BegunWith(
        work_records.every(app.db, PROMISE, activity_id=activity_id),
        work_records.every(app.db, FOLLOW_UP, activity_id=activity_id),
    )


def settle(app: App, one: Begun, today: date, *, is_so: bool) -> Changed:
    """Note that it was kept or done today, or that it is open again."""
    on = today if is_so else None
    if isinstance(one, Promise):
        return promises.settle(app.db, one.id, PromiseState.KEPT if is_so else PromiseState.OPEN, on)
    return promises.finish(app.db, one.id, on)


class BegunHere(QWidget):
    """One line for each, the newest last, with a tick: "Kept" or "Done"."""

    ticked = Signal(object, bool)
    """A record, and whether it is kept or done."""
    open_wanted = Signal(str)
    """The id of a record."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._lines: dict[str, _Line] = {}
        self._column = column(gap=8)
        whole = column(self, gap=4)
        whole.addWidget(label(title, "label"))
        whole.addLayout(self._column)
        self.hide()

    def show_records(self, records: Sequence[Begun]) -> None:
        """Show these in place of what stood here; a line that stays keeps the focus."""
        for gone in self._lines.keys() - {one.id for one in records}:
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        for one in reversed(records):
            if one.id not in self._lines:
                self._lines[one.id] = self._added(one)
            self._lines[one.id].show_record(one)
        self.setVisible(bool(records))

    def _added(self, one: Begun) -> _Line:
        made = _Line(one)
        made.tick.clicked.connect(lambda is_ticked: self.ticked.emit(one, is_ticked))
        made.way.clicked.connect(lambda: self.open_wanted.emit(one.id))
        self._column.addWidget(made)
        return made


class _Line(QWidget):
    """What it is, who and by when; a tick, and the way to its page."""

    def __init__(self, one: Begun) -> None:
        super().__init__()
        self.tick = QCheckBox(self.tr("Kept") if isinstance(one, Promise) else self.tr("Done"))
        self.way = icon_button("arrow-square-out", "")
        self._what, self._about = label("", wrap=True), label("", "secondary", wrap=True)
        words = column(gap=0)
        words.addWidget(self._what)
        words.addWidget(self._about)
        line = row(self, [], gap=12)
        line.addLayout(words, 1)
        for tool in (self.tick, self.way):
            line.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_record(self, one: Begun) -> None:
        """Show it as it stands now."""
        about, way = _about(one), self.tr("Open “{what}”").format(what=one.what)
        self._what.setText(one.what)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.tick.setChecked(_is_settled(one))
        self.tick.setAccessibleName(f"{self.tick.text()}: {one.what}")
        self.way.setToolTip(way)
        self.way.setAccessibleName(way)


def _is_settled(one: Begun) -> bool:
    return one.state == PromiseState.KEPT if isinstance(one, Promise) else one.done


def _about(one: Begun) -> str:
    settled = say(PROMISE_STATES, one.state) if isinstance(one, Promise) and one.settled_on else ""
    return " · ".join(part for part in (one.who, day(one.due), settled) if part)
