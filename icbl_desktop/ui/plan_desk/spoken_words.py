"""A fingerprint as fifteen numbered words in large type, to be read out on the phone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.widgets import Paragraph, label
from icbl_desktop.ui.words import number

_WORD_WIDTH = 148
_NUMBER_WIDTH = 20


class SpokenWords(QWidget):
    """The words run from left to right in every language: they are English, and their order counts."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        advice = self.tr(
            "Read these out slowly to a person who called a number they knew before. They compare each word "
            "with those on their own screen."
        )
        grid = QWidget()
        grid.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid.setAccessibleName(self.tr("Words of this key: {words}").format(words=" ".join(words)))
        flow = FlowLayout(grid)
        for place, word in enumerate(words, start=1):
            flow.addWidget(_cell(place, word))
        layout = column(self, gap=12)
        layout.addWidget(Paragraph(advice, "secondary"))
        layout.addWidget(grid)


def _cell(place: int, word: str) -> QWidget:
    cell = QWidget()
    hold_width(cell, least=_WORD_WIDTH)
    at = label(number(place), "secondary")
    hold_width(at, least=_NUMBER_WIDTH)
    across = row(cell, [at, label(word, "figure")], gap=4)
    across.addStretch(1)
    return cell
