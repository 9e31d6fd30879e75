"""A key's fingerprint as it is read out on the phone: eight groups, and the same in fifteen words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import label

_GROUPS_A_ROW, _WORDS_A_ROW = 4, 5
_PART = 340


def spoken_key(fingerprint: str, words: Sequence[str]) -> QWidget:
    """Both forms beside each other, or where there is little room one below the other."""
    groups = _table([_said(one) for one in fingerprint.split()], _GROUPS_A_ROW, fingerprint)
    parts = [_part(_tr("Fingerprint"), groups), _part(_tr("The same in words"), words_table(words))]
    return CardGrid(parts, _PART)


def words_table(words: Sequence[str]) -> QWidget:
    """The words alone, five a row, each with its number: whoever reads out says "word nine"."""
    cells = [_numbered(place, word) for place, word in enumerate(words, start=1)]
    return _table(cells, _WORDS_A_ROW, " ".join(words))


def _part(title: str, table: QWidget) -> QWidget:
    part = QWidget()
    layout = column(part, gap=4)
    layout.addWidget(label(title, "label"))
    across = row()
    across.addWidget(table)
    across.addStretch(1)
    layout.addLayout(across)
    layout.addStretch(1)
    return part


def _said(text: str) -> QLabel:
    shown = label(text, "strong")
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown


def _numbered(place: int, word: str) -> QWidget:
    cell = QWidget()
    across = row(cell, [label(QLocale().toString(place), "secondary"), _said(word)], gap=4)
    across.addStretch(1)
    return cell


def _table(cells: Sequence[QWidget], across: int, whole: str) -> QWidget:
    """The cells row by row, from left to right in every language: letters and English words are."""
    table = QWidget()
    table.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    table.setAccessibleName(whole)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for at, cell in enumerate(cells):
        grid.addWidget(cell, *divmod(at, across))
    return table


def _tr(text: str) -> str:
    return QCoreApplication.translate("spoken_key", text)
