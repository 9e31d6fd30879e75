"""A page on screen with its workers, where it asked to go, and what a person reads and presses on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.jobs import Jobs
from icbl_desktop.ui.kit.forms import FieldRow

W = TypeVar("W", bound=QWidget)


class Desk:
    """What a page gets from the window; ``went`` is where it wanted to go."""

    def __init__(self, app: App) -> None:
        self.jobs, self.went, self.crashes = Jobs(), list[Place](), list[str]()
        self.context = Context(app, self.jobs, self.went.append)
        self.jobs.crashed.connect(self.crashes.append)

    def close(self) -> None:
        """As the window does when it closes; nothing may have gone wrong."""
        self.jobs.close()
        assert not self.crashes, self.crashes[0]


class OnScreen(Desk):
    """A desk with one page. Closed by the fixture that opened it."""

    def __init__(self, app: App, qtbot: QtBot, build: Callable[[Context], QWidget]) -> None:
        super().__init__(app)
        self.app, self._qtbot = app, qtbot
        self.page = build(self.context)
        if callable(refresh := getattr(self.page, "refresh", None)):
            self.jobs.changed.connect(refresh)
        self.page.resize(1100, 800)
        self.page.show()

    def read(self) -> str:
        """Everything that can be read now, labels and buttons, each on its line."""
        labels = [one.accessibleName() or one.text() for one in seen(self.page, QLabel)]
        return "\n".join(labels + [one.text() for one in seen(self.page, QAbstractButton)])

    def wait_for(self, words: str, seconds: int = 20) -> None:
        """Wait until this can be read; longer for what takes the computer long."""
        self._qtbot.waitUntil(lambda: words in self.read(), timeout=seconds * 1000)

    def button(self, words: str) -> QAbstractButton:
        """The button with these words, or whose name for screen readers begins so, once it is there."""
        self._qtbot.waitUntil(lambda: self.has_button(words))
        return self._buttons(words)[0]

    def has_button(self, words: str) -> bool:
        return bool(self._buttons(words))

    def _buttons(self, words: str) -> list[QAbstractButton]:
        shown = seen(self.page, QAbstractButton)
        return [one for one in shown if one.text() == words or one.accessibleName().startswith(words)]

    def press(self, words: str) -> None:
        self._qtbot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def field(self, words: str) -> FieldRow:
        """The field with this label, once it is there."""
        self._qtbot.waitUntil(lambda: bool(self._fields(words)))
        return self._fields(words)[0]

    def _fields(self, words: str) -> list[FieldRow]:
        rows = seen(self.page, FieldRow)
        return [one for one in rows if any(label.text() == words for label in one.findChildren(QLabel))]

    def type(self, words: str, text: str) -> None:
        """Type into the field with this label."""
        self._qtbot.keyClicks(self.field(words).entry.control, text)

    def close(self) -> None:
        """Wait for what is still being saved, and put the page away."""
        super().close()
        self.page.close()
        self.page.deleteLater()


def show(qtbot: QtBot, page: QWidget, width: int = 1280) -> None:
    """The page on screen, in a window of its own."""
    qtbot.addWidget(page)
    page.resize(width, 800)
    page.show()


def seen(page: QWidget, kind: type[W]) -> list[W]:
    """All of this kind that can be seen on the page."""
    return [one for one in page.findChildren(kind) if one.isVisible()]


def read(widget: QWidget) -> str:
    """Everything that can be read on a widget now; rich text by its accessible name."""
    return "\n".join(label.accessibleName() or label.text() for label in seen(widget, QLabel))


def answer(words: str) -> None:
    """Once a dialog is open, press this button of it."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, press)
            return
        next(one for one in dialog.findChildren(QPushButton) if one.text() == words).click()

    QTimer.singleShot(0, press)


def named(page: QWidget, kind: type[W], name: str) -> W:
    """The one widget on screen that a screen reader calls so."""
    (found,) = [one for one in seen(page, kind) if one.accessibleName() == name]
    return found


def button(page: QWidget, words: str) -> QAbstractButton:
    """The one button on screen with these words, or this name."""
    (found,) = [one for one in seen(page, QAbstractButton) if words in (one.text(), one.accessibleName())]
    return found


def click(page: QWidget, words: str) -> None:
    """Press a button."""
    QTest.mouseClick(button(page, words), Qt.MouseButton.LeftButton)


def write(page: QWidget, name: str, words: str) -> None:
    """Type into a field, in place of what stood there."""
    field = _field(page, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def text(page: QWidget, name: str) -> str:
    """What stands in a field."""
    field = _field(page, name)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _field(page: QWidget, name: str) -> QLineEdit | QPlainTextEdit:
    lines, boxes = page.findChildren(QLineEdit), page.findChildren(QPlainTextEdit)
    fields: list[QLineEdit | QPlainTextEdit] = [*lines, *boxes]
    return next(one for one in fields if one.accessibleName() == name)


def reads(page: QWidget, words: str) -> bool:
    """Whether these words stand somewhere on the page where they can be seen."""
    return any(words in one.text() for one in seen(page, QLabel))
