"""Things to tick whose words may run over several lines, and the choice of objectives made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from icbl_desktop.ui.kit.icons import set_icon
from icbl_desktop.ui.kit.input_choices import Option
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.widgets import label


class Tick(QWidget):
    """A check box whose words wrap; a click on the words counts."""

    clicked = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.clicked.connect(self.clicked)
        self.setFocusProxy(self.box)
        line = row(self, gap=2)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(words, wrap=True), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the words is a click on the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self.box.click()


class TickInput(Input):
    """Yes or no: one tick with its sentence. The value is a ``bool``."""

    def __init__(self, words: str) -> None:
        self._tick = Tick(words)
        super().__init__(self._tick.box)
        self._words = words
        self._tick.clicked.connect(self.edited)
        row(self, [self._tick])

    def value(self) -> bool:
        """Whether it is ticked."""
        return self._tick.box.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self._tick.box.setChecked(value)

    def name_for_readers(self, words: str) -> None:
        """The field's name, then the sentence."""
        self.control.setAccessibleName(f"{words}: {self._words}")


class ObjectiveTicks(Input):
    """Objectives: the state's own first, the others behind a button, last "Not sure" for none.

    The value is a tuple of references. One that the plan does not know, as from an earlier
    strategy, is kept and shown by its code.
    """

    def __init__(self) -> None:
        self._not_sure = Tick(self.tr("Not sure"))
        super().__init__(self._not_sure.box)
        self._ticks: dict[str, Tick] = {}
        self._first, self._rest = QWidget(), QWidget()
        self._first_column, self._rest_column = column(self._first, gap=4), column(self._rest, gap=4)
        self._others = QPushButton(self.tr("Other objectives"))
        self._others.setProperty("kind", "quiet")
        self._others.setCheckable(True)
        self._others.toggled.connect(self._show_others)
        self._not_sure.clicked.connect(self._say_not_sure)
        whole = column(self, gap=4)
        whole.addWidget(self._first)
        whole.addWidget(self._others, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self._rest)
        whole.addWidget(self._not_sure)
        self.set_options((), ())

    def set_options(self, mine: Sequence[Option], others: Sequence[Option]) -> None:
        """Offer these; what was ticked stays ticked. Without any of its own all stand in the open."""
        kept = self.value()
        clear(self._first_column)
        clear(self._rest_column)
        self._ticks = {}
        for option in mine or others:
            self._add(option, self._first_column.count(), first=True)
        for option in others if mine else ():
            self._add(option, self._rest_column.count(), first=False)
        self._others.setVisible(bool(mine and others))
        self.set_value(kept)

    def value(self) -> tuple[str, ...]:
        """The references that are ticked; none means "not sure"."""
        return tuple(ref for ref, tick in self._ticks.items() if tick.box.isChecked())

    def set_value(self, value: Iterable[str]) -> None:
        """Tick exactly these."""
        wanted = set(value)
        for ref in sorted(wanted - self._ticks.keys()):
            words = self.tr("{code} of another strategy").format(code=ref.rpartition("/")[2])
            self._add(Option(ref, words), self._first_column.count(), first=True)
        for ref, tick in self._ticks.items():
            tick.box.setChecked(ref in wanted)
        self._not_sure.box.setChecked(not wanted)
        self._others.setChecked(any(self._is_behind(ref) for ref in wanted))
        self._show_others(self._others.isChecked())

    def name_for_readers(self, words: str) -> None:
        """The group's name; each tick says its own."""
        self.setAccessibleName(words)

    def _add(self, option: Option, place: int, *, first: bool) -> None:
        tick = Tick(option.words)
        tick.clicked.connect(self._say_ticked)
        self._ticks[option.key] = tick
        (self._first_column if first else self._rest_column).insertWidget(place, tick)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def _is_behind(self, ref: str) -> bool:
        return self._rest_column.indexOf(self._ticks[ref]) >= 0

    def _show_others(self, shown: bool) -> None:
        self._rest.setVisible(shown)
        set_icon(self._others, "caret-down" if shown else "caret-right", "accent")

    def _say_ticked(self) -> None:
        self._not_sure.box.setChecked(not self.value())
        self.edited.emit()

    def _say_not_sure(self) -> None:
        for tick in self._ticks.values():
            tick.box.setChecked(False)
        self._not_sure.box.setChecked(True)
        self.edited.emit()
