"""States by objectives: what was done where, and where the plan asked for work and there is silence."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.picture import KINDS, NONE_OF_THESE, Matrix
from icbl_desktop.domain.picture import Cell as Spot
from icbl_desktop.domain.words import RECORD_KINDS
from icbl_desktop.ui.kit.layouts import flowing, row
from icbl_desktop.ui.kit.mark_cells import Cell, CellMark
from icbl_desktop.ui.kit.mark_grid import MarkGrid, Title
from icbl_desktop.ui.kit.widgets import Card, IconLabel, label
from icbl_desktop.ui.picture.opening import Open, openings
from icbl_desktop.ui.picture.picture_data import Head
from icbl_desktop.ui.picture.picture_words import objective_name, place_words, state_name, work_words
from icbl_desktop.ui.words import day, number, say
from icbl_desktop.ui.worklog.record_icons import RECORD_ICONS


class MatrixCard(Card):
    """The first row and the first column are sums: there each record is counted once."""

    def __init__(self, open_: Open) -> None:
        super().__init__(_tr("What was done where"), gap=12)
        self._open = open_
        self._head: Head | None = None
        self._grid = MarkGrid(_tr("States by objectives"))
        self._grid.opened.connect(self._open_cell)
        self._about = label("", "secondary", wrap=True)
        for part in (self._about, self._grid, _legend()):
            self.body.addWidget(part)

    def show_matrix(self, head: Head) -> None:
        """Show this matrix."""
        matrix = _by_name(head)
        self._head = head = replace(head, matrix=matrix)
        titles = (Title(_code(one), objective_name(head.plan, one)) for one in matrix.columns)
        names = (Title(state_name(head.facts, row.iso3)) for row in matrix.rows)
        cells = [
            [_cell(_spot(matrix, line, at), _place(head, line, at)) for at in range(len(matrix.columns) + 1)]
            for line in range(len(matrix.rows) + 1)
        ]
        self._grid.show_cells([Title(_tr("All states")), *names], [Title(_tr("All")), *titles], cells)
        self._about.setText(_summary(matrix))

    def _open_cell(self, line: int, at: int) -> None:
        if self._head is None:
            return
        matrix, spot = self._head.matrix, _spot(self._head.matrix, line, at)
        iso3, code = _where(matrix, line, at)
        place = _place(self._head, line, at)
        self._open(openings(place, spot.work, lambda kind: matrix.figure(kind, iso3, code), _silence(spot)))


def _by_name(head: Head) -> Matrix:
    """The rows in the order of the states' names; what names no state comes last."""
    keyed = [(row.iso3 == NONE_OF_THESE, state_name(head.facts, row.iso3), row) for row in head.matrix.rows]
    return replace(head.matrix, rows=tuple(row for *_, row in sorted(keyed, key=lambda one: one[:2])))


def _where(matrix: Matrix, line: int, at: int) -> tuple[str, str]:
    """State and objective of a cell; empty for all of them."""
    return matrix.rows[line - 1].iso3 if line else "", matrix.columns[at - 1] if at else ""


def _spot(matrix: Matrix, line: int, at: int) -> Spot:
    """What stands in a cell; in the first row and column, what all of them hold."""
    if not line:
        return Spot(matrix.totals[at - 1] if at else matrix.all)
    row = matrix.rows[line - 1]
    return row.cells[at - 1] if at else Spot(row.work, row.targeted)


def _place(head: Head, line: int, at: int) -> str:
    return place_words(head.facts, *_where(head.matrix, line, at))


def _cell(spot: Spot, place: str) -> Cell:
    marks = tuple(
        CellMark(RECORD_ICONS[kind], number(spot.work.of(kind))) for kind in KINDS if spot.work.of(kind)
    )
    return Cell(_said(spot, place), marks, _tr("silence") if spot.silent else "", spot.targeted)


def _said(spot: Spot, place: str) -> str:
    """A cell in words, for a tooltip and a screen reader."""
    if spot.work.is_nothing:
        return f"{place}\n{_silence(spot)}"
    last = _tr("Last on {date}").format(date=day(spot.work.last)) if spot.work.last else ""
    target = _tr("A target of the plan") if spot.targeted else ""
    return "\n".join(part for part in (place, work_words(spot.work), last, target) if part)


def _silence(spot: Spot) -> str:
    if spot.targeted:
        return _tr("The plan targets this, and no work was reported.")
    return _tr("No work was reported. The plan does not target this.")


def _summary(matrix: Matrix) -> str:
    targeted = [row for row in matrix.rows if row.targeted]
    silent = sum(row.silent for row in targeted)
    words = _tr("Target states of the plan: {n}. Those from which no work was reported: {silent}.")
    return words.format(n=number(len(targeted)), silent=number(silent))


def _code(code: str) -> str:
    return _tr("None") if code == NONE_OF_THESE else code


def _legend() -> QWidget:
    parts: list[QWidget] = []
    for kind in KINDS:
        part = QWidget()
        icon = IconLabel(RECORD_ICONS[kind], "accent_hover", 16)
        row(part, [icon, label(say(RECORD_KINDS, kind), "secondary")], gap=4)
        parts.append(part)
    return flowing(*parts, label(_tr("Framed: a target of the plan"), "secondary"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_matrix", text)
