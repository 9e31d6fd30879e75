"""The window: navigation and nothing else. Pages are built when they are first visited.

A page is any widget. If it has ``refresh(changed)``, it is called after each ``Changed``; if it has
``flush()``, it is called before the window closes, to hand unsaved drafts to the jobs.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QPushButton, QStackedWidget, QWidget

from icbl_desktop.config import PLAN_ENDING, RECEIPTS_ENDING
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.navigation import PageSpec, Rail
from icbl_desktop.ui.plan_files import PlanDrops
from icbl_desktop.ui.search_button import SearchButton
from icbl_desktop.ui.status_line import StatusLine
from icbl_desktop.ui.words import isolated

SMALLEST = (1024, 640)
USUAL = (1280, 800)

_CUT = Qt.TextElideMode.ElideRight
_AROUND_NAMES = 144
"""What margins and gaps take of the top bar."""
_STATES_SHARE = 0.5


class MainWindow(QMainWindow):
    """Rail, top bar, the page, bottom line."""

    log_activity = Signal()
    """Log activity was pressed, or Ctrl+N."""
    search_wanted = Signal()
    """The search box was pressed, or Ctrl+K."""
    file_wanted = Signal()
    """A plan file, or one of receipts, is to be chosen: from the plan chip, or by Ctrl+O."""
    plan_dropped = Signal(object)
    """A plan file, or one of receipts, was dropped somewhere on the window: its ``Path``."""
    shown = Signal(str)
    """The key of the page now shown."""

    def __init__(self, pages: Mapping[str, PageSpec], jobs: Jobs) -> None:
        super().__init__()
        self._specs = dict(pages)
        self._pages: dict[str, QWidget] = {}
        self._jobs = jobs
        self._key = ""
        self.rail = Rail(list(pages.values()))
        self.top = TopBar()
        self.status = StatusLine(jobs)
        self._notice, self._notice_line = Bar(), QWidget()
        self._lines, self._stack = column(gap=0), QStackedWidget()
        self._lay_out()
        self.rail.wanted.connect(self.go)
        self.top.log.clicked.connect(self.log_activity)
        self.top.search.clicked.connect(self.search_wanted)
        self.top.updates.triggered.connect(lambda: self.go("plan_updates"))
        self.top.open_file.triggered.connect(self.file_wanted)
        PlanDrops(self).dropped.connect(self.plan_dropped)
        jobs.changed.connect(self._refresh)

    def go(self, key: str) -> QWidget:
        """Show a page, building it if this is the first visit; the page."""
        if key not in self._pages:
            self._pages[key] = self._specs[key].build()
            self._stack.addWidget(self._pages[key])
        page = self._pages[key]
        self._notice_line.hide()
        if key != self._key:
            self._key = key
            self._stack.setCurrentWidget(page)
            self.rail.show_current(key)
            self.setWindowTitle(self._specs[key].title)
            self.shown.emit(key)
        return page

    def offer(self, key: str, offered: bool) -> None:
        """Have a page in the rail, or not; whoever stands on one that goes is shown the first."""
        self.rail.offer(key, offered)
        if not offered and key == self._key:
            self.go(next(iter(self._specs)))

    def offered(self) -> list[PageSpec]:
        """The pages that are in the rail."""
        return [spec for key, spec in self._specs.items() if self.rail.is_offered(key)]

    def add_line(self, line: QWidget) -> None:
        """Put a line above every page."""
        self._lines.addWidget(line)

    def set_ready(self, ready: bool) -> None:
        """Let pages be asked for, or while the records are being opened not yet."""
        self.rail.setEnabled(ready)
        self.top.setEnabled(ready)

    def current(self) -> str:
        """The key of the page that is shown."""
        return self._key

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink the rail to icons where the window is narrow for the size of its text."""
        super().resizeEvent(event)
        self._fit_rail()

    def changeEvent(self, event: QEvent) -> None:
        """The same where the text has grown or shrunk."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._fit_rail()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what nothing in the window wants, to say what can be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Say that this is no file of the secretariat."""
        words = self.tr(
            "Only plan files and receipts can be dropped here: their names end in {plan} or {receipts}. "
            "Nothing was changed."
        )
        self._notice.say(words.format(plan=PLAN_ENDING, receipts=RECEIPTS_ENDING), "info")
        self._notice_line.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let pages hand over their drafts, and wait until everything is saved."""
        for page in self._pages.values():
            if callable(flush := getattr(page, "flush", None)):
                flush()
        self._jobs.close()
        super().closeEvent(event)

    def _fit_rail(self) -> None:
        self.rail.set_narrow(look.is_narrow(self.width()))

    def _refresh(self, changed: Changed) -> None:
        for page in self._pages.values():
            if callable(refresh := getattr(page, "refresh", None)):
                refresh(changed)

    def _lay_out(self) -> None:
        row(self._notice_line, [self._notice], margins=(32, 12, 32, 0))
        self.add_line(self._notice_line)
        self._notice_line.hide()
        self._notice.dismissed.connect(self._notice_line.hide)
        middle = QWidget()
        right = column(middle, gap=0)
        right.addWidget(self.top)
        right.addLayout(self._lines)
        right.addWidget(self._stack, 1)
        whole = QWidget()
        across = row(None, [self.rail], gap=0)
        across.addWidget(middle, 1)
        outer = column(whole, gap=0)
        outer.addLayout(across, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(whole)
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize()))


class TopBar(QFrame):
    """The state's name, the plan in use with what can be done about plans, and the one filled button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("shell", "top")
        self._states_name = self._plan_title = ""
        self._states = label("", "section")
        self.updates = QAction(self.tr("Plan updates"), self)
        set_icon(self.updates, "tray-arrow-down")
        self.open_file = QAction(self.tr("Open a plan file…"), self)
        self.open_file.setShortcut(QKeySequence.StandardKey.Open)
        set_icon(self.open_file, "folder-open")
        self.addAction(self.open_file)  # its keys work wherever the focus is
        self.plan = self._plan_chip()
        self.log = button(self.tr("Log activity"), "primary", "plus")
        keys = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_N)
        QShortcut(keys, self, self.log.click)  # a button's own waits a moment: letters would get lost
        self.log.setToolTip(self.tr("Log activity (Ctrl+N)"))
        self.search = SearchButton()
        line = row(self, [self._states, self.plan], gap=16, margins=(32, 12, 32, 12))
        line.addStretch(1)
        line.addWidget(self.search)
        line.addWidget(self.log)

    def _plan_chip(self) -> QPushButton:
        chip = QPushButton(" ")
        chip.setProperty("kind", "pill")
        set_icon(chip, "clipboard-text", "muted")
        menu = QMenu(chip)
        menu.addActions([self.updates, self.open_file])
        chip.setMenu(menu)
        chip.hide()
        return chip

    def show_states(self, names: str) -> None:
        """The name of the state, or the states, that the campaign works in."""
        self._states_name = names
        self._fit()

    def show_plan(self, title: str) -> None:
        """The title of the plan in use; empty hides the chip."""
        self._plan_title = title
        self.plan.setVisible(bool(title))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Cut names that are too long for the bar; the tooltips have them whole. Search yields first."""
        states, plan = self._states_name, self._plan_title
        state_font, plan_font = self._states.fontMetrics(), self.plan.fontMetrics()
        edges = self.plan.sizeHint().width() - plan_font.horizontalAdvance(self.plan.text())
        room = self.width() - self.log.sizeHint().width() - edges - _AROUND_NAMES
        whole = state_font.horizontalAdvance(states) + plan_font.horizontalAdvance(plan)
        self.search.show_words(whole + self.search.width_with_words() <= room)
        room -= self.search.sizeHint().width()
        self._states.setText(state_font.elidedText(states, _CUT, int(room * _STATES_SHARE)))
        self._states.setToolTip(states)
        taken = state_font.horizontalAdvance(self._states.text())
        cut = plan_font.elidedText(plan, _CUT, max(room - taken, 0))
        self.plan.setText(isolated(cut))
        self.plan.setToolTip(plan)
        self.plan.setAccessibleName(plan)
