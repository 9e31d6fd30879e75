"""The problems of a workbook: a table that says where, and the chosen one in full below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.services.plan_desk import Problem
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.kit.widgets import Paragraph, button, label
from icbl_desktop.ui.words import number

_ROWS_SHOWN = 5


class ProblemList(QWidget):
    """In the order in which a person walks through the workbook."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: Sequence[Problem] = ()
        self._count = label("", "strong", wrap=True)
        self._table = LazyTableView(self._columns(), self._rows, TALL_ROW)
        self._table.setAccessibleName(self.tr("Problems in the workbook"))
        self._table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_chosen())
        self._where = label("", "strong", wrap=True)
        self._what = Paragraph("")
        copy = button(self.tr("Copy all as text"), "quiet", "copy")
        copy.clicked.connect(self._copy)
        top = row(None, [], gap=8)
        top.addWidget(self._count, 1)
        top.addWidget(copy)
        layout = column(self, gap=8)
        layout.addLayout(top)
        layout.addWidget(self._table)
        layout.addWidget(self._where)
        layout.addWidget(self._what)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these; a row that is still there stays chosen."""
        place = max(0, self._table.currentIndex().row())
        self._problems = problems
        self.setVisible(bool(problems))
        if not problems:
            return
        once = self.tr("1 problem to mend in the workbook")
        many = self.tr("{n} problems to mend in the workbook").format(n=number(len(problems)))
        self._count.setText(once if len(problems) == 1 else many)
        self._table.show_ids([str(place) for place in range(len(problems))])
        self._table.choose(str(min(place, len(problems) - 1)))
        self._show_chosen()
        rows = min(len(problems), _ROWS_SHOWN)
        around = self._table.horizontalHeader().sizeHint().height() + 4
        self._table.setFixedHeight(rows * look.scaled(TALL_ROW) + around)

    def as_text(self) -> str:
        """Every problem on its line, to be sent to whoever writes the workbook."""
        return "\n".join(f"{_place(one)}: {self._said(one)}" for one in self._problems)

    def _columns(self) -> list[Column[Problem]]:
        return [
            Column(self.tr("Sheet"), text=lambda one: one.sheet, width=120),
            Column(self.tr("Row"), text=lambda one: number(one.row) if one.row else "–", width=64),
            Column(self.tr("Column"), text=lambda one: one.column or "–", width=150, spare=True),
            Column(
                self.tr("What is wrong"),
                text=lambda one: one.wrong,
                below=lambda one: self.tr("Right: {words}").format(words=one.right) if one.right else "",
            ),
        ]

    def _rows(self, ids: Sequence[str]) -> Sequence[Problem]:
        return [self._problems[int(one)] for one in ids]

    def _show_chosen(self) -> None:
        chosen = self._table.chosen_id()
        if chosen is not None:
            problem = self._problems[int(chosen)]
            self._where.setText(_place(problem))
            self._what.set_words(self._said(problem))

    def _said(self, one: Problem) -> str:
        right = self.tr("Right: {words}").format(words=one.right) if one.right else ""
        return f"{one.wrong} {right}".strip()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text())


def _place(one: Problem) -> str:
    """Where it is: "targets, row 5, iso3"."""
    where = [_tr("sheet “{name}”").format(name=one.sheet)]
    if one.row:
        where.append(_tr("row {n}").format(n=number(one.row)))
    if one.column:
        where.append(_tr("column “{name}”").format(name=one.column))
    words = ", ".join(where)
    return words[:1].upper() + words[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("problem_list", text)
