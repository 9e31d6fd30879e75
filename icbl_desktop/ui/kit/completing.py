"""Words offered again while somebody types: what was typed before, the most used first.

Arrow down goes to them, Enter takes one, Escape closes them; who types on is not held up.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QPlainTextEdit, QStyledItemDelegate

from icbl_desktop.ui.kit import look

_SHOWN = 6
_CHOOSING = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
)


def complete_line(line: QLineEdit, words: QStringListModel, between: str = "") -> QCompleter:
    """Offer words for what stands in a line; with ``between``, such as a comma, for its last part."""
    made = _PartCompleter(words, line, between) if between else QCompleter(words, line)
    _set_up(made)
    line.setCompleter(made)
    return made


class LineOfBoxCompleter(QCompleter):
    """Offers words for the line of a box in which the cursor stands."""

    def __init__(self, box: QPlainTextEdit, words: QStringListModel) -> None:
        super().__init__(words, box)
        self._box = box
        _set_up(self)
        self.setWidget(box)
        box.textChanged.connect(self._offer)
        self.activated.connect(self._take)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key chooses among the words instead of going into the box."""
        return _popup(self).isVisible() and event.key() in _CHOOSING

    def _offer(self) -> None:
        typed = self._box.textCursor().block().text().strip()
        self.setCompletionPrefix(typed)
        is_done = self.completionCount() == 1 and self.currentCompletion() == typed
        if not self._box.hasFocus() or not typed or is_done or not self.completionCount():
            _popup(self).hide()
            return
        place = self._box.cursorRect()
        place.setWidth(_popup(self).sizeHintForColumn(0) + look.scaled(40))
        self.complete(place)

    def _take(self, words: str) -> None:
        cursor = self._box.textCursor()
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        before = "\n" if cursor.selectedText().startswith("\u2029") else ""
        cursor.insertText(before + words)
        self._box.setTextCursor(cursor)


class _PartCompleter(QCompleter):
    """Completes the last of several parts of a line."""

    def __init__(self, words: QStringListModel, parent: QObject, between: str) -> None:
        super().__init__(words, parent)
        self._between = between
        self._before = ""

    def splitPath(self, path: str) -> list[str]:
        """The part that is being typed."""
        before, between, part = path.rpartition(self._between)
        self._before = f"{before}{between} " if between else ""
        return [part.strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole line with the part completed."""
        return self._before + super().pathFromIndex(index)


def _set_up(completer: QCompleter) -> None:
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(_SHOWN)
    popup = _popup(completer)
    popup.setItemDelegate(QStyledItemDelegate(completer))  # the style sheet reaches no other
    popup.setProperty("offered", True)


def _popup(completer: QCompleter) -> QAbstractItemView:
    popup = completer.popup()
    assert popup is not None  # noqa: S101 - a completer makes one when it is asked for it
    return popup
