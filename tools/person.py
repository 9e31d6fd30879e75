"""Somebody at the screen: finds things by the words that stand on them, presses, writes, looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QTabBar,
    QWidget,
)

from icbl_desktop.ui.kit.forms import FieldRow, FoldingSection
from icbl_desktop.ui.kit.inputs import TextBox, TextLine

WidgetT = TypeVar("WidgetT", bound=QWidget)
FoundT = TypeVar("FoundT")
PATIENCE = 20.0
"""Seconds to wait for something to appear."""


class Person:
    """Works in the window that is open, and keeps screenshots in a folder.

    ``settle`` is how many milliseconds the window gets before each screenshot.
    """

    def __init__(self, folder: Path, settle: int = 400) -> None:
        self._folder = folder
        self._settle = settle
        self._count = 0
        folder.mkdir(parents=True, exist_ok=True)

    def press(self, words: str) -> None:
        """Press the button that says this, once it can be pressed."""
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def button(self, words: str) -> QAbstractButton:
        """The enabled button on screen that says this, or is called so for a screen reader."""

        def named() -> QAbstractButton | None:
            for one in self._on_screen(QAbstractButton):
                if one.isEnabled() and words in (one.text().strip().replace("&", ""), one.accessibleName()):
                    return one
            return None

        return self.wait(named, f"a button “{words}”")

    def sees(self, words: str) -> bool:
        """Whether a label on screen holds these words."""
        return any(words in _text(one) for one in self._on_screen(QWidget))

    def waits_for(self, words: str) -> None:
        """Wait until these words are on screen."""
        self.wait(lambda: self.sees(words) or None, f"the words “{words}”")

    def unfold(self, title: str) -> None:
        """Open a folded section of a form."""

        def titled() -> FoldingSection | None:
            for section in self._on_screen(FoldingSection):
                if any(one.text() == title for one in section.findChildren(QAbstractButton)):
                    return section
            return None

        self.wait(titled, f"a section “{title}”").open()
        QApplication.processEvents()

    def fill(self, label: str, value: Any) -> None:
        """Fill the field with this label: text by its keys, anything else as a choice."""
        entry = self.wait(lambda: self._field(label), f"a field “{label}”").entry
        if isinstance(entry, TextLine | TextBox):
            entry.control.setFocus()
            QTest.keyClicks(entry.control, value)
        else:
            entry.set_value(value)
            entry.edited.emit()
        QApplication.processEvents()

    def turn_to(self, tab: str) -> None:
        """Turn to the tab with this title."""

        def titled() -> tuple[QTabBar, int] | None:
            for bar in self._on_screen(QTabBar):
                for number in range(bar.count()):
                    if bar.tabText(number) == tab:
                        return bar, number
            return None

        bar, number = self.wait(titled, f"a tab “{tab}”")
        bar.setCurrentIndex(number)

    def will_answer(self, words: str) -> None:
        """Press this button of the next question, which waits for its answer."""

        def answer(question: QWidget) -> None:
            button = next(one for one in question.findChildren(QAbstractButton) if one.text() == words)
            button.click()

        _when_asked(QMessageBox, answer)

    def will_name_file(self, path: Path) -> None:
        """Answer the next file dialog with this path."""

        def answer(dialog: QFileDialog) -> None:
            for line in dialog.findChildren(QLineEdit):  # selectFile() passes by a line that has the focus
                line.setText(str(path))
            dialog.accept()

        _when_asked(QFileDialog, answer)

    def look(self, name: str, window: QWidget | None = None) -> None:
        """Keep a screenshot of the window, after everything has settled."""
        _pause(self._settle)
        self._count += 1
        shown = window or self._window()
        assert shown is not None, "there is no window"
        shown.grab().save(str(self._folder / f"{self._count:02}-{name}.png"))

    def wait(self, find: Callable[[], FoundT | None], what: str) -> FoundT:
        """Wait until ``find`` finds something; it is returned. Says ``what`` was missing otherwise."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = find()
            if found:
                return found
            _pause(20)
        self.look("missing")
        raise AssertionError(f"{what} did not appear")

    def _field(self, label: str) -> FieldRow | None:
        return next((one for one in self._on_screen(FieldRow) if one.words() == label), None)

    def _window(self) -> QWidget | None:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
        return QApplication.activeModalWidget() or max(shown, key=_size, default=None)

    def _on_screen(self, kind: type[WidgetT]) -> list[WidgetT]:
        window = self._window()
        return [one for one in window.findChildren(kind) if one.isVisible()] if window else []


def _pause(milliseconds: int) -> None:
    """Let the window and its workers go on; QTest.qWait would hold the interpreter's lock."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _when_asked(kind: type[WidgetT], answer: Callable[[WidgetT], None]) -> None:
    """A dialog runs a loop of its own: its answer must be on the way before it opens."""
    asked = QApplication.activeModalWidget()
    if isinstance(asked, kind):
        answer(asked)
    else:
        QTimer.singleShot(20, lambda: _when_asked(kind, answer))


def _size(widget: QWidget) -> int:
    return widget.width() * widget.height()


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""
