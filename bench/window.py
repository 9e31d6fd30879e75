"""The longest time the real window was blocked while a person works with the list of activities.

``python -m bench.window FOLDER`` prints a line for each step: milliseconds, a tab, what was done.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QItemSelection, QItemSelectionModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from bench.measure import Result
from icbl_desktop.config import Folders
from icbl_desktop.services.activities import ActivityFilter, ActivityLine
from icbl_desktop.services.bulk import BulkChange
from icbl_desktop.ui.application import start_qt
from icbl_desktop.ui.context import Place
from icbl_desktop.ui.garbage import GarbageCollector
from icbl_desktop.ui.kit.table_view import LazyTableView
from icbl_desktop.ui.program import Program
from icbl_desktop.ui.worklog.activity_list import ActivityList

BEAT = 5
"""Milliseconds between two beats of the event loop."""
BULK = 1_000
_SETTLE = 1500
_LONG = 0.05

Step = Callable[[], object]


class Beat:
    """A timer in the event loop: the longest wait for it, less its own time, is how long nothing moved."""

    def __init__(self) -> None:
        self._longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(BEAT)

    def longest_during(self, step: Step, milliseconds: int = _SETTLE) -> float:
        """Seconds, while the step and what follows from it is done."""
        wait(50)
        self._longest = 0.0
        step()
        wait(milliseconds)
        return self._longest

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last - BEAT / 1000), now


def wait(milliseconds: int) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def results(workspace: Path, count: int) -> Iterator[Result]:
    """Each step in a process of the window's own."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's second start finds its modules compiled
    done = subprocess.run(
        [sys.executable, "-m", "bench.window", str(workspace)],
        env=env,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    for line in done.stdout.splitlines():
        milliseconds, what = line.split("\t")
        yield Result(f"window blocked, {count:,}: {what}", "50 ms", float(milliseconds) / 1000, _LONG, 1)


def main(folder: Path) -> None:
    """Work in the window, and print what each step cost it."""
    qt = start_qt(Folders(folder))
    garbage, program = GarbageCollector(qt), Program(Folders(folder))
    program.jobs.crashed.connect(sys.exit)
    program.begin()
    program.window.resize(1280, 800)
    wait(2000)
    beat = Beat()
    for what, step, milliseconds in _steps(program):
        blocked = beat.longest_during(step, milliseconds)
        sys.stdout.write(f"{blocked * 1000:.1f}\t{what}\n")
        sys.stdout.flush()
    program.window.close()
    program.close()
    garbage.stop()


def _steps(program: Program) -> Iterator[tuple[str, Step, int]]:
    yield "open the list", lambda: program.go(Place("activities")), 3000
    (shown,) = program.window.findChildren(ActivityList)
    table = shown.table
    search = next(one for one in shown.findChildren(QLineEdit) if one.isVisible())
    for letter in "minis":
        yield f"search, letter {letter}", partial(QTest.keyClicks, search, letter), 700
    yield "search, nothing left of it", partial(_clear, search), _SETTLE
    yield "filter by type", lambda: shown.set_filter(ActivityFilter(type="meeting")), _SETTLE
    yield "no filter", lambda: shown.set_filter(ActivityFilter()), _SETTLE
    yield "sort by title", lambda: table.order_wanted.emit("title"), _SETTLE
    yield "scroll through all of it", partial(_scroll, table), 500
    yield "one line chosen, with its preview", partial(_press, table, Qt.Key.Key_Home), _SETTLE
    all_keys = Qt.KeyboardModifier.ControlModifier
    yield "all chosen", partial(_press, table, Qt.Key.Key_A, all_keys), _SETTLE
    yield f"{BULK:,} chosen", partial(_choose, table, BULK), _SETTLE
    yield f"{BULK:,} tagged", lambda: shown.change(BulkChange(add_tags=("bench",))), 3000


def _clear(search: QLineEdit) -> None:
    search.selectAll()
    QTest.keyClick(search, Qt.Key.Key_Delete)


def _press(
    table: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    table.setFocus()
    QTest.keyClick(table, key, modifier)


def _scroll(table: LazyTableView[ActivityLine]) -> None:
    """A hundred steps from top to bottom, the window painting after each."""
    bar = table.verticalScrollBar()
    for step in range(101):
        bar.setValue(bar.maximum() * step // 100)
        wait(10)


def _choose(table: LazyTableView[ActivityLine], count: int) -> None:
    """The first so many lines, as a press with Shift on the last would."""
    chosen = QItemSelection(table.lazy.index(0, 0), table.lazy.index(count - 1, 0))
    way = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(chosen, way)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
