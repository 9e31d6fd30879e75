"""A key or a recipient on one line; a key's words, to be read out, open below it when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.widgets import IconLabel, button, label
from icbl_desktop.ui.plan_desk.spoken_words import SpokenWords


class KeyLine(QWidget):
    """The words stay folded: they are long, and wanted only on the phone."""

    def __init__(
        self,
        icon: str,
        name: str,
        below: str,
        chip: QWidget | None = None,
        actions: Sequence[QWidget] = (),
        spoken: Sequence[str] = (),
    ) -> None:
        """``actions`` stand below the words; without ``spoken`` words there are none to open."""
        super().__init__()
        words = column(gap=2)
        words.addWidget(label(name, "strong", wrap=True))
        shown = label(below, "secondary", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(shown)
        self._speak = button(self.tr("Words to read out"), "link", "microphone")
        self._speak.setAccessibleName(self.tr("Words to read out of the key {name}").format(name=name))
        self._speak.clicked.connect(self._turn)
        below_it = [*([self._speak] if spoken else []), *actions]
        if below_it:
            words.addWidget(_flow(below_it))
        across = row(None, [], gap=12)
        across.addWidget(IconLabel(icon, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        if chip is not None:
            across.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        self._spoken = SpokenWords(spoken)
        self._spoken.hide()
        whole = column(self, gap=8)
        whole.addLayout(across)
        whole.addWidget(self._spoken)

    def _turn(self) -> None:
        """Show the words, or hide them."""
        shown = self._spoken.isHidden()
        self._spoken.setVisible(shown)
        self._speak.setText(self.tr("Hide the words") if shown else self.tr("Words to read out"))


def _flow(widgets: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made)
    flow.setSpacing(20)
    for one in widgets:
        flow.addWidget(one)
    return made
