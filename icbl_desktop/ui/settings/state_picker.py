"""Choosing the states a campaign works in: a filter, the list of all, and those chosen as chips."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.icons import icon, icon_size
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import FlowLayout, column
from icbl_desktop.ui.kit.widgets import label

_LIST_HEIGHT = 176
_ROW_HEIGHT = 32
_CROSS_PIXELS = 14
_KEY = Qt.ItemDataRole.UserRole


class StatePicker(Input):
    """The value is the ISO 3166 alpha-3 codes in the order they were chosen; the first is the main one.

    Typing narrows the list; Down goes into it; Enter or Space chooses a state or lets it go.
    """

    def __init__(self, states: Iterable[State]) -> None:
        self._filter = QLineEdit()
        super().__init__(self._filter)
        self._names = {state.iso3: state.name for state in sorted(states, key=lambda one: fold(one.name))}
        self._chosen: list[str] = []
        self._chips = QWidget()
        self._chips_flow = FlowLayout(self._chips)
        self._list = QListWidget()
        self._none_found = label(self.tr("No state has these letters in its name."), "secondary", wrap=True)
        self._set_up()
        layout = column(self, gap=8)
        for widget in (self._chips, self._filter, self._list, self._none_found):
            layout.addWidget(widget)
        self._narrow("")
        self._show_chosen()

    def value(self) -> tuple[str, ...]:
        """The codes of the chosen states."""
        return tuple(self._chosen)

    def set_value(self, value: Sequence[str]) -> None:
        """Choose exactly these; a code that is no state stays chosen and shows as it is."""
        self._chosen = list(value)
        self._show_chosen()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that choose: from the filter into the list, and in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._filter:
                return self._filter_key(event.key())
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self._toggle(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _set_up(self) -> None:
        self._filter.setPlaceholderText(self.tr("Type a few letters, such as “camb”"))
        self._filter.textEdited.connect(self._narrow)
        self._filter.installEventFilter(self)
        self._list.setAccessibleName(self.tr("States and other areas"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.installEventFilter(self)
        self._list.itemClicked.connect(self._toggle)
        for iso3, name in self._names.items():
            item = QListWidgetItem(name, self._list)
            item.setData(_KEY, iso3)

    def _filter_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Down:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
            if (first := self._first_shown()) is not None:
                self._list.setCurrentItem(first)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._filter.text().strip():
            self._toggle(self._first_shown())
            return True
        return False

    def _first_shown(self) -> QListWidgetItem | None:
        items = (self._list.item(row) for row in range(self._list.count()))
        return next((item for item in items if not item.isHidden()), None)

    def _narrow(self, words: str) -> None:
        wanted = fold(words.strip())
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(wanted not in fold(item.text()))
        self._none_found.setVisible(self._first_shown() is None)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        iso3 = str(item.data(_KEY))
        if iso3 in self._chosen:
            self._chosen.remove(iso3)
        else:
            self._chosen.append(iso3)
            self._filter.clear()
            self._narrow("")
        self._show_chosen()
        self.edited.emit()

    def _let_go(self, iso3: str) -> None:
        self._chosen.remove(iso3)
        self._show_chosen()
        self._filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _show_chosen(self) -> None:
        """Chips and ticks anew, in the colours and the size of text in use."""
        self._list.setIconSize(icon_size())
        self._list.setFixedHeight(look.scaled(_LIST_HEIGHT))
        while (taken := self._chips_flow.takeAt(0)) is not None:
            if (chip := taken.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for iso3 in self._chosen:
            self._chips_flow.addWidget(self._chip(iso3))
        self._chips.setVisible(bool(self._chosen))
        ticked, free, size = icon("check-circle", "accent"), icon("circle", "muted"), look.scaled(_ROW_HEIGHT)
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setSizeHint(QSize(0, size))
            item.setIcon(ticked if item.data(_KEY) in self._chosen else free)

    def _chip(self, iso3: str) -> QPushButton:
        name = self._names.get(iso3, iso3)
        chip = QPushButton(name)
        chip.setProperty("kind", "pill")
        chip.setLayoutDirection(self._mirrored())
        chip.setAccessibleName(self.tr("Take away {state}").format(state=name))
        chip.setToolTip(chip.accessibleName())
        chip.setIcon(icon("x", "muted"))
        chip.setIconSize(icon_size(_CROSS_PIXELS))
        chip.clicked.connect(lambda: self._let_go(iso3))
        return chip

    def _mirrored(self) -> Qt.LayoutDirection:
        """So that the x of a chip stands after the name."""
        left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        return Qt.LayoutDirection.RightToLeft if left else Qt.LayoutDirection.LeftToRight


def fold(words: str) -> str:
    """Letters without case and accents, so that "cote" finds "Côte d'Ivoire"."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
