"""The first lines of a list in the open, the others folded away and built when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QWidget

from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.words import number

_AT_ONCE = 6
Build = Callable[[], QWidget]


def add_first(into: QBoxLayout, lines: Sequence[Build]) -> None:
    """Put the lines at the end of a layout."""
    for build in lines[:_AT_ONCE]:
        into.addWidget(build())
    rest = lines[_AT_ONCE:]
    if rest:
        words = QCoreApplication.translate("first_lines", "{n} more").format(n=number(len(rest)))
        into.addWidget(FoldingSection(words, quiet=True, fill=lambda body: _add_all(body, rest)))


def _add_all(body: QBoxLayout, lines: Sequence[Build]) -> None:
    body.setSpacing(4)
    for build in lines:
        body.addWidget(build())
