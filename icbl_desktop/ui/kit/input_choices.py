"""Choosing one or some of a list: chips, a combo box, a list to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QMenu, QPushButton, QWidget

from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.inputs import CalmCombo, Input
from icbl_desktop.ui.kit.layouts import FlowLayout, column, row
from icbl_desktop.ui.kit.plain_tip import plain_tip
from icbl_desktop.ui.kit.tab_order import tab_before


@dataclass(frozen=True)
class Option:
    """One thing to choose: what is stored, what is shown."""

    key: str
    words: str
    icon: str = ""


class ChipChoice(Input):
    """One of some: the first ``first`` as chips, the others behind More. The value is a key or None."""

    def __init__(self, options: Sequence[Option], first: int = 6) -> None:
        self._chips = QWidget()
        super().__init__(self._chips)
        self._options = {option.key: option for option in options}
        self._first = [option.key for option in options[:first]]
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self._chips)
        self._more = _chip(Option("", self.tr("More"), "dots-three"))
        row(self, [self._chips])
        for option in options[:first]:
            self._add(option)
        if len(options) > first:
            self._flow.addWidget(self._more)
            self._more.setCheckable(False)
            self._more.clicked.connect(lambda: self._open_more(options[first:]))
        self._group.buttonClicked.connect(lambda _button: self.edited.emit())

    def value(self) -> str | None:
        """The chosen key."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose this key; one from behind More gets a chip of its own."""
        for key in [key for key in self._buttons if key not in self._first and key != value]:
            self._remove(key)
        if value is not None and value not in self._buttons and value in self._options:
            self._add(self._options[value])
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses what begins with it, also from behind More; the same again, the next."""
        letter = event.text().casefold()
        fitting = [key for key, one in self._options.items() if letter and one.words.casefold()[0] == letter]
        if not fitting:
            super().keyPressEvent(event)
            return
        chosen = self.value()
        at = fitting.index(chosen) + 1 if chosen in fitting else 0
        self._chosen(fitting[at % len(fitting)])
        if (button := self._buttons.get(self.value() or "")) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_for_readers(self, words: str) -> None:
        """Each chip says what it is a choice of."""
        self._chips.setAccessibleName(words)
        for key, button in self._buttons.items():
            self._name(key, button)

    def _add(self, option: Option) -> None:
        button = _chip(option)
        self._buttons[option.key] = button
        self._name(option.key, button)
        self._group.addButton(button)
        self._flow.removeWidget(self._more)
        self._flow.addWidget(button)
        if len(self._options) > len(self._first):
            self._flow.addWidget(self._more)
            tab_before(button, self._more)
        if len(self._buttons) == 1:
            self.setFocusProxy(button)

    def _name(self, key: str, button: QPushButton) -> None:
        button.setAccessibleName(f"{self._chips.accessibleName()}: {self._options[key].words}")

    def _remove(self, key: str) -> None:
        button = self._buttons.pop(key)
        self._group.removeButton(button)
        self._flow.removeWidget(button)
        button.hide()
        button.deleteLater()

    def _open_more(self, options: Iterable[Option]) -> None:
        menu = QMenu(self)
        for option in options:
            action = menu.addAction(option.words)
            action.setData(option.key)
            if option.icon:
                set_icon(action, option.icon)
        menu.triggered.connect(lambda action: self._chosen(str(action.data())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _chosen(self, key: str) -> None:
        self.set_value(key)
        self.edited.emit()


class Choice(Input):
    """One of many in a combo box. The value is a key, or None for the line that says nothing is chosen."""

    def __init__(self, options: Sequence[Option], none: str = "") -> None:
        """``none`` is the first line's words, such as "Not sure"; without it something is always chosen."""
        self._combo = CalmCombo()
        super().__init__(self._combo)
        self._none = none
        self._combo.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(16)
        self.set_options(options)
        self._combo.activated.connect(lambda _row: self.edited.emit())
        row(self, [self._combo])

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what was chosen stays chosen if it is among them."""
        kept = self.value()
        self._combo.clear()
        if self._none:
            self._combo.addItem(self._none, None)
        for option in options:
            self._combo.addItem(option.words, option.key)
            place = self._combo.count() - 1
            self._combo.setItemData(place, plain_tip(option.words), Qt.ItemDataRole.ToolTipRole)
        self.set_value(kept)

    def value(self) -> str | None:
        """The chosen key."""
        key = self._combo.currentData()
        return None if key is None else str(key)

    def set_value(self, value: str | None) -> None:
        """Choose this key; one that is not offered chooses the first line."""
        self._combo.setCurrentIndex(max(0, self._combo.findData(value)))


class CheckList(Input):
    """Some of a list, each with a tick. The value is the ticked keys in the order of the list."""

    def __init__(self, options: Sequence[Option] = ()) -> None:
        self._list = QWidget()
        super().__init__(self._list)
        self._ticks: dict[str, QCheckBox] = {}
        self._column = column(self._list, gap=4)
        row(self, [self._list])
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what was ticked stays ticked if it is among them."""
        kept = self.value()
        for tick in self._ticks.values():
            self._column.removeWidget(tick)
            tick.deleteLater()
        self._ticks = {option.key: QCheckBox(option.words) for option in options}
        for tick in self._ticks.values():
            tick.clicked.connect(lambda _checked: self.edited.emit())
            self._column.addWidget(tick)
        if self._ticks:
            self.setFocusProxy(next(iter(self._ticks.values())))
        self.set_value(kept)

    def value(self) -> tuple[str, ...]:
        """The ticked keys."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, value: Iterable[str]) -> None:
        """Tick exactly these."""
        wanted = set(value)
        for key, tick in self._ticks.items():
            tick.setChecked(key in wanted)


def _chip(option: Option) -> QPushButton:
    button = QPushButton(option.words)
    button.setProperty("kind", "pill")
    button.setCheckable(True)
    if option.icon:
        set_icon(button, option.icon, "muted", ink_on="accent")
    return button
