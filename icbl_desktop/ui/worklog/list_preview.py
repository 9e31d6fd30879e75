"""The chosen activity to be read, beside the list: nothing here can be changed by mistake."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from icbl_desktop.domain.words import ACTIVITY_TYPES
from icbl_desktop.errors import UserError
from icbl_desktop.services.previews import Preview, preview
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.scrolling import Canvas, set_up_scrolling
from icbl_desktop.ui.kit.widgets import Paragraph, button, divider, icon_button, label
from icbl_desktop.ui.words import days, say
from icbl_desktop.ui.worklog.preview_facts import facts


class ActivityPreview(QWidget):
    """Shows one activity with all that was filled in; asks to be closed, or for the editor."""

    edit_wanted = Signal(str)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._db = context.app.db
        self._read = LatestRead(context.jobs, self)
        self.record_id = ""
        self._title, self._below = label("", "section", wrap=True), label("", "secondary", wrap=True)
        self._body = column(gap=12, margins=(20, 16, 20, 20))
        self._scroller = QScrollArea()
        self.setFocusProxy(self._scroller)
        self._lay_out()
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.closed)

    def show_record(self, record_id: str) -> None:
        """Read this activity and show it."""
        db, self.record_id = self._db, record_id
        self._read.ask(lambda: preview(db, record_id), self._show, failed=_leave_to_list)

    def set_covering(self, covers: bool) -> None:
        """Covering the list it keeps the list's distance from the edge."""
        self._gutter.setVisible(covers)

    def _show(self, seen: Preview) -> None:
        one = seen.activity
        if one.id != self.record_id:
            return
        self._title.setText(one.title or "…")
        when = days(one.start, one.end, one.precision)
        self._below.setText(
            " · ".join(part for part in (say(ACTIVITY_TYPES, one.type), when, one.place) if part)
        )
        clear(self._body)
        for name, words in facts(seen):
            part = column(gap=2)
            part.addWidget(label(name, "caption"))
            part.addWidget(Paragraph(words))
            self._body.addLayout(part)
        self._body.addStretch(1)
        self._scroller.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        edit = button(self.tr("Edit"), "plain", "pencil-simple")
        edit.clicked.connect(lambda: self.edit_wanted.emit(self.record_id))
        close = icon_button("x", self.tr("Close (Space)"))
        close.clicked.connect(self.closed)
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._below)
        head = row(None, gap=8, margins=(20, 12, 12, 12))
        head.addLayout(words, 1)
        for one in (edit, close):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        canvas = Canvas()
        canvas.setLayout(self._body)
        set_up_scrolling(self._scroller, canvas)
        card = QFrame()
        card.setProperty("card", True)
        whole = column(card, gap=0)
        whole.addLayout(head)
        whole.addWidget(divider())
        whole.addWidget(self._scroller, 1)
        self._gutter = QWidget()
        self._gutter.setFixedWidth(32)
        row(self, [self._gutter, card], gap=0, margins=(0, 24, 32, 24))


def _leave_to_list(_refusal: UserError) -> None:
    """It has gone just now: its line goes as well, and the preview with it."""
