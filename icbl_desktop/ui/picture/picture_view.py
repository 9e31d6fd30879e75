"""The picture of all campaigns' work: what was done, where, against which promise. Each figure opens."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.domain.picture import Scope
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import ALL_THE_ROOM, column, row
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.refill import InTurn, WhenShown
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.search_line import SearchLine
from icbl_desktop.ui.kit.side_by_side import SideBySide
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.picture.behind_panel import BehindPanel
from icbl_desktop.ui.picture.export_dialog import ExportDialog
from icbl_desktop.ui.picture.opening import Opening
from icbl_desktop.ui.picture.picture_data import Head, Rest, head, rest
from icbl_desktop.ui.picture.picture_parts import PictureParts
from icbl_desktop.ui.picture.scope_line import ScopeLine
from icbl_desktop.ui.words import sentence

_SEARCH, _ABOVE = 420, 12
_LOW = 360
_FEWEST = 2
"""Letters from which on words are looked for."""


class PictureView(QWidget):
    """Fills the tab it stands in; beside it opens what is behind a figure."""

    shown = Signal()
    """All of it stands there, after a scope was asked for or records changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scope = Scope("")
        self._head: Head | None = None
        self._head_read, self._rest_read = (LatestRead(context.jobs, self) for _ in range(2))
        self._in_turn = InTurn(self)
        self._scope_line, self._wrong = ScopeLine(), Bar(closable=False)
        self._search = SearchLine(self.tr("Search all reported records"), self.tr("Search reported records"))
        self._export = button(self.tr("Export…"), "plain", "export")
        self._parts = PictureParts(self._open, self._open_record, self._choose_state)
        self._panel = BehindPanel(context)
        self._held, self._scrolled = column(gap=12), column(gap=16, margins=(0, 0, 16, 32))
        self._both = SideBySide(self._lay_out(), self._panel, (3, 2))
        column(self, gap=0, margins=(0, _ABOVE, 0, 0)).addWidget(self._both)
        self._connect()
        self._when_shown = WhenShown(self, self._load)

    def refresh(self, changed: Changed) -> None:
        """Show what changed."""
        if changed.kinds & {"inbox", "plan"}:
            self._when_shown.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen stays in sight; where there is little height it scrolls away with the rest."""
        super().resizeEvent(event)
        place = self._scrolled if self.height() < look.scaled(_LOW) else self._held
        if place.indexOf(self._scope_line) < 0:
            place.insertWidget(0, self._scope_line)

    def _connect(self) -> None:
        self._scope_line.edited.connect(self._choose)
        self._search.textEdited.connect(self._find)
        self._search.returnPressed.connect(lambda: self._find(self._search.text()))
        self._export.clicked.connect(self._begin_export)
        self._panel.closed.connect(self._close_panel)
        self._wrong.acted.connect(self._load)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _load(self) -> None:
        app, scope = self._context.app, self._scope
        self._head_read.ask(lambda: head(app, scope), self._show_head, failed=self._refused)

    def _show_head(self, found: Head) -> None:
        app, self._head, self._scope = self._context.app, found, found.scope
        self._wrong.hide()
        self._scope_line.show_scope(found)
        self._panel.show_plan(found.plan, found.facts)
        self._export.setEnabled(bool(found.totals.reports.value))
        self._in_turn.run(
            [
                *self._parts.head_steps(found),
                lambda: self._rest_read.ask(
                    lambda: rest(app, found.plan, found.scope), self._show_rest, failed=self._refused
                ),
                self._panel.load_again,
            ]
        )

    def _show_rest(self, found: Rest) -> None:
        if self._head is not None:
            self._in_turn.run([*self._parts.rest_steps(self._head, found), self.shown.emit])

    def _refused(self, refusal: UserError) -> None:
        self._wrong.say(sentence(refusal), "error", self.tr("Try again"))

    def _choose(self, scope: Scope) -> None:
        self._scope = scope
        self._close_panel()
        self._load()

    def _choose_state(self, iso3: str) -> None:
        self._choose(replace(self._scope, iso3="" if iso3 == self._scope.iso3 else iso3))

    def _open(self, opening: Opening) -> None:
        self._panel.open(opening)
        self._both.show_second(True)
        self._panel.focus_lines()

    def _open_record(self, campaign: str, record_id: str) -> None:
        self._panel.open(Opening(self.tr("Grant"), ()))
        self._panel.open_record(campaign, record_id)
        self._both.show_second(True)

    def _find(self, words: str) -> None:
        if len(words.strip()) >= _FEWEST:
            self._panel.look_for(words.strip())
            self._both.show_second(True)

    def _close_panel(self) -> None:
        self._both.show_second(False)

    def _begin_export(self) -> None:
        if self._head is not None:
            ExportDialog(self._context, self._head, self.window()).open()

    def _lay_out(self) -> QWidget:
        made, canvas, scroller = QWidget(), Canvas(), QScrollArea()
        hold_width(self._search, most=_SEARCH)
        top = row(None, gap=8)
        top.addWidget(self._search, ALL_THE_ROOM)
        top.addStretch(1)
        top.addWidget(self._export)
        canvas.setLayout(self._scrolled)
        self._scrolled.addLayout(top)
        self._scrolled.addWidget(self._parts)
        self._scrolled.addStretch(1)
        set_up_scrolling(scroller, canvas)
        made.setLayout(self._held)
        for part in (self._scope_line, self._wrong):
            self._held.addWidget(part)
        self._held.addWidget(scroller, 1)
        return made
