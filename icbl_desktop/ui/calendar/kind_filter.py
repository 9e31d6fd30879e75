"""Which kinds of entries the calendar shows: a chip for each, all of them at first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from icbl_desktop.services.calendar import EntryKind
from icbl_desktop.ui.calendar.entry_words import ICONS, kinds
from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.layouts import FlowLayout


class KindFilter(QWidget):
    """Press a chip to leave its kind out, press it again to have it back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self._chips = {kind: self._chip(kind) for kind in EntryKind}
        for chip in self._chips.values():
            flow.addWidget(chip)

    def kinds(self) -> frozenset[EntryKind]:
        """The kinds to show."""
        return frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())

    def _chip(self, kind: EntryKind) -> QPushButton:
        chip = QPushButton(kinds(kind))
        chip.setProperty("kind", "pill")
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setAccessibleName(self.tr("Show: {kind}").format(kind=kinds(kind)))
        set_icon(chip, ICONS[kind], "muted", ink_on="accent")
        chip.clicked.connect(lambda _checked: self.changed.emit())
        return chip
