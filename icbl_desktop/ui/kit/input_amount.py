"""An amount of money, and beside it the code of its currency."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from icbl_desktop.ui.kit.amounts import format_amount, parse_amount
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.inputs import Input
from icbl_desktop.ui.kit.layouts import row

_AMOUNT_WIDTH = 160
_CODE_WIDTH = 96


class AmountInput(Input):
    """An amount without its currency; the value is a ``Decimal``, or None where it is not known."""

    def __init__(self) -> None:
        self._line = QLineEdit()
        super().__init__(self._line)
        self._line.setPlaceholderText(self.tr("Not known"))
        hold_width(self._line, _AMOUNT_WIDTH, _AMOUNT_WIDTH)
        self._line.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._line.textEdited.connect(self.edited)
        row(self, [self._line]).addStretch(1)

    def value(self) -> Decimal | None:
        """The amount; None where there is none, or what stands there cannot be read."""
        try:
            return parse_amount(self._line.text())
        except ValueError:
            return None

    def set_value(self, value: Decimal | None) -> None:
        """Show an amount, or nothing for None."""
        if value is None or value != self.value():
            self._line.setText("" if value is None else format_amount(value))

    def problem(self) -> str:
        """A sentence when the amount cannot be read."""
        try:
            parse_amount(self._line.text())
        except ValueError:
            return self.tr("Write the amount in figures, such as {example}.").format(
                example=format_amount(Decimal("1250.50"))
            )
        return ""


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
