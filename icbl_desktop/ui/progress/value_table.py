"""All values of an indicator, the newest first, and below them the chosen one whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.plan import Indicator
from icbl_desktop.domain.words import CONFIDENCE
from icbl_desktop.domain.work import IndicatorUpdate
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import column
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.scrolling import bring_into_view
from icbl_desktop.ui.kit.table_view import PLAIN_ROW, LazyTableView
from icbl_desktop.ui.plan.value_words import value_words
from icbl_desktop.ui.progress.value_detail import ValueDetail
from icbl_desktop.ui.words import number, say, short_day

_ROWS = 6
"""How many rows show at once; the others scroll."""


class ValueTable(QWidget):
    """Date, value, source, confidence, files, and when it was corrected. A row is chosen to see more."""

    correct_wanted = Signal(object)
    """The ``IndicatorUpdate`` to be corrected."""

    def __init__(
        self, context: Context, indicator: Indicator, states: Sequence[State], read_only: bool = False
    ) -> None:
        super().__init__()
        self._values: dict[str, IndicatorUpdate] = {}
        self._files: Mapping[str, int] = {}
        names = {one.iso3: one.name for one in states} if len(states) > 1 else {}
        self._table = LazyTableView(
            _columns(indicator, names, lambda one: self._files.get(one.id, 0)),
            fetch=lambda ids: [self._values[one] for one in ids],
        )
        self._table.setAccessibleName(_tr("All values: {question}").format(question=indicator.question))
        self._table.selectionModel().currentChanged.connect(self._chosen)
        self._make_detail: Callable[[], ValueDetail] = lambda: ValueDetail(context, indicator, read_only)
        self._detail: ValueDetail | None = None
        self._column = column(self, gap=12)
        self._column.addWidget(self._table)

    def show_values(self, values: Sequence[IndicatorUpdate], files: Mapping[str, int]) -> None:
        """Show these; the chosen one stays chosen."""
        self._values, self._files = {one.id: one for one in values}, files
        self._table.show_ids([one.id for one in values])
        self._fit_height()
        if self._detail is not None:
            self._detail.show_value(self._values.get(self._table.chosen_id() or ""))

    def choose(self, answer_id: str) -> None:
        """Choose the row of an answer, if it is among them."""
        self._table.choose(answer_id)

    def changeEvent(self, event: QEvent) -> None:
        """The table is as high as its rows, which grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_height()

    def _fit_height(self) -> None:
        """As high as the rows; the line below the last is the table's own border."""
        scrolls = len(self._values) > _ROWS
        rows = min(max(len(self._values), 1), _ROWS) * look.scaled(PLAIN_ROW)
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(rows + header + (2 if scrolls else 1))
        as_needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._table.setVerticalScrollBarPolicy(as_needed if scrolls else off)

    def _chosen(self, index: QModelIndex) -> None:
        ids = self._table.lazy.ids
        chosen = ids[index.row()] if 0 <= index.row() < len(ids) else ""
        if chosen and self._detail is None:
            self._detail = self._make_detail()
            self._detail.correct_wanted.connect(self.correct_wanted)
            self._column.addWidget(self._detail)
        if self._detail is not None:
            self._detail.show_value(self._values.get(chosen))
            bring_into_view(self._detail.top)


def _columns(
    indicator: Indicator, names: Mapping[str, str], files: Callable[[IndicatorUpdate], int]
) -> list[Column[IndicatorUpdate]]:
    """The value and its date always stand; the others give way where there is little room."""
    state = Column[IndicatorUpdate](_tr("State"), lambda one: names.get(one.iso3, one.iso3), width=120)
    return [
        Column(_tr("Answer"), lambda one: value_words(indicator, one)),
        *([state] if names else []),
        Column(_tr("True on"), lambda one: short_day(one.date), width=116),
        Column(_tr("Source"), lambda one: one.source, spare=True),
        Column(_tr("Confidence"), lambda one: say(CONFIDENCE, one.confidence), width=104, spare=True),
        Column(_tr("Files"), lambda one: number(files(one)) if files(one) else "", width=56, spare=True),
        Column(_tr("Corrected"), _corrected, width=116, spare=True),
    ]


def _corrected(one: IndicatorUpdate) -> str:
    return short_day(one.changed_at) if one.revision > 1 else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("value_table", text)
