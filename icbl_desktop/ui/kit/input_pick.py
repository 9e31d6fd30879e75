"""Picking some of a long list: words narrow it down, ticks stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from icbl_desktop.domain.matching import closeness, words_in
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.plain_tip import plain_tip
from icbl_desktop.ui.kit.search_line import SearchLine

_KEY = Qt.ItemDataRole.UserRole
_FLAGS = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_FEW = 6
"""Up to so many are seen at once, and need no words to narrow them down."""


class PickList(Input):
    """The value is a tuple of keys, those ticked. One that is not offered is kept, though not shown."""

    def __init__(self) -> None:
        self._list = QListWidget()
        super().__init__(self._list)
        self._unknown: tuple[str, ...] = ()
        self._words = SearchLine("", self.tr("Find"))
        self._words.textChanged.connect(self._narrow)
        self._list.itemChanged.connect(lambda _item: self.edited.emit())
        self._list.setProperty("ticks", True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        layout = column(self, gap=4)
        layout.addWidget(self._words)
        layout.addWidget(self._list)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what was ticked stays ticked."""
        kept = self.value()
        self._list.blockSignals(True)
        self._list.clear()
        for option in options:
            item = QListWidgetItem(option.words)
            item.setData(_KEY, option.key)
            item.setToolTip(plain_tip(option.words))
            item.setFlags(_FLAGS)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._words.setVisible(len(options) > _FEW)
        self.set_value(kept)

    def value(self) -> tuple[str, ...]:
        """The ticked keys."""
        ticked = (item for item in self._items() if item.checkState() == Qt.CheckState.Checked)
        return (*(str(item.data(_KEY)) for item in ticked), *self._unknown)

    def set_value(self, value: Iterable[str]) -> None:
        """Tick exactly these, and show them first."""
        wanted = [*value]
        self._list.blockSignals(True)
        self._words.clear()
        for item in self._items():
            is_wanted = item.data(_KEY) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)
        for item in [one for one in self._items() if one.checkState() == Qt.CheckState.Checked][::-1]:
            self._list.insertItem(0, self._list.takeItem(self._list.row(item)))
        self._list.blockSignals(False)
        known = {item.data(_KEY) for item in self._items()}
        self._unknown = tuple(key for key in wanted if key not in known)
        self._list.scrollToTop()
        self._fit()

    def name_for_readers(self, words: str) -> None:
        """The list has the field's name, the line above it says what it looks through."""
        super().name_for_readers(words)
        self._words.setAccessibleName(self.tr("Find in: {words}").format(words=words))

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(number) for number in range(self._list.count())]

    def _narrow(self, text: str) -> None:
        words = words_in(text)
        for item in self._items():
            item.setHidden(closeness(words, item.text()) is None)

    def _fit(self) -> None:
        """As high as what it holds, up to a few lines."""
        line = max(self._list.sizeHintForRow(0), look.scaled(28))
        frame = 2 * self._list.frameWidth() + look.scaled(2)
        self._list.setFixedHeight(min(max(self._list.count(), 1), _FEW) * line + frame)
