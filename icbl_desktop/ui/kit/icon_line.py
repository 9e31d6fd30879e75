"""Sentences with an icon beside them: the lines that lists of facts are made of, and quiet notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import IconLabel, Paragraph, Role, label


@dataclass(frozen=True)
class Line:
    """A sentence, what stands below it, and the icon beside it in a colour of the palette."""

    words: str
    more: str = ""
    icon: str = "equals"
    ink: str = "muted"


def icon_line(line: Line) -> QWidget:
    """The line on screen."""
    made = QWidget()
    words = column(gap=2)
    words.addWidget(Paragraph(line.words))
    if line.more:
        words.addWidget(Paragraph(line.more, "secondary"))
    across = row(made, [], gap=12)
    across.addWidget(IconLabel(line.icon, line.ink), 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(words, 1)
    return made


def add_lines(into: QBoxLayout, lines: Iterable[Line]) -> None:
    """Put these lines at the end of a layout."""
    for line in lines:
        into.addWidget(icon_line(line))


def icon_note(icon: str, words: str, ink: str = "muted", role: Role = "secondary") -> QWidget:
    """The icon stands beside the first line of the words, which wrap."""
    note = QWidget()
    layout = row(note, [], gap=8)
    layout.addWidget(IconLabel(icon, ink), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(label(words, role, wrap=True), 1)
    return note
