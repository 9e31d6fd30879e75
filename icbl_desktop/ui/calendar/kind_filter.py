"""Which kinds of entries the calendar shows: a chip for each group of them, all at first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.services.calendar import EntryKind
from icbl_desktop.ui.calendar.entry_words import ICONS, groups
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.layouts import FlowLayout


class KindFilter(QWidget):
    """Press a chip to leave its kind out, press it again to have it back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self._chips: dict[tuple[EntryKind, ...], QPushButton] = {}
        for words, kinds in groups().items():
            self._chips[kinds] = self._chip(words, ICONS[kinds[0]])
            flow.addWidget(self._chips[kinds])

    def kinds(self) -> frozenset[EntryKind]:
        """The kinds to show."""
        return frozenset(kind for kinds, chip in self._chips.items() if chip.isChecked() for kind in kinds)

    def _chip(self, words: str, icon: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setProperty("kind", "pill")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setAccessibleName(self.tr("Show: {kind}").format(kind=words))
        set_icon(chip, icon, "muted", ink_on="accent")
        chip.clicked.connect(lambda _checked: self.changed.emit())
        return chip
