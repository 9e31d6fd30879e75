"""A number that may have decimals: square kilometres, cases, survivors."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit

from icbl_desktop.ui.kit.amounts import format_number, parse_amount
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import row

_WIDTH = 160


class NumberInput(Input):
    """One number as the person's language writes it; the value is a ``Decimal``, or None for none."""

    def __init__(self, when_blank: str = "", show: Callable[[Decimal], str] = format_number) -> None:
        """``when_blank`` stands in the empty field, ``show`` writes a number as ``parse_amount`` reads it."""
        self._line = QLineEdit()
        super().__init__(self._line)
        self._show = show
        self._line.setPlaceholderText(when_blank)
        hold_width(self._line, _WIDTH, _WIDTH)
        self._line.textEdited.connect(self.edited)
        row(self, [self._line]).addStretch(1)

    def value(self) -> Decimal | None:
        """The number; None where there is none, or what stands there cannot be read."""
        try:
            return parse_amount(self._line.text())
        except ValueError:
            return None

    def set_value(self, value: Decimal | None) -> None:
        """Show a number, or nothing for None."""
        if value is None or value != self.value():
            self._line.setText("" if value is None else self._show(value))

    def problem(self) -> str:
        """A sentence when the number cannot be read."""
        try:
            parse_amount(self._line.text())
        except ValueError:
            return self.unreadable()
        return ""

    def unreadable(self) -> str:
        """What is said of words that are no number."""
        return self.tr("Write a number, such as 12.")
