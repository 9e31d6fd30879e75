"""All values of an indicator behind a heading; the table is made when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.forms import FoldingSection
from icbl_desktop.ui.progress.value_table import ValueTable


class ValuesFold(FoldingSection):
    """Hidden while there are no values."""

    correct_wanted = Signal(object)
    """The ``IndicatorUpdate`` to be corrected."""

    def __init__(
        self,
        context: Context,
        title: str,
        indicator: Indicator,
        states: Sequence[State],
        read_only: bool = False,
    ) -> None:
        super().__init__(title, quiet=True, fill=self._make_table)
        self._context, self._indicator, self._states = context, indicator, states
        self._read_only = read_only
        self._values: tuple[IndicatorUpdate, ...] = ()
        self._files: Mapping[str, int] = {}
        self._table: ValueTable | None = None
        self.hide()

    def show_values(self, values: tuple[IndicatorUpdate, ...], files: Mapping[str, int]) -> None:
        """Show these."""
        self._values, self._files = values, files
        self.setVisible(bool(values))
        if self._table is not None:
            self._table.show_values(values, files)

    def choose(self, answer_id: str) -> None:
        """Open, with this answer chosen if it is among them."""
        self.open()
        if self._table is not None:
            self._table.choose(answer_id)

    def _make_table(self, body: QBoxLayout) -> None:
        self._table = ValueTable(self._context, self._indicator, self._states, self._read_only)
        self._table.correct_wanted.connect(self.correct_wanted)
        self._table.show_values(self._values, self._files)
        body.addWidget(self._table)
