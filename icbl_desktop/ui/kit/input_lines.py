"""A list of lines, such as promises or payments: each has the same few fields; lines are added and removed.

The value is a tuple of frozen dataclasses, one a line::

    Lines(
        [
            LineField("what", tr("What was promised?"), TextLine, wide=True),
            LineField("due", tr("By when?"), day_input, show=date_value, read=day_of),
        ],
        begin=PromiseDraft,
        add=tr("Add a promise"),
        line=tr("Promise {n}"),
    )
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from icbl_desktop.ui.kit.card_grid import CardGrid
from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import clear, column, row
from icbl_desktop.ui.kit.tab_order import tab_before
from icbl_desktop.ui.kit.widgets import button, divider, icon_button

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Line = TypeVar("Line", bound="DataclassInstance")

_NARROWEST = 170


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class LineField:
    """One field of each line: its name in the dataclass, its words, and what makes its input.

    ``wide`` gives it the whole width. ``show`` and ``read`` turn the dataclass's value into the input's and
    back, where they are not the same.
    """

    name: str
    words: str
    make: Callable[[], Input]
    wide: bool = False
    show: Callable[[Any], Any] = _same
    read: Callable[[Any], Any] = _same


class Lines(Input, Generic[Line]):
    """Lines that stand in the order in which they were added. One in which nothing was written is none.

    ``begin`` makes what a new line begins as; what a line holds besides its fields comes back unchanged.
    Enter in a line of text begins the next line.
    """

    def __init__(self, fields: Sequence[LineField], begin: Callable[[], Line], add: str, line: str) -> None:
        """``add`` is on the button; ``line`` is what a line is called, with {n} for its number."""
        self._add = button(add, "quiet", "plus")
        super().__init__(self._add)
        self._fields, self._begin, self._line_words = fields, begin, line
        self._lines: list[_LineRow[Line]] = []
        self._column = column(gap=16)
        whole = column(self, gap=8)
        whole.addLayout(self._column)
        whole.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self._add.clicked.connect(lambda: self.add_line())

    def value(self) -> tuple[Line, ...]:
        """What stands in the lines, from top to bottom."""
        return tuple(line.value() for line in self._written())

    def set_value(self, value: Iterable[Line]) -> None:
        """Show these lines."""
        clear(self._column)
        self._lines = []
        for one in value:
            self._append(one, is_new=False)
        self._number()

    def add_line(self, begun: Line | None = None) -> None:
        """Add a line, begun or empty, and go to it; saying ``edited`` where there is something in it."""
        made = self._append(self._begin() if begun is None else begun, is_new=begun is None)
        self._number()
        made.show()  # what is not shown yet takes no focus
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        if begun is not None:
            self.edited.emit()

    def problems(self) -> dict[str, str]:
        """What cannot be read, by its place: "[0].amount"."""
        return {
            f"[{number}].{name}": words
            for number, line in enumerate(self._written())
            for name, made in line.rows.items()
            if (words := made.entry.problem())
        }

    def row_within(self, place: str) -> FieldRow | None:
        """The row of "[0].who": that field of the first line in which something was written."""
        number, _, name = place.strip("[").partition("].")
        written = self._written()
        return written[int(number)].rows.get(name) if int(number) < len(written) else None

    def name_for_readers(self, words: str) -> None:
        """The list's name; each field says which line it is of."""
        self.setAccessibleName(words)

    def mark_error(self, wrong: bool) -> None:
        """The sentence says what; the fields keep their own borders."""
        if not wrong:
            for line in self._lines:
                for made in line.rows.values():
                    made.show_error("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line of text begins the next line."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if is_enter and plain and isinstance(self.focusWidget(), QLineEdit):
            self.add_line()
        else:
            super().keyPressEvent(event)

    def _written(self) -> list[_LineRow[Line]]:
        return [line for line in self._lines if not line.is_blank()]

    def _append(self, begun: Line, *, is_new: bool) -> _LineRow[Line]:
        made = _LineRow(self._fields, begun, is_new)
        made.edited.connect(self.edited)
        made.removed.connect(lambda: self._remove(made))
        self._lines.append(made)
        self._column.addWidget(made)
        tab_before(made, self._add)
        return made

    def _remove(self, line: _LineRow[Line]) -> None:
        at = self._lines.index(line)
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._number()
        goes_to = self._lines[min(at, len(self._lines) - 1)] if self._lines else self._add
        goes_to.setFocus(Qt.FocusReason.OtherFocusReason)
        if not line.is_blank():
            self.edited.emit()

    def _number(self) -> None:
        for number, line in enumerate(self._lines, 1):
            line.name_for_readers(self._line_words.format(n=number), is_first=number == 1)


class _LineRow(QWidget, Generic[Line]):
    """The fields of one line, and at its end the button that removes it."""

    edited = Signal()
    removed = Signal()

    def __init__(self, fields: Sequence[LineField], begun: Line, is_new: bool) -> None:
        super().__init__()
        self._fields, self._begun, self._is_new = fields, begun, is_new
        self.rows = {field.name: self._made(field) for field in fields}
        self._remove = icon_button("trash", "")
        self._remove.clicked.connect(self.removed)
        self._above = divider()
        lines, beside = column(gap=8), list[FieldRow]()
        for field in fields:
            if field.wide:
                _lay(lines, beside)
                lines.addWidget(self.rows[field.name])
            else:
                beside.append(self.rows[field.name])
        _lay(lines, beside)
        across = row(gap=4)
        across.addLayout(lines, 1)
        across.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(self, gap=12)
        whole.addWidget(self._above)
        whole.addLayout(across)
        self._before = self._values()
        self.setFocusProxy(next(iter(self.rows.values())).entry)

    def value(self) -> Line:
        """What stands in it, beside what it held already."""
        return replace(self._begun, **self._values())

    def is_blank(self) -> bool:
        """Whether it was added and nothing was written in it."""
        unread = any(made.entry.problem() for made in self.rows.values())
        return self._is_new and self._values() == self._before and not unread

    def name_for_readers(self, words: str, *, is_first: bool) -> None:
        """Each field says which line it is of."""
        self._above.setVisible(not is_first)
        for made in self.rows.values():
            made.entry.name_for_readers(f"{words}: {made.words()}")
        remove = self.tr("{line}: remove").format(line=words)
        self._remove.setToolTip(remove)
        self._remove.setAccessibleName(remove)

    def _made(self, field: LineField) -> FieldRow:
        made = FieldRow(field.words, field.make())
        made.entry.set_value(field.show(getattr(self._begun, field.name)))
        made.entry.edited.connect(lambda: made.show_error(""))
        made.entry.edited.connect(self.edited)
        return made

    def _values(self) -> dict[str, Any]:
        return {field.name: field.read(self.rows[field.name].entry.value()) for field in self._fields}


def _lay(lines: QBoxLayout, beside: list[FieldRow]) -> None:
    """What is not wide stands side by side, as far as there is room."""
    if beside:
        lines.addWidget(CardGrid(tuple(beside), narrowest=_NARROWEST, most=len(beside), gap=12))
        beside.clear()
