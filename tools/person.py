"""Somebody at the screen: finds things by the words that stand on them, presses, writes, looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from icbl_desktop.ui.forms import FieldRow, FoldingSection
from icbl_desktop.ui.inputs import TextBox, TextLine

WidgetT = TypeVar("WidgetT", bound=QWidget)
PATIENCE = 20.0
"""Seconds to wait for something to appear."""


class Person:
    """Works in the window that is open, and keeps screenshots in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
            return next(
                (s for s in self._on_screen(FoldingSection) if s.findChild(QAbstractButton).text() == title), None
            )

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

    def names_file(self, path: Path) -> None:
        """Answer the next file dialog with this path."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog):
                dialog.selectFile(str(path))
                dialog.accept()
            else:
                QTimer.singleShot(50, answer)

        QTimer.singleShot(50, answer)

    def look(self, name: str, window: QWidget | None = None) -> None:
        """Keep a screenshot of the window, after everything has settled."""
        QTest.qWait(400)
        self._count += 1
        shown = window or self._window()
        assert shown is not None, "there is no window"
        shown.grab().save(str(self._folder / f"{self._count:02}-{name}.png"))

    def wait(self, find: Callable[[], WidgetT | bool | None], what: str) -> Any:
        """Wait until ``find`` finds something; it is returned. Says ``what`` was missing otherwise."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = find()
            if found:
                return found
            QTest.qWait(20)
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


def _size(widget: QWidget) -> int:
    return widget.width() * widget.height()


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""
