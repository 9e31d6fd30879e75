"""A page on a real workspace, and how a person finds things on it."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.jobs import Jobs

W = TypeVar("W", bound=QWidget)


class Desk:
    """What a page gets from the window; ``places`` are where it wanted to go."""

    def __init__(self, app: App) -> None:
        self.jobs = Jobs()
        self.places: list[Place] = []
        self.crashes: list[str] = []
        self.context = Context(app, self.jobs, self.places.append)
        self.jobs.crashed.connect(self.crashes.append)

    def close(self) -> None:
        """As the window does when it closes; nothing may have gone wrong."""
        self.jobs.close()
        assert not self.crashes, self.crashes[0]


def show(qtbot: QtBot, page: QWidget, width: int = 1280) -> None:
    """The page on screen, in a window of its own."""
    qtbot.addWidget(page)
    page.resize(width, 800)
    page.show()


def named(page: QWidget, kind: type[W], name: str) -> W:
    """The one widget on screen that a screen reader calls so."""
    (found,) = [one for one in page.findChildren(kind) if one.accessibleName() == name and one.isVisible()]
    return found


def button(page: QWidget, words: str) -> QAbstractButton:
    """The one button on screen with these words, or this name."""
    (found,) = [
        one
        for one in page.findChildren(QAbstractButton)
        if words in (one.text(), one.accessibleName()) and one.isVisible()
    ]
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
    return any(words in one.text() and one.isVisible() for one in page.findChildren(QLabel))
