"""The report's own words at its top: drafted from the records, and the person's once they are edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.ui.kit.forms import FieldRow
from icbl_desktop.ui.kit.inputs import Input, TextBox
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.words import number

MOST_LINES = 5


class LinesInput(Input):
    """A few lines, each a sentence. The value is a tuple of those in which something stands."""

    def __init__(self) -> None:
        self._box = TextBox(lines=MOST_LINES)
        super().__init__(self._box.control)
        self._box.edited.connect(self.edited)
        row(self, [self._box])

    def value(self) -> tuple[str, ...]:
        """The lines that say something."""
        return tuple(line.strip() for line in self._box.value().splitlines() if line.strip())

    def set_value(self, value: Sequence[str]) -> None:
        """Show these lines; the same ones leave the cursor where it is."""
        if tuple(value) != self.value():
            self._box.set_value("\n".join(value))

    def problem(self) -> str:
        """A sentence where there are too many."""
        words = self.tr("{count} lines: five at most. Put two together, or leave one out.")
        count = len(self.value())
        return words.format(count=number(count)) if count > MOST_LINES else ""


class DraftedLines(QWidget):
    """Lines drafted from the records, until the person writes their own."""

    edited = Signal()

    def __init__(self, words: str, hint: str) -> None:
        super().__init__()
        self._input = LinesInput()
        self._row = FieldRow(words, self._input, hint)
        self._drafted: tuple[str, ...] = ()
        self._is_own = False
        self._again = button(self.tr("Use the drafted lines again"), "quiet", "arrow-counter-clockwise")
        self._again.clicked.connect(self._use_drafted)
        self._input.edited.connect(self._edited)
        layout = column(self, gap=4)
        layout.addWidget(self._row)
        layout.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeading)
        self._again.hide()

    def value(self) -> tuple[str, ...] | None:
        """The person's own lines; None while those drafted are taken."""
        return self._input.value() if self._is_own else None

    def set_value(self, value: tuple[str, ...] | None) -> None:
        """Show the person's own lines, or those drafted for None."""
        self._is_own = value is not None
        self._show(self._drafted if value is None else value)

    def show_drafted(self, lines: tuple[str, ...]) -> None:
        """These are drafted from the records now."""
        self._drafted = lines
        if not self._is_own:
            self._show(lines)

    def problem(self) -> str:
        """A sentence where there are too many lines."""
        return self._input.problem()

    def _show(self, lines: tuple[str, ...]) -> None:
        self._input.set_value(lines)
        self._row.show_error(self.problem())
        self._again.setVisible(self._is_own)

    def _edited(self) -> None:
        self._is_own = True
        self._again.show()
        self._row.show_error(self.problem())
        self.edited.emit()

    def _use_drafted(self) -> None:
        self.set_value(None)
        self._input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
