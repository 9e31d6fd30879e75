"""An amount of money, and beside it the code of its currency."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from icbl_desktop.ui.kit.amounts import format_amount
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.input_number import NumberInput
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import row

_CODE_WIDTH = 96


class AmountInput(NumberInput):
    """An amount without its currency; the value is a ``Decimal``, or None where it is not known."""

    def __init__(self) -> None:
        super().__init__(show=format_amount)
        self._line.setPlaceholderText(self.tr("Not known"))
        self._line.setAlignment(Qt.AlignmentFlag.AlignTrailing)

    def unreadable(self) -> str:
        """What is said of words that are no amount."""
        example = format_amount(Decimal("1250.50"))
        return self.tr("Write the amount in figures, such as {example}.").format(example=example)


class CurrencyInput(Input):
    """A currency by its three letters; the value is ``str``, in capitals."""

    def __init__(self) -> None:
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setPlaceholderText("USD")
        hold_width(self._line, _CODE_WIDTH, _CODE_WIDTH)
        self._line.setValidator(QRegularExpressionValidator(QRegularExpression("[A-Za-z]{0,3}"), self))
        self._line.textEdited.connect(self.edited)
        row(self, [self._line]).addStretch(1)

    def value(self) -> str:
        """The letters, in capitals."""
        return self._line.text().upper()

    def set_value(self, value: str) -> None:
        """Show this code."""
        if value != self.value():
            self._line.setText(value)
