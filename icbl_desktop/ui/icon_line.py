"""A sentence with an icon beside it and something more below: the line that lists of facts are made of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.layouts import column, row
from icbl_desktop.ui.widgets import IconLabel, Paragraph


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
