"""Ctrl+K: one line to find anything in, or to run a command from, over the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from icbl_desktop.domain.hits import Hit
from icbl_desktop.services import plan_search, search
from icbl_desktop.services.plan_search import Entry
from icbl_desktop.ui.command_palette_lines import answering
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.latest_read import LatestRead
from icbl_desktop.ui.kit.layouts import row
from icbl_desktop.ui.kit.offer_list import Group, Offer, OfferList
from icbl_desktop.ui.kit.widgets import Card, IconLabel, label

_WIDTH = 680
_TOP, _AROUND = 56, 24
_RECENT = 5
_VEIL = 96
"""How much of the window's light the veil takes, of 255."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class CommandPalette(QWidget):
    """Lies over its window; what is chosen is run once it is gone and the focus is back."""

    def __init__(self, context: Context, window: QWidget, commands: Callable[[], Sequence[Group]]) -> None:
        """``commands`` says, each time it opens, what can be run."""
        super().__init__(window)
        self._context, self._window, self._commands = context, window, commands
        self._read = LatestRead(context.jobs, self)
        self._of_plan: tuple[Entry, ...] | None = None
        self._shown_words = ""
        self._enter_waits = False
        self._recent: list[Offer] = []
        self._offered: Sequence[Group] = ()
        self._before: QWidget | None = None
        self._line, self._list = QLineEdit(), OfferList()
        self._nothing = label("", "secondary", wrap=True)
        self._card = Card(gap=8)
        self._lay_out()
        self._connect()
        self.hide()

    def toggle(self) -> None:
        """Open it, or close it where it is open."""
        if self.isVisible():
            self.dismiss()
        else:
            self._open()

    def dismiss(self) -> None:
        """Close it and give the focus back."""
        self.hide()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card in the middle."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The veil over the window."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, _VEIL))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the card closes it."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; take the keys that move in the list before the line does."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        if watched is self._line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and _is_ours(event):
                self._press(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        self._before = QApplication.focusWidget()
        self._offered = self._commands()
        db = self._context.app.db
        self._context.jobs.read(lambda: plan_search.entries(db), self._know_plan, owner=self)
        self._line.clear()
        self._show_answer("", ())
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _know_plan(self, entries: tuple[Entry, ...]) -> None:
        self._of_plan = entries

    def _press(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _STEPS:
            self._list.step(_STEPS[key])
        elif self._line.text() == self._shown_words:
            self._list.take()
        else:
            self._enter_waits = True  # what is typed is still being looked for

    def _search(self, words: str) -> None:
        self._enter_waits = False
        db, of_plan = self._context.app.db, self._of_plan
        self._read.ask(
            lambda: search.find(db, words, of_plan=of_plan), lambda hits: self._show_answer(words, hits)
        )

    def _show_answer(self, words: str, hits: Sequence[Hit]) -> None:
        self._shown_words = words
        groups = answering(words, hits, self._offered, self._context.go) if words.strip() else self._begun()
        self._list.show_groups(groups)
        self._list.setVisible(bool(groups))
        self._nothing.setText(
            self.tr("Nothing was found for “{words}”. A part of a word is enough.").format(words=words)
        )
        self._nothing.setVisible(not groups)
        self._fit()
        if self._enter_waits:
            self._enter_waits = False
            self._list.take()

    def _begun(self) -> list[Group]:
        """Before anything is typed: what was chosen last, then all that can be run."""
        recent = [Group(self.tr("Last chosen"), self._recent)] if self._recent else []
        return [*recent, *self._offered]

    def _take(self, offer: Offer) -> None:
        self._recent = [offer, *(one for one in self._recent if one.title != offer.title)][:_RECENT]
        self.dismiss()
        offer.run()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whoever works elsewhere in the window is done here."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self.hide()

    def _fit(self) -> None:
        """In the middle of the upper part, as high as its lines, within the window."""
        width = min(look.scaled(_WIDTH), self.width() - 2 * _AROUND)
        others = self._card.sizeHint().height() - self._list.height()
        room = self.height() - _TOP - _AROUND - others
        self._list.setFixedHeight(max(min(self._list.height_of_all(), room), 0))
        self._card.adjustSize()
        height = self._card.sizeHint().height()
        self._card.setGeometry(QRect(QPoint((self.width() - width) // 2, _TOP), QSize(width, height)))

    def _connect(self) -> None:
        self._window.installEventFilter(self)
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._search)
        self._list.taken.connect(self._take)
        self._list.marked.connect(self._line.setAccessibleDescription)
        look.application().focusChanged.connect(self._follow_focus)

    def _lay_out(self) -> None:
        self._card.setParent(self)
        words = self.tr("Search or run a command")
        self._line.setPlaceholderText(words)
        self._line.setAccessibleName(words)
        self._list.setAccessibleName(self.tr("What was found"))
        self._card.body.addLayout(row(None, [IconLabel("magnifying-glass", "muted"), self._line], gap=12))
        for part in (self._nothing, self._list):
            self._card.body.addWidget(part)
        self._card.body.addWidget(label(self.tr("Arrows choose, Enter opens, Esc closes."), "secondary"))


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() in (*_STEPS, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
