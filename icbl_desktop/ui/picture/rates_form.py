"""The money of all currencies in one, by rates that the person names with their day and their source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.picture_tables import CurrencySum, Rate, converted
from icbl_desktop.ui.kit.forms import Form
from icbl_desktop.ui.kit.icon_line import Line, add_lines
from icbl_desktop.ui.kit.input_choices import Choice, Option
from icbl_desktop.ui.kit.input_dates import DateInput
from icbl_desktop.ui.kit.input_number import NumberInput
from icbl_desktop.ui.kit.inputs import TextLine
from icbl_desktop.ui.kit.layouts import clear, column
from icbl_desktop.ui.kit.widgets import button
from icbl_desktop.ui.picture.picture_words import money_column
from icbl_desktop.ui.words import amount, day


class RatesForm(QWidget):
    """Nothing of it is kept: a sum by rates is an answer to one question."""

    def __init__(self, sums: Sequence[CurrencySum]) -> None:
        super().__init__()
        self._sums = sums
        self._codes = [one.currency for one in sums if one.currency]
        self._form, self._lines = self._build_form(), column(gap=8)
        add = button(self.tr("Show the sum"), "plain", "equals")
        add.clicked.connect(self._add_up)
        whole = column(self, gap=12)
        whole.addWidget(self._form)
        whole.addWidget(add)
        whole.addLayout(self._lines)
        self._arrange()

    def _build_form(self) -> Form:
        form = Form()
        form.add("to", self.tr("Add up in"), Choice([Option(code, code) for code in self._codes]))
        for code in self._codes:
            form.add(code, self.tr("What one {currency} is worth in it").format(currency=code), NumberInput())
        form.add("on", self.tr("Rates of"), DateInput(months=False))
        form.add("source", self.tr("Where the rates were read"), TextLine(longest=200))
        form.edited.connect(lambda _name: self._arrange())
        return form

    def _arrange(self) -> None:
        """No rate is asked for the currency itself; a sum of other rates does not stay."""
        clear(self._lines)
        for code in self._codes:
            self._form.row(code).setVisible(code != self._form.values()["to"])

    def _add_up(self) -> None:
        if not self._form.is_readable():
            return
        values = self._form.values()
        clear(self._lines)
        add_lines(self._lines, self._result(values))

    def _result(self, values: dict[str, Any]) -> list[Line]:
        to, on, source = values["to"], values["on"][0], values["source"]
        rates = [Rate(code, to, values[code], on, source) for code in self._codes if values[code]]
        found = converted(self._sums, to, rates)
        lines = [
            Line(self.tr("{what}: {amount}").format(what=money_column(name), amount=amount(sum_, to)))
            for name, sum_ in found.amounts
        ]
        for rate in found.rates:
            words = self.tr("1 {currency} = {rate} {to} on {date}. {source}").format(
                currency=rate.currency, rate=rate.rate, to=to, date=day(on), source=source
            )
            lines.append(Line(words.strip(), icon="info", ink="info"))
        if found.missing:
            words = self.tr("Not in it, for want of a rate: {currencies}")
            lines.append(
                Line(words.format(currencies=", ".join(found.missing)), icon="warning", ink="caution")
            )
        return lines
