"""The rows of a sheet in a table: what would be taken in, what is here already, what is to be mended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.services.sheet_import import Preview, Problem, Row
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.words import number

_ROWS_SHOWN = 7


class SheetRows(QWidget):
    """Rows with problems first, each with its first one; the chosen row's problems in full below."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._table = LazyTableView(self._columns(), self._fetch, TALL_ROW)
        self._table.setAccessibleName(self.tr("Rows of the sheet"))
        self._table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_chosen())
        self._chosen = label("", "error", wrap=True)
        self._copy = button(self.tr("Copy all problems as text"), "quiet", "copy")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        layout = column(self, gap=8)
        layout.addWidget(self._table)
        layout.addWidget(self._chosen)
        line = row(None, [self._copy])
        line.addStretch(1)
        layout.addLayout(line)

    def show_preview(self, preview: Preview) -> None:
        """Show these rows."""
        self._rows = sorted(preview.rows, key=lambda one: (not one.problems, one.number))
        self._table.show_ids([str(place) for place in range(len(self._rows))])
        lines = min(len(self._rows), _ROWS_SHOWN)
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(lines * look.scaled(TALL_ROW) + header + 4)
        self._copy.setVisible(bool(preview.problems))
        self._table.choose("0")
        self._show_chosen()

    def as_text(self) -> str:
        """Every problem on its line, to be sent to whoever fills in the sheet."""
        return "\n".join(self._said(problem) for one in self._rows for problem in one.problems)

    def _columns(self) -> list[Column[Row]]:
        return [
            Column(self.tr("Row"), text=lambda one: number(one.number), width=64),
            Column(self.tr("Record"), text=lambda one: one.title or "–", below=self._below),
            Column(self.tr("What happens"), text=self._happens, icon=_icon, ink=_ink, width=180),
        ]

    def _fetch(self, ids: Sequence[str]) -> Sequence[Row]:
        return [self._rows[int(one)] for one in ids]

    def _below(self, one: Row) -> str:
        return one.problems[0].sentence if one.problems else ""

    def _happens(self, one: Row) -> str:
        if one.problems:
            return self.tr("To be mended")
        return self.tr("Here already") if one.here else self.tr("Can be taken in")

    def _show_chosen(self) -> None:
        chosen = self._table.chosen_id()
        problems = self._rows[int(chosen)].problems if chosen is not None else ()
        self._chosen.setText("\n".join(map(self._said, problems)))
        self._chosen.setVisible(bool(problems))

    def _said(self, one: Problem) -> str:
        where = (
            self.tr("Row {row}, “{column}”: {sentence}") if one.column else self.tr("Row {row}: {sentence}")
        )
        return where.format(row=number(one.row), column=one.column, sentence=one.sentence)


def _icon(one: Row) -> str:
    if one.problems:
        return "warning-circle"
    return "equals" if one.here else "check-circle"


def _ink(one: Row) -> str:
    if one.problems:
        return "error"
    return "muted" if one.here else "success"
