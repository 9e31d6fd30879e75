"""A page on screen with its workers, where it asked to go, and what a person reads and presses on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.kit.forms import FieldRow


class OnScreen:
    """Closed by the fixture that opened it."""

    def __init__(self, app: App, qtbot: QtBot, build: Callable[[Context], QWidget]) -> None:
        self.app, self.jobs, self.went = app, Jobs(), list[Place]()
        self._qtbot, self._crashes = qtbot, list[str]()
        self.jobs.crashed.connect(self._crashes.append)
        self.page = build(Context(app, self.jobs, self.went.append))
        if callable(refresh := getattr(self.page, "refresh", None)):
            self.jobs.changed.connect(refresh)
        self.page.resize(1100, 800)
        self.page.show()

    def read(self) -> str:
        """Everything that can be read now, labels and buttons, each on its line."""
        shown = [one for one in self.page.findChildren(QWidget) if one.isVisible()]
        labels = [one.accessibleName() or one.text() for one in shown if isinstance(one, QLabel)]
        return "\n".join(labels + [one.text() for one in shown if isinstance(one, QAbstractButton)])

    def wait_for(self, words: str) -> None:
        """Wait until this can be read."""
        self._qtbot.waitUntil(lambda: words in self.read())

    def button(self, words: str) -> QAbstractButton:
        """The button with these words, or whose name for screen readers begins so, once it is there."""
        self._qtbot.waitUntil(lambda: bool(self._buttons(words)))
        return self._buttons(words)[0]

    def has_button(self, words: str) -> bool:
        return bool(self._buttons(words))

    def _buttons(self, words: str) -> list[QAbstractButton]:
        shown = [one for one in self.page.findChildren(QAbstractButton) if one.isVisible()]
        return [one for one in shown if one.text() == words or one.accessibleName().startswith(words)]

    def press(self, words: str) -> None:
        self._qtbot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def field(self, words: str) -> FieldRow:
        """The field with this label, once it is there."""
        self._qtbot.waitUntil(lambda: bool(self._fields(words)))
        return self._fields(words)[0]

    def _fields(self, words: str) -> list[FieldRow]:
        rows = [one for one in self.page.findChildren(FieldRow) if one.isVisible()]
        return [one for one in rows if any(label.text() == words for label in one.findChildren(QLabel))]

    def type(self, words: str, text: str) -> None:
        """Type into the field with this label."""
        self._qtbot.keyClicks(self.field(words).entry.control, text)

    def close(self) -> None:
        """Wait for what is still being saved; nothing may have crashed."""
        self.jobs.close()
        self.page.close()
        self.page.deleteLater()
        assert not self._crashes, self._crashes[0]
